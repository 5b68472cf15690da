"""Suggested fixes: a table of what is meant and of what nobody can tell, and that each holds once it is taken."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui.checking import check
from leadtui.checking.suggest import MENDERS, nearest
from leadtui.cleaning import compile_recipe, settle
from leadtui.model.checked import Checked
from leadtui.model.issue import ISSUE_SCHEMA
from tests.cleaning.tables import mapping, table

FIELDS: dict[str, dict[str, Any]] = {
    "date": {"type": "date", "kind": "date"},
    "email": {"kind": "email"},
    "email_typo": {"kind": "email"},
    "us_zip": {"kind": "us_zip"},
    "us_state": {"kind": "us_state"},
    "us_phone": {"kind": "us_phone"},
    "integer": {"type": "integer"},
    "numeric": {"type": "numeric"},
    "flag": {"type": "boolean"},
    "url": {"kind": "url"},
}
# What the rest of a column says: its dates have the month first.
USUAL = {"date": ["3/25/2020", "4/26/2021", "12/31/2022"] * 30}
with (Path(__file__).parent / "values" / "suggestions.tsv").open(encoding="utf-8", newline="") as file:
    TABLE = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def checked(kind: str, cells: list[str], **more: Any) -> Checked:
    """One column of these cells behind the usual ones, checked."""
    made = mapping({"it": FIELDS[kind] | more, "name": {}}, {"It": {"to": "it"}, "Name": {"to": "name"}})
    rows = [*USUAL.get(kind, []), *cells]
    raw = table({"It": rows, "Name": [str(number) for number in range(len(rows))]})
    return check(raw, settle(compile_recipe(made, raw.columns), raw), made.target)


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_meant_is_suggested_and_nothing_else(kind: str) -> None:
    wanted = [row for row in TABLE if row["kind"] == kind]
    assert len(wanted) >= 2
    found = {
        value: (suggestion, is_safe)
        for value, suggestion, is_safe in checked(kind, [row["received"] for row in wanted])
        .issues.filter(pl.col("line").is_not_null())
        .select("value", "suggestion", "is_safe")
        .iter_rows()
    }
    assert found == {
        row["received"]: (None if row["suggestion"] == "-" else row["suggestion"], row["safe"] == "yes")
        for row in wanted
    }


@pytest.mark.parametrize("kind", FIELDS)
def test_a_suggestion_that_is_taken_settles_the_issue(kind: str) -> None:
    fixes = {row["received"]: row["suggestion"] for row in TABLE if row["kind"] == kind and row["suggestion"] != "-"}
    before = checked(kind, list(fixes)).issues.filter(pl.col("line").is_not_null())
    after = checked(kind, list(fixes), values=fixes)
    assert before.height == len(fixes)
    assert after.issues.filter(pl.col("line").is_not_null()).height == 0
    assert after.good.collect()["it"].null_count() == 0


@settings(deadline=None, max_examples=15)
@given(
    st.sampled_from(sorted(FIELDS)), st.lists(st.text(max_size=40) | st.from_regex(r"[0-9OlI@./ -]{1,14}"), min_size=9)
)
def test_whatever_stands_in_a_cell_a_suggestion_is_something_else_or_nothing(kind: str, cells: list[str]) -> None:
    issues = checked(kind, cells).issues
    assert issues.schema == ISSUE_SCHEMA
    assert issues.filter(pl.col("suggestion") == pl.col("value")).height == 0


def test_the_state_of_the_row_makes_a_zip_code_safe_or_forbids_it() -> None:
    fields = {"zip": {"kind": "us_zip"}, "state": {"kind": "us_state"}}
    made = mapping(fields, {"Zip": {"to": "zip"}, "State": {"to": "state"}})
    raw = table({"Zip": ["2108", "2108", "2108"], "State": ["MA", "TX", None]})
    issues = check(raw, settle(compile_recipe(made, raw.columns), raw), made.target).issues
    assert issues.select("suggestion", "is_safe").rows() == [("02108", True), (None, False), ("02108", False)]


def test_the_zip_code_of_the_row_makes_a_state_safe() -> None:
    fields = {"zip": {"kind": "us_zip"}, "state": {"kind": "us_state"}}
    made = mapping(fields, {"Zip": {"to": "zip"}, "State": {"to": "state"}})
    raw = table({"Zip": ["02108", "78701"], "State": ["Massachusets", "Massachusets"]})
    issues = check(raw, settle(compile_recipe(made, raw.columns), raw), made.target).issues
    assert issues.select("suggestion", "is_safe").rows() == [("MA", True), ("MA", False)]


def test_a_column_in_which_both_orders_occur_gets_no_reading_of_a_date() -> None:
    cells = ["13/4/2020", "4/13/2020", "25/3/2021", "3/25/2021", "4/5/2020"] * 10
    issues = checked("date", cells).issues.filter(pl.col("line") > 91)
    assert issues.filter(pl.col("value") == "4/5/2020")["suggestion"].null_count() == 10


def test_a_date_is_suggested_as_the_mapping_wants_dates_written() -> None:
    issues = checked("date", ["13/04/2019"], format="%m/%d/%Y").issues
    assert issues.filter(value="13/04/2019")["suggestion"].to_list() == ["04/13/2019"]


def test_of_a_list_the_nearest_value_is_suggested() -> None:
    rule = {"in": ["Active", "Inactive", "Full Permit"], "on_failure": "null"}
    made = mapping({"it": {"rules": [rule]}}, {"It": {"to": "it"}})
    raw = table({"It": ["active", "Full-Permit", "Full Permitt", "In active", "Gone", "Act"]})
    issues = check(raw, settle(compile_recipe(made, raw.columns), raw), made.target).issues
    assert issues.select("value", "suggestion", "is_safe").rows() == [
        ("active", "Active", True),
        ("Full-Permit", "Full Permit", True),
        ("Full Permitt", "Full Permit", False),
        ("In active", "Inactive", True),
        ("Gone", None, False),
        ("Act", None, False),
    ]


def test_a_cell_with_several_fields_in_it_gets_no_suggestion_for_one_of_them() -> None:
    made = mapping(
        {"street": {"kind": "us_street"}, "city": {"kind": "city"}, "state": {"kind": "us_state"},
         "zip": {"kind": "us_zip"}},
        {"Address": {"to": ["street", "city", "state", "zip"], "split": "us_address"}},
    )  # fmt: skip
    raw = table({"Address": ["12 Oak St, Boston, MA 2108", "9 Elm St, Boston, MA 02108"]})
    issues = check(raw, settle(compile_recipe(made, raw.columns), raw), made.target).issues
    assert issues["suggestion"].null_count() == issues.height


@pytest.mark.parametrize(("code", "kind", "cell", "after"), [
    ("E-ZIP", "us_zip", "2108", "02108"), ("W-EMAIL-TYPO", "email", "Jane <jane@gmial.com>", "jane@gmail.com"),
])  # fmt: skip
def test_a_cleaner_mends_what_it_is_offered_for(code: str, kind: str, cell: str, after: str) -> None:
    assert code in checked(kind, [cell]).issues["code"].to_list()
    mended = checked(kind, [cell], clean=[MENDERS[code]])
    assert mended.good.collect()["it"].to_list() == [after]
    assert code not in mended.issues["code"].to_list()


def test_two_spellings_equally_near_are_no_suggestion() -> None:
    assert nearest(["Parkland"], {"parkmand": "A", "parksand": "B"}) == {}
    assert nearest(["Parkmand."], {"parkmand": "A"})["Parkmand."].is_safe
