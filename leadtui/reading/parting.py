"""Where a delimiter may be missing: one cell of a record is two, and the cells after it have moved up.

Only one cell is cut at a time, so what the others weigh is added up once for all of its places; and what
the others weigh is all a cut may hope for, so most cells are never cut at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from leadtui.reading.cells import Cells, Form, Splitter
from leadtui.reading.likely import RowModel

_REACH: Final = 16.0
"""What is so much less likely than another proposal, as a logarithm, counts for nothing beside it."""
Row = tuple[str | None, ...]


def parted(record: str, cells: Cells, by: Splitter, model: RowModel, known: float = -inf) -> Iterator[Row]:
    """The rows a record would be with one more delimiter, those that are likely enough to matter.

    `known` is how likely another proposal is.

    >>> from leadtui.reading.cells import splitter
    >>> rows = [("Ada", "1815"), ("Grace", "1906"), ("Edsger", "1930"), ("Alan", "1912"), ("Kurt", "1906")]
    >>> commas = splitter(",", '"')
    >>> next(parted("Donald1938", commas.split("Donald1938"), commas, RowModel(rows, 2)))
    ('Donald', '1938')
    """
    width = len(model.columns)
    if cells.form is not Form.PLAIN:
        yield from _beside_quotes(record, by, width)
    elif len(cells.values) == width - 1:
        cuts = _Cuts(by.written(record), cells.values, by, model, known).found()
        for place, left, right in cuts:
            yield (*cells.values[:place], left, right, *cells.values[place + 1 :])


class _Cuts:
    """The cuts of a record whose quotes are in order."""

    def __init__(self, written: Sequence[str], values: Row, by: Splitter, model: RowModel, known: float) -> None:
        self._written, self._values, self._by, self._columns = written, values, by, model.columns
        self._best = known
        self._found: list[tuple[float, int, str | None, str | None]] = []

    def found(self) -> list[tuple[int, str | None, str | None]]:
        """The cell that is cut, and its halves; the likeliest first."""
        before, after = self._met()
        place = len(before) - 1
        self._cut(place, before[-1] + after[-1])
        # Sums only fall from here on, so where one is out of reach, all beyond it are.
        at, weight = place, after[-1]
        while at > 0:
            weight += self._columns[at + 1].weigh(self._values[at])
            at -= 1
            if weight < self._best - _REACH:
                break
            self._cut(at, before[at] + weight)
        at, weight = place, before[-1]
        while at < len(self._values) - 1:
            weight += self._columns[at].weigh(self._values[at])
            at += 1
            if weight < self._best - _REACH:
                break
            self._cut(at, weight + after[len(self._values) - 1 - at])
        likely = [each for each in self._found if each[0] >= self._best - _REACH]
        return [each[1:] for each in sorted(likely, key=lambda each: -each[0])]

    def _met(self) -> tuple[list[float], list[float]]:
        """What the cells before a place weigh as they stand, and those behind it as they stood before they moved.

        Both are followed, the likelier one first, until one cell is left between them.
        """
        before, after = [0.0], [0.0]
        while len(before) + len(after) <= len(self._values):
            if before[-1] >= after[-1]:
                place = len(before) - 1
                before.append(before[-1] + self._columns[place].weigh(self._values[place]))
            else:
                place = len(self._values) - len(after)
                after.append(after[-1] + self._columns[place + 1].weigh(self._values[place]))
        return before, after

    def _cut(self, place: int, around: float) -> None:
        if around < self._best - _REACH:
            return
        first, second = self._columns[place], self._columns[place + 1]
        for left, right in _halves(self._written[place], self._by):
            weight = around + first.weigh(left) + second.weigh(right)
            self._best = max(self._best, weight)
            self._found.append((weight, place, left, right))


def _halves(raw: str, by: Splitter) -> Iterator[tuple[str | None, str | None]]:
    """The pairs of cells that one cell, as it is written, may have been."""
    if not by.is_special(raw):
        for cut in range(len(raw) + 1):
            yield raw[:cut] or None, raw[cut:] or None
        return
    quote = by.quote
    for cut in range(len(raw) + 1):
        # Of a quoted cell only beside a quote, and at its ends.
        is_beside = not quote or quote in raw[max(0, cut - 1) : cut + 1]
        if quote and raw.startswith(quote) and not is_beside and 0 < cut < len(raw):
            continue
        made = by.split(raw[:cut] + by.delimiter + raw[cut:])
        if len(made.values) == 2 and made.form is Form.PLAIN:  # noqa: PLR2004  a pair
            yield made.values[0], made.values[1]


def _beside_quotes(record: str, by: Splitter, width: int) -> Iterator[Row]:
    """Of a record with a quote that breaks the rules: it does so until a delimiter stands beside it."""
    quote = by.quote
    if not quote:
        return
    parts = record.split(quote)
    if by.escape is None and len(by.delimiter) == 1 and _outside(parts, by.delimiter) != width - 2:
        return
    seen: set[int] = set()
    for at in _places(record, quote):
        for place in (at, at + 1):
            if place in seen:
                continue
            seen.add(place)
            made = by.split(record[:place] + by.delimiter + record[place:])
            if len(made.values) == width and made.form is Form.PLAIN:
                yield made.values


def _outside(parts: Sequence[str], delimiter: str) -> int:
    """How many delimiters stand outside quotes, of a text taken apart at its quotes."""
    return sum(part.count(delimiter) for part in parts[::2])


def _places(record: str, quote: str) -> Iterator[int]:
    at = record.find(quote)
    while at >= 0:
        yield at
        at = record.find(quote, at + 1)
