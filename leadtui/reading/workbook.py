"""What has sheets (xlsx, xls, xlsb, ods, web pages, XML): one of them as text, with the numbers of its rows kept.

A workbook knows whole numbers only as 78701.0 and dates only as dates; they become `78701` and ISO
text here, and stay text from then on. What a person sees there is what is read: a number shown with
zeros in front keeps them, an error is flagged, what is hidden is told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final

import polars as pl

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect, Reason
from leadtui.model.issue import Issue, Severity
from leadtui.model.mapping import Layout
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE, LINE_COUNT, RAW, Column, RawTable
from leadtui.reading.book import open_book, rows_of
from leadtui.reading.columns import name_columns
from leadtui.reading.gather import Gathering, first_rows
from leadtui.reading.header import as_reason, find_header
from leadtui.reading.html_tables import html_pages
from leadtui.reading.known_header import is_known_header
from leadtui.reading.limits import MAX_COLUMNS, MAX_DOCUMENT_BYTES
from leadtui.reading.mend import Row
from leadtui.reading.old_workbook import forget
from leadtui.reading.pages import AnyBook
from leadtui.reading.sheet_marks import Marks
from leadtui.reading.tall_header import names_of
from leadtui.reading.xml_sheets import xml_pages

_LOOKED_AT: Final = 120
_ROWS: Final = 20_000
_COMPARABLE: Final = 0.2
"""A sheet with so many of the biggest one's cells is a table of its own, not a note beside it."""
_MIDNIGHT: Final = dt.time(0, 0)
_DIGITS: Final = 15


def detect_workbook(source: Source, layout: Dialect | None, names: Collection[str] = ()) -> Detection:
    """The sheet with the table, and its header row; what a mapping remembers is believed as long as it fits."""
    book = _opened(source)
    is_remembered = isinstance(layout, Layout) and layout.columns is not None
    wanted = layout.sheet if layout else None
    sheet = _choose(source, book, None if is_remembered and wanted not in book.sheet_names else wanted)
    rows = [_tail_cut(row) for _, row in islice(_rows(book, sheet.value), _LOOKED_AT)]
    if layout is not None and (not is_remembered or _fits(layout, rows, names)):
        told = layout.model_dump(include=set(Dialect.model_fields)) | {"sheet": sheet.value}
        header = Reason("header_row", str(layout.header_row or "none"), "as the layout says", 1.0)
        return Detection(Dialect(**told), (sheet, header))
    found = find_header(rows)
    row = None if found.place is None else found.place + 1
    first = found.top + 1 if row is None and found.top else None
    dialect = Dialect(header_row=row, header_rows=found.count, first_row=first, sheet=sheet.value)
    return Detection(dialect, (sheet, as_reason(found, row)))


def _fits(layout: Dialect, rows: Sequence[Row], names: Collection[str]) -> bool:
    """Whether the names a mapping knows stand where it remembers the header."""
    if layout.header_row is None or not names:
        return True
    top = layout.header_row - 1
    header = rows[top : top + layout.header_rows]
    return bool(header) and is_known_header(names_of(header, max(map(len, header))).cells, names)


def sheets(source: Source) -> tuple[str, ...]:
    """The names of a workbook's visible sheets, in its order; none for other files."""
    return _opened(source).names if source.format.has_sheets else ()


def _opened(source: Source) -> AnyBook:
    """The file as a book.

    Raises:
        SourceError: it can't be opened, or is too big.
    """
    if source.format is Format.EXCEL:
        return open_book(source)
    if source.size > MAX_DOCUMENT_BYTES:
        raise SourceError(f"{source.name}: a page of {source.size >> 20} MB is too big", "Save it as CSV first.")
    return html_pages(source) if source.format is Format.HTML else xml_pages(source)


def read_workbook(source: Source, detection: Detection, *, limit: int | None = None) -> RawTable:
    """All rows of the chosen sheet.

    Raises:
        SourceError: damaged, protected by a password, too wide, or without the sheet or header row.
    """
    sha256 = _sha256(source)
    book = _opened(source)
    sheet = _choose(source, book, detection.dialect.sheet).value
    table = first_rows(_Reader(source, book, sheet, detection).table(sha256, limit), limit)
    if limit is None:
        forget()
    return table


