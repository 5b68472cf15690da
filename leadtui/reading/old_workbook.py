"""Workbooks of the time before 2007 (xls): values, and how they are shown, from a library of their own.

The library for the other workbooks knows neither formats nor hidden rows of these, and a damaged one ends
the whole process (it makes room for what the file says it needs).
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from leadtui.errors import SourceError
from leadtui.model.issue import Issue
from leadtui.model.source import Source
from leadtui.reading import limits
from leadtui.reading.access import unopened
from leadtui.reading.number_format import Shown, shown_as
from leadtui.reading.other_kinds import OtherKind
from leadtui.reading.pages import Span
from leadtui.reading.sheet_marks import Marks

if TYPE_CHECKING:
    import xlrd.book
    import xlrd.sheet

_LONG: Final = 1e15
"""From here on a spreadsheet doesn't know every digit."""
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_VISIBLE: Final = 0
_OTHER_STREAMS: Final = {
    "EncryptedPackage": OtherKind("a workbook protected by a password", "Remove the protection first."),
    "WordDocument": OtherKind("a Word document, not a table", "Save the table as CSV or Excel first."),
    "PowerPoint Document": OtherKind("a presentation, not a table", "Save the table as CSV or Excel first."),
    "__properties_version1.0": OtherKind("an e-mail (Outlook)", "Save the file that is attached to it."),
}
# The kinds of cells, as the format numbers them.
_NUMBER, _DATE, _FLAG, _ERROR = 2, 3, 4, 5
_AS_THEY_STAND: Final = frozenset({0, 1, _NUMBER, 6})
"""Nothing, text, numbers, and blanks with a format."""


@dataclass(slots=True)
class OldSheet:
    """One sheet."""

    book: xlrd.book.Book
    sheet: xlrd.sheet.Sheet

    @property
    def start(self) -> tuple[int, int] | None:
        """Rows and columns in front of the first cell count as well."""
        return (0, 0) if self.sheet.nrows else None

    @property
    def height(self) -> int:
        """All rows."""
        return self.sheet.nrows

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return self.sheet.ncols

    @property
    def merged_cell_ranges(self) -> list[Span]:
        """Cells that stand for several."""
        return [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sorted(self.sheet.merged_cells)]

    def iter_rows(self) -> Iterator[list[object]]:
        """The values, all rows as wide as the widest."""
        width = self.width
        for row in range(self.sheet.nrows):
            kinds, cells = self.sheet.row_types(row), list[Any](self.sheet.row_values(row))
            if not _AS_THEY_STAND.issuperset(kinds):
                for place, kind in enumerate(kinds):
                    if kind not in _AS_THEY_STAND:
                        cells[place] = self._value(row, place, kind, cells[place])
            yield cells + [""] * (width - len(cells))

    def _value(self, row: int, place: int, kind: int, value: Any) -> Any:
        if kind == _FLAG:
            return bool(value)
        if kind == _DATE:
            try:
                style = self.book.xf_list[self.sheet.cell_xf_index(row, place)]
                code = self.book.format_map[style.format_key].format_str or ""
            except (LookupError, TypeError):  # a damaged style; the number is a date all the same
                code = ""
            return _moment(value, self.book.datemode, code)
        return ""

    def marks(self) -> Marks:
        """What it says beside its values; only its extent if that is beyond what is read."""
        sheet = self.sheet
        marks = Marks(row_count=sheet.nrows, column_count=sheet.ncols)
        if marks.row_count * marks.column_count > limits.MAX_CELLS:
            return marks
        marks.hidden_rows = sorted(row for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows)
        marks.hidden_columns = sorted(place for place, info in sheet.colinfo_map.items() if info.hidden)
        formats = _formats(self.book)
        for row in range(sheet.nrows):
            kinds = sheet.row_types(row)
            if _ERROR in kinds or (_NUMBER in kinds and (formats or self._has_long(row))):
                self._mark(marks, row, kinds, formats)
        return marks

    def _has_long(self, row: int) -> bool:
        return any(isinstance(value, float) and abs(value) >= _LONG for value in self.sheet.row_values(row))

    def _mark(self, marks: Marks, row: int, kinds: Sequence[int], formats: dict[int, Shown]) -> None:
        from xlrd.biffh import error_text_from_code  # noqa: PLC0415

        for place, (kind, value) in enumerate(zip(kinds, self.sheet.row_values(row), strict=True)):
            if kind == _ERROR:
                marks.put(row, place, error_text_from_code.get(int(value), "#ERROR"))
            elif kind != _NUMBER:
                continue
            elif abs(float(value)) >= _LONG:
                marks.exact[row, place] = format(Decimal(repr(value)), "f").removesuffix(".0")
            elif formats and (shown := formats.get(self.sheet.cell_xf_index(row, place))) is not None:
                marks.put(row, place, shown)


