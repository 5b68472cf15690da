"""Where each effective value of a field was written, and which confirmed mappings speak for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from leadtui.errors import UsageError
from leadtui.store import search
from leadtui.store.document import Placed, plain
from leadtui.store.effective import Effective, effective
from leadtui.store.mistake import Place, nearest
from leadtui.store.render import inline


@dataclass(frozen=True, slots=True)
class Explained:
    """One effective value and its origin."""

    key: str
    """Where in the document: `fields.zip.kind`, `columns.ZIP Code`, `steps.0`."""
    value: str
    """As it would be written; of a list, the items that stand in this line."""
    place: Place
    """File and line."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A column of a saved mapping that somebody sent to a field: what a suggestion's memory is made of."""

    mapping: str
    version: int
    column: str
    how: str
    """The decision as written: `{to: zip, was: [Zip]}`."""
    place: Place


def explain(name: str, field: str) -> tuple[Explained, ...]:
    """Everything a mapping says about a field, with file and line: first the field, then what feeds it.

    Raises:
        UsageError: there is no such mapping or field.
    """
    found = _checked(name, field)
    return (*_of_field(found, field), *_of_key(found, field), *_of_columns(found, field), *_of_steps(found, field))


def confirmations(name: str, field: str) -> tuple[Confirmation, ...]:
    """The columns of all saved mappings of the same table that go to the field.

    Raises:
        UsageError: there is no such mapping or field.
    """
    table = _checked(name, field).target.table
    found: list[Confirmation] = []
    for other in search.names():
        try:
            source = effective(other)
        except UsageError:
            continue  # what cannot be used is not remembered either
        if not source.is_general and source.target.table == table:
            version = source.chain[-1].version
            found += [
                Confirmation(other, version, each.key.removeprefix("columns."), each.value, each.place)
                for each in _of_columns(source, field)
            ]
    return tuple(found)


def _checked(name: str, field: str) -> Effective:
    found = effective(name)
    if field not in found.target.fields:
        raise UsageError(f"{name} has no field {field!r}{nearest(field, found.target.fields)}")
    return found


def _of_field(found: Effective, field: str) -> Iterator[Explained]:
    for key, entry in _entries(found.tree.at(("fields", field))):
        if isinstance(entry.value, tuple) and entry.value:  # a list can come from several files
            for place, items in groupby(entry.value, key=lambda item: item.place):
                yield Explained(f"fields.{field}.{key}", ", ".join(map(_shown, items)), place)
        else:
            yield Explained(f"fields.{field}.{key}", _shown(entry), entry.place)


def _of_key(found: Effective, field: str) -> Iterator[Explained]:
    if any(field in alternative for alternative in found.target.load.key):
        entry = found.tree.at(("load", "key"))
        yield Explained("load.key", _shown(entry), entry.place)


def _of_columns(found: Effective, field: str) -> Iterator[Explained]:
    entries = dict(_entries(found.tree.at(("columns",)))) if found.document.columns else {}
    for column, declared in found.document.columns.items():
        if field in declared.to:
            entry = entries[column]
            yield Explained(f"columns.{column}", _shown(entry), entry.place)


def _of_steps(found: Effective, field: str) -> Iterator[Explained]:
    for number, step in enumerate(found.document.steps):
        named = getattr(step, "fields", ()) or (getattr(step, "field", ""),)
        if field in named:
            entry = found.tree.at(("steps", number))
            yield Explained(f"steps.{number}", _shown(entry), entry.place)


def _entries(placed: Placed) -> Iterator[tuple[str, Placed]]:
    yield from placed.value.items() if isinstance(placed.value, dict) else ()


def _shown(placed: Placed) -> str:
    return placed.value if isinstance(placed.value, str) else inline(plain(placed))
