"""What a sheet of a workbook says beside its values, and how that is found in an xlsx file.

That is its extent, errors, formats, hidden rows and columns. The values themselves are read by a library
which knows none of these, and which makes room for every cell between the first and the last one; so the
extent is asked here before it is let loose. The XML is looked at as bytes, piece by piece: nothing in it is
resolved, so nothing in it can reach out or grow.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import unescape

from leadtui.reading.number_format import Shown, shown_as

_PIECE: Final = 1 << 20
_MOST_STYLE_BYTES: Final = 32 << 20
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL: Final = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*)>")
_PLACE: Final = re.compile(rb'\sr="([A-Za-z]+)(\d+)"')
_NUMBER: Final = re.compile(rb'\sr="(\d+)"')
_HIDDEN: Final = re.compile(rb'\shidden="(?:1|true)"')
_COLUMN: Final = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\shidden="(?:1|true)")[^>]*>')
_SPAN: Final = re.compile(rb'\s(min|max)="(\d+)"')
_LONG: Final = re.compile(rb"<(?:\w+:)?v>-?(?:\d{16,}|\d[.\d]*[Ee]\+?\d\d)</")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_STYLE: Final = re.compile(rb'\ss="(\d+)"')
_TYPE: Final = re.compile(rb'\st="(\w+)"')
_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_XFS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF: Final = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT_NUMBER: Final = re.compile(rb'\snumFmtId="(\d+)"')
_KINDS: Final = 250


@dataclass(slots=True)
class Marks:
    """What was found; rows and columns are 0-based here."""

    row_count: int = 0
    column_count: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    exact: dict[tuple[int, int], str] = field(default_factory=dict)
    """Numbers with more digits than a float keeps."""
    shown: list[Shown | str] = field(default_factory=list)
    """Formats, and the texts of errors."""
    places: dict[int, bytearray] = field(default_factory=dict)
    """For each column a byte for each row: 0, or the number (from 1) of its entry in `shown`."""

    def at(self, row: int, column: int) -> Shown | str | None:
        """The format or error of a cell."""
        rows = self.places.get(column)
        kind = rows[row] if rows is not None and row < len(rows) else 0
        return self.shown[kind - 1] if kind else None

    def put(self, row: int, column: int, what: Shown | str) -> None:
        """Note the format or error of a cell."""
        if what not in self.shown:
            if len(self.shown) >= _KINDS:
                return
            self.shown.append(what)
        rows = self.places.setdefault(column, bytearray())
        if row >= len(rows):
            rows.extend(bytes(row + 1 - len(rows)))
        rows[row] = self.shown.index(what) + 1


def sheet_marks(archive: zipfile.ZipFile, part: str, *, max_cells: int) -> Marks:
    """Look through a sheet; it stops early when the extent is beyond `max_cells`."""
    marks = Marks()
    look = _Look(marks, _formats(archive), max_cells)
    for piece in _pieces(archive, part):
        look.at(piece)
        if look.is_over:
            break
    return marks


def sheet_part(archive: zipfile.ZipFile, name: str) -> str | None:
    """The part of the archive that holds the sheet of this name."""
    for sheet in re.findall(rb"<(?:\w+:)?sheet\b([^>]*)>", _text(archive, "xl/workbook.xml")):
        attributes = _attributes(sheet)
        if attributes.get("name") == name:
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            return related_part(archive, "xl/workbook.xml", relation)
    return None


def related_part(archive: zipfile.ZipFile, book: str, relation: str) -> str | None:
    """The part of the archive that a workbook's part calls by the name of a relation."""
    folder, _, name = book.rpartition("/")
    for found in re.findall(rb"<(?:\w+:)?Relationship\b([^>]*)>", _text(archive, f"{folder}/_rels/{name}.rels")):
        target = _attributes(found)
        if target.get("Id") == relation and "Target" in target:
            path = target["Target"]
            part = path.lstrip("/") if path.startswith("/") else f"{folder}/{path}"
            return part if part in archive.namelist() else None
    return None


def true_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, at_most: int) -> int:
    """What a member really unpacks to, counted up to `at_most`; its own word for it may be a lie."""
    if member.compress_type != zipfile.ZIP_DEFLATED:
        return member.compress_size
    assert archive.fp is not None  # noqa: S101  it is open
    archive.fp.seek(member.header_offset + 26)
    lengths = archive.fp.read(4)
    archive.fp.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    unpack, left, size = zlib.decompressobj(-15), member.compress_size, 0
    while left > 0 and not unpack.eof and size <= at_most:
        data = archive.fp.read(min(left, _PIECE))
        if not data:
            break
        left -= len(data)
        while data and size <= at_most:
            size += len(unpack.decompress(data, 16 * _PIECE))
            data = unpack.unconsumed_tail
    return size


