"""States and provinces: the names and codes they go by."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

STATES: Final = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "GU": "Guam", "VI": "Virgin Islands", "AS": "American Samoa",
    "MP": "Northern Mariana Islands", "AA": "Armed Forces Americas", "AE": "Armed Forces Europe",
    "AP": "Armed Forces Pacific",
}  # fmt: skip
PROVINCES: Final = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut",
    "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip
AUSTRALIAN: Final = {
    "NSW": "New South Wales", "VIC": "Victoria", "QLD": "Queensland", "TAS": "Tasmania", "SA": "South Australia",
    "ACT": "Australian Capital Territory",
}  # fmt: skip
"""Those whose codes are nobody else's; `WA` and `NT` are read by their names."""
ALSO: Final = {
    "newfoundland": "NL", "newfoundland & labrador": "NL", "québec": "QC", "pq": "QC", "pei": "PE", "ont": "ON",
    "que": "QC", "alta": "AB", "sask": "SK", "man": "MB", "yukon territory": "YT", "washington dc": "DC",
    "washington, dc": "DC",
    "washington d c": "DC", "u s virgin islands": "VI", "us virgin islands": "VI", "usvi": "VI", "calif": "CA",
    "cal": "CA", "fla": "FL", "mass": "MA", "penn": "PA", "penna": "PA", "tex": "TX", "okla": "OK", "wash": "WA",
    "ariz": "AZ", "ark": "AR", "colo": "CO", "conn": "CT", "del": "DE", "ill": "IL", "ind": "IN", "kan": "KS",
    "kans": "KS", "mich": "MI", "minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV",
    "ore": "OR", "oreg": "OR", "tenn": "TN", "wis": "WI", "wisc": "WI", "wyo": "WY", "n mex": "NM", "new mex": "NM",
    "n carolina": "NC", "no carolina": "NC", "s carolina": "SC", "so carolina": "SC", "n dakota": "ND",
    "no dakota": "ND", "s dakota": "SD", "so dakota": "SD", "w virginia": "WV", "w va": "WV", "western australia": "WA",
    "northern territory": "NT",
}  # fmt: skip
CODES: Final = (
    ALSO
    | {" ".join(code.lower()): code for code in STATES | PROVINCES}
    | {name.lower(): code for code, name in (STATES | PROVINCES | AUSTRALIAN).items()}
    | {code.lower(): code for code in STATES | PROVINCES | AUSTRALIAN}
)
_NAMES: Final = (
    "England; Scotland; Wales; Northern Ireland; "
    "Baden-Württemberg; Bayern; Berlin; Brandenburg; Bremen; Hamburg; Hessen; Mecklenburg-Vorpommern; Niedersachsen; "
    "Nordrhein-Westfalen; Rheinland-Pfalz; Saarland; Sachsen; Sachsen-Anhalt; Schleswig-Holstein; Thüringen; "
    "Auvergne-Rhône-Alpes; Bourgogne-Franche-Comté; Bretagne; Centre-Val de Loire; Corse; Grand Est; "
    "Hauts-de-France; Île-de-France; Normandie; Nouvelle-Aquitaine; Occitanie; Pays de la Loire; "
    "Provence-Alpes-Côte d'Azur; "
    "Andalucía; Aragón; Asturias; Islas Baleares; Canarias; Cantabria; Castilla y León; Castilla-La Mancha; Cataluña; "
    "Comunidad de Madrid; Madrid; Comunidad Valenciana; Extremadura; Galicia; La Rioja; Navarra; País Vasco; Murcia"
)
ABROAD: Final = {name.lower(): name for name in _NAMES.split("; ")}
"""Regions of other countries, kept by their names."""
TWO_PARTS: Final = r"^(.+?)\s*[-–(,/]\s*(.+?)\)?$"
COUNTRY: Final = r"^(?:us|usa|united states|canada|ca|australia)$"
TITLE: Final = r"^(?:state|commonwealth|province) of (.+)$"


def us_state(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The two-letter code of a state or province, from its name, its code, or both of them."""
    said = scratch.keep(value.str.to_lowercase().str.replace_all(".", "", literal=True).str.strip_chars(" ,;*"))
    plain = scratch.keep(_code(said))
    odd = scratch.where(plain.is_null(), said.str.replace_all(r"\s+", " ").str.replace(TITLE, "${1}"))
    abroad = scratch.keep(odd.replace_strict(ABROAD, default=None, return_dtype=pl.String))
    parts = scratch.keep(odd.str.extract_groups(TWO_PARTS))
    one, two = (parts.struct.field(name) for name in ("1", "2"))
    first, second = scratch.keep(_code(one)), scratch.keep(_code(two))
    both = (
        pl.when((first == second) | two.str.contains(COUNTRY)).then(first).when(one.str.contains(COUNTRY)).then(second)
    )
    code = scratch.keep(pl.coalesce(plain, _code(odd), both, abroad))
    return Outcome(
        code,
        (
            Finding("E-STATE", "Not a state", value.is_not_null() & code.is_null()),
            Finding("W-STATE", "A region of another country, kept by its name", abroad.is_not_null()),
        ),
    )


def _code(said: pl.Expr) -> pl.Expr:
    return said.replace_strict(CODES, default=None, return_dtype=pl.String)
