"""Street and unit out of one cell: `401 FM 685 STE 104` is a street and `STE 104`."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Options, Parts, Scratch, blank_is_null
from leadtui.cleaning.splitters.streets import SUFFIX, UNIT

PARTS: Final = {"street": "us_street", "unit": "us_unit"}
TRAILING_UNIT: Final = rf"(?i)^(?P<street>.*?\S)[\s,.]+(?P<unit>{UNIT}(?:[\s,.]+{UNIT})*)[\s,.]*$"
# After a suffix and a letter with digits: `3502 SLIDE RD A25`; digits alone may be a road's number.
LETTERED_UNIT: Final = rf"(?i)^(?P<street>[0-9].*\b{SUFFIX}\b\.?)[\s,]+(?P<unit>[a-z]-?[0-9]+[a-z]?)$"


def us_street_unit(value: pl.Expr, scratch: Scratch, options: Options) -> Parts:
    """The unit, where a word or sign says that it is one; everything else stays the street."""
    line = scratch.keep(value.str.strip_chars().str.replace_all(r"\s*[\r\n]+\s*", ", ").str.replace_all(r"\s+", " "))
    worded, lettered = scratch.groups(line, TRAILING_UNIT), scratch.groups(line, LETTERED_UNIT)
    if "unit" not in options.wanted:
        return Parts({"street": line, "unit": pl.lit(None, pl.String)})
    street = pl.coalesce(worded["street"], lettered["street"], line)
    unit = pl.coalesce(worded["unit"], lettered["unit"])
    return Parts({"street": scratch.keep(blank_is_null(street.str.strip_chars(" ,"))), "unit": scratch.keep(unit)})
