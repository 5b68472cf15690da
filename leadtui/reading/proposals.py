"""What may have happened to a record that is no row as it stands, and the row it would have been.

Each proposal undoes one accident: a delimiter missing or too many, a stray quote, another delimiter in
this record, quotes that were not doubled, line ends that were not quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import Final

from leadtui.reading.cells import LINE_ENDS, Cells, Form, Splitter, splitter
from leadtui.reading.likely import RowModel
from leadtui.reading.parting import parted
from leadtui.reading.records import joined
from leadtui.reading.reshape import OTHER_DELIMITERS

_LONGEST: Final = 4_000
"""Characters of a record that are looked at place by place."""
_MOST_QUOTES: Final = 40
_MOST_LINES: Final = 40
_MOST_BROKEN: Final = 4
_MOST_SURPLUS: Final = 6


class Accident(Enum):
    """What happened; the value is how readily it is believed, as a logarithm."""

    CUT_SHORT = 1.0
    """Blank cells at the end were left out."""
    TRAILING = 0.9
    """Blank cells at the end too many."""
    MISSING = 0.0
    """A delimiter is missing."""
    TOO_MANY = 0.1
    """A delimiter too many: there is a blank cell."""
    UNQUOTED = -0.5
    """A cell with delimiters was not quoted."""
    OTHER = -1.0
    """The record is divided by another delimiter."""
    STRAY = -1.1
    """A quote too many."""
    LOOSE = -1.2
    """Quotes inside a quoted cell were not doubled."""
    BROKEN = -1.5
    """A cell with line ends was not quoted."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that would explain the record."""

    values: tuple[str | None, ...]
    line_count: int
    accident: Accident
    sign: str = ""
    """The delimiter, for `OTHER`."""
    place: int | None = None
    """The cell that was put together, for `UNQUOTED`."""


def proposals(lines: Sequence[str], place: int, by: Splitter, model: RowModel) -> Iterator[Proposal]:
    """Rows that `lines[place]`, and lines after it, may have been."""
    width = len(model.columns)
    record, count = _record(lines, place, by)
    if len(record) <= _LONGEST:
        cells = by.split(record)
        if cells.form is not Form.OPEN:
            yield from _wider(cells, count, by, width)
            yield from _shorter(record, cells, count, by, model)
    yield from _loose(lines, place, by, width)
    yield from _broken(lines, place, by, width)
    yield from _without_a_quote(lines, place, by, width)
    yield from otherwise_divided(lines, place, by, width)


def _record(lines: Sequence[str], place: int, by: Splitter) -> tuple[str, int]:
    """The record on a line, and how many lines it takes."""
    if by.split(lines[place].rstrip(LINE_ENDS)).form is Form.OPEN:
        found = joined(lines, place, by, most=_MOST_LINES)
        if found.cells is not None:
            return "".join(lines[place : place + found.line_count]).rstrip(LINE_ENDS), found.line_count
    return lines[place].rstrip(LINE_ENDS), 1


def _wider(cells: Cells, count: int, by: Splitter, width: int) -> Iterator[Proposal]:
    values, surplus = cells.values, len(cells.values) - width
    if not 0 < surplus <= _MOST_SURPLUS:
        return
    blank = [place for place, cell in enumerate(values) if not (cell and cell.strip())]
    if all(place in blank for place in range(width, len(values))):
        yield Proposal(values[:width], count, Accident.TRAILING)
    if surplus == 1:
        for place in blank:
            yield Proposal(values[:place] + values[place + 1 :], count, Accident.TOO_MANY)
    elif len(blank) == surplus:
        yield Proposal(tuple(cell for cell in values if cell and cell.strip()), count, Accident.TOO_MANY)
    for place in range(width):
        parts = values[place : place + surplus + 1]
        whole = by.delimiter.join(part or "" for part in parts)
        row = (*values[:place], whole, *values[place + surplus + 1 :])
        yield Proposal(row, count, Accident.UNQUOTED, place=place)


def _shorter(record: str, cells: Cells, count: int, by: Splitter, model: RowModel) -> Iterator[Proposal]:
    width = len(model.columns)
    missing = width - len(cells.values)
    known = -inf
    if missing > 0 and cells.form <= Form.STRAY and (len(cells.values) > 1 or width == 2):  # noqa: PLR2004  a pair
        values = cells.values + (None,) * missing
        known = model.weigh(values)
        yield Proposal(values, count, Accident.CUT_SHORT)
    # A missing delimiter before a quoted cell with delimiters makes more cells, not fewer.
    if width > 1 and (missing == 1 or cells.stray or cells.form >= Form.LOOSE):
        for values in parted(record, cells, by, model, known):
            yield Proposal(values, count, Accident.MISSING)


