"""Physical lines into records, one after the other: a quoted cell may go on over several lines.

Used on the first few hundred lines of a file, where the dialect, the header and the width are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadtui.reading.cells import LINE_ENDS, Cells, Form, Splitter
from leadtui.reading.limits import OPEN_QUOTE_LINES

_ATTEMPTS = 100
"""How many cells over lines one record may have."""


@dataclass(frozen=True, slots=True)
class Record:
    """Some lines that belong together."""

    line: int
    """First physical line, 1-based."""
    line_count: int
    cells: Cells

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(value and value.strip() for value in self.cells.values)


def records(lines: Sequence[str], splitter: Splitter, first_line: int = 1) -> Iterator[Record]:
    r"""The records of lines that keep their line ends; the first of `lines` is `first_line`.

    >>> from leadtui.reading.cells import splitter
    >>> [record.line for record in records(["a,b\n", '1,"x\n', 'y"\n', "2,z"], splitter(",", '"'))]
    [1, 2, 4]
    """
    place = 0
    while place < len(lines):
        cells = splitter.split(lines[place].rstrip(LINE_ENDS))
        line_count = 1
        if cells.form is Form.OPEN:
            found = joined(lines, place, splitter)
            cells, line_count = (found.cells or cells), found.line_count
        yield Record(first_line + place, line_count, cells)
        place += line_count


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a record whose first line ends inside a quoted cell."""

    cells: Cells | None
    """None if no line ends the cell in order."""
    line_count: int
    is_settled: bool
    """More lines would not change it."""


def joined(lines: Sequence[str], place: int, splitter: Splitter, most: int = OPEN_QUOTE_LINES) -> Joined:
    """The record that begins on `lines[place]` with a cell that goes on, over at most so many lines."""
    attempts = 0
    for end in range(place + 1, min(place + most, len(lines))):
        within = splitter.within(lines[end].rstrip(LINE_ENDS))
        if within is Form.OPEN:
            continue
        attempts += 1
        if within is Form.LOOSE or attempts > _ATTEMPTS:
            # The cell that was open is broken now; no later line mends it.
            return Joined(None, 1, is_settled=True)
        whole = splitter.split("".join(lines[place : end + 1]).rstrip(LINE_ENDS))
        if whole.form < Form.LOOSE:
            return Joined(whole, end + 1 - place, is_settled=True)
        if whole.form is Form.LOOSE:
            return Joined(None, 1, is_settled=True)
    return Joined(None, 1, is_settled=len(lines) - place >= most)
