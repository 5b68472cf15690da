"""The same as `transform`, for one block in memory and faster: what a column repeats is cleaned once.

A plan falls apart into pieces that share no column. A piece whose columns repeat themselves (towns, types,
weekdays) runs on its distinct rows and is joined back; the others run on all rows. Each expression is
row-local, so the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.build import Plan, Problem, build
from leadtui.cleaning.recipe import Recipe
from leadtui.model.table import LINE, RAW, Column

WORTHWHILE: Final = 0.4
"""Share of distinct rows up to which cleaning only those is quicker."""
SAMPLED: Final = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """Outputs that depend on the same raw columns."""

    inputs: tuple[str, ...]
    layers: tuple[tuple[pl.Expr, ...], ...]
    outputs: tuple[pl.Expr, ...]

    @property
    def names(self) -> list[str]:
        """Of the outputs."""
        return [made.meta.output_name() for made in self.outputs]

    def run(self, block: pl.DataFrame) -> pl.LazyFrame:
        """The outputs, one row per row of the block."""
        rows = block.select(self.inputs or LINE)
        if self.inputs and rows.head(SAMPLED).n_unique() <= WORTHWHILE * min(rows.height, SAMPLED):
            distinct = rows.unique()
            if distinct.height <= WORTHWHILE * rows.height:
                cleaned = self._on(distinct).select(*self.inputs, *self.names)
                joined = rows.lazy().join(
                    cleaned, on=list(self.inputs), how="left", nulls_equal=True, maintain_order="left"
                )
                return joined.select(self.names)
        return self._on(rows).select(self.names)

    def _on(self, rows: pl.DataFrame) -> pl.LazyFrame:
        lazy = rows.lazy()
        for layer in self.layers:
            lazy = lazy.with_columns(layer)
        return lazy.with_columns(self.outputs)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A recipe ready to run on blocks."""

    problems: tuple[Problem, ...]
    made_of: Mapping[str, tuple[Column, ...]]
    """The columns each field is made of."""
    pieces: tuple[Piece, ...]
    names: tuple[str, ...]

    def clean(self, block: pl.DataFrame) -> pl.DataFrame:
        """What `transform` makes of these rows."""
        frames = pl.collect_all([piece.run(block) for piece in self.pieces], engine="in-memory")
        made = {column.name: column for frame in frames for column in frame}
        return block.select(f"^{RAW}.*$").with_columns([made[name] for name in self.names])


def prepare(recipe: Recipe) -> Prepared:
    """The pieces of a recipe's plan."""
    plan = build(recipe)
    pairs = plan.problems()
    outputs = [*plan.fields(), *(made for _, made in pairs)]
    return Prepared(
        problems=tuple(problem for problem, _ in pairs),
        made_of=dict(plan.made_of),
        pieces=tuple(_pieces(plan, outputs)),
        names=tuple(made.meta.output_name() for made in outputs),
    )


def _pieces(plan: Plan, outputs: list[pl.Expr]) -> list[Piece]:
    roots: dict[str, frozenset[str]] = {}
    for name, made in plan.scratch.columns.items():
        roots[name] = _roots(made, roots)
    groups: list[tuple[frozenset[str], list[pl.Expr]]] = []
    for made in outputs:
        needs, same = _roots(made, roots), [made]
        for group in [group for group in groups if group[0] & needs or (not group[0] and not needs)]:
            groups.remove(group)
            needs, same = needs | group[0], [*group[1], *same]
        groups.append((needs, same))
    layers = plan.layers()
    return [
        Piece(
            inputs=tuple(sorted(needs)),
            layers=tuple(tuple(made for made in layer if roots[made.meta.output_name()] <= needs) for layer in layers),
            outputs=tuple(made),
        )
        for needs, made in groups
    ]


def _roots(made: pl.Expr, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The raw columns an expression depends on."""
    names = made.meta.root_names()
    return frozenset().union(*(known.get(name, frozenset([name])) for name in names))
