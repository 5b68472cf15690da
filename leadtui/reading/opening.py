"""Where a text file's table begins: its columns, their habits, and the first byte of its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.issue import Issue
from leadtui.model.source import Source
from leadtui.model.table import Column
from leadtui.reading.cells import Form, splitter_of
from leadtui.reading.columns import name_columns
from leadtui.reading.limits import MAX_COLUMNS, PREVIEW_BYTES
from leadtui.reading.mend import Habits, Row
from leadtui.reading.records import Record, records

_RECORDS = 500
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be known before the first row."""

    columns: tuple[Column, ...]
    header: Row | None
    """The header's cells; None when the file has none."""
    habits: Habits
    offset: int
    """Bytes of UTF-8 before the first row."""
    line: int
    """Physical line of the first row."""
    preamble: str
    """What stands above the header."""
    issues: tuple[Issue, ...]


def opening(source: Source, text: bytes, dialect: Dialect) -> Opening:
    """The opening of a table in the file's first part (UTF-8, whole lines).

    Raises:
        SourceError: nothing but blank lines, no such header row, or more columns than a table can have.
    """
    lines = text.splitlines(keepends=True)
    if len(text) >= PREVIEW_BYTES and len(lines) == 1:
        raise SourceError(f"{source.name}: line 1 is longer than {len(text):,} bytes", "Is this really a table?")
    if len(text) < PREVIEW_BYTES and not text.strip():
        raise SourceError(f"{source.name}: the file holds nothing but blank lines", "Was it downloaded completely?")
    top = (dialect.header_row or 1) - 1
    if top >= len(lines):
        message = f"{source.name}: there is no line {top + 1} in its first part to be the header"
        raise SourceError(message, "Choose another header row.")
    texts = [line.decode("utf-8", "replace") for line in lines]
    found = list(islice(records(texts[top:], splitter_of(dialect), top + 1), _RECORDS))
    header = found.pop(0) if dialect.header_row is not None and found else None
    width = _width(header, found)
    if width > MAX_COLUMNS:
        raise SourceError(
            f"{source.name}: {width:,} columns; a table has at most {MAX_COLUMNS:,}", "Is the delimiter right?"
        )
    cells = None if header is None else _padded(header.cells.values, width)
    columns, issues = name_columns(cells or [None] * width, dialect.header_row)
    start = top + (header.line_count if header else 0)
    rows = [record.cells.values for record in found if _is_regular(record, width)]
    return Opening(
        columns=columns,
        header=cells,
        habits=Habits.of(rows, width),
        offset=sum(map(len, lines[:start])),
        line=start + 1,
        preamble="".join(texts[:top]),
        issues=tuple(issues),
    )


def _is_regular(record: Record, width: int) -> bool:
    return len(record.cells.values) == width and record.cells.form is Form.PLAIN and not record.is_blank


def _width(header: Record | None, rows: Sequence[Record]) -> int:
    """The header's width, or that of most rows if they are wider."""
    own = len(header.cells.values) if header else 0
    widths = [len(record.cells.values) for record in rows if not record.is_blank]
    usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0
    is_usual = bool(widths) and widths.count(usual) >= _MOST * len(widths)
    return max(own, usual) if is_usual or not own else own


def _padded(values: Row, width: int) -> Row:
    return values[:width] + (None,) * (width - len(values))
