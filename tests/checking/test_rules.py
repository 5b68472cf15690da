"""The rules of a target, each kind by what it lets pass and what it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from leadtui.checking import check
from leadtui.cleaning import compile_recipe, settle
from leadtui.errors import UsageError
from leadtui.model.checked import Checked
from leadtui.model.target import Rule
from tests.cleaning.tables import Cells, mapping, table


def checked(fields: dict[str, Any], cells: Cells, block_rows: int = 100_000) -> Checked:
    """The cells, checked by a target that has these fields."""
    made = mapping(fields, {name: {"to": name} for name in cells})
    raw = table(cells)
    return check(raw, settle(compile_recipe(made, raw.columns), raw), made.target, block_rows=block_rows)


def failing(outcome: Checked) -> list[tuple[int, str]]:
    """Line and code of what the rules say."""
    return [(row["line"], row["code"]) for row in outcome.issues.iter_rows(named=True) if row["code"] != "I-NULL"]


@pytest.mark.parametrize(
    ("field", "values", "lines"),
    [
        ({"type": "integer", "rules": [{"between": [1, 100]}]}, ["0", "1", "100", "101", None], [2, 5]),
        ({"type": "integer", "rules": [{"between": [1, None]}]}, ["0", "1", "1000"], [2]),
        ({"type": "numeric", "rules": [{"between": [None, 2.5]}]}, ["2.5", "2.51"], [3]),
        ({"type": "date", "rules": [{"between": [date(2000, 1, 1), None]}]}, ["1999-12-31", "2000-01-01"], [2]),
        ({"rules": [{"pattern": "[A-Z]{2}[0-9]+"}]}, ["AB1", "xAB1", "AB1x", None], [3, 4]),
        ({"rules": [{"in": ["center", "home"]}]}, ["center", "Center", "home", None], [3]),
        ({"rules": [{"unique": True}]}, ["a", "b", "a", None, None, "a"], [4, 7]),
        ({"kind": "us_phone", "rules": [{"check": "phone_area"}]}, ["512-555-0101", "232-555-0101"], [3]),
        ({"rules": [{"expr": "LENGTH(value) > 1"}]}, ["ab", "a", None], [3]),
    ],
)
def test_a_rule_finds_the_rows_that_break_it(field: dict[str, Any], values: list[str | None], lines: list[int]) -> None:
    outcome = checked({"value": field}, {"value": values})
    assert [line for line, _ in failing(outcome)] == lines
    assert {code for _, code in failing(outcome)} == {Rule.model_validate(field["rules"][0]).code}


def test_a_value_is_unique_over_all_blocks() -> None:
    values = [f"n{place % 7}" for place in range(20)]
    rule = {"unique": True, "code": "E-TWICE", "on_failure": "reject"}
    outcome = checked({"value": {"rules": [rule]}}, {"value": values}, block_rows=3)
    assert outcome.good.collect()["value"].to_list() == [f"n{place}" for place in range(7)]
    assert outcome.rejected.height == 13


def test_a_zip_code_lies_in_its_state() -> None:
    fields = {
        "zip": {"kind": "us_zip", "rules": [{"check": "zip_fits_state", "on_failure": "null"}]},
        "state": {"kind": "us_state"},
    }
    zips = ["78701", "78701", "02108", "M5H 2N2", "78701", None]
    outcome = checked(fields, {"zip": zips, "state": ["TX", "NV", "MA", "ON", None, "TX"]})
    assert [line for line, code in failing(outcome) if code == "W-CHECK"] == [3]
    assert outcome.good.collect()["zip"].to_list() == ["78701", None, "02108", "M5H 2N2", "78701", None]


@pytest.mark.parametrize("rule", [{}, {"unique": True, "pattern": "a"}, {"code": "X", "unique": True}])
def test_a_rule_says_one_thing(rule: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rule.model_validate(rule)


@pytest.mark.parametrize(
    "field",
    [
        {"rules": [{"pattern": "("}]},
        {"rules": [{"between": [1, 2]}]},
        {"type": "date", "rules": [{"between": [1, 2]}]},
        {"kind": "us_zip", "rules": [{"check": "zip_fits_state"}]},
    ],
)
def test_a_rule_that_fits_nothing_is_refused_in_a_sentence(field: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="rule W-"):
        checked({"value": field}, {"value": ["a"]})


def test_a_pattern_that_would_explode_elsewhere_is_quick() -> None:
    outcome = checked({"value": {"rules": [{"pattern": "(a+)+"}, {"pattern": "(.*)*x"}]}}, {"value": ["a" * 50_000]})
    assert sorted(code for _, code in failing(outcome)) == ["W-LONG", "W-PATTERN"]
