"""Short forms of what tests of reading look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leadtui.model.source import Source
from leadtui.model.table import RawTable

Write = Callable[..., Source]
Read = Callable[..., RawTable]


def rows(table: RawTable) -> list[tuple[str | None, ...]]:
    """The cells of a table."""
    keys = [column.key for column in table.columns]
    return table.frame.select(keys).collect().rows()


def spans(table: RawTable) -> list[tuple[int, int]]:
    """Line and number of lines of each row."""
    return table.frame.select("raw:line", "raw:line_count").collect().rows()


def codes(table: RawTable) -> list[tuple[str, int | None]]:
    """Code and line of each issue."""
    return table.issues.select("code", "line").rows()


def filled(table: Sequence[Sequence[str | None]]) -> list[tuple[str, ...]]:
    """Rows with empty and missing cells alike."""
    return [tuple(cell or "" for cell in row) for row in table]
