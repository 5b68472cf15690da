"""Several columns that make an address together: number, name and kind of a street; floor, door, suite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leadtui.matching.clue import clue
from leadtui.matching.group import SURE_NAME, Group
from leadtui.matching.look import Look, Table
from leadtui.matching.memory import Home
from leadtui.matching.vocabulary import QUALIFIERS, words

_NEAR: Final = 0.85
_MOSTLY: Final = 0.6
_HALF: Final = 0.5
"""Some houses have no number (s/n), others a letter."""
_SOME: Final = 0.3
_ALL: Final = 0.95
_ENOUGH: Final = 12
_STREET_PARTS: Final = ("house_number", "street_name", "street_type", "street_direction")
_STREET: Final = frozenset({"street"})
_MAY_BE_HOUSE_NUMBERS: Final = frozenset({"number", "building", "house"})


def street_parts(table: Table, field: str) -> Iterator[Group]:
    """House number, name, kind and direction of a street; none where a column has all of them."""
    if any(_is_whole(look, field) for look in table.looks):
        return
    parts = {part: [look for look in table.looks if _means(look, part)] for part in _STREET_PARTS}
    bare = [look for look in table.looks if _is_bare(look, field)]
    if (parts["street_name"] or parts["street_type"] or bare) and not parts["house_number"]:
        parts["house_number"] = [look for look in table.looks if look.words <= _MAY_BE_HOUSE_NUMBERS and look.words
                                 and look.values.share("integer") >= _HALF]  # fmt: skip
    if parts["house_number"] and not parts["street_name"]:
        parts["street_name"] = bare
    found = [look for looks in parts.values() for look in looks]
    if not parts["street_name"] or len(found) < 2:  # noqa: PLR2004  a group of one is none
        return
    members = tuple(
        (look, (clue("neighbours", f'"{look.header}" is one of {len(found)} parts of a street address', SURE_NAME),))
        for look in found
    )
    yield Group(Home((field,), "combine", "join"), members)


def units(table: Table, field: str) -> Iterator[Group]:
    """Floor, door, staircase: what is inside a building."""
    found = [look for look in table.looks if (likeness := look.reading.fields.get(field)) and likeness.is_exact
             and look.words & _INSIDE and not _counts(look)]  # fmt: skip
    if len(found) < 2:  # noqa: PLR2004  a group of one is none
        return
    members = tuple(
        (look, (clue("neighbours", f'"{look.header}" is one of {len(found)} parts inside a building', SURE_NAME),))
        for look in found
    )
    yield Group(Home((field,), "combine", "join"), members)


def _counts(look: Look) -> bool:
    """Whether it says how many units there are, not which one: numbers in nearly every row, many of them high."""
    values = look.values
    return values.share("integer") >= _ALL and look.profile.filled_share >= _MOSTLY and values.count >= _ENOUGH


_INSIDE: Final = words(
    "unit suite apartment floor room building door planta piso escalera bloque portal local stockwerk etage batiment"
)


def _means(look: Look, concept: str) -> bool:
    likeness = look.reading.elsewhere.get(concept)
    if likeness is not None and likeness.is_exact:
        return True
    # A part alone ("number", "suffix") is one when the rest of the header only says whose it is.
    return likeness is not None and (
        likeness.share >= _NEAR or look.words - QUALIFIERS - {"address"} == likeness.name.words
    )


def _is_whole(look: Look, field: str) -> bool:
    """A column headed *street* or *address* whose values have their numbers."""
    return _is_called(look, field) and _numbered(look) >= _MOSTLY


def _is_bare(look: Look, field: str) -> bool:
    """A column headed just *street* holds only its name where the numbers stand in another one."""
    return _is_called(look, field) and look.values.count > 0 and _numbered(look) < _SOME


def _is_called(look: Look, field: str) -> bool:
    likeness = look.reading.fields.get(field)
    return (likeness is not None and likeness.is_exact) or look.words - QUALIFIERS - {"address"} == _STREET


def _numbered(look: Look) -> float:
    """The share of values that are a street with its number."""
    return max(look.values.share("us_street"), look.values.share("street"))
