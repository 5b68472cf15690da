"""A mapping as nothing but steps: the short forms (`to`, `split`, `clean`, `values` …) spelled out.

Order: what fills fields (copies, splits, the mapping's own steps, constants), then field by field the
cells put right by hand, the cleaners of its list, those of its kind, its value map and the parser of its
type, then what is worked out from other fields. Where several columns fill one field, the first filled one
in this order counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from leadtui.cleaning.kinds import KINDS, PARSER_OF
from leadtui.cleaning.known import known
from leadtui.model.mapping import Mapping
from leadtui.model.step import Cells, Clean, Combine, Constant, Copy, Derive, Expression, Split, Step, Values
from leadtui.model.target import Field, FieldType


def canonical_steps(mapping: Mapping) -> tuple[Step, ...]:
    """Everything that happens to a row, in order.

    Raises:
        UsageError: a kind is not known.
    """
    filling = (*_copies(mapping), *_splits(mapping), *mapping.steps, *_constants(mapping))
    filled = _filled(filling, mapping)
    # What the combiner has put in order is a list of hours, in the words of the file's own columns.
    listed = {step.field for step in filling if isinstance(step, Combine)}
    cleaning = [step for name, field in mapping.target.fields.items() if name in filled
                for step in _cleaning(name, field, _format(name, field, mapping))
                if not (isinstance(step, Clean) and step.how == "hours" and name in listed)]  # fmt: skip
    return (*filling, *cleaning, *_derived(mapping, filled))


def _copies(mapping: Mapping) -> Iterator[Step]:
    combined = {(column, step.field) for step in mapping.steps if isinstance(step, Combine) for column in step.columns}
    for name, column in mapping.columns.items():
        if column.split is None:
            for field in column.to:
                if (name, field) not in combined:
                    yield Copy(column=name, field=field)


def _splits(mapping: Mapping) -> Iterator[Step]:
    for name, column in mapping.columns.items():
        if column.split is not None and column.to:
            yield Split(column=name, fields=column.to, how=column.split)


def _constants(mapping: Mapping) -> Iterator[Step]:
    for name, field in mapping.target.fields.items():
        if field.constant is not None:
            yield Constant(field=name, value=field.constant)


def _filled(steps: tuple[Step, ...], mapping: Mapping) -> set[str]:
    """The fields that any of the steps gives a value to."""
    filled: set[str] = set()
    for step in steps:
        if isinstance(step, Split):
            filled |= set(step.fields)
        elif isinstance(step, Copy | Combine | Constant | Expression | Derive):
            filled.add(step.field)
    return filled | {
        field.overflow for name, field in mapping.target.fields.items() if name in filled and field.overflow is not None
    }


def _format(name: str, field: Field, mapping: Mapping) -> str | None:
    """The date format a person gave: for the column first, then for the field."""
    of_columns = (column.format for column in mapping.columns.values() if name in column.to and column.format)
    return next(of_columns, field.format)


def _cleaning(name: str, field: Field, date_format: str | None) -> Iterator[Step]:
    kind = known(field.kind or "text", KINDS, f"kind (field {name})")
    if field.cells:
        yield Cells(field=name, fixes=field.cells)
    for how in dict.fromkeys(("trim", *field.clean, *KINDS[kind])):
        overflow = field.overflow if how in KINDS[kind][-1:] else None
        yield Clean(field=name, how=how, overflow=overflow, region=field.region if how == "us_phone" else None)
    if field.values:
        yield Values(field=name, map=field.values)
    if field.type in PARSER_OF:
        is_dated = field.type in {FieldType.DATE, FieldType.TIMESTAMP}
        yield Clean(field=name, how=PARSER_OF[field.type], format=date_format if is_dated else None)


def _derived(mapping: Mapping, filled: set[str]) -> Iterator[Step]:
    for name, field in mapping.target.fields.items():
        if field.derived_from in filled and field.kind is not None:
            yield Derive(source=str(field.derived_from), field=name, how=field.kind)
