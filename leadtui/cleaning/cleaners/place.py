"""Zip codes, states, counties, towns, streets and units of the United States, and sane neighbours."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.case import name_case_if_shouting, street_case_if_shouting
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

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
ALSO: Final = {
    "newfoundland": "NL", "newfoundland & labrador": "NL", "québec": "QC", "pei": "PE", "washington dc": "DC",
    "u s virgin islands": "VI", "us virgin islands": "VI", "calif": "CA", "fla": "FL", "mass": "MA", "penn": "PA",
    "tex": "TX", "okla": "OK", "wash": "WA", "ariz": "AZ", "colo": "CO", "conn": "CT", "ill": "IL", "mich": "MI",
    "minn": "MN", "tenn": "TN", "wis": "WI", "nev": "NV", "ore": "OR",
}  # fmt: skip
CODES: Final = (
    ALSO
    | {name.lower(): code for code, name in (STATES | PROVINCES).items()}
    | {code.lower(): code for code in STATES | PROVINCES}
)
POSTCODE: Final = r"(?i)^([a-z][0-9][a-z])[\s-]?([0-9][a-z][0-9])$"
# Letters and digits, as in GB, IE, NL: kept as text, and told.
FOREIGN: Final = r"(?i)^(?:[a-z]{1,2}[0-9][a-z0-9]?\s?[0-9][a-z]{2}|[0-9]{4}\s?[a-z]{2}|[a-z][0-9]{2}\s?[a-z0-9]{4})$"


def us_zip(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Five digits or ZIP+4, as text; a lost zero is told, never put back unasked."""
    text = scratch.keep(value.str.replace_all(r"\s*[-–]\s*", "-"))
    plain = text.str.extract(r"^([0-9]{5})(?:-?0{4})?-?$", 1)
    plus_four = text.str.replace(r"^([0-9]{5})[-\s]?([0-9]{4})$", "${1}-${2}")
    long = text.str.contains(r"^[0-9]{5}[-\s]?[0-9]{4}$")
    canadian = pl.when(text.str.contains(POSTCODE)).then(
        text.str.to_uppercase().str.replace(POSTCODE, "${1} ${2}"),
    )
    abroad = pl.when(text.str.contains(FOREIGN)).then(text.str.to_uppercase())
    other = scratch.keep(pl.coalesce(canadian, abroad))
    good = scratch.keep(pl.coalesce(plain, pl.when(long).then(plus_four), other))
    is_bad = value.is_not_null() & good.is_null()
    short = text.str.contains(r"^[0-9]{3,4}$")
    return Outcome(
        good,
        (
            Finding("E-ZIP", "A zip code with too few digits; leading zeros may be lost", is_bad & short),
            Finding("E-ZIP", "Not a zip code", is_bad & ~short),
            Finding("W-ZIP", "A postal code, not a zip code", other.is_not_null()),
        ),
    )


def zip_pad(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Leading zeros put back: `1569` is `01569`. A fix to be chosen, never applied unasked."""
    short = scratch.keep(value.str.contains(r"^[0-9]{3,4}(?:-[0-9]{4})?$"))
    first = value.str.extract("^([0-9]+)", 1).str.pad_start(5, "0")
    padded = pl.concat_str(first, value.str.replace("^[0-9]+", ""))
    return Outcome(
        pl.when(short).then(padded).otherwise(value),
        (Finding("W-ZIP-PAD", "Leading zeros were put back", short),),
    )


def us_state(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The two-letter code of a state or province, from its name or its code."""
    said = value.str.to_lowercase().str.replace_all(".", "", literal=True).str.strip_chars(" ,;")
    code = scratch.keep(said.replace_strict(CODES, default=None, return_dtype=pl.String))
    return Outcome(code, (Finding("E-STATE", "Not a state", value.is_not_null() & code.is_null()),))


def us_county(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """The name without the word County."""
    bare = value.str.replace(r"(?i)(?:[,\s]+(?:county|cnty|co\.))+$", "")
    return name_case_if_shouting(scratch.keep(bare), scratch, options)


def city(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A town, without commas at its end."""
    return name_case_if_shouting(scratch.keep(blank_is_null(value.str.strip_chars(" ,;"))), scratch, options)


def us_street(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A street and house number, without commas or stops at its end."""
    bare = value.str.strip_chars_end(" ,;.").str.strip_chars_start(" ,;")
    return street_case_if_shouting(scratch.keep(blank_is_null(bare)), scratch, options)


def us_unit(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """Suite, floor or unit: `STE. 5` is Ste 5, `# 23` is #23."""
    bare = value.str.replace(r"^(\p{L}+)\.\s", "${1} ").str.replace_all(r"#\s+", "#").str.strip_chars(" ,;.")
    return street_case_if_shouting(scratch.keep(blank_is_null(bare)), scratch, options)
