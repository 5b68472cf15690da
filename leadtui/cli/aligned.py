"""Lines of several columns for people, every cell made safe to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leadtui.visible import visible

_WIDEST = 44


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows with their columns one below the other; a very wide cell pushes only its own line.

    >>> list(aligned([("zip", "us_zip", "a"), ("company", "", "b")]))
    ['zip      us_zip  a', 'company          b']
    """
    shown = [[visible(cell) for cell in row] for row in rows]
    count = max((len(row) for row in shown), default=0)
    widths = [
        max((len(row[place]) for row in shown if place < len(row) and len(row[place]) <= _WIDEST), default=0)
        for place in range(count)
    ]
    for row in shown:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
