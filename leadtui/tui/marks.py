"""Which lines of a file have issues, and how bad the worst of each is: for the margin of a grid."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.model.issue import Issue, Severity, issue_frame, issues_in
from leadtui.tui.widgets.grid import Mark

_MARKS: Final = (Mark("?", "warn"), Mark("!", "bad"), Mark("✗", "bad"))
"""By rank: a warning, a bad value, a rejected row."""
_SHOWN: Final = 8
"""Issues of one line that are listed."""


class Marks:
    """The lines with issues that matter, in order; information about a line is no mark."""

    def __init__(self, issues: pl.DataFrame | None = None) -> None:
        self._issues = issue_frame() if issues is None else issues
        rank = pl.when("rejects").then(2).when(pl.col("severity") == Severity.ERROR.value).then(1).otherwise(0)
        matters = pl.col("line").is_not_null() & (pl.col("severity") != Severity.INFO.value)
        worst = self._issues.filter(matters).group_by("line").agg(rank.max().alias("rank")).sort("line")
        self._lines, self._ranks = worst["line"], worst["rank"]

    @property
    def line_count(self) -> int:
        """Lines with a mark."""
        return len(self._lines)

    @property
    def lines(self) -> pl.Series:
        """Their numbers, sorted."""
        return self._lines

    def at(self, line: int | None) -> Mark | None:
        """The mark of a line."""
        place = self._place(line)
        return None if place is None else _MARKS[self._ranks[place]]

    def next(self, line: int, *, backwards: bool = False) -> int | None:
        """The next marked line after (or before) a line, around the end if need be."""
        if not self.line_count:
            return None
        ahead = self._lines.filter(self._lines < line if backwards else self._lines > line)
        found = ahead if len(ahead) else self._lines
        return int(found[-1 if backwards else 0])

    def issues(self, line: int | None) -> tuple[Issue, ...]:
        """What is said about a line, as much as can be listed."""
        if self._place(line) is None:
            return ()
        return issues_in(self._issues.filter(pl.col("line") == line).head(_SHOWN))

    def _place(self, line: int | None) -> int | None:
        if line is None or not self.line_count:
            return None
        place = int(self._lines.search_sorted(line))
        return place if place < self.line_count and self._lines[place] == line else None
