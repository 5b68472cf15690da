"""The rows of an OpenDocument file's tables, one after the other, whatever the file's size.

The XML is looked at as bytes, piece by piece: nothing in it is resolved, so nothing in it can reach out or grow.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final, NamedTuple

CONTENT: Final = "content.xml"
TABLE: Final = b"table"
COLUMN: Final = b"table-column"
ROW: Final = b"table-row"
_PIECE: Final = 1 << 20
_LONGEST: Final = 32 << 20
"""A row longer than this is cut in two."""
_TAG: Final = re.compile(rb"<(/?)table:(table|table-column|table-row)(?=[\s/>])([^>]*)>")
_CUTS: Final = (b"<table:table-row", b"</table:table-row", b"</table:table>")
_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^>]*)>")
_REPEATED: Final = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})""")
_FILLED: Final = b"office:"
"""What a cell with a value says of it."""


class Part(NamedTuple):
    """A tag of a table, a column or a row, and all that follows up to the next one."""

    name: bytes
    is_end: bool
    attributes: bytes
    content: bytes

    @property
    def repeated(self) -> int:
        """How many rows or columns it stands for."""
        return _repeated(self.attributes)

    @property
    def filled(self) -> bytes:
        """The cells up to the last one with a value."""
        last = self.content.rfind(_FILLED)
        return self.content[: self.content.find(b">", last) + 1] if last >= 0 else b""

    @property
    def width(self) -> int:
        """How many cells these are."""
        filled = self.filled
        if b"-repeated" in filled:
            return sum(_repeated(cell[1]) for cell in _CELL.finditer(filled))
        return filled.count(b"<table:table-cell") + filled.count(b"<table:covered-table-cell")


class Cell(NamedTuple):
    """One cell of a row."""

    place: int
    """From 0."""
    repeated: int
    attributes: bytes
    content: bytes

    @property
    def is_filled(self) -> bool:
        """Whether it has a value."""
        return _FILLED in self.attributes


def parts(archive: zipfile.ZipFile) -> Iterator[Part]:
    """All of them; a table inside another, or in a note, comes like any other."""
    rest = b""
    with archive.open(CONTENT) as file:
        while data := file.read(_PIECE):
            text = rest + data
            end = max(map(text.rfind, _CUTS))
            if end <= 0 and len(text) < _LONGEST:
                rest = text
                continue
            end = end if end > 0 else max(text.rfind(b"<"), 1)
            yield from _of(text[:end])
            rest = text[end:]
    yield from _of(rest)


def cells(row: Part) -> Iterator[Cell]:
    """The cells of a row up to the last one with a value."""
    place = 0
    # The last one's content stands behind what is filled.
    length = len(row.filled)
    found = list(_CELL.finditer(row.content, 0, length))
    for number, cell in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(row.content)
        count = _repeated(cell[1])
        yield Cell(place, count, cell[1], row.content[cell.end() : stop])
        place += count


def _of(text: bytes) -> Iterator[Part]:
    found = list(_TAG.finditer(text))
    for place, tag in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else len(text)
        yield Part(tag[2], bool(tag[1]), tag[3], text[tag.end() : stop])


def _repeated(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
