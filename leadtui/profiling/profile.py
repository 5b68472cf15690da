"""What is in each column: counted over the whole table, recognised on a sample of its distinct values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import polars as pl

from leadtui.model.profile import ColumnProfile, Kinship, Profile
from leadtui.model.table import Column, RawTable
from leadtui.profiling.kinds import KIND_NAMES, KINDS

_DISTINCT: Final = 500
"""Distinct values of a column that recognisers look at."""
_FREQUENT: Final = 100
"""So many of them are the most frequent ones; the others come from all over the column."""
_SAMPLES: Final = 12
_LOOKED_AT: Final = 400
"""Characters of a value; what is longer is prose whatever its end."""
_PATTERN_LENGTH: Final = 60
_PLACES: Final = 32
"""Where a large table is looked at."""
_TOGETHER: Final = 6
"""Columns counted in one pass."""
_EXACT_ROWS: Final = 200_000
"""Up to so many rows distinct values are counted exactly; beyond, estimated within a few percent."""


def profile(raw: RawTable, *, sample_rows: int = 10_000) -> Profile:
    """The profile of every column, in file order.

    Filled and distinct cells are counted in all rows. Kinds and patterns are looked for in `sample_rows` of them:
    evenly spaced ones of a table up to 200,000 rows; of a larger one, runs of rows from 32 places, its beginning
    and its end among them.
    """
    keys = [column.key for column in raw.columns]
    if not keys:
        return Profile((), raw.row_count, 0)
    sample = _sample(raw.frame.select(keys), raw.row_count, sample_rows)
    counted = [_distinct(sample.get_column(key)) for key in keys]
    totals = [_totals(frame) for frame in counted] if sample.height >= raw.row_count else _all_totals(raw)
    seen = [_spread(frame) for frame in counted]
    stacked = pl.concat(frame.with_columns(pl.lit(place).alias("place")) for place, frame in enumerate(seen))
    kinds, patterns = _kinds(stacked), _patterns(stacked)
    columns = []
    for place, column in enumerate(raw.columns):
        pattern, share = patterns.get(place, ("", 0.0))
        total = totals[place]
        columns.append(
            ColumnProfile(
                column=column,
                row_count=raw.row_count,
                filled_count=total.filled,
                distinct_count=total.distinct,
                samples=tuple(seen[place].get_column("value").head(_SAMPLES)),
                top_pattern=pattern,
                top_pattern_share=share,
                kinds=tuple(kinds.get(place, ())),
                min_length=total.shortest,
                max_length=total.longest,
            )
        )
    return Profile(tuple(columns), raw.row_count, sample.height)


def _sample(rows: pl.LazyFrame, row_count: int, wanted: int) -> pl.DataFrame:
    """Some rows, trimmed."""
    trimmed = rows.with_columns(pl.all().str.strip_chars())
    if row_count <= max(wanted, _EXACT_ROWS):
        return trimmed.gather_every(max(1, row_count // wanted)).head(wanted).collect(engine="streaming")
    # Nothing but these runs is read from the spool, and one after the other: together they take much memory.
    size = max(1, wanted // _PLACES)
    starts = (place * (row_count - size) // (_PLACES - 1) for place in range(_PLACES))
    return pl.concat([trimmed.slice(start, size).collect() for start in starts])


class _Totals(NamedTuple):
    """What is counted over a whole column."""

    filled: int
    distinct: int
    shortest: int
    longest: int


def _totals(counted: pl.DataFrame) -> _Totals:
    """Of a column whose distinct values are all known."""
    length = counted.get_column("value").str.len_chars()
    shortest, longest = (length.min(), length.max()) if counted.height else (0, 0)
    return _Totals(int(counted.get_column("count").sum()), counted.height, int(shortest), int(longest))  # type: ignore[arg-type]


def _all_totals(raw: RawTable) -> list[_Totals]:
    """Of all columns, some at a time: each is read from the spool once, and few are in memory together."""
    batches = (raw.columns[place : place + _TOGETHER] for place in range(0, len(raw.columns), _TOGETHER))
    return [total for columns in batches for total in _totals_of(raw, columns)]


def _totals_of(raw: RawTable, columns: Sequence[Column]) -> Iterator[_Totals]:
    is_exact = raw.row_count <= _EXACT_ROWS
    wanted = []
    for column in columns:
        text, length = pl.col(column.key), pl.col(f"length {column.key}")
        nothing = (text.null_count() > 0) + (length == 0).any().fill_null(value=False)
        wanted += [
            (length > 0).sum().alias(f"filled {column.key}"),
            ((text.n_unique() if is_exact else text.approx_n_unique()) - nothing).alias(f"distinct {column.key}"),
            length.filter(length > 0).min().alias(f"shortest {column.key}"),
            length.max().alias(f"longest {column.key}"),
        ]
    # Two steps first: no engine sees that a column need be trimmed and measured only once.
    trimmed = raw.frame.select(pl.col(column.key).str.strip_chars() for column in columns)
    measured = trimmed.with_columns(pl.all().str.len_chars().name.prefix("length "))
    found = measured.select(wanted).collect(engine="streaming").row(0)
    totals = (_Totals(*(number or 0 for number in found[place : place + 4])) for place in range(0, len(found), 4))
    return (total._replace(distinct=max(min(total.distinct, total.filled), total.filled > 0)) for total in totals)


def _distinct(texts: pl.Series) -> pl.DataFrame:
    """Trimmed texts with their counts, most frequent first; of equals, the one that comes first in the file."""
    values = texts.unique(maintain_order=True).alias("value")
    counted = pl.DataFrame([values, texts.unique_counts().alias("count")]).filter(pl.col("value") != "")
    return counted.sort("count", descending=True, maintain_order=True)


def _spread(counted: pl.DataFrame) -> pl.DataFrame:
    """The most frequent values, and some from all over the rest."""
    others = counted.slice(_FREQUENT)
    step = -(-others.height // (_DISTINCT - _FREQUENT))
    return counted if step <= 1 else pl.concat([counted.head(_FREQUENT), others.gather_every(step)])


def _kinds(stacked: pl.DataFrame) -> dict[int, list[Kinship]]:
    """The kinds of each column, best first.

    All columns are tested as one: a recogniser is made once, which costs more than its use.
    """
    value, count = pl.col("value"), pl.col("count")
    looked_at = stacked.select(value.str.slice(0, _LOOKED_AT))
    # One by one: in a single query the search for common subexpressions takes longer than the work.
    tests = [looked_at.select(kind.test(value).fill_null(value=False).alias(kind.name)) for kind in KINDS]
    tested = pl.concat([stacked, *tests], how="horizontal")
    rows = [pl.col(name).dot(count.cast(pl.Int64)).alias(f"rows {name}") for name in KIND_NAMES]
    yes = [value.filter(pl.col(name)).first().alias(f"yes {name}") for name in KIND_NAMES]
    no = [value.filter(~pl.col(name)).first().alias(f"no {name}") for name in KIND_NAMES]
    found = tested.lazy().group_by("place").agg(count.sum().alias("of"), *rows, *yes, *no)
    ranked: dict[int, list[Kinship]] = {}
    for answer in found.collect(optimizations=pl.QueryOptFlags(comm_subexpr_elim=False)).iter_rows(named=True):
        ranked[answer["place"]] = sorted(
            (
                Kinship(name, answer[f"rows {name}"] / answer["of"], answer[f"yes {name}"], answer[f"no {name}"])
                for name in KIND_NAMES
                if answer[f"rows {name}"]
            ),
            key=_rank,
        )
    return ranked


def _rank(kinship: Kinship) -> tuple[float, bool, int]:
    """Most common first; of equals the one that says something about the world, then the most telling."""
    place = KIND_NAMES.index(kinship.kind)
    return -round(kinship.share, 3), not KINDS[place].is_specific, place


def _patterns(stacked: pl.DataFrame) -> dict[int, tuple[str, float]]:
    """The commonest shape of each column and its share."""
    shape = (
        pl.col("value")
        .str.slice(0, _PATTERN_LENGTH)
        .str.replace_all(r"\p{Lu}+", "A")
        .str.replace_all(r"\p{Ll}+", "a")
        .str.replace_all(r"\p{Nd}", "9")
    )
    shapes = stacked.group_by("place", shape.alias("shape")).agg(pl.col("count").sum())
    best = shapes.sort(["count", "shape"], descending=[True, False]).group_by("place", maintain_order=True)
    top = best.agg(pl.col("shape").first(), pl.col("count").first(), pl.col("count").sum().alias("of"))
    return {place: (shape, count / of) for place, shape, count, of in top.iter_rows()}
