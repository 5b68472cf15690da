"""Where a text file's table begins: its columns, their habits, and the first byte of its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.issue import Issue
from leadtui.model.source import Source
from leadtui.model.table import Column
from leadtui.reading.cells import Form
from leadtui.reading.columns import name_columns
from leadtui.reading.heading import heading
from leadtui.reading.limits import MAX_COLUMNS, PREVIEW_BYTES
from leadtui.reading.mend import Habits, Row
from leadtui.reading.records import Record


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
    top = (dialect.header_row or dialect.first_row or 1) - 1
    if top >= len(lines):
        message = f"{source.name}: there is no line {top + 1} in its first part to be the header"
        raise SourceError(message, "Choose another header row.")
    texts = [line.decode("utf-8", "replace") for line in lines]
    found = heading(texts, top, dialect)
    if found.width > MAX_COLUMNS:
        raise SourceError(
            f"{source.name}: {found.width:,} columns; a table has at most {MAX_COLUMNS:,}", "Is the delimiter right?"
        )
    columns, issues = name_columns(found.cells or [None] * found.width, dialect.header_row)
    start = top + found.line_count
    rows, gaps = _regular_rows(found.rows, found.width)
    return Opening(
        columns=columns,
        header=found.cells,
        habits=Habits(tuple(rows), found.width, tuple(gaps)),
        offset=sum(map(len, lines[:start])),
        line=start + 1,
        preamble="".join(texts[:top]),
        issues=(*found.issues, *issues),
    )


def _regular_rows(found: Sequence[Record], width: int) -> tuple[list[Row], list[int]]:
    """The rows that keep all rules, and which of them stand below a blank line."""
    rows: list[Row] = []
    gaps: list[int] = []
    is_apart = False
    for record in found:
        if record.is_blank:
            is_apart = True
        elif len(record.cells.values) == width and record.cells.form is Form.PLAIN:
            gaps.extend([len(rows)] if is_apart else [])
            rows.append(record.cells.values)
            is_apart = False
    return rows, gaps
