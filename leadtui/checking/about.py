"""What the issues of one kind have in common, and how they are written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.checking.suggest import Guess, nothing
from leadtui.cleaning import BETWEEN
from leadtui.model.issue import ISSUE_SCHEMA, Severity
from leadtui.model.table import LINE, Column

REJECTED: Final = "check:rejected"
"""The column that says which rows can't be kept."""
BETWEEN_NAMES: Final = ", "
"""Between the names of the columns an issue is about."""
WORTHWHILE: Final = 0.5
"""Share of distinct cells up to which suggestions are worked out for those only."""
_TEXT, _SAFE = "guess:text", "guess:safe"
_NONE: Final = nothing()


@dataclass(frozen=True, slots=True)
class About:
    """The issues of one code about one field."""

    code: str
    severity: Severity
    columns: tuple[Column, ...]
    field: str | None
    message: pl.Expr
    rejects: bool = False
    has_value: bool = True
    """Whether the field's value is what became of the cell."""
    guess: Guess = _NONE

    @property
    def needs(self) -> list[str]:
        """The columns of a checked frame that are looked at."""
        made = (self.message, self.guess.text, self.guess.is_safe)
        fields = [self.field] if self.field else []
        names = [LINE, REJECTED, *fields, *(column.key for column in self.columns)]
        return list(dict.fromkeys([*names, *(name for one in made for name in one.meta.root_names())]))

    def _with_guess(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with their suggestions, worked out once for cells that repeat themselves."""
        made = [self.guess.text.alias(_TEXT), self.guess.is_safe.alias(_SAFE)]
        inputs = sorted({name for expression in made for name in expression.meta.root_names()})
        if not inputs:
            return rows.with_columns(made)
        distinct = rows.select(inputs).unique()
        if distinct.height > WORTHWHILE * rows.height:
            return rows.with_columns(made)
        found = distinct.with_columns(made)
        return rows.join(found, on=inputs, how="left", nulls_equal=True, maintain_order="left")

    def issues(self, rows: pl.DataFrame) -> pl.DataFrame:
        """One issue per row, in `ISSUE_SCHEMA`."""
        rows = self._with_guess(rows)
        keys = [pl.col(column.key) for column in self.columns]
        received = pl.concat_str(keys, separator=BETWEEN, ignore_nulls=True) if len(keys) > 1 else [*keys, None][0]
        kept = pl.lit(None) if self.field is None or not self.has_value else pl.col(self.field).cast(pl.String)
        issue = {
            "code": pl.lit(self.code),
            "severity": pl.lit(self.severity.value),
            "line": pl.col(LINE),
            "column": pl.lit(BETWEEN_NAMES.join(column.name for column in self.columns) or None),
            "field": pl.lit(self.field),
            "value": pl.lit(None) if received is None else received,
            "becomes": pl.when(~pl.col(REJECTED)).then(kept),
            "message": self.message,
            "rejects": pl.lit(self.rejects),
            "confidence": pl.lit(None),
            "suggestion": pl.col(_TEXT),
            "is_safe": (pl.col(_SAFE) & pl.col(_TEXT).is_not_null()).fill_null(value=False),
        }
        return rows.select(made.cast(ISSUE_SCHEMA[key]).alias(key) for key, made in issue.items())
