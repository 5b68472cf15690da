"""Age groups under one name each, and the youngest and oldest age in months.

Ages are converted as they are written: `2-4 yrs.` is 24 to 48 months, `6 wks` is 1. A group that only
has a name has no ages: what a toddler is differs from state to state, so a mapping says it.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

SCHOOL_AGE: Final = "School-age"
_RANGE: Final = r"(?:\s*\([^()]*[0-9][^()]*\))?"
GROUPS: Final = {
    rf"(?i)\b(?:infants?|babies)\b{_RANGE}": "Infants",
    rf"(?i)\btoddlers?\b{_RANGE}": "Toddlers",
    rf"(?i)\bpre-?\s?school(?:ers?)?\b{_RANGE}": "Preschool",
    rf"(?i)\bschool[\s-]?age[rd]?s?\b(?:\s+child(?:ren)?\b)?{_RANGE}": SCHOOL_AGE,
    # "School" alone only as a whole entry: not in "Middle School".
    rf"(?i)(^|,\s*)school{_RANGE}\s*(,|$)": f"${{1}}{SCHOOL_AGE}${{2}}",
}
_UNIT: Final = r"(?:weeks?|wks?|months?|mths?|mos?|years?|yrs?|yo)\b"
NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
OPEN_END: Final = r"(?i)\bolder\b|\band up\b|& up\b|\bup\s*$|[0-9]\s*\+|\+\s*$|\bover\b|\bor more\b|\babove\b"
FROM_BIRTH: Final = r"(?i)\bbirth\b|\bnew-?borns?\b|\bup to\b|\bunder\b"
PER_UNIT: Final = {"w": 12 / 52, "m": 1.0, "y": 12.0}


def ages(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`Infants, Toddlers (12-23 months; 1yr.)` is Infants, Toddlers; other texts stay as they are."""
    text = value.str.replace_all(r"\s*[;|]\s*", "; ")
    for spelling, name in GROUPS.items():
        text = text.str.replace_all(spelling, name)
    return Outcome(scratch.keep(blank_is_null(text.str.strip_chars(" ,;"))))


def age_in_months(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`6 weeks` is 1, `2 years` is 24; a number alone is taken as months."""
    months = _months(value, scratch).list.max().cast(pl.String)
    return Outcome(scratch.keep(pl.coalesce(months, value)))


def min_age_months(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The youngest age a text speaks of, in months."""
    months = _months(value, scratch)
    youngest = months.list.min()
    born = value.str.contains(FROM_BIRTH) & months.list.len().gt(0)
    unclear = value.str.contains("[0-9]") & (months.list.len() == 0)
    return Outcome(
        scratch.keep(pl.when(born).then(0).otherwise(youngest).cast(pl.Int64)),
        (Finding("W-AGES", "Ages without a unit that is understood (weeks, months, years)", unclear),),
    )


def max_age_months(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The oldest age a text speaks of, in months; NULL when it is open (`5 years and older`)."""
    oldest = _months(value, scratch).list.max()
    return Outcome(scratch.keep(pl.when(~value.str.contains(OPEN_END)).then(oldest).cast(pl.Int64)))


def _months(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Every age of the text in whole months."""
    text = scratch.keep(
        value.str.to_lowercase()
        .str.replace_all(r"\s*½|\s+1/2\b", ".5")
        .str.replace_all(rf"({NUMBER})\s*(?:-|–|to|thru|through)\s*({NUMBER})\s*-?\s*({_UNIT})", "${1} ${3} ${2} ${3}")
    )
    ages_found = text.str.extract_all(rf"{NUMBER}\s*[-+]?\s*{_UNIT}")
    number = pl.element().str.extract(f"^({NUMBER})", 1).cast(pl.Float64, strict=False)
    unit = pl.element().str.extract("([wmy])[a-z]*$", 1).replace_strict(PER_UNIT, default=None, return_dtype=pl.Float64)
    return scratch.keep(ages_found.list.eval((number * unit + 1e-9).floor().cast(pl.Int64, strict=False)))