def _text(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        with archive.open(part) as file:
            return file.read(_MOST_STYLE_BYTES)
    except KeyError:
        return b""


def _attributes(tag: bytes) -> dict[str, str]:
    found = re.findall(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    more = {"&quot;": '"', "&apos;": "'", "&#10;": "\n"}
    return {name.decode(): unescape((one or other).decode("utf-8", "replace"), more) for name, one, other in found}


def _formats(archive: zipfile.ZipFile) -> dict[bytes, Shown]:
    """The styles whose format is part of what a cell says, by their number."""
    text = _text(archive, "xl/styles.xml")
    codes = {}
    for tag in _FORMAT.findall(text):
        attributes = _attributes(tag)
        shown = shown_as(attributes.get("formatCode", ""))
        if shown is not None:
            codes[attributes.get("numFmtId", "").encode()] = shown
    cells = _XFS.search(text)
    if not codes or cells is None:
        return {}
    used = [_FORMAT_NUMBER.search(tag) for tag in _XF.findall(cells[0])]
    return {str(place).encode(): codes[kind[1]] for place, kind in enumerate(used) if kind and kind[1] in codes}


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet in pieces of whole rows, as far as rows are not longer than a piece may be."""
    rest = b""
    with archive.open(part) as file:
        while data := file.read(_PIECE):
            text = rest + data
            end = max(text.rfind(b"<row"), text.rfind(b":row"))
            if end <= 0 and len(text) < 32 * _PIECE:
                rest = text
                continue
            end = text.rfind(b"<", 0, end + 1) if end > 0 else len(text)
            rest = text[end:]
            yield text[:end]
    yield rest


class _Look:
    """Looks through the pieces of one sheet."""

    def __init__(self, marks: Marks, formats: dict[bytes, Shown], max_cells: int) -> None:
        self._marks, self._formats, self._max_cells = marks, formats, max_cells
        self._styled = re.compile(rb'\ss="(?:%s)"' % b"|".join(formats)) if formats else None
        self._next_row = 0

    @property
    def is_over(self) -> bool:
        """Whether the sheet is bigger than is allowed."""
        return self._marks.row_count * self._marks.column_count > self._max_cells

    def at(self, piece: bytes) -> None:
        """The next whole rows."""
        marks = self._marks
        for column in _COLUMN.findall(piece):
            span = {name: int(number[:9]) for name, number in _SPAN.findall(column)}
            marks.hidden_columns.extend(range(span.get(b"min", 1) - 1, min(span.get(b"max", 0), 16_384)))
        self._measure(piece)
        if self.is_over:
            return
        rows = list(_ROW.finditer(piece))
        is_odd = b't="e"' in piece or _LONG.search(piece) or (self._styled and self._styled.search(piece))
        for place, row in enumerate(rows) if is_odd or _HIDDEN.search(piece) else ():
            own = _NUMBER.search(row[1])
            number = int(own[1]) - 1 if own else self._next_row + place
            if _HIDDEN.search(row[1]):
                marks.hidden_rows.append(number)
            if is_odd:
                end = rows[place + 1].start() if place + 1 < len(rows) else len(piece)
                self._cells(piece[row.end() : end], number)
        self._next_row += len(rows)

    def _measure(self, piece: bytes) -> None:
        marks = self._marks
        places = set(_PLACE.findall(piece))
        numbers = {number for _, number in places} | {
            number for row in _ROW.findall(piece) for number in _NUMBER.findall(row)
        }
        marks.column_count = max([marks.column_count, *(_column_number(letters) for letters, _ in places)])
        marks.row_count = max([marks.row_count, *(int(number[:12]) for number in numbers)])

    def _cells(self, text: bytes, row: int) -> None:
        column = -1
        cells = list(_CELL.finditer(text))
        for place, cell in enumerate(cells):
            own = _PLACE.search(cell[1])
            column = _column_number(own[1]) - 1 if own else column + 1
            end = cells[place + 1].start() if place + 1 < len(cells) else len(text)
            self._cell(row, column, cell[1], text[cell.end() : end])

    def _cell(self, row: int, column: int, attributes: bytes, content: bytes) -> None:
        value = _VALUE.search(content)
        if value is None:
            return
        style = _STYLE.search(attributes)
        kind = _TYPE.search(attributes)
        if kind is not None and kind[1] == b"e":
            self._marks.put(row, column, value[1].decode("utf-8", "replace"))
        elif kind is not None and kind[1] != b"n":
            return
        elif _LONG.search(content):
            self._marks.exact[row, column] = format(Decimal(value[1].decode()), "f")
        elif style is not None and style[1] in self._formats:
            self._marks.put(row, column, self._formats[style[1]])


def _column_number(letters: bytes) -> int:
    """A is 1.

    >>> _column_number(b"A"), _column_number(b"AB"), _column_number(b"XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
