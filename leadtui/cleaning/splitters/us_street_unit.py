"""Street and unit out of one cell: `401 FM 685 STE 104` is a street and `STE 104`."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.text import unquoted
from leadtui.cleaning.outcome import Options, Parts, Scratch, blank_is_null
from leadtui.cleaning.splitters.streets import SUFFIX, UNIT, UNIT_NUMBER, UNIT_WORD

PARTS: Final = {"street": "us_street", "unit": "us_unit"}
TRAILING_UNIT: Final = rf"(?i)^(?P<street>.*?\S)[\s,.]+(?P<unit>{UNIT}(?:[\s,.]+{UNIT})*)[\s,.]*$"
# Unit 3, 2200 Finch Ave
LEADING_UNIT: Final = (
    rf"(?i)^(?P<unit>{UNIT_WORD}\b\.?\s*#?\s*{UNIT_NUMBER}|#\s*{UNIT_NUMBER}|[0-9]{{1,3}}(?:st|nd|rd|th)\s+(?:floor|flr|fl)\b)"
    r"\s*(?:[,–—]|\s-\s|\s)\s*(?P<street>[0-9]+[a-z]?\s+\S*\p{L}.*)$"
)
HINT_OF_UNIT: Final = rf"(?i)#|\bbox\b|\b{UNIT_WORD}\b"
# After a suffix and a letter with digits: `3502 SLIDE RD A25`; digits alone may be a road's number.
LETTERED_UNIT: Final = rf"(?i)^(?P<street>[0-9].*\b{SUFFIX}\b\.?)[\s,]+(?P<unit>[a-z]-?[0-9]+[a-z]?)$"


def one_line(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Lines with a comma between them, single blanks, no quotes around it all."""
    plain = unquoted(scratch.keep(value.str.strip_chars()), scratch)
    odd = scratch.where(plain.str.contains(r"[^\S ]|  "), plain)
    tidy = odd.str.replace_all(r"\s*[\r\n]+\s*", ", ").str.replace_all(r"\s+", " ")
    return scratch.keep(pl.coalesce(tidy, plain))


def trailing_unit(line: pl.Expr, scratch: Scratch) -> dict[str, pl.Expr]:
    """Street and unit where a word or sign says that there is a unit; NULL elsewhere."""
    return scratch.groups(scratch.where(line.str.contains(HINT_OF_UNIT), line), TRAILING_UNIT)


def leading_unit(line: pl.Expr, scratch: Scratch) -> dict[str, pl.Expr]:
    """Street and unit where the unit stands in front of the house number; NULL elsewhere."""
    return scratch.groups(
        scratch.where(line.str.contains(rf"(?i)^(?:#|{UNIT_WORD}\b|[0-9]+[a-z]{{2}} fl)"), line), LEADING_UNIT
    )


def us_street_unit(value: pl.Expr, scratch: Scratch, options: Options) -> Parts:
    """The unit, where a word or sign says that it is one; everything else stays the street."""
    line = one_line(value, scratch)
    before = leading_unit(line, scratch)
    rest = scratch.keep(pl.coalesce(before["street"], line))
    worded = trailing_unit(rest, scratch)
    lettered = scratch.groups(scratch.where(rest.str.contains(r"(?i)\s[a-z]-?[0-9]+[a-z]?$"), rest), LETTERED_UNIT)
    if "unit" not in options.wanted:
        return Parts({"street": line, "unit": pl.lit(None, pl.String)})
    street = pl.coalesce(worded["street"], lettered["street"], rest)
    behind = pl.coalesce(worded["unit"], lettered["unit"])
    unit = blank_is_null(pl.concat_str(before["unit"], behind, separator=", ", ignore_nulls=True))
    return Parts({"street": scratch.keep(blank_is_null(street.str.strip_chars(" ,"))), "unit": scratch.keep(unit)})
