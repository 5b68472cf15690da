"""Where each effective value of a field was written: file, line, key and value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leadtui.errors import UsageError
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
    """As it would be written."""
    place: Place
    """File and line."""


def explain(name: str, field: str) -> tuple[Explained, ...]:
    """Everything a mapping says about a field, with file and line: first the field, then what feeds it.

    Raises:
        UsageError: there is no such mapping or field.
    """
    found = effective(name)
    if field not in found.target.fields:
        raise UsageError(f"{name} has no field {field!r}{nearest(field, found.target.fields)}")
    return (*_of_field(found, field), *_of_columns(found, field), *_of_steps(found, field))


def _of_field(found: Effective, field: str) -> Iterator[Explained]:
    declared = found.tree.at(("fields", field))
    for key, entry in _entries(declared):
        if isinstance(entry.value, tuple):
            for item in entry.value:  # a list can come from several files
                yield Explained(f"fields.{field}.{key}", _shown(item), item.place)
        else:
            yield Explained(f"fields.{field}.{key}", _shown(entry), entry.place)


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
