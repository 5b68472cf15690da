"""A clean table written down: the lines of a file, ready to be damaged, with the truth beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.reading.bed.tables import Table


class UnwritableError(Exception):
    """The table can't be written in this style, or holds nothing that could be damaged so."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a whole file is written."""

    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    """None when quotes are doubled; `""` when they just stand there."""
    always: bool = False
    """Quote every cell."""
    end: str = "\r\n"
    encoding: str = "utf-8"
    mark: bool = False
    """With a byte-order mark."""

    def cell(self, text: str) -> str:
        """A cell as it stands in the file."""
        special = {self.quote, *"\r\n"} - {None}
        needs = self.delimiter in text or any(sign in text for sign in special if sign)
        if self.quote is None:
            return self._unquoted(text, needs=needs)
        if not (needs or self.always or (self.delimiter.strip(" ") != self.delimiter and " " in text)):
            return text
        if self.escape:
            text = text.replace(self.escape, self.escape * 2)
        inner = text if self.escape == "" else text.replace(self.quote, (self.escape or self.quote) + self.quote)
        return f"{self.quote}{inner}{self.quote}"

    def _unquoted(self, text: str, *, needs: bool) -> str:
        if not needs:
            return text
        if not self.escape or set(text) & set("\r\n"):
            raise UnwritableError
        return text.replace(self.escape, self.escape * 2).replace(self.delimiter, self.escape + self.delimiter)


@dataclass(slots=True)
class Line:
    """One record, or whatever stands between the records."""

    cells: list[str]
    delimiter: str
    end: str
    is_damaged: bool = False

    def text(self) -> str:
        """As it stands in the file."""
        return self.delimiter.join(self.cells) + self.end


@dataclass(slots=True)
class Draft:
    """A file in the making, and what should be read from it."""

    table: Table
    style: Style
    header: tuple[str, ...] | None
    rows: list[tuple[str, ...]]
    lines: list[Line] = field(default_factory=list)
    top: int = 0
    """Index of the header among the lines."""

    @classmethod
    def of(cls, table: Table, style: Style) -> Draft:
        """The table in a style, undamaged."""
        lines = [cls.line(style, cells) for cells in (table.header, *table.rows)]
        return cls(table, style, table.header, list(table.rows), lines)

    @staticmethod
    def line(style: Style, cells: Sequence[str]) -> Line:
        """A record in a style."""
        return Line([style.cell(cell) for cell in cells], style.delimiter, style.end)

    def other(self, cells: Sequence[str]) -> Line:
        """A line that is no part of the table."""
        return self.line(self.style, cells)

    def finish(self, kind: str) -> Case:
        """The file."""
        damaged: set[int] = set()
        at, text = 1, ""
        for line in self.lines:
            now = line.text()
            count = max(1, len(now.splitlines()))
            if line.is_damaged:
                damaged.update(range(at, at + count))
            at += count
            text += now
        if self.style.mark:
            text = "\ufeff" + text
        try:
            content = text.encode(self.style.encoding)
        except UnicodeEncodeError:
            raise UnwritableError from None
        return Case(kind, self.table.name, content, self.header, tuple(self.rows), frozenset(damaged))


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file and its truth."""

    kind: str
    table: str
    content: bytes
    header: tuple[str, ...] | None
    rows: tuple[tuple[str, ...], ...]
    damaged: frozenset[int]
    """Physical lines that an issue must name if the table is not exact; none for damage to the whole file."""