@dataclass(slots=True)
class OldBook:
    """One workbook; each sheet is loaded when it is asked for."""

    name: str
    book: xlrd.book.Book
    _marks: dict[str, Marks] = field(default_factory=dict)

    @property
    def sheet_names(self) -> list[str]:
        """All sheets."""
        return list(self.book.sheet_names())

    @property
    def names(self) -> tuple[str, ...]:
        """Those that can be seen, in order."""
        return tuple(name for name in self.sheet_names if self._is_visible(name))

    @property
    def hidden(self) -> tuple[str, ...]:
        """Those that can't."""
        return tuple(name for name in self.sheet_names if not self._is_visible(name))

    def _is_visible(self, name: str) -> bool:
        return self.sheet(name).sheet.visibility == _VISIBLE

    def sheet(self, name: str) -> OldSheet:
        """A sheet's values.

        Raises:
            SourceError: it is damaged.
        """
        with _made_plain(self.name):
            return OldSheet(self.book, self.book.sheet_by_name(name))

    def marks(self, name: str) -> Marks:
        """What a sheet says beside its values.

        Raises:
            SourceError: it is damaged.
        """
        if name not in self._marks:
            with _made_plain(self.name):
                self._marks[name] = self.sheet(name).marks()
        return self._marks[name]

    def note(self, name: str) -> Issue | None:
        """A sheet is all there."""
        del name
        return None


def open_old_book(source: Source) -> OldBook:
    """The workbook of a file.

    Raises:
        SourceError: protected, damaged, or a document of another kind in the same container.
    """
    status = source.path.stat()
    with _made_plain(source.name):
        return _opened(source.path, source.name, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=1)  # it is opened to be detected and again to be read
def _opened(path: Path, name: str, _size: int, _changed: int) -> OldBook:
    import xlrd  # noqa: PLC0415  for old workbooks only

    content = path.read_bytes()
    try:
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except Exception:
        # Only now: a workbook may well have such a document inside.
        for stream, kind in _OTHER_STREAMS.items():
            if stream.encode("utf-16-le") in content:
                raise SourceError(f"{name}: this is {kind.name}", kind.hint) from None
        raise
    return OldBook(name, book)


def forget() -> None:
    """Give the room of the last one back."""
    _opened.cache_clear()


@contextmanager
def _made_plain(name: str) -> Iterator[None]:
    """Whatever the library fails with as one sentence; it has no errors of its own for most damage."""
    try:
        yield
    except (SourceError, MemoryError):
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise unopened(name, error) from None
    except Exception as error:  # noqa: BLE001  see above
        raise unopened(name, error) from None


def _formats(book: xlrd.book.Book) -> dict[int, Shown]:
    """The styles whose format is part of what a cell says, by their number."""
    by_key = {key: shown_as(each.format_str) for key, each in book.format_map.items() if each.format_str}
    styles = {place: by_key.get(style.format_key) for place, style in enumerate(book.xf_list)}
    return {place: shown for place, shown in styles.items() if shown is not None}


def _moment(value: float, mode: int, code: str) -> object:
    """A date, a time of day, or a span of hours; the number itself where it is none of these."""
    from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415

    if _ELAPSED.search(code):
        minutes, seconds = divmod(round(value * 86_400), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    try:
        moment = xldate_as_datetime(value, 1 if mode else 0) + dt.timedelta(microseconds=500_000)
    except (ValueError, OverflowError):
        return value
    moment = moment.replace(microsecond=0)
    return moment.time() if 0 <= value < 1 else moment
