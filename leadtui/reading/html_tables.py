"""The tables of a web page, which many portals send under the name of a workbook.

Each `<table>` is a sheet; one inside another is a sheet of its own. What spans several rows or columns stands in
the first of them, as in a workbook.
"""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser
from typing import Final

from leadtui.errors import SourceError
from leadtui.model.source import Source
from leadtui.reading.encoding import find_encoding
from leadtui.reading.limits import MAX_COLUMNS
from leadtui.reading.packed import open_bytes
from leadtui.reading.pages import Page, Pages

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_HEAD: Final = 4_096
_PIECE: Final = 1 << 20
_SILENT: Final = frozenset({"script", "style", "template", "head", "noscript"})
_LINES: Final = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"})
"""Tags that begin a line inside a cell."""
_CELLS: Final = frozenset({"td", "th"})
_BLANKS: Final = re.compile(r"[^\S\n]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_ROWS: Final = 65_536
"""What a cell may span."""


def html_pages(source: Source) -> Pages:
    """The tables of a page, in its order.

    Raises:
        SourceError: there is none, or one is too big.
    """
    parser = _Parser(source.name)
    with open_bytes(source) as file:
        decode = codecs.getincrementaldecoder(_encoding(source))("replace").decode
        while piece := file.read(_PIECE):
            parser.feed(decode(piece))
    parser.feed(decode(b"", final=True) if source.size else "")
    parser.close()
    pages = tuple(page for page in parser.finished() if page.width)
    if not pages:
        message = f"{source.name}: this is a web page without a table, perhaps a log-in or an error page"
        raise SourceError(message, "Fetch the file again, or save the table as CSV or Excel first.")
    return Pages(pages)


def _encoding(source: Source) -> str:
    """What the page says it is written in, unless its bytes say otherwise."""
    found = find_encoding(source)
    with open_bytes(source) as file:
        said = _CHARSET.search(file.read(_HEAD))
    if found.value.startswith("utf") or said is None:
        return found.value
    try:
        name = codecs.lookup(said[1].decode("ascii", "ignore")).name
    except LookupError:
        return found.value
    return found.value if name.startswith("utf") else name


class _Table:
    """A table that is being read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.row: list[str | None] | None = None
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.below: dict[int, int] = {}
        """Columns that a cell above still fills, with the rows it goes on for."""
        self.is_hidden = False

    def open_row(self, *, is_hidden: bool, name: str) -> None:
        self.close_row(name)
        self.row, self.is_hidden = [], is_hidden

    def open_cell(self, span: tuple[int, int]) -> None:
        self.close_cell()
        if self.row is None:
            self.row = []
        self.cell, self.span = [], span

    def close_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        lines = (_BLANKS.sub(" ", line).strip() for line in "".join(self.cell).split("\n"))
        text = "\n".join(line for line in lines if line)
        self._skip_filled()
        rows, columns = self.span
        place = len(self.row)
        if len(self.row) + columns <= MAX_COLUMNS + 1:
            self.row += [text or None, *[None] * (columns - 1)]
        if rows > 1:
            self.below.update(dict.fromkeys(range(place, place + columns), rows))
        if (rows, columns) != (1, 1) and text:
            top = len(self.page.rows)
            self.page.merged_cell_ranges.append(((top, place), (top + rows - 1, place + columns - 1)))
        self.cell = None

    def close_row(self, name: str) -> None:
        self.close_cell()
        if self.row is None:
            return
        if self.is_hidden:
            self.page.hidden_rows.append(len(self.page.rows))
        self.page.add(self.row, name)
        self.row = None
        self.below = {place: left - 1 for place, left in self.below.items() if left > 1}

    def _skip_filled(self) -> None:
        """Places of this row that a cell further up fills."""
        row = self.row
        while row is not None and self.below.get(len(row), 0) and len(row) <= MAX_COLUMNS:
            row.append(None)


class _Parser(HTMLParser):
    """Gathers tables; whatever is not closed is closed by what follows."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._open: list[_Table] = []
        self._pages: list[Page] = []
        self._silent = 0

    def finished(self) -> list[Page]:
        """All tables, those the page does not close included."""
        while self._open:
            self._open.pop().close_row(self._name)
        return self._pages

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row, a cell, or a line inside one."""
        table = self._open[-1] if self._open else None
        if tag == "table":
            page = Page(f"table {len(self._pages) + 1}")
            self._pages.append(page)
            self._open.append(_Table(page))
        elif tag in _SILENT:
            self._silent += tag != "head"
        elif table is None:
            return
        elif tag == "tr":
            table.open_row(is_hidden=_is_hidden(attrs), name=self._name)
        elif tag in _CELLS:
            table.open_cell((_span(attrs, "rowspan", _MOST_ROWS), _span(attrs, "colspan", MAX_COLUMNS)))
        elif tag in _LINES and table.cell is not None:
            table.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """What was begun ends."""
        table = self._open[-1] if self._open else None
        if tag in _SILENT:
            self._silent = max(0, self._silent - (tag != "head"))
        elif table is None:
            return
        elif tag == "table":
            table.close_row(self._name)
            self._open.pop()
        elif tag == "tr":
            table.close_row(self._name)
        elif tag in _CELLS:
            table.close_cell()

    def handle_data(self, data: str) -> None:
        """Text counts inside of cells."""
        if self._open and self._open[-1].cell is not None and not self._silent:
            self._open[-1].cell.append(data.replace("\r", " ").replace("\n", " "))


def _span(attrs: list[tuple[str, str | None]], name: str, most: int) -> int:
    said = next((value for key, value in attrs if key == name), None) or "1"
    return min(max(1, int(said)), most) if said.strip().isascii() and said.strip().isdigit() else 1


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(key == "hidden" or (key == "style" and _HIDDEN.search(value or "")) for key, value in attrs)
