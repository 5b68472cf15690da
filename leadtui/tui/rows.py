"""A frame's rows for a grid: fetched a page at a time, so that a big file is never held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import polars as pl
from textual.cache import LRUCache

from leadtui.model.table import LINE, RawTable
from leadtui.tui.cells import LONGEST
from leadtui.tui.widgets.grid import GridRow

PAGE = 256
"""Rows fetched at once."""
_PAGES = 12
_BLOCK = 50_000
"""Rows searched at once."""


class FrameRows:
    """The rows of a file, by place."""

    def __init__(self, raw: RawTable, sifted: tuple[pl.LazyFrame, int] | None = None) -> None:
        self._frame, self.row_count = sifted or (raw.frame, raw.row_count)
        self._keys = [column.key for column in raw.columns]
        self._pages: LRUCache[int, Sequence[GridRow]] = LRUCache(_PAGES)
        # A row takes at least one line; quoted line breaks make it a little more.
        self.last_line = raw.row_count + 1

    def rows(self, start: int, count: int) -> Sequence[GridRow]:
        """Some rows; fewer at the end."""
        found: list[GridRow] = []
        place = start
        while place < min(start + count, self.row_count):
            page = self._page(place // PAGE)
            part = page[place % PAGE : place % PAGE + start + count - place]
            if not part:
                break
            found += part
            place += len(part)
        return found

    def find(
        self, text: str, row: int, *, backwards: bool, is_stopped: Callable[[], bool] = lambda: False
    ) -> tuple[int, int] | None:
        """The next row and column with this text after (or before) a row, around the end if need be."""
        blocks = range(0, self.row_count, _BLOCK)
        first = row // _BLOCK
        turn = [*range(first, len(blocks)), *range(first + 1)]
        if backwards:
            turn = [*range(first, -1, -1), *range(len(blocks) - 1, first - 1, -1)]
        for number, block in enumerate(turn):
            if is_stopped():
                return None
            hits = self._hits(text, blocks[block])
            # The first block is looked at twice: what lies ahead first, the rest when everything else failed.
            ahead = [hit for hit in hits if (hit[0] < row if backwards else hit[0] > row)] if number == 0 else hits
            if ahead:
                return ahead[-1 if backwards else 0]
        return None

    def _hits(self, text: str, start: int) -> list[tuple[int, int]]:
        wanted = text.lower()
        matches = [pl.col(key).str.to_lowercase().str.contains(wanted, literal=True) for key in self._keys]
        which = reduce(
            lambda otherwise, pair: pl.when(pair[1]).then(pl.lit(pair[0])).otherwise(otherwise),
            reversed(list(enumerate(matches))),
            pl.lit(None, pl.Int32),
        )
        block = self._frame.slice(start, _BLOCK).select(column=which).with_row_index("row", start)
        return block.filter(pl.col("column").is_not_null()).collect().rows()

    def _page(self, number: int) -> Sequence[GridRow]:
        page = self._pages.get(number)
        if page is None:
            # A cell may be a megabyte; more of it than a line shows is never fetched.
            short = [pl.col(key).str.slice(0, LONGEST + 1) for key in self._keys]
            block = self._frame.slice(number * PAGE, PAGE).select(LINE, *short).collect()
            page = [GridRow(row[0], row[1:]) for row in block.iter_rows()]
            self._pages[number] = page
        return page

    def place_of(self, line: int) -> int:
        """The place of the row that begins in a line, or of the next one there is."""
        before = self._frame.select((pl.col(LINE) < line).sum()).collect(engine="streaming").item()
        return min(int(before), max(0, self.row_count - 1))

    def value(self, row: int, column: int) -> str | None:
        """One whole value."""
        found = self._frame.slice(row, 1).select(self._keys[column]).collect()
        return found.item() if found.height else None
