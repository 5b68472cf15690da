"""What a field would make of a text that a person types for it, and what it would say against it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from leadtui.checking.checker import Checker
from leadtui.cleaning import Recipe, alone, prepare
from leadtui.model.issue import Issue, Severity, issues_in
from leadtui.model.table import LINE, LINE_COUNT


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, as a field takes it."""

    value: str | None
    """What would be stored; None for nothing."""
    issues: tuple[Issue, ...]
    """Of this field only: nothing is known about the rest of the row."""

    @property
    def refusal(self) -> Issue | None:
        """Why the text can't be the field's value, if it can't."""
        return next((issue for issue in self.issues if issue.severity is Severity.ERROR), None)


def as_typed(recipe: Recipe, name: str, text: str) -> Typed:
    """Clean and check one text as the field's value.

    Raises:
        UsageError: a rule of the target can't be used.
    """
    made = alone(recipe, name)
    row = pl.DataFrame(
        {made.columns[0].key: [text], LINE: [1], LINE_COUNT: [1]},
        schema={made.columns[0].key: pl.String, LINE: pl.Int64, LINE_COUNT: pl.Int64},
    )
    outcome = Checker(prepare(made), made).check(row)
    value = outcome.rows.get_column(name).cast(pl.String).item()
    return Typed(value, tuple(issue for issue in issues_in(outcome.issues) if issue.field == name))
