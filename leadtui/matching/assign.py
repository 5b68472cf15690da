"""One decision for each column, so that no field is filled twice by accident.

The likeliest home goes first. A column that finds its home taken is not pushed to a far worse one: it
is left out, and told that it is a duplicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leadtui.matching.by_name import OWN_NAME
from leadtui.matching.candidates import Weighed
from leadtui.matching.look import Look
from leadtui.matching.vocabulary import FOR_ANOTHER_PURPOSE

_AT_LEAST: Final = 0.4
_WORLD_PLACES: Final = 1000
"""The names that the target gives come before those of the world."""
_LAST_PLACE: Final = 10_000
_OWN_NAME: Final = 1.0
_YIELDS: Final = 0.5
_BELOW_BEST: Final = 2.0
"""A candidate so far below the column's own best (in log-odds) is no consolation."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What was decided for a column."""

    choice: Weighed | None
    lost_to: Look | None = None
    """The column that got the home this one wanted."""


def assign(weighed: dict[Look, tuple[Weighed, ...]], overflows: dict[str, str]) -> dict[Look, Assigned]:
    """The decisions of a whole table; `overflows` are fields with the field that takes their second values."""
    taken: dict[tuple[str, str], Look] = {}
    chosen: dict[Look, Assigned] = {}
    for look, each in sorted(_worth(weighed, overflows), key=lambda pair: _order(*pair)):
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


def _takes_second(best: Weighed, each: Weighed, overflows: dict[str, str]) -> bool:
    """A second telephone number goes where seconds go."""
    return best.home.how == "copy" and overflows.get(best.home.fields[0]) == each.home.fields[0]


def _worth(weighed: dict[Look, tuple[Weighed, ...]], overflows: dict[str, str]) -> list[tuple[Look, Weighed]]:
    return [
        (look, each)
        for look, found in weighed.items()
        for each in found
        if each.confidence >= _AT_LEAST
        and (found[0].log_odds - each.log_odds <= _BELOW_BEST or _takes_second(found[0], each, overflows))
    ]


def _order(look: Look, each: Weighed) -> tuple[float, int, float, int, str, str, int]:
    # Equal columns: the fuller one; then by name. The place in the file comes last: it only tells twins apart.
    profile = look.profile
    is_second = bool(look.words & FOR_ANOTHER_PURPOSE)  # a mailing address yields to where the thing is
    return (
        -round(min(each.log_odds, _YIELDS) if is_second else each.log_odds + _of_own_name(look, each)),
        _place_of_name(look, each),
        -round(each.confidence, 6),
        -profile.filled_count,
        look.header.casefold(),
        profile.column.name,
        profile.column.index,
    )


def _of_own_name(look: Look, each: Weighed) -> float:
    """What it adds that the header is the very name of the field, which values that repeat don't outweigh."""
    is_own = not look.reading.is_ambiguous and _place_of_name(look, each) == 0
    return _OWN_NAME if is_own else 0.0


def _place_of_name(look: Look, each: Weighed) -> int:
    """Where the header stands among the names of the field; the field's own name is the best."""
    likeness = look.reading.fields.get(each.home.fields[0])
    if likeness is None or likeness.share < OWN_NAME:
        return _LAST_PLACE
    return likeness.name.place + (0 if likeness.name.source == "target" else _WORLD_PLACES)


def _keys(each: Weighed) -> tuple[tuple[str, str], ...]:
    """What may be taken once: a field by a copy, the main part by a split; a combination takes any number."""
    match each.home.how:
        case "copy":
            return ((each.home.fields[0], "alone"),)
        case "split":
            return ((each.home.fields[0], "alone"),)
        case _:
            return ()
