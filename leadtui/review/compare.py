"""A field's values before and after cleaning, on all rows, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.recipe import Recipe
from leadtui.model.step import Copy, Derive, Split
from leadtui.model.table import Column

SHOWN: Final = 80
"""Pairs kept of each kind, most frequent first."""
LONGEST: Final = 400
"""Characters of a value that are compared by eye."""
BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Pair:
    """A value as received, what becomes of it, and in how many rows."""

    before: str | None
    after: str | None
    count: int
    is_lost: bool = False
    """Something was there, and nothing is kept of it."""

    @property
    def is_changed(self) -> bool:
        """The value is not what was received."""
        return self.after is not None and self.before != self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field, before and after."""

    field: str
    columns: tuple[str, ...]
    """Names of the columns it is made of."""
    row_count: int
    filled_count: int
    """Rows in which it has a value afterwards."""
    changed_count: int
    """Rows in which the value is not the one received."""
    lost_count: int
    """Rows in which something was received and nothing is kept."""
    pairs: tuple[Pair, ...]
    """Lost ones first, then changed, then kept; most frequent first within each."""


def sources(recipe: Recipe, field: str) -> tuple[Column, ...]:
    """The columns a field is made of, those of the field it is derived from included."""
    found: dict[str, Column] = {}
    for bound in recipe.steps:
        step = bound.step
        fields = step.fields if isinstance(step, Split) else (step.field,)
        if field in fields:
            found |= {column.key: column for column in bound.columns}
        if field in fields and isinstance(step, Derive):
            found |= {column.key: column for column in sources(recipe, step.source)}
    return tuple(found.values())


def is_copied(recipe: Recipe, field: str) -> bool:
    """Whether a whole column goes into the field, so that an empty field is a loss."""
    return any(isinstance(bound.step, Copy) and bound.step.field == field for bound in recipe.steps)


def compare(cleaned: pl.LazyFrame, field: str, columns: Iterable[Column], *, can_lose: bool = True) -> Comparison:
    """Compare a field with the columns it comes from.

    `cleaned` holds the raw columns and the fields; see `cleaning.transform`. `can_lose` is False where a
    value may well hold nothing for this field: an address without a suite loses no `address2`.
    """
    made_of = tuple(columns)
    keys = [pl.col(column.key) for column in made_of]
    before = pl.concat_str(keys, separator=BETWEEN, ignore_nulls=True) if keys else pl.lit(None, pl.String)
    filled = pl.any_horizontal([key.is_not_null() for key in keys]) if keys else pl.lit(value=False)
    values = cleaned.select(
        before=pl.when(filled).then(before).str.slice(0, LONGEST),
        after=pl.col(field).cast(pl.String).str.slice(0, LONGEST),
    )
    lost = (pl.col("before").str.strip_chars() != "") & pl.col("after").is_null() & can_lose
    changed = pl.col("after").is_not_null() & pl.col("before").ne_missing(pl.col("after"))
    counted = (
        values.group_by("before", "after")
        .agg(count=pl.len())
        .with_columns(kind=pl.when(lost.fill_null(value=False)).then(0).when(changed).then(1).otherwise(2))
        .collect(engine="streaming")
    )
    shown = counted.sort("kind", "count", "before", descending=[False, True, False]).group_by(
        "kind", maintain_order=True
    )
    return Comparison(
        field=field,
        columns=tuple(column.name for column in made_of),
        row_count=int(counted["count"].sum()),
        filled_count=int(counted.filter(pl.col("after").is_not_null())["count"].sum()),
        changed_count=int(counted.filter(kind=1)["count"].sum()),
        lost_count=int(counted.filter(kind=0)["count"].sum()),
        pairs=tuple(
            Pair(before, after, count, is_lost=kind == 0)
            for before, after, count, kind in shown.head(SHOWN).select("before", "after", "count", "kind").iter_rows()
        ),
    )
