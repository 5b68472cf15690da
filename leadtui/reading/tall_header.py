"""Headers of several rows: names that go on in the next row, groups above them, units below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from leadtui.reading.shapes import BLANK, TEXT, TYPED, WORD, shape

Row = Sequence[str | None]
_TALLEST: Final = 4
_FEWEST_BELOW: Final = 4
"""Rows that have to show what the columns hold."""
_UNIFORM: Final = 0.8
_HALF: Final = 0.5
_COMPLETE: Final = 0.9
_RULER: Final = re.compile(r":?[-=_]{2,}(?:\+[-=_]+)*:?")
_UNIT: Final = re.compile(
    r"[(\[].{0,14}[)\]]|[%€$£°#]|(?:usd|eur|gbp|chf|kg|g|mg|t|lb|lbs|oz|m|cm|mm|km|mi|ft|in|l|ml|s|sec|min|h|hrs?|days?"
    r"|years?|yrs?|m2|m²|km2|km²|ha|°c|°f|kwh|mw|gw|pct|percent|count|units?|text|date|number|string|integer|yyyy-mm-dd"
    r"|mm/dd/yyyy|dd/mm/yyyy)",
    re.IGNORECASE,
)
_NOTHING: Final = frozenset(("n/a", "na", "none", "null", "nil", "unknown", "-", "--", "?", ".", "tbd", "tba", ""))


@dataclass(frozen=True, slots=True)
class Names:
    """The names a header of several rows gives its columns."""

    cells: tuple[str | None, ...]
    first: int
    """The first row that takes part in them; those above name groups."""
    units: int | None
    """The row of units, if there is one."""


def filled(row: Row) -> int:
    """How many cells hold anything."""
    return sum(bool(cell and cell.strip()) for cell in row)


def header_height(rows: Sequence[Row], width: int) -> int:
    """How many rows, from the first on, stand above the values.

    >>> body = [("Ada", "12", "3.5")] * 6
    >>> header_height([("name", "mass", "price"), ("", "kg", "EUR"), *body], 3)
    2
    """
    for height in range(1, _TALLEST):
        if height >= len(rows) or not filled(rows[height]):
            return height
        if is_ruler(rows[height]):
            continue
        body = [row for row in rows[height + 1 :] if len(row) == width and filled(row)]
        if len(body) < _FEWEST_BELOW or not _stands_above(rows[height], rows[height - 1], body, width):
            return height
    return 1


def is_ruler(row: Row) -> bool:
    """Whether a row is nothing but lines below names, as in a Markdown table.

    >>> is_ruler(("---", ":--:", "")), is_ruler(("-", "-", "-"))
    (True, False)
    """
    cells = [cell.strip() for cell in row if cell and cell.strip()]
    return bool(cells) and all(_RULER.fullmatch(cell) for cell in cells)


def _stands_above(row: Row, above: Row, body: Sequence[Row], width: int) -> bool:
    """Whether a row is no row of the body: words where there are numbers, nothing that comes again."""
    if len(row) != width:
        return False
    contrasts = typed = 0
    for place, cell in enumerate(row):
        own, text = shape(cell), (cell or "").strip().casefold()
        if own == BLANK:
            continue
        below = [value.strip().casefold() for line in body if (value := line[place]) and value.strip()]
        kinds = Counter(map(shape, below))
        top, count = kinds.most_common(1)[0] if kinds else (BLANK, 0)
        if text in below and not _is_repeated(above, place):
            return False
        if own == top and own not in {TEXT, WORD} and not _is_repeated(above, place):
            return False
        typed += own in TYPED
        if top in TYPED and count >= _UNIFORM * kinds.total() and text not in _NOTHING:
            contrasts += 1
    if _names_repeats(row, above, width):
        return True
    if _is_units(row):
        return contrasts > 0 or all(not cell or not cell.strip() or cell.strip()[0] in "([" for cell in row)
    # Names below a row that names hardly any column.
    is_below_groups = filled(above) <= _HALF * width and _is_complete(row, width)
    return typed <= filled(row) // 3 and (contrasts >= min(2, width) or is_below_groups)


def _is_repeated(row: Row, place: int) -> bool:
    """Whether the cell's text stands in its neighbour, too."""
    text = (row[place] or "").strip() if place < len(row) else ""
    return bool(text) and text in {
        (cell or "").strip() for cell in (*row[max(0, place - 1) : place], *row[place + 1 : place + 2])
    }


def _names_repeats(row: Row, above: Row, width: int) -> bool:
    """Whether the row tells apart what the row above names again and again (`Count`, `Count`, `Count`)."""
    names = {cell.strip() for cell in above if cell and cell.strip()}
    if width < _FEWEST_BELOW or len(names) > _HALF * width or filled(row) < width or len(above) != width:
        return False
    alone = [cell for cell, over in zip(row, above, strict=True) if not (over and over.strip())]
    together = {(over or "", cell) for cell, over in zip(row, above, strict=True)}
    return bool(alone) and len(together) == width and not any(shape(cell) in TYPED for cell in alone)


def _is_units(row: Row) -> bool:
    cells = [cell.strip() for cell in row if cell and cell.strip()]
    return bool(cells) and all(_UNIT.fullmatch(cell) for cell in cells)


def names_of(rows: Sequence[Row], width: int) -> Names:
    """The names given by the rows of a header.

    >>> names_of([("Last", "Zip"), ("Name", "Code")], 2).cells
    ('Last Name', 'Zip Code')
    >>> names_of([("Place", None, "House", None), ("town", "zip", "street", "no")], 4).cells
    ('town', 'zip', 'street', 'no')
    """
    plain = [row for row in rows if not is_ruler(row)] or rows
    padded = [tuple(row[:width]) + (None,) * (width - len(row)) for row in plain]
    units = len(padded) - 1 if len(padded) > 1 and _is_units(padded[-1]) else None
    named = padded if units is None else padded[:units]
    first = 0
    if width == 1:
        first = len(named) - 1
    while first < len(named) - 1 and _is_groups(named[first]) and _is_complete(named[-1], width):
        first += 1
    used = [_spread(row) if _is_groups(row) else row for row in named[first:-1]]
    columns = zip(*used, named[-1], strict=True)
    return Names(tuple(_joined(column) for column in columns), first, units)


def _is_groups(row: Row) -> bool:
    """Whether each name of a row stands over several columns."""
    places = [place for place, cell in enumerate(row) if cell and cell.strip()]
    spans = [after - place for place, after in pairwise([*places, len(row)])]
    return len(places) > 1 and min(spans) > 1


def _is_complete(row: Row, width: int) -> bool:
    names = [cell.strip().casefold() for cell in row if cell and cell.strip()]
    return len(names) >= _COMPLETE * width and len(set(names)) == len(names)


def _spread(row: Row) -> tuple[str | None, ...]:
    """A group's name over all of its columns."""
    cells: list[str | None] = []
    for cell in row:
        cells.append(cell if cell and cell.strip() else (cells[-1] if cells else None))
    return tuple(cells)


def _joined(pieces: Sequence[str | None]) -> str | None:
    if len(pieces) == 1:
        return pieces[0]
    distinct = dict.fromkeys(" ".join(piece.split()) for piece in pieces if piece and piece.strip())
    return " ".join(distinct) or None