class _Reader:
    """Reads one sheet."""

    def __init__(self, source: Source, book: AnyBook, sheet: str, detection: Detection) -> None:
        self._source, self._book, self._sheet, self._detection = source, book, sheet, detection
        self._marks = book.marks(sheet)
        dialect = detection.dialect
        self._above = (dialect.header_row or dialect.first_row or 1) - 1
        """Rows that stand above the table."""
        self._top = self._above + (dialect.header_rows if dialect.header_row else 0)
        """Rows above the first row of data."""

    def table(self, sha256: str, limit: int | None) -> RawTable:
        """The rows, and what is odd about them."""
        rows = _rows(self._book, self._sheet)
        above = list(islice(rows, self._top))
        width = self._width()
        header = self._header(above, width)
        columns, issues = name_columns(header or [None] * width, self._detection.dialect.header_row)
        gathering = Gathering(columns, header, None)
        self._tell_opening(gathering, above)
        gathering.tell(issues)
        is_whole = True
        while block := list(islice(rows, _ROWS)):
            gathering.add(_frame(block, width), 0)
            gathering.tell(_odd(block, self._marks, columns))
            if limit is not None and gathering.row_count > limit:
                is_whole = False
                break
        self._tell_marks(gathering, columns)
        return gathering.finish(self._source, self._detection, sha256, is_partial=not is_whole)

    def _width(self) -> int:
        sheet = self._book.sheet(self._sheet)
        width = (sheet.start or (0, 0))[1] + sheet.width if sheet.height else 0
        if width > MAX_COLUMNS:
            width = max((len(_tail_cut(row)) for _, row in _rows(self._book, self._sheet)), default=0)
        if width > MAX_COLUMNS:
            raise SourceError(f"{self._source.name}: {width:,} columns; a table has at most {MAX_COLUMNS:,}")
        return width

    def _header(self, above: Sequence[tuple[int, Row]], width: int) -> Row | None:
        number = self._detection.dialect.header_row
        if number is None:
            return None
        if number > len(above):
            message = f"{self._source.name}: the sheet has no row {number}"
            raise SourceError(message, "Choose another header row.")
        return names_of([row for _, row in above[number - 1 :]], width).cells

    def _tell_opening(self, gathering: Gathering, above: Sequence[tuple[int, Row]]) -> None:
        others = [name for name in self._book.names if name != self._sheet]
        named = [f"“{name}”" for name in others] + [f"“{name}” (hidden)" for name in self._book.hidden]
        if named:
            gathering.remark("I-SHEETS", None, f"Only the sheet “{self._sheet}” is read; others: {', '.join(named)}.")
        if note := self._book.note(self._sheet):
            gathering.tell([note])
        if self._above:
            first = next((cell for _, row in above[: self._above] for cell in row if cell), None)
            where = "Row 1 stands" if self._above == 1 else f"Rows 1 to {self._above} stand"
            gathering.remark("I-PREAMBLE", 1, f"{where} above the table, not counted.", first)

    def _tell_marks(self, gathering: Gathering, columns: Sequence[Column]) -> None:
        for first, last in _runs(row + 1 for row in self._marks.hidden_rows if row >= self._top):
            where = f"Row {first} is" if first == last else f"Rows {first} to {last} are"
            gathering.remark("I-HIDDEN", first, f"{where} hidden in the sheet; read like any other.")
        for place in self._marks.hidden_columns:
            if place < len(columns):
                text = f"The column “{columns[place].name}” is hidden in the sheet; read like any other."
                gathering.remark("I-HIDDEN", self._top or None, text)
        for (top, left), (bottom, right) in self._book.sheet(self._sheet).merged_cell_ranges or ():
            if top >= self._top and bottom > top:
                name = columns[left].name if left < len(columns) else ""
                wide = f" over {right - left + 1} columns" if right > left else ""
                text = f"Rows {top + 1} to {bottom + 1} of “{name}” are one merged cell{wide}; only the first has it."
                gathering.remark("I-MERGED", top + 1, text)


