"""One value spelled in several ways: what is merged, what is only asked about, and what is left alone."""

from __future__ import annotations

import polars as pl
import pytest

from leadtui.checking import check
from leadtui.checking.spellings import clusters
from leadtui.cleaning import compile_recipe, settle
from leadtui.model.checked import Checked
from tests.cleaning.tables import mapping, table

USUAL = {"Full Permit": 400, "Initial Permit": 90, "Licensed Center": 300, "Registered Home": 50}


@pytest.mark.parametrize(("spelling", "usual", "is_safe"), [
    ("FULL PERMIT", "Full Permit", True), ("full-permit", "Full Permit", True), ("Full  Permit", "Full Permit", True),
    ("FullPermit", "Full Permit", True), ("Permit, Full", "Full Permit", False), ("Full Permitt", "Full Permit", False),
    ("Licenced Center", "Licensed Center", False), ("Licensed Centre", "Licensed Center", False),
    ("Inital Permit", "Initial Permit", False),
])  # fmt: skip
def test_another_spelling_is_found(spelling: str, usual: str, is_safe: bool) -> None:
    found = clusters(USUAL | {spelling: 3})
    assert set(found) == {spelling}
    assert (found[spelling].text, found[spelling].is_safe) == (usual, is_safe)


@pytest.mark.parametrize("value", [
    "Unlicensed Center", "Licensed Home", "Final Permit", "Registered Home 2", "Permit", "Listed Center",
    "Full Permits A",
])  # fmt: skip
def test_another_value_is_left_alone(value: str) -> None:
    assert clusters(USUAL | {value: 3}) == {}


@pytest.mark.parametrize("values", [
    {"Type A": 90, "Type B": 2}, {"Level 1": 90, "Level 2": 2}, {"Active": 90, "Inactive": 2},
    {"Male": 90, "Female": 2},
    {"M": 90, "F": 2}, {"Yes": 90, "No": 2}, {"Ages 10-12": 90, "Ages 10-13": 2}, {"Legal": 90, "Illegal": 2},
    {"Before School": 50, "After School": 50}, {"---": 3, "***": 2, "": 4},
])  # fmt: skip
def test_values_that_look_alike_and_are_not(values: dict[str, int]) -> None:
    assert clusters(values) == {}


def test_of_two_equally_frequent_spellings_neither_is_the_usual_one() -> None:
    found = clusters({"Day Care": 5, "Daycare": 5})
    assert [choice.is_safe for choice in found.values()] == [False]


def test_a_slip_needs_a_far_more_frequent_neighbour_and_among_places_more_so() -> None:
    assert clusters({"Burnett": 10, "Burnet": 2}) == {}
    assert set(clusters({"Springfield": 15, "Springfeild": 1})) == {"Springfeild"}
    assert clusters({"Springfield": 15, "Springfeild": 1}, are_places=True) == {}


def checked(column: list[str], *, block_rows: int = 100_000, **field: object) -> Checked:
    made = mapping({"kind": {"kind": "category", **field}}, {"Kind": {"to": "kind"}})
    raw = table({"Kind": column})
    return check(raw, settle(compile_recipe(made, raw.columns), raw), made.target, block_rows=block_rows)


CELLS = ["Full Permit"] * 30 + ["full-permit", "Full Permitt"] + ["Other"] * 5 + ["full-permit"]


@pytest.mark.parametrize("block_rows", [1, 7, 1000])
def test_each_row_with_an_unusual_spelling_is_an_issue_whatever_the_blocks(block_rows: int) -> None:
    found = checked(CELLS, block_rows=block_rows).issues
    assert found.select("code", "line", "value", "becomes", "suggestion", "is_safe").rows() == [
        ("W-SPELLING", 32, "full-permit", "full-permit", "Full Permit", True),
        ("W-SPELLING", 33, "Full Permitt", "Full Permitt", "Full Permit", False),
        ("W-SPELLING", 39, "full-permit", "full-permit", "Full Permit", True),
    ]
    assert checked(CELLS, block_rows=block_rows).fixed_count == 0


def test_taken_as_a_value_map_they_are_one_value() -> None:
    after = checked(CELLS, values={"full-permit": "Full Permit", "Full Permitt": "Full Permit"})
    assert after.issues.height == 0
    assert after.good.collect()["kind"].unique().sort().to_list() == ["Full Permit", "Other"]


def test_a_column_of_names_is_no_column_of_categories() -> None:
    made = mapping({"company": {"kind": "company"}}, {"Name": {"to": "company"}})
    raw = table({"Name": ["Sunny Kids"] * 30 + ["Suny Kids", "sunny-kids"]})
    assert check(raw, settle(compile_recipe(made, raw.columns), raw), made.target).issues.height == 0


def test_a_source_that_ignores_it_is_not_asked_again() -> None:
    assert checked(CELLS, issues={"W-SPELLING": "ignore"}).issues.filter(pl.col("code") == "W-SPELLING").height == 0


def test_the_issue_shows_the_cell_as_received_so_that_a_fix_finds_it_again() -> None:
    column = ["Full Permit"] * 30 + [" FULL-PERMIT "]
    (issue,) = checked(column).issues.rows(named=True)
    assert (issue["value"], issue["suggestion"]) == (" FULL-PERMIT ", "Full Permit")
    edited = checked(column, cells=[{"was": issue["value"], "to": "Initial Permit"}])
    assert edited.good.collect()["kind"].to_list()[-1] == "Initial Permit"
    assert checked(column, values={issue["value"]: "Full Permit"}).issues.height == 0
