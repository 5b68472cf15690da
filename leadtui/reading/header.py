"""Which record holds the column names, if any: by its contrast to what stands below it.

Titles and notes above a table have fewer cells than the table; a header has words where the columns
below hold numbers, dates, addresses, and its words don't come again below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from leadtui.model.dialect import Reason
from leadtui.reading.shapes import BLANK, TEXT, TYPED, WORD, shape
from leadtui.reading.tall_header import Row, filled, header_height, names_of

_BODY: Final = 60
_DOMINANT: Final = 0.6
_WORDS: Final = (
    "id name first last title type status state city zip code county country address street phone email mail fax "
    "number no date company url web website notes description category total amount lat lon latitude longitude year "
    "month day time hours age sex gender price quantity qty comment comments link user login group value unit "
    "nombre direccion ciudad telefono nom adresse ville"
)
USUAL: Final = frozenset(_WORDS.split())
"""Words found in headers all over the world; one of several hints."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the header is."""

    place: int | None
    """Index of the header among the rows given; None when there is none."""
    because: str
    confidence: float
    count: int = 1
    """How many rows the header takes."""
    top: int = 0
    """Index of the table's first row, header or not."""


def find_header(rows: Sequence[Row]) -> Found:
    """The header among a table's first rows (blank rows included, so that places can be turned into lines)."""
    width = usual_width(rows)
    first = _first_of_table(rows, width)
    if first is None:
        return Found(None, "the file has no rows", 0.5)
    first = _with_names_above(rows, first, width)
    header = rows[first]
    # A header that comes again is no row of the table.
    below = [row for row in rows[first + 1 :] if len(row) >= width // 2 + 1 and filled(row)]
    body = [row for row in below if tuple(row) != tuple(header)][:_BODY] or below[:_BODY]
    if not body:
        is_header = not any(shape(cell) in TYPED for cell in header)
        return Found(first if is_header else None, "the only row, and its cells are words", 0.6, top=first)
    count = header_height(rows[first:], width)
    if count > 1:
        groups = names_of(rows[first : first + count], width).first
        because = f"{count} rows stand above values of another kind"
        place = first + groups
        return Found(place, because, 0.8, count=count - groups, top=place)
    return _judge(first, header, body)


def usual_width(rows: Sequence[Row]) -> int:
    """The commonest number of cells of rows that hold anything."""
    widths = Counter(len(row) for row in rows if filled(row))
    return max(widths, key=lambda width: (widths[width] * (1 - 0.5 / width), width)) if widths else 0


def as_reason(found: Found, line: int | None) -> Reason:
    """The finding as a reason for a dialect; `line` is the header's physical line."""
    return Reason("header_row", "none" if line is None else str(line), found.because, round(found.confidence, 3))


def _first_of_table(rows: Sequence[Row], width: int) -> int | None:
    """The first row that is as wide and as filled as a header has to be."""
    usual = sorted(filled(row) for row in rows if len(row) == width)
    # Half of what a middling row fills; sparse tables have sparse rows but full headers.
    wanted = min(width, max(2 if width > 1 else 1, (usual[len(usual) // 2] if usual else width) // 2))
    for place, row in enumerate(rows):
        if abs(len(row) - width) <= max(1, width // 10) and filled(row) >= wanted:
            return place
    return next((place for place, row in enumerate(rows) if filled(row)), None)


def _with_names_above(rows: Sequence[Row], first: int, width: int) -> int:
    """The first row, or the one above it if it begins some of the names: blank at first, words further on."""
    above = rows[first - 1] if first else ()
    if not above or len(above) != width or (above[0] or "").strip() or not filled(above):
        return first
    return first - 1 if not any(shape(cell) in TYPED for cell in (*above, *rows[first])) else first


def _judge(place: int, header: Row, body: Sequence[Row]) -> Found:
    score, contrasts, likes = 0.0, 0, 0
    for column, cell in enumerate(header):
        below = [row[column] for row in body if column < len(row)]
        points = _column_points(cell, below)
        contrasts += points >= 1
        likes += points <= -1
        score += points
    names = [cell.strip().casefold() for cell in header if cell and cell.strip()]
    score -= 0.5 * (len(names) - len(set(names)))
    score += 0.5 * sum(bool(USUAL & set(_words(name))) for name in names)
    score += 0.5  # most files have one
    certainty = 1 / (1 + exp(-2 * score / max(1.0, len(header) ** 0.5)))
    if score >= 0:
        because = f"its words stand above values of another kind in {contrasts} of {len(header)} columns"
        return Found(
            place, because if contrasts else "words that don't come again below it", max(0.55, certainty), top=place
        )
    because = f"the first row looks like those below it in {likes} of {len(header)} columns"
    return Found(None, because, 1 - certainty, top=place)


def _words(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()


def _column_points(cell: str | None, below: Sequence[str | None]) -> float:
    """How much one column speaks for (positive) or against (negative) a header above it."""
    own = shape(cell)
    shapes = Counter(name for name in map(shape, below) if name != BLANK)
    if own == BLANK:
        return -0.2 if shapes else 0.0
    if not shapes:
        return 0.1 if own in {WORD, TEXT} else 0.0
    top, count = shapes.most_common(1)[0]
    is_uniform = count >= _DOMINANT * shapes.total()
    if own in TYPED:
        return -1.5 if is_uniform and top == own else -0.5
    if is_uniform and top in TYPED:
        return 1.0
    if is_uniform and top in {"flag", "code"}:
        return 0.6 if own in {WORD, TEXT} else -0.6
    known = {value.strip().casefold() for value in below if value}
    return -1.0 if (cell or "").strip().casefold() in known else 0.2
