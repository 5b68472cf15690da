"""Delimiter, quote and escape character, by trying each on the first lines (see `trial`).

A delimiter of several characters is found from its best single one: by what stands before or after it
everywhere, or in every second column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from leadtui.model.dialect import Reason
from leadtui.reading.cells import splitter
from leadtui.reading.shapes import TYPED, shape
from leadtui.reading.trial import INSIDE_WORDS, PRIOR, Trial, attempt

NAMES: Final = {
    ",": "comma",
    "\t": "tab",
    ";": "semicolon",
    "|": "pipe",
    ":": "colon",
    " ": "blank",
    "\x1f": "unit separator",
}
_LINES: Final = 300
_TRIED_LINES: Final = 100
"""Enough to tell which delimiter is best; the best is then looked at with all lines."""
_QUOTES: Final = "\"'"
_ENCLOSING: Final = 0.5
"""Share of lines that begin and end with a sign before it is taken for a quote."""
_PRESENT: Final = 0.5
"""Share of lines in which an unusual delimiter has to stand."""
_NEVER: Final = "`\r\n\0\ufeff\ufffd"
_LONGEST: Final = 4
_FEWEST_IN_A_ROW: Final = 3
"""So many delimiters with the same neighbours are no chance, even in a single row."""
_EVERYWHERE: Final = 0.98
_MANY: Final = 20
_WORST: Final = 0.15
"""Below this score no delimiter gives a table."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a text's dialect, each with its reason; the value "none" is none."""

    delimiter: Reason
    quote: Reason
    escape: Reason


def find_marks(lines: Sequence[str]) -> Marks:
    """Delimiter, quote and escape of a text's first physical lines."""
    sample = [line for line in lines[:_LINES] if line.strip()]
    signs = _signs(sample)
    first = sample[:_TRIED_LINES]
    trials = [
        attempt(first, splitter(delimiter, quote, escape), signs)
        for delimiter in _candidates(first)
        for quote in _quotes(sample, delimiter, signs)
        for escape in _escapes(sample, delimiter, quote)
    ]
    trials = sorted((trial for trial in trials if trial.width > 1), key=lambda trial: -trial.score)
    if not trials or trials[0].score < max(_WORST, _as_one_column(sample)):
        return _one_column(sample)
    best = _widened(attempt(sample, trials[0].splitter, signs), sample, signs)
    return Marks(_delimiter_reason(best, trials), _quote_reason(best, "".join(sample)), _escape_reason(best))


def _candidates(lines: Sequence[str]) -> list[str]:
    """Signs that could divide cells."""
    present = Counter(sign for line in lines for sign in set(line))
    single = [sign for sign, count in present.items() if sign in PRIOR or count >= _PRESENT * len(lines)]
    single = [sign for sign in single if not (sign.isalnum() or sign in _QUOTES or sign in _NEVER)]
    doubled = [2 * sign for sign in single if sum(2 * sign in line for line in lines) >= _PRESENT * len(lines)]
    return [*single, *doubled]


def _as_one_column(lines: Sequence[str]) -> float:
    """How good a table the lines are as they stand."""
    cells = [line.strip().strip(_QUOTES) for line in lines[:_TRIED_LINES]]
    return 0.7 * sum(shape(cell) in TYPED for cell in cells) / max(1, len(cells))


def _one_column(lines: Sequence[str]) -> Marks:
    text = "".join(lines)
    unused = next((delimiter for delimiter in PRIOR if delimiter not in text), "\x1f")
    because = "no delimiter gives lines of equal width: one column"
    quote = next((sign for sign in _signs(lines) if sign != '"' and _encloses(sign, lines) > _ENCLOSING), '"')
    reason = _quote_default() if quote == '"' else Reason("quote", quote, "lines begin and end with it", 0.8)
    return Marks(Reason("delimiter", unused, because, 0.6), reason, _no_escape())


def _quote_default() -> Reason:
    return Reason("quote", '"', "the usual one; none was seen", 0.95)


def _signs(lines: Sequence[str]) -> list[str]:
    """The usual quotes, and any sign that encloses most lines."""
    edges = Counter(line.strip()[:1] for line in lines)
    odd = [
        sign
        for sign, count in edges.items()
        if sign and not sign.isalnum() and sign not in _QUOTES and count > _ENCLOSING * len(lines)
    ]
    return [*_QUOTES, *(sign for sign in odd if sign not in "([{<-+" and _encloses(sign, lines) > _ENCLOSING)]


def _encloses(sign: str, lines: Sequence[str]) -> float:
    ends = sum(len(text := line.strip()) > 1 and text[0] == text[-1] == sign for line in lines)
    return ends / max(1, len(lines))


