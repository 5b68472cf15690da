"""A recipe as expressions: every intermediate column written once, so that they can be computed in layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners import DERIVATIONS, PARSERS, TEXT_CLEANERS
from leadtui.cleaning.cleaners.number import DECIMAL
from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.expression import expression, renamed
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null, severity
from leadtui.cleaning.probes import PROBES
from leadtui.cleaning.recipe import Recipe
from leadtui.cleaning.splitters import SPLITTERS
from leadtui.model.issue import Severity
from leadtui.model.step import Clean, Combine, Constant, Copy, Derive, Expression, Split, Values
from leadtui.model.table import Column
from leadtui.model.target import FieldType

DTYPES: Final[Mapping[FieldType, pl.DataType]] = {
    FieldType.TEXT: pl.String(),
    FieldType.INTEGER: pl.Int64(),
    FieldType.NUMERIC: DECIMAL,
    FieldType.DATE: pl.Date(),
    FieldType.BOOLEAN: pl.Boolean(),
    FieldType.TIMESTAMP: pl.Datetime("us"),
}
PROBLEM: Final = "problem:"
LONGEST_COMPUTED: Final = 10_000
"""Characters kept of what an expression makes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A column of a transformed frame that says which rows have a problem."""

    key: str
    """Its name: `problem:0` …; Boolean, or text (the message, NULL where all is well)."""
    code: str
    severity: Severity
    message: str | None
    """None when the column itself holds the messages."""
    field: str
    columns: tuple[Column, ...]
    """Where the value was received."""
    is_unused: bool = False
    """The cell it is about had no part in the value."""


@dataclass(slots=True)
class Question:
    """What `settle` asks of a step's input."""

    step: int
    how: str
    field: str
    columns: tuple[Column, ...]
    input: pl.Expr


@dataclass(slots=True)
class _Found:
    finding: Finding
    field: str
    columns: tuple[Column, ...]
    is_excused: pl.Expr | None = None


@dataclass(slots=True)
class Plan:
    """All expressions of a recipe."""

    recipe: Recipe
    scratch: Scratch = field(default_factory=Scratch)
    values: dict[str, pl.Expr] = field(default_factory=dict)
    """Fields as they stand after the steps so far."""
    received: dict[str, pl.Expr] = field(default_factory=dict)
    """Fields before the first cleaner."""
    made_of: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    found: list[_Found] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def fields(self) -> list[pl.Expr]:
        """Every field of the target, typed; NULL where nothing fills it."""
        return [
            self.values.get(name, pl.lit(None)).cast(DTYPES[declared.type]).alias(name)
            for name, declared in self.recipe.target.fields.items()
        ]

    def problems(self) -> tuple[tuple[Problem, pl.Expr], ...]:
        """Every problem column, and its expression."""
        pairs = []
        for place, found in enumerate(self.found):
            finding = found.finding
            when = finding.when if found.is_excused is None else finding.when & ~found.is_excused
            is_text = isinstance(finding.message, str)
            problem = Problem(
                key=f"{PROBLEM}{place}",
                code=finding.code,
                severity=severity(finding.code),
                message=finding.message if isinstance(finding.message, str) else None,
                field=found.field,
                columns=found.columns,
                is_unused=finding.inputs is not None,
            )
            said = when.fill_null(value=False) if is_text else pl.when(when).then(finding.message)
            pairs.append((problem, said.alias(problem.key)))
        return tuple(pairs)

    def layers(self) -> list[list[pl.Expr]]:
        """The intermediate columns, those that need no other first."""
        depth: dict[str, int] = {}
        layers: list[list[pl.Expr]] = []
        for name, made in self.scratch.columns.items():
            depth[name] = 1 + max((depth.get(root, 0) for root in made.meta.root_names()), default=0)
            if depth[name] > len(layers):
                layers.append([])
            layers[depth[name] - 1].append(made.alias(name))
        return layers

    def note(self, name: str, columns: Iterable[Column]) -> None:
        """These columns are among those the field is made of."""
        self.made_of[name] = tuple(dict.fromkeys((*self.made_of.get(name, ()), *columns)))

    def fill(self, name: str, value: pl.Expr, columns: Iterable[Column]) -> None:
        """A value for a field, where no earlier step has given one."""
        now = self.values.get(name)
        if now is not None:
            filled = blank_is_null(now.str.strip_chars()) if name not in self.received else now
            value = self.scratch.keep(pl.coalesce(filled, value))
        self.values[name] = value
        self.note(name, columns)

    def report(self, findings: Iterable[Finding], name: str, columns: tuple[Column, ...]) -> None:
        """Problems of a field."""
        for finding in findings:
            about = columns if finding.inputs is None else tuple(columns[place] for place in finding.inputs)
            self.found.append(_Found(finding, name, about))


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
            case Values() as step:
                _replace(plan, step)
            case Derive() as step:
                _derive(plan, step)
    return plan


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
    wanted = {_folded(spelling): value for spelling, value in step.map.items()}
    received = plan.scratch.keep(_fold(plan.received.get(name, plan.values[name])))
    cleaned = plan.scratch.keep(_fold(plan.values[name]))
    as_received = plan.scratch.keep(received.is_in(list(wanted)).fill_null(value=False))
    found = pl.when(as_received).then(received).when(cleaned.is_in(list(wanted))).then(cleaned)
    meant = plan.scratch.keep(found.replace_strict(wanted, default=None, return_dtype=pl.String))
    plan.values[name] = plan.scratch.keep(
        pl.when(meant.is_null()).then(plan.values[name]).otherwise(blank_is_null(meant))
    )
    for found_before in plan.found:
        if found_before.field == name:
            found_before.is_excused = as_received


def _derive(plan: Plan, step: Derive) -> None:
    source = plan.received.get(step.source, plan.values.get(step.source))
    if source is None:
        return
    columns = plan.made_of.get(step.source, ())
    outcome = DERIVATIONS[step.how](source, plan.scratch, Options())
    plan.fill(step.field, outcome.value, columns)
    plan.report(outcome.findings, step.field, columns)


def _fold(value: pl.Expr) -> pl.Expr:
    return value.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
