"""How far the cells of a binary workbook (xlsb) reach: two cells far apart make its library room for all between."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Final

_PIECE: Final = 1 << 20
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.bin")
_ROW: Final = 0
_CELLS: Final = range(2, 12)
"""Records of cells with a value; a blank one with a format (1) is no value."""
_HEADER: Final = 6
"""Bytes a record's kind and size take at most."""


def xlsb_cells(archive: zipfile.ZipFile, at_most: int) -> int:
    """The cells between the first and the last one of the biggest sheet, counted until they are more than `at_most`."""
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
    for kind, number in _records(sheet):
        if kind == _ROW:
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


def _records(sheet: IO[bytes]) -> Iterator[tuple[int, int]]:
    """The kind of each record of a row or a cell, and the number its content begins with: its row, or its column."""
    data, place, is_last = b"", 0, False
    while True:
        if len(data) - place < _HEADER + 4 and not is_last:
            piece = sheet.read(_PIECE)
            data, place, is_last = data[place:] + piece, 0, not piece
            continue
        if place >= len(data):
            return
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        if kind == _ROW or kind in _CELLS:
            yield kind, int.from_bytes(data[place : place + 4], "little")
        place += size
        if place > len(data) and not is_last:
            sheet.seek(place - len(data), 1)
            data, place = b"", 0


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place after it."""
    value = 0
    for shift in range(most):
        byte = data[place] if place < len(data) else 0
        place += 1
        value |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:  # noqa: PLR2004  the highest bit says that more follows
            break
    return value, place
