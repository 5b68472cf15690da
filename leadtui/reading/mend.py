"""A record that isn't as wide as its table, or oddly quoted: kept if that is safe, refused otherwise.

Safe is what loses nothing and needs no guess: surplus cells that are blank are dropped; cells missing
at the end are NULL, if those that are there look like their columns. Each time it is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from leadtui.model.issue import Issue, Severity
from leadtui.model.table import Column
from leadtui.reading.cells import LINE_ENDS, Cells, Form, Splitter
from leadtui.reading.gather import Reject
from leadtui.reading.likely import RowModel
from leadtui.reading.next_table import own_rows
from leadtui.reading.proposals import Accident
from leadtui.reading.repair import is_otherwise, looks_right, repair
from leadtui.reading.shapes import BLANK, TEXT, WORD, shape

_UNDECODABLE: Final = re.compile("[\udc80-\udcff]")
_UNREADABLE: Final = re.compile("[\0\udc80-\udcff]")
_TOLD: Final = {
    Accident.MISSING: ("W-PARTED", "A delimiter is missing: {have} cells for {width} columns; parted where they fit."),
    Accident.TOO_MANY: ("W-JOINED", "A delimiter too many: the blank cell that fits nowhere is left out."),
    Accident.UNQUOTED: ("W-JOINED", "A text with delimiters is not quoted; its pieces are put together again."),
    Accident.OTHER: ("W-DIVIDED", "This record is divided by {sign!r}, unlike the others."),
    Accident.STRAY: ("W-QUOTE", "A stray quote is left out; with it the record is no row."),
    Accident.LOOSE: ("W-QUOTE", "Quotes inside a quoted cell are not doubled; they are kept as they stand."),
    Accident.BROKEN: ("W-LINES", "A cell with line ends is not quoted; its lines are put together again."),
}
_BROKEN: Final = "Quotes inside this quoted cell are not doubled; they are kept as they stand."
_STRAY: Final = "A quote inside a cell that is not quoted is kept as text."
_ENDED: Final = "A line end inside a cell that is not quoted is kept as text."
_COMMON: Final = 0.8
_RARE: Final = 0.01
Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Habits:
    """What the cells of each column usually look like."""

    rows: tuple[Row, ...]
    """Regular ones."""
    width: int
    gaps: tuple[int, ...] = ()
    """Indexes of the rows that stand below a blank line."""

    @cached_property
    def _shapes(self) -> tuple[Counter[str], ...]:
        return tuple(Counter(shape(row[place]) for row in self.rows) for place in range(self.width))

    @cached_property
    def model(self) -> RowModel:
        """How likely rows are; worked out when the first bad record is met."""
        return RowModel(own_rows(self.rows, self.gaps, self.width), self.width)

    def fits(self, place: int, cell: str | None) -> bool:
        """Whether a column has seen cells like this one."""
        seen, own = self._shapes[place], shape(cell)
        if own in {BLANK, TEXT, WORD} and (seen[TEXT] or seen[WORD]):
            return True
        return seen[own] > _RARE * seen.total()

    def is_mostly_blank(self, place: int) -> bool:
        """Whether a column is hardly ever filled."""
        seen = self._shapes[place]
        return seen[BLANK] >= _COMMON * seen.total()


@dataclass(slots=True)
class Mended:
    """What became of a record: a row, or a reason why it is none."""

    row: Row | None = None
    issues: list[Issue] = field(default_factory=list)
    surplus: int = 0
    """Blank cells dropped at the end."""
    reject: Reject | None = None
    line_count: int = 1
    """Physical lines used up."""


_MOST_WORK: Final = 40_000_000
_WORK_PER_BYTE: Final = 20
_WORK_PER_RECORD: Final = 20_000
_WORK_PER_QUOTE: Final = 40_000
"""Of a record with any, because then the lines after it are looked at, too."""
_WORK_PER_PLACE: Final = 4
_WORK_OTHERWISE: Final = 10_000
"""Of a record that another delimiter divides."""


@dataclass(slots=True)
class Allowance:
    """How much work bad records may still take, so that a file of nothing else doesn't take for ever.

    What is read adds to it: a bad record in a hundred is repaired in a file of any size.
    """

    left: int = _MOST_WORK
    """Some 15 nanoseconds each."""
    gaps: int = 200
    """Rows below blank lines that may still be asked whether they begin another table."""

    def grants(self, work: int) -> bool:
        """Whether so much more may be done; it then counts."""
        if self.left <= 0:
            return False
        self.left -= work
        return True

    def earn(self, byte_count: int) -> None:
        """More of the file was read."""
        self.left = min(self.left + _WORK_PER_BYTE * byte_count, _MOST_WORK)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where odd records are mended."""

    columns: tuple[Column, ...]
    habits: Habits
    allowance: Allowance = field(default_factory=Allowance)

    def mend(self, cells: Cells, text: str, line: int, line_count: int) -> Mended:
        """A record as a row of the table, if that is safe."""

        def refused(code: str, message: str) -> Mended:
            return Mended(reject=Reject(line, line_count, code, message, text, len(cells.values)))

        if "\0" in text:
            return refused("E-NUL", "The record holds a NUL byte, which no text column can keep.")
        if _UNDECODABLE.search(text):
            return refused("E-ENCODING", "The record holds bytes that are no text in the file's encoding.")
        if cells.form is Form.OPEN:
            return refused("E-QUOTE", f"A quoted cell begins on line {line} and its end is not found.")
        return self._mend_width(cells, text, line, line_count)

    def repair(self, cells: Cells, lines: Sequence[str], place: int, by: Splitter, line: int) -> Mended | None:
        """The record on `lines[place]` as the row it was before an accident, if that is clear."""
        if self.allowance.left <= 0 or not self._is_doubtful(cells, by) or _UNREADABLE.search(lines[place]):
            return None
        is_granted = self.allowance.grants(self._work(cells, lines[place], by))
        found = repair(lines, place, by, self.habits.model) if is_granted else None
        if found is None:
            return None
        best, count = found.proposal, found.proposal.line_count
        before = "".join(lines[place : place + count])
        if best.values == cells.values or _UNREADABLE.search(before):
            return None
        if best.accident is Accident.TRAILING:
            return Mended(row=best.values, surplus=len(cells.values) - len(best.values), line_count=count)
        if best.accident is Accident.CUT_SHORT:
            issue = replace(self._short(len(cells.values), before, line), confidence=found.confidence)
            return Mended(row=best.values, issues=[issue], line_count=count)
        after = by.delimiter.join(_written(cell or "", by) for cell in best.values)
        code, message = _TOLD[best.accident]
        issue = Issue(
            code=code,
            severity=Severity.WARN,
            line=line,
            column=None,
            field=None,
            value=before.rstrip(LINE_ENDS),
            becomes=after,
            message=message.format(sign=best.sign, have=len(cells.values), width=len(best.values)),
            confidence=found.confidence,
        )
        return Mended(row=best.values, issues=[issue], line_count=count)

    def _work(self, cells: Cells, line: str, by: Splitter) -> int:
        """What it takes to repair a record."""
        if is_otherwise(line, len(cells.values), by, len(self.columns)):
            return _WORK_OTHERWISE
        has_quotes = by.quote is not None and by.quote in line
        # Each cell may be cut at each of its places, and what is cut off is looked at as a whole.
        places = sum([len(cell) ** 2 for cell in cells.values if cell])
        return _WORK_PER_RECORD + _WORK_PER_QUOTE * has_quotes + _WORK_PER_PLACE * places

    def _is_doubtful(self, cells: Cells, by: Splitter) -> bool:
        """Whether a record may have had an accident."""
        is_spaced = cells.form is Form.STRAY and (cells.has_line_ends or not cells.stray)
        if len(cells.values) != len(self.columns) or cells.form is Form.OPEN or is_spaced:
            return True
        quote = by.quote or "\0"
        return any((cells.values[place] or "").count(quote) % 2 for place in (*cells.odd, *cells.stray))

    def _mend_width(self, cells: Cells, text: str, line: int, line_count: int) -> Mended:
        width, values = len(self.columns), cells.values
        surplus = len(values) - width
        is_blank_beyond = not any(value and value.strip() for value in values[width:])
        if surplus > 0 and is_blank_beyond and looks_right(values[:width], self.habits.model):
            return Mended(row=values[:width], surplus=surplus, issues=self._kept(cells, line))
        if surplus == 0:
            return Mended(row=values, issues=self._kept(cells, line))
        if surplus < 0 and cells.form < Form.LOOSE and self._may_be_short(values):
            return Mended(row=values + (None,) * -surplus, issues=[self._short(len(values), text, line)])
        message = f"The record has {len(values)} cells where the table has {width} columns."
        return Mended(reject=Reject(line, line_count, "E-CELLS", message, text, len(values)))

    def _may_be_short(self, values: Row) -> bool:
        width = len(self.columns)
        if len(values) == 1 and width > 1:
            return False
        missing = range(len(values), width)
        if len(values) < width / 2 and not all(self.habits.is_mostly_blank(place) for place in missing):
            return False
        return all(self.habits.fits(place, value) for place, value in enumerate(values))

    def _short(self, count: int, text: str, line: int) -> Issue:
        missing = len(self.columns) - count
        message = f"The record ends {missing} cell{'s' * (missing > 1)} early; those it has look like their columns."
        return Issue("W-SHORT", Severity.WARN, line, None, None, text.rstrip(LINE_ENDS), None, message)

    def _kept(self, cells: Cells, line: int) -> list[Issue]:
        """What was odd in a row that is kept as it stands."""
        if not (cells.odd or cells.stray or cells.has_line_ends):
            return []
        values = cells.values[: len(self.columns)]
        odd = [("W-QUOTE", Severity.WARN, place, _BROKEN) for place in cells.odd if place < len(values)]
        odd += [("I-QUOTE", Severity.INFO, place, _STRAY) for place in cells.stray if place < len(values)]
        if cells.has_line_ends:
            ended = (place for place, cell in enumerate(values) if cell and ("\n" in cell or "\r" in cell))
            odd += [("W-LINES", Severity.WARN, place, _ENDED) for place in (next(ended, None),) if place is not None]
        return [
            Issue(code, severity, line, self.columns[place].name, None, values[place], values[place], message)
            for code, severity, place, message in odd
        ]


def _written(cell: str, by: Splitter) -> str:
    """A cell as it is written in a record: in quotes where it must be."""
    quote = by.quote or '"'
    if not any(sign in cell for sign in (by.delimiter, quote, *LINE_ENDS)):
        return cell
    return quote + cell.replace(quote, quote * 2) + quote
