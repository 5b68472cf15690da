"""Rows as received into rows of the target; one row at a time, so blocks, streams and machines give the same."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from leadtui.cleaning.build import build
from leadtui.cleaning.plan import Problem
from leadtui.cleaning.recipe import Recipe
from leadtui.model.table import RAW


def transform(frame: pl.LazyFrame, recipe: Recipe) -> pl.LazyFrame:
    """All `raw:` columns, then every field of the target, typed, then the problem columns.

    What the problem columns mean is told by `problems(recipe)`.
    """
    plan = build(recipe)
    for layer in plan.layers():
        frame = frame.with_columns(layer)
    return frame.select(pl.col(f"^{RAW}.*$"), *plan.fields(), *(made for _, made in plan.problems()))


def as_filed(frame: pl.LazyFrame, recipe: Recipe, names: Iterable[str]) -> pl.LazyFrame:
    """These fields as the file has them, before any cleaner: what a row is found again by."""
    plan = build(recipe)
    for layer in plan.layers():
        frame = frame.with_columns(layer)
    return frame.select(plan.filed(name).cast(pl.String).alias(name) for name in dict.fromkeys(names))


def problems(recipe: Recipe) -> tuple[Problem, ...]:
    """The problem columns of a transformed frame."""
    return tuple(problem for problem, _ in build(recipe).problems())
