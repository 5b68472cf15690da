"""What is in each column: counted over the whole table, recognised on a sample of its distinct values."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.model.profile import ColumnProfile, Kinship, Profile
from leadtui.model.table import Column, RawTable
from leadtui.profiling.kinds import KIND_NAMES, KINDS

_DISTINCT: Final = 1_000
"""Distinct values of a column that recognisers look at, the most frequent first."""
_SAMPLES: Final = 12
_PATTERN_LENGTH: Final = 60
_EXACT_ROWS: Final = 200_000
"""Up to so many rows distinct values are counted exactly; beyond, estimated within a few percent."""


def profile(raw: RawTable, *, sample_rows: int = 10_000) -> Profile:
    """The profile of every column, in file order; rows are sampled evenly over the table."""
    step = max(1, raw.row_count // sample_rows)
    keys = [column.key for column in raw.columns]
    sample = raw.frame.select(keys).gather_every(step).head(sample_rows).collect(engine="streaming")
    counts = raw.frame.select(_counts(raw)).collect(engine="streaming").row(0, named=True) if keys else {}
    seen = [_distinct(sample.get_column(key)) for key in keys]
    kinds = _kinds(seen) if seen else []
    columns = tuple(
        _column_profile(column, raw, counts, frame, found)
        for column, frame, found in zip(raw.columns, seen, kinds, strict=True)
    )
    return Profile(columns, raw.row_count, sample.height)


def _counts(raw: RawTable) -> list[pl.Expr]:
    found = []
    for column in raw.columns:
        text = pl.col(column.key).str.strip_chars()
        filled = text.filter(text != "")
        distinct = filled.n_unique() if raw.row_count <= _EXACT_ROWS else filled.approx_n_unique()
        length = filled.str.len_chars()
        found += [
            filled.len().alias(f"filled {column.key}"),
            distinct.alias(f"distinct {column.key}"),
            length.min().alias(f"shortest {column.key}"),
            length.max().alias(f"longest {column.key}"),
        ]
    return found


def _column_profile(
    column: Column, raw: RawTable, counts: dict[str, int | None], seen: pl.DataFrame, kinds: tuple[Kinship, ...]
) -> ColumnProfile:
    pattern, share = _top_pattern(seen)
    return ColumnProfile(
        column=column,
        row_count=raw.row_count,
        filled_count=counts[f"filled {column.key}"] or 0,
        distinct_count=counts[f"distinct {column.key}"] or 0,
        samples=tuple(seen.get_column("value").head(_SAMPLES)),
        top_pattern=pattern,
        top_pattern_share=share,
        kinds=kinds,
        min_length=counts[f"shortest {column.key}"] or 0,
        max_length=counts[f"longest {column.key}"] or 0,
    )


def _distinct(values: pl.Series) -> pl.DataFrame:
    """The most frequent values with their counts, most frequent first."""
    texts = values.str.strip_chars().rename("value")
    counted = texts.filter(texts != "").value_counts(name="count")
    return counted.sort(["count", "value"], descending=[True, False]).head(_DISTINCT)


def _kinds(seen: list[pl.DataFrame]) -> list[tuple[Kinship, ...]]:
    """The kinds of each column.

    All columns are tested as one: a recogniser is made once, which costs more than its use.
    """
    value, count = pl.col("value"), pl.col("count")
    rows = pl.concat(frame.with_columns(pl.lit(place).alias("place")) for place, frame in enumerate(seen))
    # One by one: in a single query the search for common subexpressions takes a hundred times longer.
    tests = [rows.select(kind.test(value).fill_null(value=False).alias(kind.name)) for kind in KINDS]
    tested = pl.concat([rows, *tests], how="horizontal")
    answers = tested.unpivot(KIND_NAMES, index=["place", "value", "count"], variable_name="kind", value_name="is")
    of_column = ["place", "kind"]
    found = (
        answers.filter("is")
        .group_by(of_column, maintain_order=True)
        .agg(count.sum().alias("rows"), value.first().alias("yes"))
        .join(
            answers.filter(~pl.col("is")).group_by(of_column).agg(value.first().alias("no")), on=of_column, how="left"
        )
        .join(rows.group_by("place").agg(count.sum().alias("of")), on="place")
    )
    ranked: list[list[Kinship]] = [[] for _ in seen]
    for place, kind, matching, example, counter_example, total in found.iter_rows():
        ranked[place].append(Kinship(kind, matching / total, example, counter_example))
    return [tuple(sorted(kinds, key=_rank)) for kinds in ranked]


def _rank(kinship: Kinship) -> tuple[float, bool, int]:
    """Most common first; of equals the one that says something about the world, then the most telling."""
    place = KIND_NAMES.index(kinship.kind)
    return -round(kinship.share, 3), not KINDS[place].is_specific, place


def _top_pattern(seen: pl.DataFrame) -> tuple[str, float]:
    if seen.is_empty():
        return "", 0.0
    shape = (
        pl.col("value")
        .str.slice(0, _PATTERN_LENGTH)
        .str.replace_all(r"\p{Lu}+", "A")
        .str.replace_all(r"\p{Ll}+", "a")
        .str.replace_all(r"\p{Nd}", "9")
        .alias("shape")
    )
    shapes = seen.select(shape, "count").group_by("shape").agg(pl.col("count").sum())
    best = shapes.sort(["count", "shape"], descending=[True, False])
    return best.item(0, "shape"), best.item(0, "count") / seen.get_column("count").sum()
