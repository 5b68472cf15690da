"""The same as `transform`, for one block in memory and faster: what a column repeats is cleaned once.

A plan falls apart into pieces that share no column. A piece whose columns repeat themselves (towns, types,
weekdays) runs on its distinct rows and is joined back; the others run on all rows. Each expression is
row-local, so the outcome is the same. Of the others, cells that are as they should be go a short way (`quick`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.build import build
from leadtui.cleaning.filled import filled_by
from leadtui.cleaning.plan import DTYPES, Plan, Problem
from leadtui.cleaning.quick import Quick, quick
from leadtui.cleaning.recipe import Recipe
from leadtui.model.step import Clean, Values
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
    quick: Quick | None = None
    """For rows that are as they should be; its value is a struct of all outputs."""

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
        return self._on(rows).select(self.names) if self.quick is None else self._parted(rows, self.quick)

    def _parted(self, rows: pl.DataFrame, quick: Quick) -> pl.LazyFrame:
        """The usual rows the short way, the others the long one, and all in their order again."""
        usual = rows.select(quick.is_for.fill_null(value=False)).to_series()
        short = rows.filter(usual).lazy().select(quick.value.alias("made")).unnest("made")
        long = self._on(rows.filter(~usual)).select(self.names)
        rank = usual.cast(pl.Int64).cum_sum()
        behind = rank[-1] + pl.int_range(1, rows.height + 1, dtype=pl.Int64) - rank if rows.height else rank
        place = pl.select(pl.when(usual).then(rank).otherwise(behind) - 1).to_series()
        return pl.concat([short.select(self.names), long]).select(pl.all().gather(place))

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
    copied: frozenset[str]
    """Fields that hold one column's cells and nothing else."""

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
        copied=frozenset(name for name in plan.made_of if plan.is_copied(name)),
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
            quick=_short_way(plan, made),
            inputs=tuple(sorted(needs)),
            layers=tuple(tuple(made for made in layer if roots[made.meta.output_name()] <= needs) for layer in layers),
            outputs=tuple(made),
        )
        for needs, made in groups
    ]


def _short_way(plan: Plan, outputs: list[pl.Expr]) -> Quick | None:
    """One for all fields of a piece, if each of them has one, or is only what flows over from another."""
    fields = plan.recipe.target.fields
    names = [made.meta.output_name() for made in outputs]
    ways = {name: quick(plan.recipe, name) for name in names if name in fields}
    found = {name: way for name, way in ways.items() if way is not None}
    empty = {name for name in ways if name not in found and _only_overflows(plan, name)}
    if not found or len(found) + len(empty) < len(ways):
        return None
    schema = {name: DTYPES[fields[name].type] for name in ways}
    of_fields = [(found[name].value if name in found else pl.lit(None)).cast(schema[name]).alias(name) for name in ways]
    texts = {problem.key: problem.message is None for problem, _ in plan.problems()}
    of_problems = [
        pl.lit(None, pl.String).alias(name) if texts[name] else pl.lit(value=False).alias(name)
        for name in names if name not in fields
    ]  # fmt: skip
    return Quick(pl.all_horizontal(way.is_for for way in found.values()), pl.struct(*of_fields, *of_problems))


def _only_overflows(plan: Plan, name: str) -> bool:
    filling = [bound.step for bound in plan.recipe.steps if not isinstance(bound.step, Clean | Values)]
    return not any(name in filled_by(step) for step in filling)


def _roots(made: pl.Expr, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The raw columns an expression depends on."""
    names = made.meta.root_names()
    return frozenset().union(*(known.get(name, frozenset([name])) for name in names))
