"""Of the place, or of who runs it: *Location Phone* beside *Provider Phone*.

Alone either word only says "of the thing this row is about". Where a table says the same of both, they are two
things, and the one that can be visited is what the row is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leadtui.matching.clue import Clue, clue
from leadtui.matching.look import Look, Table
from leadtui.matching.vocabulary import words

_PLACES: Final = words("location site facility setting center premise school branch practice establishment")
_BODIES: Final = words("provider organization company entity agency corporation owner operator trust")
_TWINS_SHOW: Final = 2
"""So many things said of both show that all other columns keep them apart, too."""
_OF_THE_BODY: Final = -2.0
_NAMES_THE_BODY: Final = 0.6
_NAMED: Final = frozenset({"name"})
_RUNNING: Final = frozenset({"legal_owner", "operator"})
"""Concepts that are about who runs a place."""


class Whose:
    """Which columns are about who runs the places of a table."""

    def __init__(self, table: Table) -> None:
        said = {look: _without(look.words, _PLACES) for look in table.looks if _is_of(look, _PLACES)}
        rests = set(said.values())
        bodies = [look for look in table.looks if _is_of(look, _BODIES)]
        twins = {look for look in bodies if _without(look.words, _BODIES) in rests}
        self._bodies = frozenset(bodies if len(twins) >= _TWINS_SHOW else twins)
        self._concepts = table.lexicon.concepts

    def clues(self, field: str, look: Look) -> Iterator[Clue]:
        """What that says of a field for one of them."""
        if look not in self._bodies:
            return
        is_running = self._concepts.get(field) in _RUNNING
        if not is_running:
            yield clue(
                "against", f'"{look.header}" is about who runs it; the place has such a column, too', _OF_THE_BODY
            )
        elif _without(look.words, _BODIES) == _NAMED:
            yield clue("neighbours", "the place has a name of its own", _NAMES_THE_BODY)


def _is_of(look: Look, whose: frozenset[str]) -> bool:
    """The header has one of the words, none of the others, and says more."""
    other = _BODIES if whose is _PLACES else _PLACES
    return bool(look.words & whose) and not look.words & other and bool(look.words - whose)


def _without(said: frozenset[str], whose: frozenset[str]) -> frozenset[str]:
    return said - whose
