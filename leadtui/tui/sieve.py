"""Fewer rows of the file: those with a text in a column, and how often each value comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.model.table import Column, RawTable
from leadtui.tui.cells import shown

MOST: Final = 500
"""Values listed in a facet."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a row must have to be shown."""

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

    def rows(self, raw: RawTable) -> tuple[pl.LazyFrame, int]:
        """The rows that pass, and how many they are."""
        cell = pl.col(self.column.key)
        if self.text is None:
            test = cell.is_null()
        elif self.is_whole:
            test = cell == self.text
        else:
            test = cell.str.to_lowercase().str.contains(self.text.lower(), literal=True)
        frame = raw.frame.filter(test)
        # Kept as places, so that scrolling does not search the file again and again.
        found = frame.select(pl.len()).collect(engine="streaming").item()
        return (frame.collect().lazy() if found <= _HELD else frame), int(found)


_HELD: Final = 200_000


def facet(raw: RawTable, column: Column) -> Sequence[tuple[str | None, int]]:
    """The values of a column with the number of their rows, the most frequent first."""
    counts = raw.frame.group_by(pl.col(column.key).alias("value")).len()
    return counts.sort("len", "value", descending=[True, False]).head(MOST).collect(engine="streaming").rows()
