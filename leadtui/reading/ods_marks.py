"""What a sheet of an OpenDocument file says beside its values: formats, errors, hidden rows and columns."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import unescape

from leadtui.reading.limits import MAX_COLUMNS
from leadtui.reading.number_format import Shown
from leadtui.reading.ods_formats import attributes_of, formats_of_styles
from leadtui.reading.ods_rows import COLUMN, TABLE, Cell, Part, cells, parts
from leadtui.reading.sheet_marks import Marks

_HIDDEN: Final = re.compile(rb"""visibility=["'](?:collapse|filter)["']""")
_STYLE: Final = re.compile(rb"""\b(?:default-cell-)?style-name=["']([^"']*)["']""")
_NUMBER: Final = re.compile(rb"""office:value=["'](-?[\d.]+(?:[Ee][+-]?\d{1,3})?)["']""")
_ODD: Final = (b'-type="error"', b"E+")
"""What a row has in it that has an error, or a number of many digits."""
_LONG: Final = re.compile(rb'"\d{16}')
_ERROR: Final = re.compile(rb"""calcext:value-type=["']error["']""")
_PARAGRAPH: Final = re.compile(rb"<text:p\b[^>]*>([^<]*)</text:p>")
_HIGHEST: Final = 1e15
"""From here on a spreadsheet doesn't know every digit."""
_MOST_ROWS: Final = 1 << 20


def ods_marks(archive: zipfile.ZipFile, name: str) -> Marks:
    """Look through the sheet of this name."""
    look = _Look({key.encode(): shown for key, shown in formats_of_styles(archive).items()})
    depth = 0
    is_wanted = False
    for part in parts(archive):
        if part.name == TABLE:
            depth += -1 if part.is_end else not part.attributes.endswith(b"/")
            if is_wanted and depth == 0:
                break
            is_wanted = is_wanted or (not part.is_end and attributes_of(part.attributes).get("table:name") == name)
        elif is_wanted and depth == 1 and not part.is_end:
            look.at(part)
    return look.marks


class _Look:
    """Goes through the columns and rows of one sheet."""

    def __init__(self, formats: dict[bytes, Shown]) -> None:
        self.marks = Marks()
        self._formats = formats
        names = b"|".join(map(re.escape, formats))
        self._styled = re.compile(rb'style-name="(?:%s)"' % names) if formats else None
        self._of_columns: list[Shown | None] = []
        """What cells without a style of their own are shown as."""
        self._row = 0

    def at(self, part: Part) -> None:
        """The next column or row."""
        if part.name == COLUMN:
            self._columns(part)
            return
        rows = range(self._row, min(self._row + part.repeated, _MOST_ROWS))
        self._row += part.repeated
        if not part.filled:
            return
        if _HIDDEN.search(part.attributes):
            self.marks.hidden_rows.extend(rows)
        of_row = self._format(part.attributes)
        if of_row or any(self._of_columns) or self._is_odd(part.content):
            for cell in cells(part):
                self._cell(cell, rows, of_row)

    def _is_odd(self, content: bytes) -> bool:
        """Whether it is worth looking at the cells of a row."""
        is_styled = self._styled is not None and self._styled.search(content) is not None
        return is_styled or any(sign in content for sign in _ODD) or _LONG.search(content) is not None

    def _columns(self, part: Part) -> None:
        start = len(self._of_columns)
        count = min(part.repeated, MAX_COLUMNS - start)
        if _HIDDEN.search(part.attributes):
            self.marks.hidden_columns.extend(range(start, start + count))
        self._of_columns.extend([self._format(part.attributes)] * count)

    def _format(self, attributes: bytes) -> Shown | None:
        style = _STYLE.search(attributes)
        return self._formats.get(style[1]) if style else None

    def _cell(self, cell: Cell, rows: range, of_row: Shown | None) -> None:
        what = self._what(cell, of_row)
        if what is None:
            return
        for row in rows:
            for column in range(cell.place, min(cell.place + cell.repeated, MAX_COLUMNS)):
                if isinstance(what, Decimal):
                    self.marks.exact[row, column] = format(what, "f")
                else:
                    self.marks.put(row, column, what)

    def _what(self, cell: Cell, of_row: Shown | None) -> Shown | str | Decimal | None:
        """What is to be said of a cell with a value."""
        if not cell.is_filled:
            return None
        if _ERROR.search(cell.attributes):
            shown = _PARAGRAPH.findall(cell.content)
            return unescape(shown[-1].decode("utf-8", "replace")) if shown else "error"
        number = _NUMBER.search(cell.attributes)
        if number is None:
            return None
        if abs(float(number[1])) >= _HIGHEST:
            return Decimal(number[1].decode())
        if _STYLE.search(cell.attributes):
            return self._format(cell.attributes)
        return of_row or (self._of_columns[cell.place] if cell.place < len(self._of_columns) else None)
