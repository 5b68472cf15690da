"""Expressions that people write: a closed list, confined to the row."""

from __future__ import annotations

import polars as pl
import pytest

from leadtui.cleaning import expression
from leadtui.errors import UsageError

SCHEMA = {"a": pl.String(), "b": pl.String(), "n": pl.Int64(), "d": pl.Date(), "Two Words": pl.String()}
ALLOWED = (
    "upper(a)",
    "a || ' ' || b",
    "n BETWEEN 1 AND 5000",
    "a IS NULL OR n = 3",
    "CASE WHEN n > 1 THEN a ELSE b END",
    "coalesce(a, b)",
    "substr(a, 1, 2)",
    "TRY_CAST(a AS INTEGER)",
    "n IN (1, 2)",
    "a LIKE 'x%'",
    "concat(a, b)",
    "date_part('year', d)",
    "greatest(n, 1)",
    "length(a) > 2",
    "a ~ '^[0-9]+$'",
    "nullif(a, 'x')",
    "trim(a)",
    "d <= d",
    "regexp_replace(a, 'x', 'y')",
    "split_part(a, '-', 1)",
    "round(n, 2)",
    "NOT n > 1",
    "d >= DATE '1900-01-01'",
    '"Two Words" = a',
    "a = 'now() current_date'",
    "left(a, 2)",
    "starts_with(a, 'x')",
    "a NOT IN ('x', 'y')",
)
REFUSED = (
    "sum(n)",
    "(SELECT 1)",
    "count(*)",
    "max(n) OVER ()",
    "row_number() OVER (ORDER BY a)",
    "now()",
    "current_timestamp",
    "current_date",
    "read_csv('/etc/passwd')",
    "CAST(a AS INTEGER)",
    "a::date",
    "strptime(a, '%Y')",
    "lpad(a, 1000000000)",
    "repeat(a, 3)",
    "array_agg(a)",
    "c",
    "a ~ '('",
    "a > n",
    "a[1]",
    "*",
    "",
    "a; DROP TABLE x",
    "__import__('os')",
    "replace(replace(replace(a, 'x', 'y'), 'x', 'y'), 'x', 'y')",
    "replace(a, 'x', '" + "y" * 300 + "')",
    "a || " * 2000 + "a",
    "first_value(a)",
    "lag(a) OVER (ORDER BY a)",
    "random()",
    "upper(a",
    "a AND",
)


@pytest.mark.parametrize("text", ALLOWED)
def test_plain_ones_are_allowed(text: str) -> None:
    frame = pl.DataFrame({"a": ["x"], "b": ["y"], "n": [1], "d": [None], "Two Words": ["z"]}, schema=SCHEMA)
    assert frame.select(expression(text, SCHEMA, "rule").alias("made")).height == 1


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        expression(text, SCHEMA, "rule")


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(UsageError) as refusal:
        expression("Two_Words = a", SCHEMA, "rule W-X")
    assert "rule W-X" in refusal.value.message
    assert refusal.value.hint == "Did you mean 'Two Words'?"


def test_a_bad_pattern_takes_linear_time() -> None:
    frame = pl.DataFrame({"a": ["a" * 50_000 + "!"]})
    assert frame.select(expression("a ~ '^(a+)+$'", {"a": pl.String()}, "rule")).item() is False
