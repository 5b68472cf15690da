"""Workbooks (xlsx, xls, xlsb, ods): one sheet as text, with the numbers of its rows kept.

A workbook knows whole numbers only as 78701.0 and dates only as dates; they become `78701` and ISO
text here, and stay text from then on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect, Reason
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE, LINE_COUNT, RAW, RawTable
from leadtui.reading.columns import name_columns
from leadtui.reading.gather import Gathering, first_rows
from leadtui.reading.header import as_reason, find_header
from leadtui.reading.limits import MAX_COLUMNS, MAX_DOCUMENT_BYTES
from leadtui.reading.mend import Row

_LOOKED_AT: Final = 120
_MIDNIGHT: Final = dt.time(0, 0)
Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def detect_workbook(source: Source, layout: Dialect | None) -> Detection:
    """The sheet with the table, and its header row."""
    book = _open(source)
    sheet = _choose(source, book, layout.sheet if layout else None)
    if layout is not None:
        row = "none" if layout.header_row is None else str(layout.header_row)
        header = Reason("header_row", row, "as the layout says", 1.0)
    else:
        found = find_header([_tail_cut(row) for _, row in islice(_rows(book, sheet.value), _LOOKED_AT)])
        header = as_reason(found, None if found.place is None else found.place + 1)
    row_number = None if header.value == "none" else int(header.value)
    return Detection(Dialect(header_row=row_number, sheet=sheet.value), (sheet, header))


def sheets(source: Source) -> tuple[str, ...]:
    """The names of a workbook's visible sheets, in its order; none for other files."""
    if source.format is not Format.EXCEL:
        return ()
    return tuple(
        sheet.name
        for sheet in _open(source).sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    )


def read_workbook(source: Source, detection: Detection, *, limit: int | None = None) -> RawTable:
    """All rows of the chosen sheet.

    Raises:
        SourceError: damaged, protected by a password, too wide, or without the sheet or header row.
    """
    sha256 = _sha256(source)
    book = _open(source)
    dialect = detection.dialect
    sheet = _choose(source, book, dialect.sheet).value
    rows = list(_rows(book, sheet))
    width = max((len(_tail_cut(row)) for _, row in rows), default=0)
    if width > MAX_COLUMNS:
        raise SourceError(f"{source.name}: {width:,} columns; a table has at most {MAX_COLUMNS:,}")
    header = _header(source, rows, dialect.header_row, width)
    columns, issues = name_columns(header or [None] * width, dialect.header_row)
    gathering = Gathering(columns, header, None)
    top = dialect.header_row or 0
    if top > 1:
        first = next((cell for _, row in rows[: top - 1] for cell in row if cell), None)
        above = "Row 1 stands" if top == 2 else f"Rows 1 to {top - 1} stand"  # noqa: PLR2004  one row above
        gathering.remark("I-PREAMBLE", 1, f"{above} above the header, not counted.", first)
    gathering.tell(issues)
    gathering.add(_frame(rows[top:], width), source.size)
    return first_rows(gathering.finish(source, detection, sha256, is_partial=False), limit)


def _frame(rows: Sequence[tuple[int, Row]], width: int) -> pl.DataFrame:
    cells: dict[str, pl.Series] = {
        f"{RAW}{place}": pl.Series([row[place] if place < len(row) else None for _, row in rows], dtype=pl.String)
        for place in range(width)
    }
    lines = pl.Series([number for number, _ in rows], dtype=pl.Int64)
    return pl.DataFrame(cells | {LINE: lines, LINE_COUNT: pl.repeat(1, len(rows), dtype=pl.Int64, eager=True)})


def _header(source: Source, rows: Sequence[tuple[int, Row]], number: int | None, width: int) -> Row | None:
    if number is None:
        return None
    if number > len(rows):
        raise SourceError(f"{source.name}: the sheet has no row {number}", "Choose another header row.")
    cells = rows[number - 1][1][:width]
    return cells + (None,) * (width - len(cells))


def _open(source: Source) -> CalamineWorkbook:
    if source.size > MAX_DOCUMENT_BYTES:
        raise SourceError(f"{source.name}: a workbook of {source.size >> 20} MB is too big", "Save it as CSV first.")
    try:
        return CalamineWorkbook.from_path(source.path)
    except (CalamineError, OSError, ValueError) as error:
        text = str(error).lower()
        if "password" in text or "encrypt" in text:
            message, hint = "the workbook is protected by a password", "Remove the protection first."
        else:
            message, hint = f"the workbook cannot be opened ({error})", "Open and save it anew, or save it as CSV."
        raise SourceError(f"{source.name}: {message}", hint) from None


def _choose(source: Source, book: CalamineWorkbook, wanted: str | None) -> Reason:
    """The sheet that was asked for, else the visible one with most cells."""
    names = book.sheet_names
    if wanted is not None:
        if wanted not in names:
            raise SourceError(f"{source.name}: there is no sheet {wanted!r}", f"Its sheets: {', '.join(names)}.")
        return Reason("sheet", wanted, "as the layout says", 1.0)
    sizes = {}
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            content = book.get_sheet_by_name(sheet.name)
            sizes[sheet.name] = content.height * content.width if content.start else 0
    filled = [name for name, size in sizes.items() if size]
    if not filled:
        raise SourceError(f"{source.name}: the workbook has no visible sheet with anything in it")
    best = max(filled, key=lambda name: sizes[name])
    if len(filled) == 1:
        return Reason("sheet", best, "the only sheet with anything in it", 1.0)
    others = ", ".join(name for name in filled if name != best)
    confidence = max(0.55, 1 - max(sizes[name] for name in filled if name != best) / sizes[best])
    return Reason("sheet", best, f"the biggest of {len(filled)} sheets; the others: {others}", round(confidence, 3))


def _rows(book: CalamineWorkbook, sheet: str) -> Iterator[tuple[int, Row]]:
    """Row numbers as the spreadsheet shows them, and cells as text."""
    # Empty rows on top count, too, or the numbers would be wrong.
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    for number, row in enumerate(rows, start=1):
        yield number, tuple(_text(value) for value in row)


def _tail_cut(row: Row) -> Row:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _text(value: Value) -> str | None:
    """A value as the spreadsheet means it.

    >>> [_text(78701.0), _text(0.1), _text(True), _text(dt.datetime(2026, 3, 1)), _text("")]
    ['78701', '0.1', 'TRUE', '2026-03-01', None]
    """
    text = str(value)
    match value:
        case bool():
            text = text.upper()
        case float() if value.is_integer():
            text = str(int(value))
        case float():
            text = format(Decimal(repr(value)), "f")
        case dt.datetime() if value.time() == _MIDNIGHT:
            text = value.date().isoformat()
    return text or None


def _sha256(source: Source) -> str:
    with source.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
