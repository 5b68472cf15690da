"""Bind a mapping to the columns of one file, and refuse what neither of them knows."""

from __future__ import annotations

from difflib import get_close_matches

from leadtui.cleaning.canonical import canonical_steps
from leadtui.cleaning.cleaners import DERIVATIONS, PARSERS, TEXT_CLEANERS
from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.known import known
from leadtui.cleaning.recipe import BoundStep, Recipe
from leadtui.cleaning.splitters import SPLITTERS
from leadtui.errors import NeedsPersonError, UsageError
from leadtui.model.mapping import Mapping
from leadtui.model.step import Cells, Clean, Combine, Copy, Derive, Split, Step
from leadtui.model.table import Column
from leadtui.model.target import Target


def compile_recipe(mapping: Mapping, columns: tuple[Column, ...]) -> Recipe:
    """Every step of the mapping with the columns it reads.

    A column is found by its name, or by a name it had before (`was`), never by its place. One that is gone
    is left out where the mapping says `drift: {gone: null}`.

    Raises:
        NeedsPersonError: the file lacks a column the mapping uses.
        UsageError: the mapping names a field, cleaner, splitter or combiner that does not exist.
    """
    by_name = {column.name: column for column in columns}
    bound = []
    for step in canonical_steps(mapping):
        _check(step, mapping.target)
        found = {name: _find(name, mapping, by_name) for name in _needed(step)}
        present = tuple(column for column in found.values() if column is not None)
        if found and not present:
            continue
        bound.append(BoundStep(step, present))
    return Recipe(target=mapping.target, columns=columns, steps=tuple(bound))


def _needed(step: Step) -> tuple[str, ...]:
    if isinstance(step, Copy | Split):
        return (step.column,)
    return step.columns if isinstance(step, Combine) else ()


def _find(name: str, mapping: Mapping, columns: dict[str, Column]) -> Column | None:
    declared = mapping.columns.get(name)
    for candidate in (name, *(declared.was if declared else ())):
        if candidate in columns:
            return columns[candidate]
    if mapping.target.drift.gone == "null":
        return None
    near = get_close_matches(name, columns, n=1)
    hint = f"Is it {near[0]!r} now?" if near else f"The file has: {', '.join(columns)}."
    raise NeedsPersonError(f"The file has no column {name!r}, which the mapping {mapping.name} uses", hint)


def _check(step: Step, target: Target) -> None:
    """Every name a step uses exists."""
    fields = step.fields if isinstance(step, Split) else (step.field,)
    for name in fields:
        known(name, target.fields, "field")
    if isinstance(step, Split):
        parts = SPLITTERS[known(step.how, SPLITTERS, "splitter")].parts
        if len(step.fields) > len(parts):
            raise UsageError(
                f"The splitter {step.how} gives {len(parts)} parts, and {len(step.fields)} fields wait for them",
                f"Its parts are: {', '.join(parts)}.",
            )
    elif isinstance(step, Cells):
        for name in {name for fix in step.fixes for name in fix.key}:
            known(name, target.fields, f"field (cells of {step.field})")
    elif isinstance(step, Combine):
        known(step.how, COMBINERS, "combiner")
    elif isinstance(step, Derive):
        known(step.source, target.fields, "field")
        known(step.how, DERIVATIONS, "derivation")
    elif isinstance(step, Clean):
        known(step.how, [*TEXT_CLEANERS, *PARSERS], "cleaner")