def _loose(lines: Sequence[str], place: int, by: Splitter, width: int) -> Iterator[Proposal]:
    """Quoted cells, maybe over lines, with quotes inside that are not doubled."""
    if not by.quote or by.quote not in lines[place]:
        return
    text = ""
    for count, line in enumerate(lines[place : place + _MOST_LINES], start=1):
        text += line
        if len(text) > _LONGEST:
            return
        if by.quote in line or count == 1:
            cells = by.split(text.rstrip(LINE_ENDS))
            if len(cells.values) == width and cells.form in {Form.LOOSE, Form.STRAY}:
                yield Proposal(cells.values, count, Accident.LOOSE)
                return
            if len(cells.values) > width:
                return


def _broken(lines: Sequence[str], place: int, by: Splitter, width: int) -> Iterator[Proposal]:
    """Short lines that make one record together."""
    text = lines[place]
    for count, line in enumerate(lines[place + 1 : place + _MOST_BROKEN], start=2):
        text += line
        alone = by.split(line.rstrip(LINE_ENDS))
        if len(alone.values) >= width or alone.form is Form.OPEN or len(text) > _LONGEST:
            return
        cells = by.split(text.rstrip(LINE_ENDS))
        if len(cells.values) == width and cells.form <= Form.STRAY:
            yield Proposal(cells.values, count, Accident.BROKEN)


def _without_a_quote(lines: Sequence[str], place: int, by: Splitter, width: int) -> Iterator[Proposal]:
    """The record without one of its quotes; it may then go on over lines, or no longer."""
    quote = by.quote
    if not quote or quote not in lines[place]:
        return
    text, quotes = "", 0
    for count, line in enumerate(lines[place : place + _MOST_LINES], start=1):
        text += line
        quotes += line.count(quote)
        if len(text) > _LONGEST or quotes > _MOST_QUOTES:
            return
        if quotes % 2 == 0 or (quote not in line and count > 1):
            continue
        bare = text.rstrip(LINE_ENDS)
        for at in _odd_quotes(bare, by, width):
            cells = by.split(bare[:at] + bare[at + 1 :])
            if len(cells.values) == width and cells.form is Form.PLAIN:
                yield Proposal(cells.values, count, Accident.STRAY)


def _odd_quotes(text: str, by: Splitter, width: int) -> Iterator[int]:
    """The places of quotes without which the others may be in order, and the delimiters outside as many as in a row.

    Up to the quote every other part of the text stands outside, counted from the first; behind it, from the second.
    """
    parts = text.split(by.quote)
    at = -1
    if by.escape is not None or len(by.delimiter) > 1:
        for part in parts[:-1]:
            yield (at := at + len(part) + 1)
        return
    counts = [part.count(by.delimiter) for part in parts]
    outside = sum(counts[1::2])
    last = len(parts) - 1
    behind = [True] * (last + 4)
    for place in range(last, 1, -1):
        is_in_order = _begins(parts[place], by) and (place == last or _ends(parts[place], by))
        behind[place] = behind[place + 2] and is_in_order
    for place in range(last):
        at += len(parts[place]) + 1
        outside += counts[place] if place % 2 == 0 else -counts[place]
        is_joined_in_order = place % 2 > 0 or (
            (place == 0 or _begins(parts[place], by)) and (place + 1 == last or _ends(parts[place + 1], by))
        )
        if outside == width - 1 and is_joined_in_order and behind[place + 3 - place % 2]:
            yield at
        is_first_or_begun = place % 2 > 0 or place == 0 or _begins(parts[place], by)
        if not is_first_or_begun or (place % 2 == 0 and not _ends(parts[place], by)):
            return


def _begins(part: str, by: Splitter) -> bool:
    """Whether a part may stand behind a closing quote: a delimiter comes first, or another quote."""
    return part.startswith(by.delimiter) or not (rest := part.lstrip(" ")) or rest.startswith(by.delimiter)


def _ends(part: str, by: Splitter) -> bool:
    """Whether a part may stand before an opening quote."""
    return not part.strip(" ") or part.endswith(by.delimiter)


def otherwise_divided(lines: Sequence[str], place: int, by: Splitter, width: int) -> Iterator[Proposal]:
    """The record as another delimiter divides it."""
    if width < 2:  # noqa: PLR2004  one column
        return
    for delimiter in OTHER_DELIMITERS:
        line = lines[place]
        may_be_longer = by.quote is not None and by.quote in line
        if delimiter == by.delimiter or line.count(delimiter) < (1 if may_be_longer else width - 1):
            continue
        record, count = _record(lines, place, other := splitter(delimiter, by.quote, by.escape))
        cells = other.split(record)
        if len(cells.values) == width and cells.form <= Form.STRAY:
            yield Proposal(cells.values, count, Accident.OTHER, delimiter)
