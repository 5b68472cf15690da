"""What a recipe comes to: every expression of its steps, with what is found wrong on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.number import DECIMAL
from leadtui.cleaning.filled import CHANGING, filled_by
from leadtui.cleaning.outcome import Finding, Scratch, blank_is_null, severity
from leadtui.cleaning.recipe import Recipe
from leadtui.model.issue import Severity
from leadtui.model.step import Copy
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
BETWEEN: Final = " | "
"""Between the cells that one field is made of, where they are shown as one."""


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
    is_copied: bool = False
    """The field holds that one column's cells and nothing else."""


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
    before_hands: dict[str, pl.Expr] = field(default_factory=dict)
    """Fields with cells that were put right by hand, before that."""
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
        copied = {name for name in {found.field for found in self.found} if self.is_copied(name)}
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
                is_copied=found.field in copied,
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

    def is_copied(self, name: str) -> bool:
        """Whether the field holds one column's cells and nothing else."""
        filling = [bound.step for bound in self.recipe.steps if name in filled_by(bound.step)]
        feeding = [step for step in filling if not isinstance(step, CHANGING)]
        return len(feeding) == 1 and filling[0] is feeding[0] and isinstance(feeding[0], Copy)

    def cell(self, name: str) -> pl.Expr:
        """What the file has in the columns of a field, as issues show it."""
        keys = [pl.col(column.key) for column in self.made_of.get(name, ())]
        return pl.concat_str(keys, separator=BETWEEN, ignore_nulls=True) if len(keys) > 1 else [*keys, pl.lit(None)][0]

    def said(self, name: str) -> pl.Expr:
        """A field before its first cleaner, whichever field's turn it is."""
        return self.received.get(name, self.values.get(name, pl.lit(None, pl.String)))

    def filed(self, name: str) -> pl.Expr:
        """A field as the file has it, before anything was put right by hand; it names the row."""
        return self.before_hands.get(name, self.said(name))

    def excuse(self, name: str, rows: pl.Expr) -> None:
        """What was found about a field so far does not count in these rows."""
        for found in self.found:
            if found.field == name:
                found.is_excused = rows if found.is_excused is None else found.is_excused | rows

    def report(self, findings: Iterable[Finding], name: str, columns: tuple[Column, ...]) -> None:
        """Problems of a field."""
        for finding in findings:
            about = columns if finding.inputs is None else tuple(columns[place] for place in finding.inputs)
            self.found.append(_Found(finding, name, about))
