"""One decision for each column, so that no field is filled twice by accident.

The likeliest home goes first. A column that finds its home taken is not pushed to a far worse one: it
is left out, and told that it is a duplicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leadtui.matching.candidates import Weighed
from leadtui.matching.look import Look

_AT_LEAST: Final = 0.4
_BELOW_BEST: Final = 0.35
"""A candidate so far below the column's own best is no consolation."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What was decided for a column."""

    choice: Weighed | None
    lost_to: Look | None = None
    """The column that got the home this one wanted."""


def assign(weighed: dict[Look, tuple[Weighed, ...]]) -> dict[Look, Assigned]:
    """The decisions of a whole table."""
    taken: dict[tuple[str, str], Look] = {}
    chosen: dict[Look, Assigned] = {}
    for look, each in sorted(_worth(weighed), key=lambda pair: _order(*pair)):
        if look in chosen and chosen[look].choice is not None:
            continue
        keys = _keys(each)
        rival = next((taken[key] for key in keys if key in taken), None)
        if rival is None:
            taken |= dict.fromkeys(keys, look)
            chosen[look] = Assigned(each)
        else:
            chosen.setdefault(look, Assigned(None, rival))
    return {look: chosen.get(look, Assigned(None)) for look in weighed}


def _worth(weighed: dict[Look, tuple[Weighed, ...]]) -> list[tuple[Look, Weighed]]:
    return [
        (look, each)
        for look, found in weighed.items()
        for each in found
        if each.confidence >= max(_AT_LEAST, found[0].confidence - _BELOW_BEST)
    ]


def _order(look: Look, each: Weighed) -> tuple[float, int, str, str, int]:
    # Equal columns: the fuller one; then by name. The place in the file comes last: it only tells twins apart.
    profile = look.profile
    return (
        -round(each.confidence, 6),
        -profile.filled_count,
        look.header.casefold(),
        profile.column.name,
        profile.column.index,
    )


def _keys(each: Weighed) -> tuple[tuple[str, str], ...]:
    """What may be taken once: a field by a copy, the main part by a split; a combination takes any number."""
    match each.home.how:
        case "copy":
            return ((each.home.fields[0], "alone"),)
        case "split":
            return ((each.home.fields[0], "alone"),)
        case _:
            return ()
