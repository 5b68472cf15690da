"""Which accident explains a bad record, by what the good rows look like; nothing if that isn't clear.

Each proposal is weighed by how likely its row is in this table. One is taken only if it is much likelier
than all others together, and if its cells look like their columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import Final

from leadtui.reading.cells import LINE_ENDS, Form, Splitter
from leadtui.reading.likely import RowModel
from leadtui.reading.proposals import Accident, Proposal, otherwise_divided, proposals
from leadtui.reading.reshape import OTHER_DELIMITERS

_FEWEST_ROWS: Final = 5
"""Of fewer good rows nobody can say what a row looks like."""
_SURE: Final = 0.75
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_LEFT_OVER: Final = 5.0
"""What each character of a line costs that a proposal leaves over and that is no row."""
_WIDE: Final = 4
"""Columns from which on it is no chance that another delimiter gives just as many cells."""
_PLAIN: Final = 0.99
_ODD_SHARE: Final = 8
"""One cell in so many may be unlike its column."""


@dataclass(frozen=True, slots=True)
class Repair:
    """The explanation that was chosen."""

    proposal: Proposal
    confidence: float
    """0 to 1."""


def repair(lines: Sequence[str], place: int, by: Splitter, model: RowModel) -> Repair | None:
    """The row that `lines[place]` was before its accident, if that is clear."""
    if model.count < _FEWEST_ROWS:
        return None
    plain = _plainly_otherwise(lines, place, by, model)
    if plain is not None:
        return Repair(plain, _PLAIN)
    found = list(proposals(lines, place, by, model))
    if not found:
        return None
    far = max(proposal.line_count for proposal in found)
    weighed: dict[tuple[tuple[str | None, ...], int], tuple[float, Proposal]] = {}
    for proposal in found:
        weight = model.weigh(proposal.values) + proposal.accident.value
        weight += sum(_alone(line, by, model) for line in lines[place + proposal.line_count : place + far])
        key = (proposal.values, proposal.line_count)
        if key not in weighed or weight > weighed[key][0]:
            weighed[key] = (weight, proposal)
    top = max(weight for weight, _ in weighed.values())
    best = next(proposal for weight, proposal in weighed.values() if weight == top)
    confidence = 1 / sum(exp(max(-500.0, weight - top)) for weight, _ in weighed.values())
    best = _with_its_quote(best, found, by.quote or "")
    if not looks_right(best.values, model) or not _makes_sense(best, by.delimiter, model):
        return None
    confidence *= 0.99 - 0.1 * model.odd_count(best.values)
    return Repair(best, round(confidence, 3)) if confidence >= _SURE else None


def is_otherwise(line: str, have: int, by: Splitter, width: int) -> bool:
    """Whether a line of `have` cells has hardly any delimiters of its own, and enough of another kind."""
    most = max((line.count(other) for other in OTHER_DELIMITERS if other not in {by.delimiter, " "}), default=0)
    return width >= _WIDE and have <= width // 2 and most >= width - 1


def _plainly_otherwise(lines: Sequence[str], place: int, by: Splitter, model: RowModel) -> Proposal | None:
    """The row that another delimiter gives, where nothing else need be asked: each cell is like those of its column."""
    width = len(model.columns)
    have = len(by.split(lines[place].rstrip(LINE_ENDS)).values)
    if not is_otherwise(lines[place], have, by, width):
        return None
    fitting = (each for each in otherwise_divided(lines, place, by, width) if not model.new_count(each.values))
    return next(fitting, None)


def looks_right(values: Sequence[str | None], model: RowModel) -> bool:
    """Whether a row's cells look like their columns; true where too few good rows are known to say."""
    return model.count < _FEWEST_ROWS or model.odd_count(values) * _ODD_SHARE <= len(model.columns)


def _alone(line: str, by: Splitter, model: RowModel) -> float:
    """How likely a line is that a proposal leaves over."""
    cells = by.split(line.rstrip(LINE_ENDS))
    if len(cells.values) == len(model.columns) and cells.form is Form.PLAIN:
        return model.weigh(cells.values)
    return -_LEFT_OVER * len(line)


def _with_its_quote(best: Proposal, found: Sequence[Proposal], quote: str) -> Proposal:
    """The record as it stands, if its odd quote follows a digit among words: that is an inch mark."""
    if best.accident is not Accident.STRAY:
        return best
    for other in found:
        if other.accident is Accident.LOOSE and other.line_count == best.line_count:
            places = [place for place, cell in enumerate(other.values) if cell != best.values[place]]
            cell = other.values[places[0]] or "" if len(places) == 1 else ""
            is_mark = any(sign == quote and before.isdigit() for before, sign in pairwise(cell))
            if is_mark and _WORD.search(cell):
                return other
    return best


def _makes_sense(best: Proposal, delimiter: str, model: RowModel) -> bool:
    """Whether the accident is believed here.

    Joining cells needs a column of free text, or one with delimiters in it; a cut row, or
    one divided by blanks, which every sentence is, no cell that is new.
    """
    if best.accident is Accident.CUT_SHORT or best.sign == " ":
        return model.new_count(best.values) == 0
    if best.accident is not Accident.UNQUOTED:
        return True
    column = model.columns[best.place or 0]
    return column.is_free or column.has(delimiter)
