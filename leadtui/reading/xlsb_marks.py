"""What a sheet of a binary workbook (xlsb) says beside its values: formats, errors, hidden rows and columns.

The records and their fields: [MS-XLSB] 2.4 (BrtBundleSh, BrtFmt, BrtXF, BrtRowHdr, BrtColInfo, the cells).
"""

from __future__ import annotations

import math
import struct
import zipfile
from collections.abc import Iterator
from typing import Final

from leadtui.reading.limits import MAX_COLUMNS
from leadtui.reading.number_format import Shown, shown_as
from leadtui.reading.sheet_marks import Marks, related_part
from leadtui.reading.xlsb_extent import ROW
from leadtui.reading.xlsb_records import records

_SHEET: Final = 156
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618
_COLUMNS: Final = 60
_PACKED, _REAL, _NUMBER_FORMULA = 2, 5, 9
_NUMBERS: Final = frozenset({_PACKED, _REAL, _NUMBER_FORMULA})
_ERRORS: Final = frozenset({3, 11})
_ERROR_TEXTS: Final = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA",
}  # fmt: skip
_HIDDEN_ROW: Final = 0x10
_HIDDEN_COLUMN: Final = 1
_HIGHEST: Final = 1e15
"""From here on a spreadsheet doesn't know every digit."""
_MOST: Final = 4096
_DESCRIPTION: Final = 18
"""Bytes of the description of columns that matter, the longest there is."""


def xlsb_marks(archive: zipfile.ZipFile, name: str) -> Marks:
    """Look through the sheet of this name; nothing is said of one that isn't there."""
    marks = Marks()
    part = _part_of(archive, name)
    if part is None:
        return marks
    formats = _formats(archive)
    row = 0
    with archive.open(part) as file:
        for kind, content in records(file, {ROW, _COLUMNS, *_NUMBERS, *_ERRORS}, _DESCRIPTION):
            if kind == ROW:
                row = int.from_bytes(content[:4], "little")
                if len(content) > 11 and content[11] & _HIDDEN_ROW:  # noqa: PLR2004  the byte of the flags
                    marks.hidden_rows.append(row)
            elif kind == _COLUMNS:
                _hide(marks, content)
            else:
                _cell(marks, formats, row, kind, content)
    return marks


def _hide(marks: Marks, content: bytes) -> None:
    first, last, _width, _style, flags = struct.unpack("<IIIIH", content.ljust(_DESCRIPTION, b"\0"))
    if flags & _HIDDEN_COLUMN:
        marks.hidden_columns.extend(range(first, min(last, MAX_COLUMNS) + 1))


def _cell(marks: Marks, formats: dict[int, Shown], row: int, kind: int, content: bytes) -> None:
    column = int.from_bytes(content[:4], "little")
    if kind in _ERRORS:
        marks.put(row, column, _ERROR_TEXTS.get(content[8] if len(content) > 8 else -1, "error"))  # noqa: PLR2004
    elif (shown := formats.get(int.from_bytes(content[4:7], "little"))) is not None:
        marks.put(row, column, shown)
    elif kind != _PACKED and _HIGHEST <= abs(value := _real(content)) < math.inf:
        marks.exact[row, column] = str(int(value))


def _real(content: bytes) -> float:
    number = content[8:16]
    return float(struct.unpack("<d", number)[0]) if len(number) == struct.calcsize("<d") else 0.0


def _part_of(archive: zipfile.ZipFile, name: str) -> str | None:
    with archive.open("xl/workbook.bin") as file:
        for _, content in records(file, {_SHEET}, _MOST):
            relation, place = _text(content, 8)
            if _text(content, place)[0] == name:
                return related_part(archive, "xl/workbook.bin", relation)
    return None


def _formats(archive: zipfile.ZipFile) -> dict[int, Shown]:
    """The styles whose format is part of what a cell says, by their number."""
    if "xl/styles.bin" not in archive.namelist():
        return {}
    codes: dict[int, Shown] = {}
    used: list[int] = []
    is_inside = False
    for kind, content in _of_styles(archive):
        if kind == _FORMAT and (shown := shown_as(_text(content, 2)[0])) is not None:
            codes[int.from_bytes(content[:2], "little")] = shown
        elif kind == _STYLE and is_inside:
            used.append(int.from_bytes(content[2:4], "little"))
        elif kind in {_STYLES, _STYLES_END}:
            is_inside = kind == _STYLES
    return {place: codes[number] for place, number in enumerate(used) if number in codes}


def _of_styles(archive: zipfile.ZipFile) -> Iterator[tuple[int, bytes]]:
    with archive.open("xl/styles.bin") as file:
        yield from records(file, {_FORMAT, _STYLE, _STYLES, _STYLES_END}, _MOST)


def _text(content: bytes, place: int) -> tuple[str, int]:
    """A text with its length in front, and the place after it."""
    length = int.from_bytes(content[place : place + 4], "little")
    end = place + 4 + 2 * length
    return content[place + 4 : end].decode("utf-16-le", "replace"), end
