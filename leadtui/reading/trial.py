"""A dialect tried on a text's first lines, and how much of a table comes out.

A right guess gives records of one width, many cells, and cells that look like something; a wrong one
fails at least one of these. The score multiplies them, so that no single virtue decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from leadtui.reading.cells import Form, Splitter
from leadtui.reading.records import Record, records
from leadtui.reading.shapes import BLANK, KNOWN, shape

PRIOR: Final = {",": 1.0, "\t": 1.0, ";": 0.98, "|": 0.97, "\x1f": 0.95, "^": 0.85, "~": 0.85, "¦": 0.85, "§": 0.85,
                "#": 0.7, ":": 0.6, " ": 0.5}  # fmt: skip
"""How readily each is believed; they are what publishers use."""
INSIDE_WORDS: Final = frozenset("-_./\\()[]{}<>+=&%$€£°")
"""Signs that stand inside cells everywhere."""
_UNUSUAL: Final = 0.6
_UNLIKELY: Final = 0.3
_RELUCTANCE: Final = {'"': 0.0, "'": 0.02}
_TYPED_RECORDS: Final = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """What a dialect makes of the lines."""

    splitter: Splitter
    score: float
    width: int
    """The commonest number of cells."""
    same_width: float
    """The share of records that have it."""
    broken: float
    """The share of records whose quotes don't keep the rules."""
    rows: tuple[tuple[str | None, ...], ...]
    """The first records of that width."""


def attempt(lines: Sequence[str], by: Splitter, signs: Collection[str]) -> Trial:
    """Try a dialect; `signs` are the characters that may be quotes in this text."""
    found = [record for record in records(lines, by) if not record.is_blank]
    widths = Counter(len(record.cells.values) for record in found)
    if not widths:
        return Trial(by, 0.0, 1, 0.0, 0.0, ())
    width = max(widths, key=lambda width: (widths[width] * (1 - 1 / width), width))
    same_width = widths[width] / len(found)
    rows = tuple(record.cells.values for record in found if len(record.cells.values) == width)
    broken = sum(record.cells.form >= Form.LOOSE for record in found) / len(found)
    known = recognised(rows[:_TYPED_RECORDS])
    # Columns that are blank throughout are no sign of a right guess.
    used = max(1, width - sum(not any(column) for column in zip(*rows, strict=True)))
    score = same_width**2 * (1 - 1 / used) * (0.4 + 0.6 * known) * (1 - broken) * prior(by.delimiter)
    # Quotes that stay in the cells were missed.
    left = _left(found, signs) / (len(found) * width)
    score *= 1 - 0.5 * min(1.0, left) - _RELUCTANCE.get(by.quote or "", 0.1)
    # Words with blanks between them are one text, unless their header is divided likewise, or quotes keep some.
    if by.delimiter == " " and len(found[0].cells.values) != width and not _keeps_blanks(found, width):
        score *= 0.5
    return Trial(by, score, width, same_width, broken, rows)


def prior(delimiter: str) -> float:
    """How readily a delimiter is believed."""
    usual = _UNLIKELY if set(delimiter) & INSIDE_WORDS else _UNUSUAL
    return max(PRIOR.get(sign, usual) for sign in delimiter)


def recognised(rows: Sequence[Sequence[str | None]]) -> float:
    """The share of filled cells that look like something."""
    shapes = [shape(value) for row in rows for value in row]
    filled = [name for name in shapes if name != BLANK]
    return sum(name in KNOWN for name in filled) / len(filled) if filled else 0.0


def _keeps_blanks(found: Sequence[Record], width: int) -> bool:
    """Whether most records have a quoted cell with a blank in it; where blanks divide, that is what quotes are for."""
    kept = sum(
        record.cells.form is Form.PLAIN
        and len(record.cells.values) == width
        and any(" " in (value or "").strip() for value in record.cells.values)
        for record in found
    )
    return kept > len(found) / 2


def _left(found: Sequence[Record], signs: Collection[str]) -> int:
    return sum((value or "")[:1] in signs for record in found for value in record.cells.values if value)
