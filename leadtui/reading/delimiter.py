"""Delimiter and quote character, by trying each on the first lines and looking at the table that comes out.

A right guess gives records of one width, many cells, and cells that look like something; a wrong one
fails at least one of these. The score multiplies them, so that no single virtue decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leadtui.model.dialect import Reason
from leadtui.reading.cells import Form, Splitter, splitter
from leadtui.reading.records import Record, records
from leadtui.reading.shapes import BLANK, KNOWN, shape

PRIOR: Final = {",": 1.0, "\t": 1.0, ";": 0.98, "|": 0.97, "\x1f": 0.95, "^": 0.85, "~": 0.85, "¦": 0.85, "§": 0.85,
                "#": 0.7, ":": 0.6, " ": 0.5}  # fmt: skip
"""How readily each is believed; they are what publishers use."""
NAMES: Final = {
    ",": "comma",
    "\t": "tab",
    ";": "semicolon",
    "|": "pipe",
    ":": "colon",
    " ": "blank",
    "\x1f": "unit separator",
}
_FEWEST: Final = {'"': 0, "'": 1}
"""Cells that must begin and end with a quote before it is tried."""
_RELUCTANCE: Final = {'"': 0.0, "'": 0.02}
_LINES: Final = 300
_TYPED_RECORDS: Final = 60


@dataclass(frozen=True, slots=True)
class _Trial:
    splitter: Splitter
    score: float
    width: int
    same_width: float
    recognised: float


def find_delimiter(lines: Sequence[str]) -> tuple[Reason, Reason]:
    """Delimiter and quote of a text's first physical lines, each with its reason."""
    sample = [line for line in lines[:_LINES] if line.strip()]
    text = "".join(sample)
    trials = [
        _try(sample, splitter(delimiter, quote))
        for delimiter in PRIOR
        if delimiter in text
        for quote in _quotes(text, delimiter)
    ]
    trials = sorted((trial for trial in trials if trial.width > 1), key=lambda trial: -trial.score)
    if not trials or trials[0].score < 0.2:  # noqa: PLR2004  below it, no delimiter gives a table
        return _one_column(text)
    best = trials[0]
    return _delimiter_reason(best, trials), _quote_reason(best, text)


def _one_column(text: str) -> tuple[Reason, Reason]:
    unused = next((delimiter for delimiter in PRIOR if delimiter not in text), "\x1f")
    because = "no delimiter gives lines of equal width: one column"
    return Reason("delimiter", unused, because, 0.6), _quote_default()


def _quote_default() -> Reason:
    return Reason("quote", '"', "the usual one; none was seen", 0.95)


def _quotes(text: str, delimiter: str) -> list[str | None]:
    at_starts = {
        quote: len(re.findall(rf"(?:^|{re.escape(delimiter)} *){re.escape(quote)}", text, re.MULTILINE))
        for quote in "\"'"
    }
    at_ends = {
        quote: len(re.findall(rf"{re.escape(quote)} *(?:{re.escape(delimiter)}|$)", text, re.MULTILINE))
        for quote in "\"'"
    }
    found: list[str | None] = [quote for quote in "\"'" if min(at_starts[quote], at_ends[quote]) > _FEWEST[quote]]
    if '"' in text and '"' not in found:
        # Only inside cells, as inch marks; or one that is never closed.
        found = [*found, '"', None] if at_starts['"'] else [*found, None]
    elif at_starts['"'] != at_ends['"']:
        found.append(None)
    return found or ['"']


def _try(lines: Sequence[str], by: Splitter) -> _Trial:
    rows = [record for record in records(lines, by) if not record.is_blank]
    widths = Counter(len(record.cells.values) for record in rows)
    if not widths:
        return _Trial(by, 0.0, 1, 0.0, 0.0)
    width = max(widths, key=lambda width: (widths[width] * (1 - 1 / width), width))
    same_width = widths[width] / len(rows)
    recognised = _recognised([record for record in rows if len(record.cells.values) == width][:_TYPED_RECORDS])
    broken = sum(record.cells.form >= Form.LOOSE for record in rows) / len(rows)
    score = same_width**2 * (1 - 1 / width) * (0.4 + 0.6 * recognised) * (1 - broken) * PRIOR[by.delimiter]
    # Quotes that stay in the cells were missed.
    left = sum((value or "")[:1] in {'"', "'"} for record in rows for value in record.cells.values)
    score *= 1 - 0.5 * min(1.0, left / (len(rows) * width)) - _RELUCTANCE.get(by.quote or "", 0.1)
    return _Trial(by, score, width, same_width, recognised)


def _recognised(rows: Sequence[Record]) -> float:
    shapes = [shape(value) for record in rows for value in record.cells.values]
    filled = [name for name in shapes if name != BLANK]
    return sum(name in KNOWN for name in filled) / len(filled) if filled else 0.0


def _delimiter_reason(best: _Trial, trials: Sequence[_Trial]) -> Reason:
    delimiter = best.splitter.delimiter
    rival = next((trial for trial in trials if trial.splitter.delimiter != delimiter), None)
    because = f"{best.same_width:.0%} of the first records then have {best.width} cells"
    margin = 1.0
    if rival is not None:
        name = NAMES.get(rival.splitter.delimiter, rival.splitter.delimiter)
        because += f"; {name} would give {rival.width} in {rival.same_width:.0%}"
        margin = 1 - rival.score / best.score
    return Reason("delimiter", delimiter, because, round(min(0.99, 0.5 + 0.5 * best.same_width * margin), 3))


def _quote_reason(best: _Trial, text: str) -> Reason:
    quote = best.splitter.quote
    if quote is None:
        return Reason("quote", "none", "quotes stand inside cells only, as inch marks do", 0.8)
    if quote not in text:
        return _quote_default()
    return Reason("quote", quote, "cells begin and end with it", 0.98 if quote == '"' else 0.85)
