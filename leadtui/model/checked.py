"""A table after cleaning and checking: rows that can be loaded, rows that can't, and every problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.model.issue import Severity
from leadtui.model.table import LINE, LINE_COUNT

REJECTED_SCHEMA: Final[dict[str, pl.DataType]] = {
    LINE: pl.Int64(),
    LINE_COUNT: pl.Int64(),
    "code": pl.String(),
    "reason": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of cleaning and checking a whole table."""

    good: pl.LazyFrame
    """The target's fields, typed, and `raw:line`; in file order."""
    good_count: int
    rejected: pl.DataFrame
    """`REJECTED_SCHEMA`: one row per rejected record, codes joined by a blank, in file order."""
    issues: pl.DataFrame
    """`ISSUE_SCHEMA`, those of reading included, in file order."""
    fixed_count: int
    """Good rows with at least one value that a rule put right (an issue with `becomes`)."""
    read_count: int
    """Data records of the file, as its reader counted them; the load proves that it is good + rejected."""
    refused: pl.DataFrame | None = None
    """Of rejected rows that could be read: `raw:line` and the fields of lead keys. Their leads have not vanished."""
    by_hand_count: int = 0
    """Of the rejected, those which a person rejected one by one; no limit is needed for what somebody decided."""

    def emptied(self) -> dict[str, int]:
        """Code → values of rows that are kept which could not be, the commonest first."""
        lost = self.issues.filter(
            pl.col("severity") == Severity.ERROR.value,
            pl.col("field").is_not_null() & pl.col("value").is_not_null() & pl.col("becomes").is_null(),
            ~pl.col("rejects") & ~pl.col("line").is_in(self.rejected[LINE].implode()),
        )
        return dict(lost.group_by("code").len().sort("len", "code", descending=[True, False]).iter_rows())

    def rejected_among(self, lines: Iterable[int | None]) -> frozenset[int]:
        """Which of these lines (first physical line of a row) are of rejected rows."""
        asked = pl.Series([line for line in lines if line is not None], dtype=pl.Int64)
        return frozenset(self.rejected[LINE].filter(self.rejected[LINE].is_in(asked.implode())))

    @property
    def unforeseen_count(self) -> int:
        """Rejected rows that count against the limit."""
        return self.rejected.height - self.by_hand_count
