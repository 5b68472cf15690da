"""One record's text into cells, the slow and forgiving way; used where speed does not matter.

Regular records never come here (see `fast`): this is for samples, headers, and records whose quotes
or counts are odd. What had to be forgiven is said, so that it can become an issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from leadtui.model.dialect import Dialect


class Form(IntEnum):
    """How well a record keeps to the rules of quoting; the worst of its cells."""

    PLAIN = 0
    """As RFC 4180 wants it."""
    STRAY = 1
    """Quotes inside an unquoted cell: plain text to everyone."""
    LOOSE = 2
    """A quoted cell with quotes inside that are not doubled, or with text after its end."""
    OPEN = 3
    """A quoted cell does not end within the record."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A record split."""

    values: tuple[str | None, ...]
    """None for an empty cell, `""` for an empty quoted one."""
    form: Form
    odd: tuple[int, ...] = ()
    """Places of the cells that are loose or open."""
    stray: tuple[int, ...] = ()
    """Places of the unquoted cells with quotes inside."""
    has_line_ends: bool = False
    """Line ends stand in cells that are not quoted."""


LINE_ENDS: Final = "\r\n"
_FORGIVEN_LENGTH: Final = 64 << 10
"""Of longer records nobody can say where a broken cell ends, and looking would take too long."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits records of one dialect."""

    delimiter: str
    quote: str | None
    escape: str | None
    whole_cell: re.Pattern[str]
    open_cell: re.Pattern[str]
    loose_cell: re.Pattern[str]
    bare_cell: re.Pattern[str]
    escaped: re.Pattern[str]
    closing: re.Pattern[str]
    going_on: re.Pattern[str]

    def split(self, record: str) -> Cells:
        r'''The cells of a record without its line end.

        >>> splitter(",", '"').split('a,"K"" Street LLC""",,""').values
        ('a', 'K" Street LLC"', None, '')
        >>> splitter(",", '"').split('"5" pipe,x').form
        <Form.LOOSE: 2>
        >>> splitter(",", '"', "\\").split(r'"say \"hi\"",a\,b').values
        ('say "hi"', 'a,b')
        '''
        if not self.is_special(record):
            return Cells(tuple(cell or None for cell in record.split(self.delimiter)), Form.PLAIN)
        quoted = self._all_quoted(record)
        if quoted is not None:
            return Cells(tuple(quoted), Form.PLAIN)
        values: list[str | None] = []
        odd: list[int] = []
        stray: list[int] = []
        worst = Form.PLAIN
        place = 0
        while True:
            plain = self._plain(record, place)
            if plain is not None:
                values.extend(cell or None for cell in plain)
                place += sum(map(len, plain)) + len(self.delimiter) * len(plain)
                if place > len(record):
                    return Cells(tuple(values), worst, tuple(odd), tuple(stray))
            value, place, form = self._cell(record, place)
            if form >= Form.LOOSE:
                odd.append(len(values))
            elif form is Form.STRAY and value and self.quote and self.quote in value:
                stray.append(len(values))
            values.append(value)
            worst = max(worst, form)
            if place >= len(record):
                return Cells(tuple(values), worst, tuple(odd), tuple(stray))
            place += len(self.delimiter)
            if place == len(record):
                values.append(None)
                return Cells(tuple(values), worst, tuple(odd), tuple(stray))

    def within(self, line: str) -> Form:
        """What a line is that begins inside a cell: the cell ends in order, breaks the rules, or goes on."""
        if self.quote is None or self.closing.match(line):
            return Form.PLAIN
        return Form.OPEN if self.going_on.match(line) else Form.LOOSE

    def written(self, record: str) -> list[str]:
        r"""The cells of a record as they are written, quotes and escapes and all.

        >>> splitter(",", '"').written('a,"b,""c"" d",')
        ['a', '"b,""c"" d"', '']
        """
        if not self.is_special(record):
            return record.split(self.delimiter)
        found: list[str] = []
        start = 0
        while True:
            _, end, _ = self._cell(record, start)
            found.append(record[start:end])
            if end >= len(record):
                return found
            start = end + len(self.delimiter)
            if start == len(record):
                return [*found, ""]

    def is_special(self, record: str) -> bool:
        """Whether there is a quote or an escape in it, so that it can't just be cut at the delimiters."""
        return bool((self.quote and self.quote in record) or (self.escape and self.escape in record))

    def _all_quoted(self, record: str) -> list[str] | None:
        """The cells of a record that puts each in quotes, and no quote inside; None if it doesn't."""
        quote = self.quote
        if not quote or not record.startswith(quote) or not record.endswith(quote) or len(record) < 2:  # noqa: PLR2004  a pair
            return None
        if self.escape and self.escape in record:
            return None
        cells = record[1:-1].split(quote + self.delimiter + quote)
        return cells if record.count(quote) == 2 * len(cells) else None

    def _plain(self, record: str, place: int) -> list[str] | None:
        """The cells from a place on up to the next one with a quote in it; None if there may be none."""
        if not self.quote or (self.escape and self.escape in record):
            return None
        at = record.find(self.quote, place)
        if at < 0:
            return record[place:].split(self.delimiter)
        return record[place:at].split(self.delimiter)[:-1]

    def _cell(self, record: str, place: int) -> tuple[str | None, int, Form]:
        """A cell, the place after it, and its form."""
        first = record[place : place + 1]
        # Most cells are plain, and tell so by their first character.
        if first != self.quote and not first.isspace():
            return self._bare(record, place)
        match = self.whole_cell.match(record, place) if self.quote else None
        if match is not None:
            is_spaced = match.start("inner") != place + 1
            return self._unescape(match["inner"]), match.end(), Form.STRAY if is_spaced else Form.PLAIN
        if not self.quote or not record.startswith(self.quote, place):
            return self._bare(record, place)
        if self.open_cell.match(record, place):
            return record[place:] or None, len(record), Form.OPEN
        match = self.loose_cell.match(record, place) if len(record) <= _FORGIVEN_LENGTH else None
        if match is not None:
            return self._unescape(match["inner"]), match.end(), Form.LOOSE
        end = self._end(record, place)
        return record[place:end], end, Form.LOOSE

    def _bare(self, record: str, place: int) -> tuple[str | None, int, Form]:
        """A cell that is not quoted."""
        end = self._end(record, place)
        value = record[place:end]
        form = Form.STRAY if self.quote and self.quote in value else Form.PLAIN
        if self.escape and self.escape in value:
            if end == len(record) and _is_cut(value, self.escape):
                return value, end, Form.OPEN
            # An escaped quote is no stray one.
            form = Form.STRAY if self.quote and self.quote in self.escaped.sub("", value) else Form.PLAIN
            value = self.escaped.sub(r"\1", value)
        return value or None, end, form

    def _end(self, record: str, place: int) -> int:
        if self.escape and self.escape in record:
            match = self.bare_cell.match(record, place)
            return match.end() if match else len(record)
        end = record.find(self.delimiter, place)
        return len(record) if end < 0 else end

    def _unescape(self, inner: str) -> str:
        quote = self.quote or ""
        if self.escape is None:
            return inner.replace(quote + quote, quote)
        return self.escaped.sub(r"\1", inner) if self.escape in inner else inner.replace(quote + quote, quote)


