"""A source's file over the general one: few enough rules to remember.

Maps merge by key; a plain value or list replaces; `name+:` adds in front; `name-:` takes away; `null`
unsets. Every value keeps the place it was written at, so that each can be explained later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from leadtui.store.document import Placed, plain

ADD: Final = "+"
TAKE: Final = "-"
_SECTIONS: Final = frozenset({"load", "drift", "layout"})
_TABLES: Final = frozenset({"fields", "columns"})
_MAPS: Final = frozenset({"load", "drift"}) | _TABLES


def merged(chain: Sequence[Placed]) -> Placed:
    """The trees of a chain, the most general first, as one."""
    result = Placed({}, chain[0].place)
    for tree in chain:
        result = _over(result, tree, ())
    return result


def base_of(key: str, above: tuple[str, ...]) -> str:
    """The key without its sign, where signs have a meaning: on our own words, never on names of columns.

    >>> base_of("names+", ("fields", "zip")), base_of("C+", ("columns",))
    ('names', 'C+')
    """
    return key[:-1] if len(key) > 1 and key[-1] in {ADD, TAKE} and has_signs(above) else key


def has_signs(above: tuple[str, ...]) -> bool:
    """Whether keys at this place are words of ours, which may carry `+` or `-`."""
    is_section = len(above) == 1 and above[0] in _SECTIONS
    is_entry = len(above) == 2 and above[0] in _TABLES  # noqa: PLR2004  fields.NAME, columns.NAME
    return not above or is_section or is_entry


def _over(base: Placed, over: Placed, above: tuple[str, ...]) -> Placed:
    if not isinstance(over.value, dict):
        return over
    below = base.value if isinstance(base.value, dict) else {}
    result = dict(below)
    for key, entry in over.value.items():
        name = base_of(key, above)
        here = result.get(name)
        if name != key:
            result[name] = _added(here, entry) if key.endswith(ADD) else _taken(here, entry)
        elif entry.value is None and above != ("layout",):
            # A section with nothing in it, such as `columns:` when all is commented out, says nothing.
            if above or name not in _MAPS:
                result.pop(name, None)
        else:
            result[name] = _over(here or replace(entry, value={}), entry, (*above, name))
    return Placed(_in_order(result, over.value) if above == ("columns",) else result, over.place)


def _in_order(entries: dict[str, Placed], first: Iterable[str]) -> dict[str, Placed]:
    # The source's own order is that of its file; what only an ancestor says comes last.
    return {key: entries[key] for key in dict.fromkeys([*first, *entries]) if key in entries}


def _added(here: Placed | None, more: Placed) -> Placed:
    if isinstance(more.value, dict):
        below = here.value if here is not None and isinstance(here.value, dict) else {}
        return replace(more, value={**below, **more.value})
    added = _items(more)
    known = [plain(item) for item in added]
    kept = [item for item in _items(here) if plain(item) not in known]
    return Placed((*added, *kept), more.place)


def _taken(here: Placed | None, less: Placed) -> Placed:
    unwanted = [plain(item) for item in _items(less)]
    if here is not None and isinstance(here.value, dict):
        return replace(here, value={key: entry for key, entry in here.value.items() if key not in unwanted})
    return Placed(tuple(item for item in _items(here) if plain(item) not in unwanted), (here or less).place)


def _items(placed: Placed | None) -> tuple[Placed, ...]:
    if placed is None or placed.value is None:
        return ()
    return placed.value if isinstance(placed.value, tuple) else (placed,)
