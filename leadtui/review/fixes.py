"""From suggested fixes to decisions: which values of a group, or of all, are put right, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from leadtui.review.groups import IssueGroup, rows_of

MOST: Final = 2000
"""Values of one field that a mapping can list and still be read by a person."""


@dataclass(frozen=True, slots=True)
class Fixes:
    """Values to be read otherwise."""

    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field → value as received → what is read instead."""
    row_count: int = 0
    """Issues that are settled by it."""
    left_count: int = 0
    """Distinct values beyond what a mapping can list."""

    @property
    def value_count(self) -> int:
        """Distinct values, of all fields."""
        return sum(map(len, self.values.values()))


def fixes_of(issues: pl.DataFrame, group: IssueGroup | None = None, *, only_safe: bool = False) -> Fixes:
    """The suggested fixes of a group, or of all issues; a value of which rows suggest different things is left out."""
    wanted = rows_of(issues, group) if group else issues
    offered = (
        wanted.lazy()
        .filter(pl.col("field").is_not_null(), pl.col("value").is_not_null())
        .group_by("field", "value", maintain_order=True)
        .agg(
            meant=pl.col("suggestion").drop_nulls().first(),
            agreed=pl.col("suggestion").drop_nulls().n_unique() == 1,
            is_safe=pl.col("is_safe").any(),
            rows=pl.col("suggestion").is_not_null().sum(),
        )
        .filter(pl.col("agreed") & (pl.col("is_safe") | (not only_safe)))
        .sort("rows", descending=True, maintain_order=True)
    )
    taken = offered.group_by("field", maintain_order=True).head(MOST).collect()
    values: dict[str, dict[str, str]] = {}
    for name, value, meant in taken.select("field", "value", "meant").iter_rows():
        values.setdefault(name, {})[value] = meant
    left = offered.select(pl.len()).collect().item() - taken.height
    return Fixes(values, int(taken["rows"].sum()), left)
