"""What a source's own file has to say, so that over its ancestors it means what is wanted.

Where the meaning does not change, the person's own way of saying it stays (`names+:`, order, spelling).
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from typing import Any, Final

from leadtui.model.mapping import Layout
from leadtui.store.merge import ADD, TAKE, base_of
from leadtui.store.shape import Shape

SECTIONS: Final = ("format", "extends", "version", "target", "load", "drift", "layout", "columns", "steps", "fields")
_OF_THE_FILE: Final = frozenset({"format", "extends", "version"})
_LISTS_OF_WORDS: Final = frozenset({"names", "not_names"})


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a map of the file means, or one of its entries; None where there is no such entry."""

    now: Any
    """As the file is, over its ancestors."""
    wanted: Any
    """As it shall be."""
    inherited: Any
    """What the ancestors mean without it."""

    def of(self, name: str) -> Meanings:
        """What the entry of that name means."""
        maps = (self.now, self.wanted, self.inherited)
        return Meanings(*(each.get(name) if isinstance(each, dict) else None for each in maps))

    @property
    def names(self) -> tuple[str, ...]:
        """The entries there are or shall be."""
        return tuple(dict.fromkeys([*(self.wanted or {}), *(self.now or {})]))


def own_file(old: Shape, meanings: Meanings) -> Shape:
    """The own file as it must be, from what it says now (`old`)."""
    return _own(old, meanings, ())


def _own(old: Shape, meanings: Meanings, above: tuple[str, ...]) -> Shape:
    result: Shape = {}
    done: set[str] = set()
    for key, value in old.items():
        name = base_of(key, above)
        entry = meanings.of(name)
        if (not above and name in _OF_THE_FILE) or entry.wanted == entry.now:
            result[key] = value
        elif name not in done:
            result |= _changed(name, value if key == name else None, entry, above)
        done.add(name)
    for name in meanings.names:
        entry = meanings.of(name)
        if name not in done and entry.wanted != entry.now:
            result |= _difference(name, entry.inherited, entry.wanted)
    return _in_order(result, done, SECTIONS if not above else tuple(meanings.wanted), above)


def _changed(name: str, value: object, entry: Meanings, above: tuple[str, ...]) -> Shape:
    if not (isinstance(value, dict) and isinstance(entry.now, dict) and isinstance(entry.wanted, dict)):
        return _difference(name, entry.inherited, entry.wanted)
    changed = _own(value, entry, (*above, name))
    # An empty entry still says that there is such a column or field, unless an ancestor says so.
    return {name: changed} if changed or entry.inherited is None else {}


def _difference(name: str, inherited: object, wanted: object) -> Shape:
    if inherited == wanted:
        return {}
    if wanted is None:
        return {name: None}
    if name == "layout" and isinstance(wanted, dict):
        defaults = Layout().model_dump(include=set(inherited) if isinstance(inherited, dict) else set())
        return {name: {**defaults, **wanted}}
    if isinstance(inherited, dict) and isinstance(wanted, dict):
        entries: Shape = {}
        for key in dict.fromkeys([*wanted, *inherited]):
            entries |= _difference(key, inherited.get(key), wanted.get(key))
        return {name: entries}
    if name in _LISTS_OF_WORDS and isinstance(inherited, list) and isinstance(wanted, list):
        return _words(name, inherited, wanted)
    return {name: wanted}


def _words(name: str, inherited: list[Any], wanted: list[Any]) -> Shape:
    for count in range(1, len(wanted) + 1):
        added = wanted[:count]
        if added + [word for word in inherited if word not in added] == wanted:
            return {name + ADD: added}
    taken = [word for word in inherited if word not in wanted]
    if [word for word in inherited if word not in taken] == wanted:
        return {name + TAKE: taken}
    return {name: wanted}


def _in_order(result: Shape, written: Iterable[str], order: tuple[str, ...], above: tuple[str, ...]) -> Shape:
    """What was there stays where it was; what is new stands behind what comes before it in the wanted order."""
    known = set(written)
    keys = [key for key in result if base_of(key, above) in known]
    rank: Lookup[str, int] = {name: position for position, name in enumerate(order)}
    new = [key for key in result if key not in keys]
    for key in sorted(new, key=lambda key: rank.get(base_of(key, above), len(rank))):
        here = rank.get(base_of(key, above), len(rank))
        before = [at for at, other in enumerate(keys) if rank.get(base_of(other, above), -1) < here]
        nearest = max(before, key=lambda at: (rank.get(base_of(keys[at], above), -1), at), default=-1)
        keys.insert(nearest + 1, key)
    return {key: result[key] for key in keys}
