"""Age groups under one name each, and the youngest and oldest age in months.

Ages are converted as they are written: `2-4 yrs.` is 24 to 48 months, `6 wks` is 1. A group that only
has a name has no ages: what a toddler is differs from state to state, so a mapping says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

SCHOOL_AGE: Final = "School-age"
NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
UNITS: Final = {
    "w": r"(?:weeks?|wks?|semanas?|semaines?|wochen?)",
    "m": r"(?:months?|mths?|mons?|mos?|meses|mes|mois|monaten?|monate?)",
    "y": r"(?:years?|yrs?|yo|ans?|años?|jahren?|jahre?)",
}
_UNIT: Final = rf"(?:{'|'.join(UNITS.values())})\b\.?"
_TO: Final = r"(?:-|–|—|to\b|thru\b|through\b)"
_AND_UP: Final = r"(?:\s*(?:old\b|and\s+(?:up|older|over)\b|&\s*up\b|\+))*"
# The ages of a group, in brackets or behind it: Toddlers (12-23 months), Toddlers 18 mo - 3 yrs.
_RANGE: Final = (
    r"(?:\s*\([^()]*[0-9][^()]*\)|"
    rf"\s*[:,-]?\s*{NUMBER}\s*-?\s*(?:(?:{_UNIT}\s*)?{_TO}\s*{NUMBER}\s*-?\s*)?{_UNIT}{_AND_UP})?"
)
GROUPS: Final = {
    rf"(?i)\b(?:infants?|babies)\b{_RANGE}": "Infants",
    rf"(?i)\btoddlers?\b{_RANGE}": "Toddlers",
    rf"(?i)\bpre-?\s?school(?:ers?)?\b{_RANGE}": "Preschool",
    rf"(?i)\bschool[\s-]?age[rd]?s?\b(?:\s+child(?:ren)?\b)?{_RANGE}": SCHOOL_AGE,
    # "School" alone only as a whole entry: not in "Middle School".
    rf"(?i)(^|,\s*)school{_RANGE}\s*(,|$)": f"${{1}}{SCHOOL_AGE}${{2}}",
}
_GROUP: Final = f"(Infants|Toddlers|Preschool|{SCHOOL_AGE})"
JOINED: Final = rf"\b{_GROUP}(?:\s*[/&+]\s*|,?\s+and\s+){_GROUP}\b"
"""Two groups with another sign between them than a comma."""
PER_UNIT: Final = {"w": 12 / 52, "m": 1.0, "y": 12.0}
_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve"
_WORDS: Final = {word: str(number) for number, word in enumerate(_COUNTED.split(" "), start=1)} | {"eighteen": "18"}
_SPELLED: Final = rf"\b(?:{'|'.join(_WORDS)})\b"
_BETWEEN: Final = (
    r"(?:\s*(?:-|–|—|\bto\b|\bthru\b|\bthrough\b|&|\band\b|,|\bor\b|\bbis\b|\bund\b|\bet\b|\bà\b|\ba\b|\by\b)\s*)+"
)
"""Signs between two ages, of which the first often lacks its unit."""
LISTED: Final = rf"(^|[^0-9.])({NUMBER})({_BETWEEN})({NUMBER})([wmy])\b"
# Years and months of one age: 2 years 9 months, 1 yr and 6 mo.
AGE: Final = rf"{NUMBER}y\s*(?:,|&|and\b)?\s*(?:[0-9]|1[01])(?:\.[0-9]+)?[mw]\b|{NUMBER}[wmy]\b"
RANGE: Final = rf"({AGE})\s*(?:-|–|—|to\b|thru\b|through\b|up to\b|bis\b|à\b|a\b)\s*({AGE})"
# Times that are no ages: 6 weeks of summer, 3 days a week.
NO_AGE: Final = rf"{NUMBER}[wmy]\s+of\b"
OPEN_END: Final = (
    r"(?i)\bolder\b|\band up\b|& up\b|\bup\s*$|[0-9]\s*\+|\+\s*$|\bover\b|\bor more\b|\babove\b|\by más\b|\bet plus\b|"
    r"\bälter\b"
)
FROM_BIRTH: Final = (
    r"(?i)\bbirth\b|\bnew-?borns?\b|\bnacimiento\b|\bnaissance\b|\bgeburt\b|"
    r"^[^0-9]*\b(?:up to|under|younger than|less than|hasta|jusqu'à|bis zu|unter)\b"
)


def ages(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`Infants/Toddlers (12-23 months; 1yr.)` is Infants, Toddlers; other texts stay as they are."""
    text = value.str.replace_all(r"\s*[;|]\s*", "; ")
    for spelling, name in GROUPS.items():
        text = text.str.replace_all(spelling, name)
    # Twice, for the second group of a pair may be the first of the next.
    text = text.str.replace_all(JOINED, "${1}, ${2}").str.replace_all(JOINED, "${1}, ${2}")
    return Outcome(scratch.keep(blank_is_null(text.str.strip_chars(" ,;"))))


