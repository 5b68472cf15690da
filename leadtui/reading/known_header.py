"""Whether a row is the header of a table that was seen before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from leadtui.model.mapping import folded
from leadtui.reading.twice import as_written

_ENOUGH: Final = 0.5


def is_known_header(cells: Iterable[str | None], names: Collection[str]) -> bool:
    """Whether half of the names a mapping knows stand in a row, in any order and case.

    >>> is_known_header(["ZIP", "Phone ", None], {"Name", "Zip", "phone"})
    True
    """
    known = {folded(name) for name in names}
    found = {folded(as_written(cell) or cell) for cell in cells if cell}
    return bool(known) and len(known & found) >= _ENOUGH * len(known)
