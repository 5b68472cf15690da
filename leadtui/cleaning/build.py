"""A recipe as expressions: every intermediate column written once, so that they can be computed in layers."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners import DERIVATIONS, PARSERS, TEXT_CLEANERS
from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.correct import correct
from leadtui.cleaning.expression import expression, renamed
from leadtui.cleaning.fold import fold, folded
from leadtui.cleaning.outcome import Options, Outcome, blank_is_null
from leadtui.cleaning.plan import Plan, Question
from leadtui.cleaning.probes import PROBES
from leadtui.cleaning.recipe import Recipe
from leadtui.cleaning.splitters import SPLITTERS
from leadtui.model.step import Cells, Clean, Combine, Constant, Copy, Derive, Expression, Split, Values
from leadtui.model.table import Column

LONGEST_COMPUTED: Final = 10_000
"""Characters kept of what an expression makes."""


def build(recipe: Recipe) -> Plan:
    """The expressions of all steps, in order."""
    plan = Plan(recipe)
    for place, bound in enumerate(recipe.steps):
        columns = bound.columns
        match bound.step:
            case Copy(field=name):
                plan.fill(name, pl.col(columns[0].key), columns)
            case Split() as step:
                _split(plan, place, step, columns)
            case Combine() as step:
                _combine(plan, step, columns)
            case Constant(field=name, value=value):
                plan.values[name] = pl.lit(value)
            case Expression(field=name, expr=text):
                _compute(plan, name, text)
            case Clean() as step:
                _clean(plan, place, step)
            case Values() | Cells() | Derive() as step:
                _change(plan, step)
    return plan


def _change(plan: Plan, step: Values | Cells | Derive) -> None:
    match step:
        case Values():
            _replace(plan, step)
        case Cells():
            correct(plan, step)
        case Derive():
            _derive(plan, step)


def _split(plan: Plan, place: int, step: Split, columns: tuple[Column, ...]) -> None:
    splitter = SPLITTERS[step.how]
    kinds = {name: declared.kind for name, declared in plan.recipe.target.fields.items()}
    parts = splitter.assign(step.fields, kinds)
    # A town in a column of its own says where the street ends in this one.
    hints = {part: plan.values[name] for part, kind in splitter.parts.items() for name in plan.values
             if kinds.get(name) == kind}  # fmt: skip
    value = pl.col(columns[0].key)
    first = step.fields[0]
    options = Options(
        labels=(columns[0].name,), wanted=tuple(parts.values()), hints=hints, settings=plan.recipe.settings(place)
    )
    outcome = splitter.split(value, plan.scratch, options)
    if step.how in PROBES:
        plan.questions.append(Question(place, step.how, first, columns, value))
    for name, part in parts.items():
        plan.fill(name, outcome.values[part], columns)
    plan.report(outcome.findings, first, columns)


def _combine(plan: Plan, step: Combine, columns: tuple[Column, ...]) -> None:
    labels = tuple((step.labels or {}).get(column.name, column.name) for column in columns)
    options = Options(labels=labels, separator=step.separator)
    outcome = COMBINERS[step.how]([pl.col(column.key) for column in columns], plan.scratch, options)
    plan.fill(step.field, outcome.value, columns)
    plan.report(outcome.findings, step.field, columns)


def _compute(plan: Plan, name: str, text: str) -> None:
    """An expression sees fields under their names, and columns that are no fields under theirs."""
    columns = {column.name: column for column in plan.recipe.columns if column.name not in plan.recipe.target.fields}
    parsed = expression(text, dict.fromkeys([*plan.values, *columns], pl.String()), f"step expr of {name}")
    used = parsed.meta.root_names()
    seen = {root: plan.scratch.keep(plan.values[root] if root in plan.values else pl.col(columns[root].key))
            for root in used}  # fmt: skip
    value = renamed(parsed, {root: kept.meta.output_name() for root, kept in seen.items()})
    plan.values[name] = plan.scratch.keep(blank_is_null(value.cast(pl.String).str.slice(0, LONGEST_COMPUTED)))
    plan.note(name, [column for root in used for column in plan.made_of.get(root, ()) or [columns[root]]])


def _clean(plan: Plan, place: int, step: Clean) -> None:
    name = step.field
    if name not in plan.values:
        return
    value = plan.values[name]
    columns = plan.made_of.get(name, ())
    plan.received.setdefault(name, value)
    if step.how in PROBES and step.format is None and step.region is None:
        plan.questions.append(Question(place, step.how, name, columns, value))
    options = Options(
        labels=(*(column.name for column in columns), name),
        format=step.format,
        region=step.region,
        settings=plan.recipe.settings(place),
        hints=_neighbours(plan) if step.how in NEEDS_NEIGHBOURS else {},
        has_overflow=step.overflow is not None,
    )
    cleaner = TEXT_CLEANERS.get(step.how) or PARSERS[step.how]
    outcome: Outcome = cleaner(value, plan.scratch, options)
    plan.values[name] = plan.scratch.keep(outcome.value)
    plan.report(outcome.findings, name, columns)
    if step.overflow is not None and outcome.overflow is not None:
        plan.fill(step.overflow, outcome.overflow, columns)


NEEDS_NEIGHBOURS: Final = {"us_zip"}


def _neighbours(plan: Plan) -> dict[str, pl.Expr]:
    """The state of the row, as received or as cleaned so far."""
    kinds = {name: declared.kind for name, declared in plan.recipe.target.fields.items()}
    states = [value for name, value in plan.values.items() if kinds.get(name) == "us_state"]
    return {"state": states[0]} if states else {}


def _replace(plan: Plan, step: Values) -> None:
    """The value wanted for a known spelling, found as received or as cleaned; it excuses earlier problems."""
    name = step.field
    if name not in plan.values:
        return
    wanted = {folded(spelling): value for spelling, value in step.map.items()}
    received = plan.scratch.keep(fold(plan.said(name)))
    cleaned = plan.scratch.keep(fold(plan.values[name]))
    if not plan.is_copied(name):  # of a cell with several fields in it, the whole cell may be meant
        whole = plan.scratch.keep(fold(plan.cell(name)))
        received = plan.scratch.keep(pl.when(whole.is_in(list(wanted))).then(whole).otherwise(received))
    as_received = plan.scratch.keep(received.is_in(list(wanted)).fill_null(value=False))
    found = pl.when(as_received).then(received).when(cleaned.is_in(list(wanted))).then(cleaned)
    meant = plan.scratch.keep(found.replace_strict(wanted, default=None, return_dtype=pl.String))
    plan.values[name] = plan.scratch.keep(
        pl.when(meant.is_null()).then(plan.values[name]).otherwise(blank_is_null(meant))
    )
    plan.excuse(name, as_received)


def _derive(plan: Plan, step: Derive) -> None:
    source = plan.received.get(step.source, plan.values.get(step.source))
    if source is None:
        return
    columns = plan.made_of.get(step.source, ())
    outcome = DERIVATIONS[step.how](source, plan.scratch, Options())
    plan.fill(step.field, outcome.value, columns)
    plan.report(outcome.findings, step.field, columns)
