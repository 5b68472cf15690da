"""The header of a text file as names: over several rows, too wide or too narrow, with a stray quote.

Names decide where every cell goes, so whatever had to be put right here is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from leadtui.model.dialect import Dialect
from leadtui.model.issue import Issue, Severity
from leadtui.reading.cells import LINE_ENDS, Form, splitter_of
from leadtui.reading.header import USUAL
from leadtui.reading.records import Record, records
from leadtui.reading.reshape import reshaped
from leadtui.reading.tall_header import is_ruler, names_of

_RECORDS: Final = 500
_ASKED: Final = 60
_MOST: Final = 0.5
_BORDER: Final = re.compile(r"(?<=[a-zß-öø-ÿ0-9)\]])(?=[A-ZÀ-ÖØ-Þ])")
Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of a table's columns, and where its rows begin."""

    cells: Cells | None
    """As many as the table has columns; None when the file has no header."""
    width: int
    line_count: int
    """Physical lines of the header."""
    rows: tuple[Record, ...]
    """The first records below it."""
    issues: tuple[Issue, ...]


def heading(lines: Sequence[str], top: int, dialect: Dialect) -> Heading:
    """The header on the lines from `top` (0-based) on, and the records below it."""
    by = splitter_of(dialect)
    if dialect.header_row is None:
        found = tuple(islice(records(lines[top:], by, top + 1), _RECORDS))
        return Heading(None, usual_width(found)[0], 0, found, ())
    names: list[Cells] = []
    issues: list[Issue] = []
    place = top
    # The rows below say how wide the header should be; one line further is near enough to ask them.
    below = list(islice(records(lines[top + 1 :], by), _ASKED))
    wanted, share = usual_width(below)
    empty = _empty_columns(below, wanted)
    for _ in range(dialect.header_rows):
        record = next(records(lines[place:], by, place + 1), None)
        if record is None:
            break
        cells, count, issue = _mended(record, lines[place], wanted if share > _MOST else 0, dialect, empty)
        names.append(cells)
        issues.extend([issue] if issue else [])
        place += count
    found = tuple(islice(records(lines[place:], by, place + 1), _RECORDS))
    own = max(map(len, names), default=0)
    usual, share = usual_width(found)
    width = max(own, usual) if share >= _MOST else own or usual
    made = names_of(names, width) if names else None
    if made is not None and len(names) > 1:
        issues.append(_tall(dialect, place - top, made.units is not None))
    return Heading(made.cells if made else None, width, place - top, found, tuple(issues))


def usual_width(found: Sequence[Record]) -> tuple[int, float]:
    """The commonest number of cells of records that hold anything, and how common it is."""
    widths = [len(record.cells.values) for record in found if not record.is_blank]
    if not widths:
        return 0, 0.0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return usual, widths.count(usual) / len(widths)


def _empty_columns(below: Sequence[Record], width: int) -> frozenset[int]:
    """The columns in which no row holds anything."""
    rows = [record.cells.values for record in below if len(record.cells.values) == width]
    return frozenset(place for place in range(width) if not any((row[place] or "").strip() for row in rows))


def _without_blanks(values: Cells, blank: Sequence[int], surplus: int, empty: frozenset[int]) -> Cells | None:
    """The names without the blank ones too many, if those that stay stand above columns with nothing in them."""
    if 0 < surplus == len(blank):
        return tuple(cell for cell in values if cell)
    if surplus != 1:
        return None
    found = {values[:place] + values[place + 1 :] for place in blank}
    fitting = [
        names for names in found if all(bool(name and name.strip()) or at in empty for at, name in enumerate(names))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _mended(
    record: Record, line: str, width: int, dialect: Dialect, empty: frozenset[int]
) -> tuple[Cells, int, Issue | None]:
    """The names of one header record, its lines, and what was put right; `empty` columns need no names."""
    values, form = record.cells.values, record.cells.form
    if not width or is_ruler(values) or (form is Form.PLAIN and len(values) == width):
        return values, record.line_count, None

    def put_right(cells: Cells, what: str, sure: float, count: int) -> tuple[Cells, int, Issue | None]:
        before, after = line.rstrip(LINE_ENDS), dialect.delimiter.join(cell or "" for cell in cells)
        message = f"The header is put right: {what}."
        issue = Issue("W-HEADER", Severity.WARN, record.line, None, None, before, after, message, confidence=sure)
        return cells, count, issue

    other = next(reshaped(line, splitter_of(dialect), width), None)
    if other is not None:
        what = "a stray quote is left out" if other.way == "quote" else f"it is divided by {other.sign!r}"
        return put_right(other.cells.values, what, 0.9, 1)
    surplus = len(values) - width
    blank = [place for place, cell in enumerate(values) if not (cell and cell.strip())]
    fewer = _without_blanks(values, blank, surplus, empty)
    if fewer is not None:
        return put_right(fewer, "a blank name too many is left out", 0.9, 1)
    parted = _unglued(line, width, dialect) or (_parted(values) if form <= Form.STRAY else None)
    if surplus == -1 and parted is not None:
        return put_right(parted, "two names without a delimiter between them are parted", 0.7, record.line_count)
    if surplus < 0:
        padded = values + (None,) * -surplus
        return put_right(padded, f"{-surplus} names are missing; they are taken for the last ones", 0.3, 1)
    return values, record.line_count, None


def _unglued(line: str, width: int, dialect: Dialect) -> Cells | None:
    """The names with a delimiter put between two quotes that touch each other."""
    pair, by = 2 * (dialect.quote or "\0"), splitter_of(dialect)
    record = line.rstrip(LINE_ENDS)
    for found in re.finditer(re.escape(pair), record):
        middle = found.start() + 1
        made = by.split(record[:middle] + dialect.delimiter + record[middle:])
        if len(made.values) == width and made.form is Form.PLAIN:
            return made.values
    return None


def _parted(values: Cells) -> Cells | None:
    """Two names run together, parted between two words, if one such place is better than all others."""
    places = [
        (_is_usual(cell[:cut], -1) + _is_usual(cell[cut:], 0), place, cut)
        for place, cell in enumerate(values)
        if cell
        for cut in _cuts(cell)
    ]
    best = max((score for score, _, _ in places), default=0)
    chosen = [(place, cut) for score, place, cut in places if score == best]
    if len(chosen) != 1 or (best < 2 and len(places) > 1):  # noqa: PLR2004  a known word on both sides
        return None
    (place, cut), cell = chosen[0], values[chosen[0][0]] or ""
    return (*values[:place], cell[:cut], cell[cut:], *values[place + 1 :])


def _cuts(name: str) -> list[int]:
    """Where a small letter meets a capital; in a name of one word, where two known words meet."""
    if borders := [found.start() for found in _BORDER.finditer(name)]:
        return borders
    word = name.casefold()
    return [cut for cut in range(2, len(word) - 1) if word[:cut] in USUAL and word[cut:] in USUAL]


def _is_usual(name: str, at: int) -> bool:
    """Whether the first (0) or last (-1) word of a name stands in headers all over the world."""
    words = re.findall(r"[^\W\d_]+", _BORDER.sub(" ", name).casefold())
    return bool(words) and words[at] in USUAL


def _tall(dialect: Dialect, line_count: int, has_units: bool) -> Issue:
    first = dialect.header_row or 1
    message = f"Lines {first} to {first + line_count - 1} are the header"
    message += "; the last of them holds units and gives no names." if has_units else ", read as one."
    return Issue("I-HEADERS", Severity.INFO, first, None, None, None, None, message)
