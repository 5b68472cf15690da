"""How far the cells of a binary workbook (xlsb) reach: two cells far apart make its library room for all between."""

from __future__ import annotations

import re
import zipfile
from typing import IO, Final

from leadtui.reading.xlsb_records import records

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.bin")
ROW: Final = 0
CELLS: Final = range(2, 12)
"""Records of cells with a value; a blank one with a format (1) is no value."""
_WANTED: Final = frozenset({ROW, *CELLS})
_PLACE: Final = 4
"""The bytes of the number of a row or column, with which a record begins."""
_FURTHEST: Final = {True: 1 << 20, False: 1 << 14}
"""How many rows, and how many columns, a sheet of the format may have."""


def xlsb_cells(archive: zipfile.ZipFile, at_most: int) -> int:
    """The cells between the first and the last one of the biggest sheet, counted until they are more than `at_most`.

    Raises:
        ValueError: a row or cell lies where no sheet reaches, or doesn't say where; the library would believe it.
    """
    biggest = 0
    for name in archive.namelist():
        if _SHEET.fullmatch(name) and biggest <= at_most:
            with archive.open(name) as file:
                biggest = max(biggest, _cells(file, at_most))
    return biggest


def _cells(sheet: IO[bytes], at_most: int) -> int:
    row = 0
    rows: list[int] = []
    columns: list[int] = []
    for kind, content in records(sheet, _WANTED, _PLACE):
        number = int.from_bytes(content, "little")
        if len(content) < _PLACE or number >= _FURTHEST[kind == ROW]:
            raise ValueError("a cell lies where no sheet reaches")
        if kind == ROW:
            row = number
            continue
        if not rows:
            rows, columns = [row, row], [number, number]
        if rows[0] <= row <= rows[1] and columns[0] <= number <= columns[1]:
            continue
        rows = [min(row, rows[0]), max(row, rows[1])]
        columns = [min(number, columns[0]), max(number, columns[1])]
        if (count := (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1)) > at_most:
            return count
    return (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1) if rows else 0
