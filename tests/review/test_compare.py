"""Before and after, on all rows."""

from __future__ import annotations

import polars as pl

from leadtui.model.table import Column
from leadtui.review import Pair, compare

CITY, STATE = Column(0, "City", "City"), Column(1, "State", "State")


def test_lost_values_come_first_then_changed_then_kept_each_by_frequency() -> None:
    cleaned = pl.LazyFrame(
        {
            "raw:0": ["reno", "reno", "Elko", None, "??", " ", "elko"],
            "city": ["Reno", "Reno", "Elko", None, None, None, "Elko"],
        }
    )
    seen = compare(cleaned, "city", (CITY,))
    assert seen.pairs == (
        Pair("??", None, 1, is_lost=True),
        Pair("reno", "Reno", 2),
        Pair("elko", "Elko", 1),
        Pair(None, None, 1),
        Pair(" ", None, 1),
        Pair("Elko", "Elko", 1),
    )
    assert (seen.row_count, seen.filled_count, seen.changed_count, seen.lost_count) == (7, 4, 3, 1)
    assert seen.pairs[1].is_changed


def test_a_part_that_is_not_there_is_no_loss() -> None:
    cleaned = pl.LazyFrame({"raw:0": ["1 Elm St"], "unit": pl.Series([None], dtype=pl.String)})
    seen = compare(cleaned, "unit", (CITY,), can_lose=False)
    assert (seen.lost_count, seen.pairs) == (0, (Pair("1 Elm St", None, 1),))


def test_several_columns_are_shown_together_and_typed_values_as_text() -> None:
    cleaned = pl.LazyFrame({"raw:0": ["a", None], "raw:1": ["b", None], "n": [7, None]})
    seen = compare(cleaned, "n", (CITY, STATE))
    assert seen.pairs == (Pair("a · b", "7", 1), Pair(None, None, 1))
    assert seen.columns == ("City", "State")


def test_a_field_without_columns_is_counted_all_the_same() -> None:
    seen = compare(pl.LazyFrame({"state": ["NV", "NV"]}), "state", ())
    assert seen.pairs == (Pair(None, "NV", 2),)
