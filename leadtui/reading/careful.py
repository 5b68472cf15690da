"""The careful lane: a piece that isn't regular, line by line.

Lines that are a regular record by themselves are found by Polars and parsed by Polars; only the others
come to Python, one by one: records over several lines, odd quotes, wrong numbers of cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from leadtui.model.issue import Issue
from leadtui.model.table import LINE, LINE_COUNT
from leadtui.reading.cells import LINE_ENDS, Cells, Form, splitter_of
from leadtui.reading.fast import FastLane
from leadtui.reading.gather import Reject
from leadtui.reading.limits import MAX_RECORD_BYTES
from leadtui.reading.mend import Bench
from leadtui.reading.next_table import is_next_table
from leadtui.reading.records import joined
from leadtui.reading.regular import classified

_ENDS: Final = (b"\r\n", b"\n", b"\r")
_JOINED_ENDS: Final = 20
"""How many unquoted line ends one record may hold."""
_WORK_NEXT_TABLE: Final = 1_500
_WORK_OVER_ENDS: Final = 3_000
"""Of one line, as `Allowance` counts."""


@dataclass(slots=True)
class Careful:
    """What a piece turned out to hold."""

    frame: pl.DataFrame
    rejects: list[Reject] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    blank: list[tuple[int, int]] = field(default_factory=list)
    """First line and number of lines."""
    surplus: list[tuple[int, int]] = field(default_factory=list)
    """Line, and how many blank cells too many it had."""
    next_table: int | None = None
    """The line where another table begins; what follows is not looked at."""
    odd_count: int = 0
    """Lines that were looked at one by one."""
    consumed: int = 0
    """Bytes; what remains ends in an unfinished record."""


def careful(piece: bytes, lane: FastLane, bench: Bench, first_line: int, *, is_last: bool) -> Careful:
    """The records of a piece of whole lines."""
    return _Piece(piece, lane, bench, first_line, is_last=is_last).result()


class _Piece:
    def __init__(self, piece: bytes, lane: FastLane, bench: Bench, first_line: int, *, is_last: bool) -> None:
        self._lines = classified(piece, lane)
        self._texts = self._lines.texts
        self._lane, self._bench, self._first_line, self._is_last = lane, bench, first_line, is_last
        self._splitter = splitter_of(lane.dialect)
        self._is_regular = self._lines.is_regular.to_list()
        self._is_blank = self._lines.is_blank.to_list()
        self._is_mixed, self._usual_end = self._line_ends()
        self._stop = len(self._texts)
        self._rows: list[tuple[str | int | None, ...]] = []
        self._found = Careful(frame=pl.DataFrame())

    def _line_ends(self) -> tuple[bool, bytes]:
        """Whether lines end in several ways, and the usual one."""
        piece, raw = self._lines.piece, self._lines.raw
        returns, feeds, pairs = piece.count(b"\r"), piece.count(b"\n"), piece.count(b"\r\n")
        counts = dict(zip(_ENDS, (pairs, feeds - pairs, returns - pairs), strict=True))
        is_mixed = sum(count > 0 for count in counts.values()) > 1
        if is_mixed and self._lines.is_regular.any():
            counts = Counter(_line_end(raw[place]) for place in self._lines.is_regular.arg_true())
        return is_mixed, max(_ENDS, key=lambda end: counts.get(end, 0))

    def result(self) -> Careful:
        taken = self._odd_records()
        self._found.frame = self._frame(taken)
        blank = self._lines.is_blank.head(self._stop).arg_true().to_list()
        self._found.blank = _runs([place for place in blank if place not in taken], self._first_line)
        self._found.consumed = self._lines.offsets[self._stop]
        self._found.odd_count = len(taken)
        return self._found

    def _odd_records(self) -> set[int]:
        """Deal with every line that is no regular record; the places of the lines that were used up."""
        odd = (~self._lines.is_regular & ~self._lines.is_blank).arg_true().to_list()
        taken: set[int] = set()
        after = 0
        for place in sorted([*odd, *self._below_gaps()]):
            if place < after:
                continue
            if self._is_next_table(place):
                self._stop, self._found.next_table = place, self._first_line + place
                break
            if self._is_regular[place]:
                continue
            cells, places = self._record_at(place, taken)
            if not places:
                self._stop = place
                break
            places = self._settle(cells, places)
            after = places.stop
            taken.update(places)
        return taken

    def _below_gaps(self) -> list[int]:
        """Regular lines below blank ones, as long as it is worth asking what begins there."""
        allowance = self._bench.allowance
        is_below = self._lines.is_regular & self._lines.is_blank.shift(1, fill_value=False)
        places = is_below.arg_true().to_list()[: allowance.gaps]
        allowance.gaps -= len(places)
        return places

    def _is_next_table(self, place: int) -> bool:
        if not self._bench.allowance.grants(_WORK_NEXT_TABLE):
            return False
        is_apart = place > 0 and self._is_blank[place - 1]
        model = self._bench.habits.model
        return is_next_table(self._texts, place, self._splitter, model, is_apart=is_apart)

    def _record_at(self, place: int, taken: set[int]) -> tuple[Cells, range]:
        """The record on this line and the places of its lines; none if it goes on beyond the piece."""
        cells = self._splitter.split(self._texts[place].rstrip(LINE_ENDS))
        alone = range(place, place + 1)
        if cells.form is not Form.OPEN:
            may_go_on = self._is_mixed and self._bench.allowance.grants(_WORK_OVER_ENDS)
            return self._over_line_ends(cells, place, taken) if may_go_on else (cells, alone)
        found = joined(self._texts, place, self._splitter)
        if found.cells is None:
            room = self._lines.offsets[-1] - self._lines.offsets[place]
            is_final = found.is_settled or self._is_last or room > MAX_RECORD_BYTES // 2
            return cells, alone if is_final else range(place, place)
        # A quote that swallows good records and still gives no good one was a stray.
        inside = self._is_regular[place + 1 : place + found.line_count - 1]
        if len(found.cells.values) != self._lane.width and any(inside):
            return cells, alone
        return found.cells, range(place, place + found.line_count)

    def _over_line_ends(self, cells: Cells, place: int, taken: set[int]) -> tuple[Cells, range]:
        """A record with unquoted line ends inside its cells, if that makes it as wide as the table.

        Only ends of the kind the piece seldom has can be text: a CR where lines end in LF.
        """
        start = place
        while start > 0 and self._is_seldom(start - 1) and start - 1 not in taken and place - start < _JOINED_ENDS:
            start -= 1
        stop = place + 1
        while len(cells.values) <= self._lane.width and stop - start <= _JOINED_ENDS:
            if stop - start > 1:
                longer = self._splitter.split(_without_end("".join(self._texts[start:stop])))
                if len(longer.values) == self._lane.width and longer.form <= Form.STRAY:
                    return replace(longer, has_line_ends=True), range(start, stop)
            if not self._is_seldom(stop - 1) or stop >= len(self._texts) or self._opens(stop):
                break
            stop += 1
        return cells, range(place, place + 1)

    def _opens(self, place: int) -> bool:
        """Whether a line begins a cell that goes on; then it is no rest of another's."""
        return self._splitter.split(self._texts[place].rstrip(LINE_ENDS)).form is Form.OPEN

    def _is_seldom(self, place: int) -> bool:
        return _line_end(self._lines.raw[place]) != self._usual_end

    def _settle(self, cells: Cells, places: range) -> range:
        """Make a row or a reject of a record; the places of its lines, which a repair may know better."""
        line = self._first_line + places.start
        mended = self._bench.repair(cells, self._texts, places.start, self._splitter, line)
        if mended is None:
            text = "".join(self._texts[places.start : places.stop])
            mended = self._bench.mend(cells, text, line, len(places))
            mended.line_count = len(places)
        if mended.row is not None:
            self._rows.append((*mended.row, line, mended.line_count))
        if mended.reject is not None:
            self._found.rejects.append(mended.reject)
        if mended.surplus:
            self._found.surplus.append((line, mended.surplus))
        self._found.issues.extend(mended.issues)
        return range(places.start, places.start + mended.line_count)

    def _frame(self, taken: set[int]) -> pl.DataFrame:
        used = {place for place in taken if self._is_regular[place]}
        places = self._lines.is_regular.head(self._stop).arg_true()
        if used:
            places = places.filter(~places.is_in(pl.Series(sorted(used), dtype=pl.UInt32).implode()))
        regular = self._regular(places)
        odd = pl.DataFrame(self._rows, schema=regular.schema, orient="row")
        if regular.is_empty() or odd.is_empty():
            return odd if regular.is_empty() else regular
        return pl.concat([regular, odd]).sort(LINE)

    def _regular(self, places: pl.Series) -> pl.DataFrame:
        schema = {column.key: pl.String for column in self._bench.columns}
        frame = None
        if self._lane.is_open and len(places):
            is_whole = len(places) == len(self._texts) and not self._lines.has_lone_return
            frame = self._lane.parse_regular(self._lines.piece if is_whole else self._lines.joined(places.to_list()))
        if frame is None or frame.height != len(places):
            texts = self._lines.bare.gather(places).to_list()
            frame = pl.DataFrame([self._splitter.split(text).values for text in texts], schema=schema, orient="row")
        return frame.with_columns(
            (places.cast(pl.Int64) + self._first_line).alias(LINE),
            pl.lit(1, dtype=pl.Int64).alias(LINE_COUNT),
        )


def _line_end(line: bytes) -> bytes:
    return next((end for end in _ENDS if line.endswith(end)), b"")


def _without_end(text: str) -> str:
    """Without its last line end only: one before it may be text."""
    return text.removesuffix("\r\n") if text.endswith("\r\n") else text.removesuffix("\n").removesuffix("\r")


def _runs(places: Sequence[int], first_line: int) -> list[tuple[int, int]]:
    """Places that follow each other, as first line and count."""
    runs: list[tuple[int, int]] = []
    for place in places:
        line = first_line + place
        if runs and sum(runs[-1]) == line:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((line, 1))
    return runs
