"""How many cells an OpenDocument sheet claims: one tag can stand for a million rows of a thousand cells."""

from __future__ import annotations

import re
import zipfile
from typing import Final

_PIECE: Final = 1 << 20
_TAG: Final = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_REPEATED: Final = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})')


def ods_cells(archive: zipfile.ZipFile, at_most: int) -> int:
    """The cells of the biggest sheet up to its last value, counted until there are more than `at_most`."""
    sheet = _Sheet()
    rest = b""
    with archive.open("content.xml") as file:
        while data := file.read(_PIECE):
            text = rest + data
            end = text.rfind(b"<")
            rest = text[end:] if end > 0 else b""
            for tag in _TAG.finditer(text, 0, end if end > 0 else len(text)):
                sheet.take(tag[1] == b"/", tag[2], tag[3])
            if sheet.biggest > at_most:
                break
    return sheet.biggest


class _Sheet:
    """Where in a sheet we are."""

    def __init__(self) -> None:
        self.biggest = 0
        self._row, self._row_repeat = 0, 1
        self._width = self._column = 0
        self._is_filled = False

    def take(self, is_end: bool, name: bytes, attributes: bytes) -> None:
        """The next tag."""
        found = _REPEATED.search(attributes)
        count = int(found[1]) if found else 1
        if name == b"table-row":
            if is_end:
                self._end_row()
            else:
                self._row_repeat, self._column, self._is_filled = count, 0, False
                self._row += count if attributes.endswith(b"/") else 0
        elif name == b"table":
            self._row = self._width = 0
        elif not is_end:
            self._column += count
            if b"office:" in attributes:
                self._is_filled = True
                self._width = max(self._width, self._column)

    def _end_row(self) -> None:
        self._row += self._row_repeat
        if self._is_filled:
            self.biggest = max(self.biggest, self._row * self._width)