def age_in_months(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`6 weeks` is 1, `2 years` is 24; a number alone is taken as months."""
    months = _months(value, scratch).months.list.max().cast(pl.String)
    return Outcome(scratch.keep(pl.coalesce(months, value)))


def min_age_months(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The youngest age a text speaks of, in months."""
    found = _months(value, scratch)
    born = value.str.contains(FROM_BIRTH) & found.months.list.len().gt(0)
    unclear = value.str.contains("[0-9]") & (found.months.list.len() == 0)
    youngest = pl.when(born).then(0).otherwise(found.months.list.min())
    return Outcome(
        scratch.keep(pl.when(~found.is_reversed).then(youngest).cast(pl.Int64)),
        (
            Finding("W-AGES", "Ages without a unit that is understood (weeks, months, years)", unclear),
            Finding("W-AGES", _REVERSED, found.is_reversed),
        ),
    )


def max_age_months(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The oldest age a text speaks of, in months; NULL when it is open (`5 years and older`)."""
    found = _months(value, scratch)
    oldest = pl.when(~value.str.contains(OPEN_END) & ~found.is_reversed).then(found.months.list.max())
    return Outcome(scratch.keep(oldest.cast(pl.Int64)), (Finding("W-AGES", _REVERSED, found.is_reversed),))


_REVERSED: Final = "The second age is below the first; perhaps a slip, so neither was taken"


@dataclass(frozen=True, slots=True)
class _Months:
    """The ages of a text."""

    months: pl.Expr
    """A list of whole months."""
    is_reversed: pl.Expr
    """Whether a range runs from the older to the younger age."""


def _months(value: pl.Expr, scratch: Scratch) -> _Months:
    """Every age of the text in whole months."""
    text = scratch.keep(_with_units(value, scratch))
    spans = text.str.extract_all(RANGE)
    younger, older = (_counted(pl.element().str.extract(age, 1)) for age in (f"^({AGE})", f"({AGE})$"))
    return _Months(
        scratch.keep(text.str.extract_all(AGE).list.eval(_counted(pl.element()))),
        scratch.keep(spans.list.eval(younger > older).list.any().fill_null(value=False)),
    )


def _counted(age: pl.Expr) -> pl.Expr:
    """`1y6m` is 18."""
    whole = pl.sum_horizontal(
        age.str.extract(f"({NUMBER}){unit}", 1).cast(pl.Float64, strict=False).fill_null(0.0) * months
        for unit, months in PER_UNIT.items()
    )
    return (whole + 1e-9).floor().cast(pl.Int64, strict=False)


def _with_units(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Every number with a unit of one letter close behind it: `2-4 yrs.` is `2y-4y`."""
    text = scratch.keep(value.str.to_lowercase().str.replace_all(r"\s*½|\s+1/2\b", ".5"))
    spelled = scratch.where(text.str.contains(_SPELLED), text)
    for word, number in _WORDS.items():
        spelled = spelled.str.replace_all(rf"\b{word}\b", number)
    text = scratch.keep(pl.coalesce(spelled, text))
    for unit, spelling in UNITS.items():
        text = text.str.replace_all(rf"({NUMBER})\s*[-+]?\s*{spelling}\b\.?", f"${{1}}{unit}")
    text = scratch.keep(text.str.replace_all(rf"({NUMBER})\s([wmy])\b", "${1}${2}"))
    for _ in range(MOST_LISTED):
        text = text.str.replace_all(LISTED, "${1}${2}${5}${3}${4}${5}")
    return text.str.replace_all(NO_AGE, "")


MOST_LISTED: Final = 3
"""Numbers before the one that has the unit."""