def _is_cut(value: str, escape: str) -> bool:
    """Whether the value ends in the middle of an escape."""
    return (len(value) - len(value.rstrip(escape))) % 2 == 1


@lru_cache(maxsize=64)
def splitter(delimiter: str, quote: str | None, escape: str | None = None) -> Splitter:
    """The splitter for a delimiter, a quote character and an escape character."""
    q, d = re.escape(quote or '"'), re.escape(delimiter)
    e = re.escape(escape) if escape else ""
    blanks = "" if delimiter == " " else " *"
    pair = rf"(?:{q}{q}|{e}.)" if escape else rf"{q}{q}"
    inner = rf"[^{q}{e}]*+(?:{pair}[^{q}{e}]*+)*+"
    return Splitter(
        delimiter=delimiter,
        quote=quote,
        escape=escape,
        # Blanks around a quoted cell belong to nobody: `"a", "b"`.
        whole_cell=re.compile(rf"{blanks}{q}(?P<inner>{inner}){q}{blanks}(?={d}|\Z)", re.DOTALL),
        open_cell=re.compile(rf"{q}{inner}{e}?\Z" if escape else rf"{q}{inner}\Z", re.DOTALL),
        closing=re.compile(rf"{inner}{q}{blanks}(?={d}|\Z)", re.DOTALL),
        going_on=re.compile(rf"{inner}{e}?\Z" if escape else rf"{inner}\Z", re.DOTALL),
        # The first quote before a delimiter ends it; nothing else is sure.
        loose_cell=re.compile(rf"{q}(?P<inner>.*?){q}(?={d}|\Z)", re.DOTALL),
        bare_cell=re.compile(rf"(?:{e}.|(?!{d}).)*+" if escape else rf"(?:(?!{d}).)*+", re.DOTALL),
        # Before any other character it is text: `C:\temp`.
        escaped=re.compile(rf"{e}({e}|{q}|{d}|\r\n|\r|\n)" if escape else rf"{q}({q})"),
    )


def splitter_of(dialect: Dialect) -> Splitter:
    """The splitter for a dialect."""
    return splitter(dialect.delimiter, dialect.quote, dialect.escape)
