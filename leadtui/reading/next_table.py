"""Where a table ends because another one begins below it.

Records of another width that follow each other are one; so are rows of the same width that stand apart
and look like nothing in the table above.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from leadtui.reading.cells import LINE_ENDS, Cells, Form, Splitter
from leadtui.reading.likely import RowModel
from leadtui.reading.shapes import TYPED, shape

_LOOKED_AT: Final = 12
"""Records that are looked at."""
_FEWEST: Final = 3
_FEWEST_AT_END: Final = 2
_STRANGE: Final = 0.4
"""The share of cells that look like nothing above them."""
_KNOWN_ROWS: Final = 5
_GAPS: Final = 5
_NAMED: Final = 0.8


def is_next_table(lines: Sequence[str], place: int, by: Splitter, model: RowModel, *, is_apart: bool) -> bool:
    """Whether another table begins on `lines[place]`; `is_apart` says that a blank line stands above."""
    if model.count < _KNOWN_ROWS:
        return False
    own = len(model.columns)
    first = by.split(lines[place].rstrip(LINE_ENDS))
    if any(value and value.strip() for value in first.values) and not _may_begin(first, own, is_apart=is_apart):
        return False
    found = _following(lines, place, by)
    first = found[0]
    if not _may_begin(first, own, is_apart=is_apart):
        return False
    width = len(first.values)
    alike = [cells for cells in found if len(cells.values) == width]
    fewest = _FEWEST if len(found) >= _FEWEST else _FEWEST_AT_END
    if len(alike) < fewest or len(alike) < len(found) - 1:
        return False
    rows = [_fitted(cells.values, own) for cells in alike]
    if width != own:
        return model.new_count(rows[0]) + max(0, width - own) > 0
    return all(model.new_count(row) >= _STRANGE * own for row in rows[:_FEWEST])


def _may_begin(first: Cells, own: int, *, is_apart: bool) -> bool:
    """Whether a record may be the first of another table, whatever follows; notes are none."""
    if len(first.values) < 2 or first.form > Form.STRAY:  # noqa: PLR2004  two columns
        return False
    return is_apart if len(first.values) == own else _names_columns(first.values)


def own_rows(
    rows: Sequence[tuple[str | None, ...]], gaps: Sequence[int], width: int
) -> Sequence[tuple[str | None, ...]]:
    """The rows of the first table; `gaps` are the indexes of rows that stand below a blank line."""
    for gap in gaps[:_GAPS]:
        if gap >= _KNOWN_ROWS and len(rows) - gap >= _FEWEST_AT_END:
            model = RowModel(rows[:gap], width)
            if all(model.new_count(row) >= _STRANGE * width for row in rows[gap : gap + _FEWEST]):
                return rows[:gap]
    return rows


def _names_columns(values: Sequence[str | None]) -> bool:
    """Whether cells look like the names of columns."""
    names = [value.strip().casefold() for value in values if value and value.strip()]
    is_typed = any(shape(name) in TYPED for name in names)
    return not is_typed and len(names) == len(set(names)) >= _NAMED * len(values)


def _following(lines: Sequence[str], place: int, by: Splitter) -> list[Cells]:
    """The records from a line on, as far as each stands on one line."""
    found: list[Cells] = []
    for line in lines[place : place + 2 * _LOOKED_AT]:
        cells = by.split(line.rstrip(LINE_ENDS))
        if cells.form is Form.OPEN:
            break
        if any(value and value.strip() for value in cells.values):
            found.append(cells)
        if len(found) == _LOOKED_AT:
            break
    return found or [by.split(lines[place].rstrip(LINE_ENDS))]


def _fitted(values: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    return values[:width] + (None,) * (width - len(values))
