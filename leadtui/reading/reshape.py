"""A record that isn't as wide as its table, read another way: without one of its quotes, or with another delimiter.

What comes back is a proposal; whether it makes sense is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from leadtui.reading.cells import LINE_ENDS, Cells, Form, Splitter, splitter

OTHER_DELIMITERS: Final = (",", ";", "\t", "|", ", ", ":", "^", "~", " ")
_MOST_QUOTES: Final = 200


@dataclass(frozen=True, slots=True)
class Reshaped:
    """A record read another way."""

    cells: Cells
    way: Literal["quote", "delimiter"]
    sign: str
    """The quote that was left out, or the delimiter that was used."""


def reshaped(record: str, by: Splitter, width: int) -> Iterator[Reshaped]:
    """Ways to read a record as `width` cells in order.

    >>> next(reshaped('"a,b', splitter(",", '"'), 2)).cells.values
    ('a', 'b')
    >>> next(reshaped("a;b", splitter(",", '"'), 2)).sign
    ';'
    """
    record = record.rstrip(LINE_ENDS)
    yield from _without_a_quote(record, by, width)
    yield from _with_another_delimiter(record, by, width)


def _without_a_quote(record: str, by: Splitter, width: int) -> Iterator[Reshaped]:
    quote = by.quote
    if not quote or record.count(quote) > _MOST_QUOTES:
        return
    seen: set[tuple[str | None, ...]] = set()
    place = record.find(quote)
    while place >= 0:
        cells = by.split(record[:place] + record[place + len(quote) :])
        if len(cells.values) == width and cells.form is Form.PLAIN and cells.values not in seen:
            seen.add(cells.values)
            yield Reshaped(cells, "quote", quote)
        place = record.find(quote, place + 1)


def _with_another_delimiter(record: str, by: Splitter, width: int) -> Iterator[Reshaped]:
    if width == 1:
        return
    for delimiter in OTHER_DELIMITERS:
        if delimiter != by.delimiter and record.count(delimiter) >= width - 1:
            cells = splitter(delimiter, by.quote, by.escape).split(record)
            if len(cells.values) == width and cells.form <= Form.STRAY:
                yield Reshaped(cells, "delimiter", delimiter)
