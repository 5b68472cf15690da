"""A workbook opened with care: what its library can't be trusted with is asked first."""

from __future__ import annotations

import io
import os
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from leadtui.errors import SourceError
from leadtui.model.issue import Issue
from leadtui.model.source import Source
from leadtui.reading import limits
from leadtui.reading.access import unopened
from leadtui.reading.ods_extent import ods_cells
from leadtui.reading.ods_marks import ods_marks
from leadtui.reading.ods_rows import CONTENT
from leadtui.reading.old_workbook import OldBook, open_old_book
from leadtui.reading.pages import Sheet
from leadtui.reading.sheet_marks import Marks, sheet_marks, sheet_part, true_size
from leadtui.reading.xlsb_extent import xlsb_cells
from leadtui.reading.xlsb_marks import xlsb_marks

_ZIPPED: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
_SHEET_ROWS, _SHEET_COLUMNS = 1 << 20, 1 << 14
"""As far as the sheets of any program reach."""
_STDERR: Final = 2
_HUSH: Final = threading.Lock()
_PANIC: Final = "PanicException"


@dataclass(slots=True)
class Book:
    """One workbook."""

    source: Source
    library: CalamineWorkbook
    _marks: dict[str, Marks] = field(default_factory=dict)
    _sheets: dict[str, CalamineSheet] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The sheets that hold cells and can be seen, in the workbook's order."""
        return tuple(
            sheet.name
            for sheet in self.library.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        )

    @property
    def hidden(self) -> tuple[str, ...]:
        """The sheets that hold cells and can't be seen."""
        return tuple(
            sheet.name
            for sheet in self.library.sheets_metadata
            if sheet.visible is not SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        )

    @property
    def sheet_names(self) -> Sequence[str]:
        """All sheets, charts included."""
        return self.library.sheet_names

    def note(self, _name: str) -> Issue | None:
        """Nothing of a sheet is left out."""
        return None

    def sheet(self, name: str) -> CalamineSheet:
        """A sheet's values.

        Raises:
            SourceError: it is damaged or too big.
        """
        if name not in self._sheets:
            self.marks(name)
            with _Caught(self.source), _hushed(self.source.path):
                self._sheets[name] = sheet = self.library.get_sheet_by_name(name)
            row, column = sheet.start or (0, 0)
            if row + sheet.height > _SHEET_ROWS or column + sheet.width > _SHEET_COLUMNS:
                message = f"{self.source.name}: the sheet “{name}” is damaged: a cell lies where no sheet reaches"
                raise SourceError(message, "Open and save it anew, or save the sheet as CSV.")
        return self._sheets[name]

    def marks(self, name: str) -> Marks:
        """What a sheet says beside its values.

        Raises:
            SourceError: the sheet is too big.
        """
        if name not in self._marks:
            self._marks[name] = marks = self._look_at(name)
            if marks.row_count * marks.column_count > limits.MAX_CELLS:
                size = f"{marks.row_count:,} rows and {marks.column_count:,} columns"
                hint = "Delete what stands far away from the table, or save it as CSV."
                raise SourceError(f"{self.source.name}: the sheet “{name}” reaches over {size}", hint)
        return self._marks[name]

    def _look_at(self, name: str) -> Marks:
        with _Caught(self.source), zipfile.ZipFile(self.source.path) as archive:
            parts = archive.namelist()
            if CONTENT in parts:
                return ods_marks(archive, name)
            if "xl/workbook.bin" in parts:
                return xlsb_marks(archive, name)
            part = sheet_part(archive, name)
            return sheet_marks(archive, part, max_cells=limits.MAX_CELLS) if part else Marks()


def open_book(source: Source) -> Book | OldBook:
    """The workbook of a file.

    Raises:
        SourceError: too big, protected, damaged, or made to do harm.
    """
    if source.size > limits.MAX_DOCUMENT_BYTES:
        raise SourceError(f"{source.name}: a workbook of {source.size >> 20} MB is too big", "Save it as CSV first.")
    if not zipfile.is_zipfile(source.path):
        return open_old_book(source)
    with _Caught(source), _hushed(source.path):
        _refuse_lies(source)
        return Book(source, _open_library(source))


def rows_of(sheet: Sheet) -> Iterator[tuple[int, list[object]]]:
    """Row numbers from 1 as the spreadsheet shows them, and values; blank rows and columns in front count, too."""
    front = [""] * (sheet.start or (0, 0))[1]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [*front, *row]


def _open_library(source: Source) -> CalamineWorkbook:
    """The content decides; the library goes by the extension, unless it is given no name."""
    return (
        CalamineWorkbook.from_path(source.path)
        if source.path.suffix.lower() in _ZIPPED
        else CalamineWorkbook.from_filelike(io.BytesIO(source.path.read_bytes()))
    )


def _refuse_lies(source: Source) -> None:
    """Refuse an archive whose parts unpack to more than they say: what was believed was no limit at all."""
    with zipfile.ZipFile(source.path) as archive:
        for member in archive.infolist():
            if true_size(archive, member, member.file_size) > member.file_size:
                raise SourceError(f"{source.name}: the workbook unpacks to more than it says", "Don't trust this file.")
        is_ods = CONTENT in archive.namelist()
        if is_ods:
            _refuse_torn(archive, source.name)
        count = ods_cells if is_ods else xlsb_cells
        if count(archive, limits.MAX_CELLS) > limits.MAX_CELLS:
            message = f"{source.name}: a sheet reaches over more than {limits.MAX_CELLS:,} cells"
            raise SourceError(message, "Delete what stands far away from the table, or save it as CSV.")


def _refuse_torn(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML that is damaged: the library would look for the end of a sheet for ever."""
    try:
        with archive.open(CONTENT) as file:
            expat.ParserCreate().ParseFile(file)
    except expat.ExpatError as error:
        message = f"{name}: the workbook is damaged ({expat.errors.messages.get(error.code, 'its XML is torn')})"
        raise SourceError(message, "Open and save it anew, or save the sheet as CSV.") from None


@contextmanager
def _hushed(path: Path) -> Iterator[None]:
    """While a binary workbook is opened: its library prints what it dies of to standard error, past Python."""
    with zipfile.ZipFile(path) as archive:
        is_binary = "xl/workbook.bin" in archive.namelist()
    if not is_binary:
        yield
        return
    with _HUSH:
        sys.stderr.flush()
        try:
            kept = os.dup(_STDERR)
        except OSError:  # it is closed
            yield
            return
        try:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  the descriptor is wanted
                os.dup2(nowhere.fileno(), _STDERR)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)


class _Caught:
    """Turns what the library says, or dies of, into a sentence."""

    def __init__(self, source: Source) -> None:
        self._name = source.name

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, SourceError):
            return
        is_known = isinstance(
            error, CalamineError | OSError | ValueError | zipfile.BadZipFile | RuntimeError | KeyError
        )
        is_system = isinstance(error, OSError) and error.errno is not None
        if is_system or not (is_known or type(error).__name__ == _PANIC):
            return
        raise unopened(self._name, error) from None
