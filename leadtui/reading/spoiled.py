"""What a spreadsheet did to a text file before we got it: errors, rounded numbers, formulas around texts."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.model.issue import ISSUE_SCHEMA, Severity
from leadtui.model.source import Format
from leadtui.model.table import LINE, RawTable

_ERRORS: Final = r"^#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!)$"
_ROUNDED: Final = r"^[+-]?\d(?:[.,]\d{1,5})?E\+\d\d$"
_FORMULA: Final = r'^="[^"]*"$|^=[“”][^“”]*[“”]$'
_KINDS: Final = (
    ("E-EXCEL", _ERRORS, "The cell holds a spreadsheet's error; what it should be is not in the file."),
    ("E-EXCEL", _ROUNDED, "A spreadsheet has rounded this number; its digits are not in the file."),
    ("W-EXCEL", _FORMULA, "A spreadsheet's formula stands around the text."),
)
_LISTED: Final = 10_000
"""Of each kind and column; then they are counted."""


def spoiled(table: RawTable) -> pl.DataFrame:
    """An issue (in `ISSUE_SCHEMA`) for each cell of a text file that a spreadsheet has destroyed or wrapped."""
    found = [pl.DataFrame(schema=ISSUE_SCHEMA)]
    if table.source.format is not Format.CSV:
        return found[0]
    either = "|".join(pattern for _, pattern, _ in _KINDS)
    hits = table.frame.select(
        pl.col(column.key).str.contains(either).any().alias(column.key) for column in table.columns
    ).collect(engine="streaming")
    for column in table.columns:
        if not hits[column.key].item():
            continue
        for code, pattern, message in _KINDS:
            cell = pl.col(column.key)
            cells = table.frame.filter(cell.str.contains(pattern)).select(LINE, cell.alias("value")).head(_LISTED)
            found.append(
                cells.select(
                    pl.lit(code).alias("code"),
                    pl.lit((Severity.ERROR if code.startswith("E") else Severity.WARN).value).alias("severity"),
                    pl.col(LINE).alias("line"),
                    pl.lit(column.name).alias("column"),
                    pl.lit(None, dtype=pl.String).alias("field"),
                    "value",
                    pl.col("value").alias("becomes"),
                    pl.lit(message).alias("message"),
                    pl.lit(value=False).alias("rejects"),
                    pl.lit(None, dtype=pl.Float64).alias("confidence"),
                ).collect(engine="streaming")
            )
    return pl.concat(found)
