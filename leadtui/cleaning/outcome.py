"""What a cleaner, splitter or combiner gives back: the new value and what is wrong with the old one.

All of it is expressions over one row. Where an expression is used several times, it is kept as a scratch
column first, so that a plan stays small: a nested expression would double with every use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from leadtui.model.issue import Severity

Setting = str | int | tuple[str, ...]
"""A decision taken from a whole column, such as the order of day and month."""

_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARN, "I": Severity.INFO}


def severity(code: str) -> Severity:
    """How much a problem of this code matters; its first letter says so.

    >>> severity("W-PHONE")
    <Severity.WARN: 'warn'>
    """
    return _SEVERITIES[code[0]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of problem, and the rows that have it."""

    code: str
    message: str | pl.Expr
    """In plain words; an expression when it names something of the row."""
    when: pl.Expr
    """Boolean; NULL counts as no."""
    inputs: tuple[int, ...] | None = None
    """Which of the step's columns it is about, 0-based; all of them when None."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value after one step."""

    value: pl.Expr
    findings: tuple[Finding, ...] = ()
    overflow: pl.Expr | None = None
    """A second value found in the same cell."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of one cell, by name, in the order in which fields are listed."""

    values: dict[str, pl.Expr]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a step knows besides the value."""

    labels: tuple[str, ...] = ()
    """Names of the columns the value comes from."""
    format: str | None = None
    region: str | None = None
    """The country whose way of writing a mapping names."""
    separator: str = " "
    settings: Mapping[str, Setting] = field(default_factory=dict)
    """What `settle` decided for this step."""
    hints: Mapping[str, pl.Expr] = field(default_factory=dict)
    """What other columns of the row say, by part name (`city`)."""
    wanted: tuple[str, ...] = ()
    """Which parts of a split are used."""
    has_overflow: bool = False
    """Whether a second value found in the cell has a field to go to."""


class Scratch:
    """The intermediate columns of a plan, in the order in which they can be computed."""

    def __init__(self) -> None:
        self.columns: dict[str, pl.Expr] = {}

    def keep(self, expression: pl.Expr) -> pl.Expr:
        """Give `expression` a column of its own, and return that column."""
        name = f"work:{len(self.columns)}"
        self.columns[name] = expression
        return pl.col(name)

    def where(self, mask: pl.Expr, value: pl.Expr) -> pl.Expr:
        """Text `value` in the rows of `mask`, NULL elsewhere: what is costly to read is read only where it may matter.

        Functions of text run over what lies beneath a NULL, too, so nothing is left there to run over.
        """
        return self.keep(pl.when(mask).then(pl.when(mask).then(value).otherwise(pl.lit(""))))

    def groups(self, value: pl.Expr, pattern: str) -> dict[str, pl.Expr]:
        """The named groups of `pattern` in `value`; all NULL where it does not match."""
        names = [part.split(">", 1)[0] for part in pattern.split("(?P<")[1:]]
        found = self.keep(value.str.extract_groups(pattern))
        return {name: self.keep(blank_is_null(found.struct.field(name))) for name in names}


def blank_is_null(value: pl.Expr) -> pl.Expr:
    """Empty text is no value."""
    return pl.when(value != "").then(value)