def _quotes(lines: Sequence[str], delimiter: str, signs: Sequence[str]) -> list[str | None]:
    text = "\n".join(line.rstrip("\r\n") for line in lines)
    starts = {sign: _count(rf"(?:^|{re.escape(delimiter)} *){re.escape(sign)}", sign, text) for sign in signs}
    ends = {sign: _count(rf"{re.escape(sign)} *(?:{re.escape(delimiter)}|$)", sign, text) for sign in signs}
    found: list[str | None] = [sign for sign in signs if sign != delimiter and min(starts[sign], ends[sign])]
    quoted = sum('"' in line for line in lines)
    if '"' not in found and quoted:
        # Inside cells only, as inch marks; one alone is a stray, and one at a start may lack its end.
        found = [*found, None if quoted > 1 and not starts['"'] else '"']
    if starts['"'] != ends['"'] and quoted > len(lines) // 20 + 1:
        found.append(None)
    return found or ['"']


def _count(pattern: str, sign: str, text: str) -> int:
    return len(re.findall(pattern, text, re.MULTILINE)) if sign in text else 0


def _escapes(lines: Sequence[str], delimiter: str, quote: str | None) -> list[str | None]:
    after = delimiter + (quote or "")
    if delimiter != "\\" and any(f"\\{sign}" in line for line in lines for sign in after):
        return [None, "\\"]
    return [None]


# -- several characters ------------------------------------------------------------------------------


def _widened(best: Trial, lines: Sequence[str], signs: Sequence[str]) -> Trial:
    """The trial with a longer delimiter, if there is one that divides the same cells."""
    for delimiter in _longer(best):
        longer = attempt(lines, splitter(delimiter, best.splitter.quote, best.splitter.escape), signs)
        # One damaged record among many is no evidence against it.
        lost = max(1 - _EVERYWHERE, (len(lines) >= _MANY) / len(lines))
        is_as_even = longer.same_width >= best.same_width - lost and longer.broken <= best.broken + lost
        if is_as_even and longer.width in {best.width, (best.width + 1) // 2}:
            return _widened(longer, lines, signs)
    return best


def _longer(best: Trial) -> Iterator[str]:
    delimiter, rows = best.splitter.delimiter, best.rows
    cells = len(rows) * (best.width - 1)
    is_alone = len(rows) == 1
    # What stands beside one delimiter or two may do so by chance.
    if len(delimiter) >= _LONGEST or (is_alone and cells < _FEWEST_IN_A_ROW):
        return
    if best.width % 2 and best.width > 1:
        between = {row[place] or "" for row in rows for place in range(1, best.width, 2)}
        inner = between.pop() if len(between) == 1 else "none"
        is_spacer = not inner and best.width == 3 and delimiter in ",;"  # noqa: PLR2004  one blank column
        if not is_spacer and not any(sign.isalnum() or sign in INSIDE_WORDS for sign in inner):
            yield delimiter + inner + delimiter
    quote = best.splitter.quote or ""
    after = Counter((cell or " ")[:1] for row in rows for cell in row[1:])
    before = Counter((cell or " ")[-1:] for row in rows for cell in row[:-1])
    for counts, is_after in ((after, True), (before, False)):
        # Quoted cells have lost the blanks around them, so the longer delimiter has to prove itself.
        sign, count = max(counts.items(), key=lambda each: each[1], default=("", 0))
        if sign and sign != quote and sign in {*PRIOR, delimiter[0]} and count >= (cells if is_alone else cells // 5):
            yield delimiter + sign if is_after else sign + delimiter


# -- reasons -----------------------------------------------------------------------------------------


def _named(delimiter: str) -> str:
    return " + ".join(NAMES.get(sign, sign) for sign in delimiter)


def _delimiter_reason(best: Trial, trials: Sequence[Trial]) -> Reason:
    delimiter = best.splitter.delimiter
    rival = next((trial for trial in trials if trial.splitter.delimiter not in delimiter), None)
    because = f"{best.same_width:.0%} of the first records then have {best.width} cells"
    margin = 1.0
    if rival is not None:
        because += f"; {_named(rival.splitter.delimiter)} would give {rival.width} in {rival.same_width:.0%}"
        margin = max(0.0, 1 - rival.score / trials[0].score)
    return Reason("delimiter", delimiter, because, round(min(0.99, 0.5 + 0.5 * best.same_width * margin), 3))


def _quote_reason(best: Trial, text: str) -> Reason:
    quote = best.splitter.quote
    if quote is None:
        return Reason("quote", "none", "quotes stand inside cells only, as inch marks do", 0.8)
    if quote not in text:
        return _quote_default()
    return Reason("quote", quote, "cells begin and end with it", 0.98 if quote == '"' else 0.85)


def _no_escape() -> Reason:
    return Reason("escape", "none", "quotes inside quoted cells are doubled", 0.98)


def _escape_reason(best: Trial) -> Reason:
    escape = best.splitter.escape
    if escape is None:
        return _no_escape()
    return Reason("escape", escape, "it stands before quotes or delimiters that are text", 0.9)
