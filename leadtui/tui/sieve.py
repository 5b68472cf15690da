"""Fewer rows of the file: those with a text in a column or with an issue, and how often each value comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import polars as pl

from leadtui.model.table import LINE, Column, RawTable
from leadtui.tui.cells import shown

MOST: Final = 500
"""Values listed in a facet."""
_HELD: Final = 200_000


class Sieve(Protocol):
    """What a row must have to be shown."""

    @property
    def words(self) -> str:
        """For the line above the grid."""

    def fits(self, raw: RawTable) -> bool:
        """Whether it can be asked of this table."""

    def test(self) -> pl.Expr:
        """True for the rows that are shown."""


@dataclass(frozen=True, slots=True)
class HasText:
    """Rows with a text in a column."""

    column: Column
    text: str | None
    """None for cells without any text."""
    is_whole: bool
    """The cell is the text, and does not only hold it."""

    @property
    def words(self) -> str:
        """For the line above the grid."""
        name = shown(self.column.name, 40)
        if self.text is None:
            return f"{name} is empty"
        return f"{name} {'is' if self.is_whole else 'has'} {shown(self.text, 40)}"

    def fits(self, raw: RawTable) -> bool:
        """The column is there."""
        return self.column in raw.columns

    def test(self) -> pl.Expr:
        """Upper and lower case are the same unless the whole cell is asked for."""
        cell = pl.col(self.column.key)
        if self.text is None:
            return cell.is_null()
        if self.is_whole:
            return cell == self.text
        return cell.str.to_lowercase().str.contains(self.text.lower(), literal=True)


@dataclass(frozen=True, slots=True, eq=False)
class HasIssue:
    """Rows in which something is wrong."""

    lines: pl.Series

    words = "something is to be looked at"

    def fits(self, raw: RawTable) -> bool:
        """Any table has lines."""
        del raw
        return True

    def test(self) -> pl.Expr:
        """By line number."""
        return pl.col(LINE).is_in(self.lines.implode())


def rows_through(sieve: Sieve, raw: RawTable) -> tuple[pl.LazyFrame, int]:
    """The rows that pass, and how many they are."""
    frame = raw.frame.filter(sieve.test())
    # Kept as places, so that scrolling does not search the file again and again.
    found = frame.select(pl.len()).collect(engine="streaming").item()
    return (frame.collect().lazy() if found <= _HELD else frame), int(found)


def facet(raw: RawTable, column: Column) -> Sequence[tuple[str | None, int]]:
    """The values of a column with the number of their rows, the most frequent first."""
    counts = raw.frame.group_by(pl.col(column.key).alias("value")).len()
    return counts.sort("len", "value", descending=[True, False]).head(MOST).collect(engine="streaming").rows()