def _odd(rows: Sequence[tuple[int, Row]], marks: Marks, columns: Sequence[Column]) -> list[Issue]:
    """Errors, and numbers that lost their digits."""
    places = {place for _, place in marks.exact} | set(marks.places)
    issues = []
    for number, row in rows if places else ():
        for column in columns:
            if column.index not in places:
                continue
            text, mark = row[column.index], marks.at(number - 1, column.index)
            if isinstance(mark, str):
                message = f"The cell holds the error {mark}; what it should be is not in the file."
                issues.append(_warning("W-ERROR", number, column, text, message))
            elif (number - 1, column.index) in marks.exact and _is_rounded(text or ""):
                message = f"A spreadsheet keeps {_DIGITS} digits of a number; the last ones of this were lost."
                issues.append(_warning("W-DIGITS", number, column, text, message))
    return issues


def _is_rounded(text: str) -> bool:
    return text.isdigit() and len(text) > _DIGITS and text.endswith("0")


def _warning(code: str, line: int, column: Column, value: str | None, message: str) -> Issue:
    return Issue(code, Severity.WARN, line, column.name, None, value, value, message)


def _runs(numbers: Iterator[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _frame(rows: Sequence[tuple[int, Row]], width: int) -> pl.DataFrame:
    cells: dict[str, pl.Series] = {
        f"{RAW}{place}": pl.Series([row[place] for _, row in rows], dtype=pl.String) for place in range(width)
    }
    lines = pl.Series([number for number, _ in rows], dtype=pl.Int64)
    return pl.DataFrame(cells | {LINE: lines, LINE_COUNT: pl.repeat(1, len(rows), dtype=pl.Int64, eager=True)})


def _choose(source: Source, book: AnyBook, wanted: str | None) -> Reason:
    """The sheet that was asked for, else the first visible one with a table."""
    names, name = book.sheet_names, source.name
    if wanted is not None:
        if wanted not in names:
            raise SourceError(f"{name}: there is no sheet {wanted!r}", f"Its sheets: {', '.join(names)}.")
        return Reason("sheet", wanted, "as the layout says", 1.0)
    sizes = {}
    for title in book.names:
        content = book.sheet(title)
        sizes[title] = content.height * content.width if content.start else 0
    filled = [title for title, size in sizes.items() if size]
    if not filled:
        raise SourceError(f"{name}: the workbook has no visible sheet with anything in it")
    if len(filled) == 1:
        return Reason("sheet", filled[0], "the only sheet with anything in it", 1.0)
    biggest = max(sizes.values())
    rivals = [title for title in filled if sizes[title] >= _COMPARABLE * biggest]
    others = ", ".join(title for title in filled if title != rivals[0])
    because = f"the first of {len(filled)} sheets with a table; the others: {others}"
    confidence = 0.6 if len(rivals) > 1 else 1 - 0.4 * sorted(sizes.values())[-2] / biggest
    return Reason("sheet", rivals[0], because, round(confidence, 3))


def _rows(book: AnyBook, name: str) -> Iterator[tuple[int, Row]]:
    """Row numbers as the spreadsheet shows them, and cells as text."""
    marks = book.marks(name)
    is_plain = not marks.places and not marks.exact
    for number, values in rows_of(book.sheet(name)):
        if is_plain:
            yield number, tuple(map(_text, values))
        else:
            yield number, tuple(_marked(value, number - 1, place, marks) for place, value in enumerate(values))


def _marked(value: object, row: int, place: int, marks: Marks) -> str | None:
    """A value with what the sheet says about it beside."""
    if (row, place) in marks.exact:
        return marks.exact[row, place]
    mark = marks.at(row, place)
    if isinstance(mark, str):
        return mark
    if mark is not None and isinstance(value, int | float) and not isinstance(value, bool):
        return mark(value) or _text(value)
    return _text(value)


def _tail_cut(row: Row) -> Row:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _text(value: object) -> str | None:
    """A value as the spreadsheet means it.

    >>> [_text(78701.0), _text(0.1), _text(True), _text(dt.datetime(2026, 3, 1)), _text("")]
    ['78701', '0.1', 'TRUE', '2026-03-01', None]
    """
    text = str(value)
    match value:
        case bool():
            text = text.upper()
        case float() if value.is_integer() and abs(value) < 10**_DIGITS:
            text = str(int(value))
        case float():
            text = format(Decimal(repr(value)), "f").removesuffix(".0")
        case dt.datetime() if value.time() == _MIDNIGHT:
            text = value.date().isoformat()
    return text or None


def _sha256(source: Source) -> str:
    with source.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
