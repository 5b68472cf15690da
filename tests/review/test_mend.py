"""Decisions about bad cells: settings of fields, each one undo, and which values of a frame they are about."""

from __future__ import annotations

import pytest

from leadtui import review as reviewing
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.step import CellFix
from leadtui.model.target import Field
from leadtui.review import Review
from leadtui.review.fixes import MOST


def issue(line: int, value: str | None, meant: str | None, *, field: str = "zip", is_safe: bool = False) -> Issue:
    return Issue("E-ZIP", Severity.ERROR, line, "Zip", field, value, None, "Bad", suggestion=meant, is_safe=is_safe)


ISSUES = issue_frame(
    [
        issue(2, "2108", "02108", is_safe=True),
        issue(3, "2108", "02108"),
        issue(4, "2109", "02109"),
        issue(5, "12", None),
        issue(6, "7", "A"),
        issue(7, "7", "B"),
        issue(8, "Texass", "TX", field="state", is_safe=True),
        issue(9, None, "x"),
    ]
)


def test_the_fixes_of_a_group_are_its_distinct_values() -> None:
    group = next(group for group in reviewing.issue_groups(ISSUES) if group.field == "zip")
    assert (group.count, group.suggested, group.safe, group.example) == (7, 6, 1, ("2108", "02108"))
    fixes = reviewing.fixes_of(ISSUES, group)
    assert fixes.values == {"zip": {"2108": "02108", "2109": "02109"}}
    assert (fixes.value_count, fixes.row_count, fixes.left_count) == (2, 3, 0)


def test_safe_fixes_are_those_of_all_groups_and_no_others() -> None:
    assert reviewing.fixes_of(ISSUES, only_safe=True).values == {"zip": {"2108": "02108"}, "state": {"Texass": "TX"}}


def test_a_mapping_lists_no_more_values_than_a_person_can_read() -> None:
    many = issue_frame([issue(n, str(n), f"0{n}", is_safe=True) for n in range(MOST + 5)])
    fixes = reviewing.fixes_of(many)
    assert (fixes.value_count, fixes.left_count) == (MOST, 5)


def test_fixed_values_are_a_value_map_of_their_fields_and_one_undo(fresh: Review) -> None:
    after = reviewing.fix_values(fresh, {"zip": {"2108": "02108"}, "state": {"Texass": "TX"}}, "2 values")
    again = reviewing.fix_values(after, {"zip": {"2109": "02109"}}, "1 value")
    assert again.target.fields["zip"].values == {"2108": "02108", "2109": "02109"}
    assert again.target.fields["state"].values == {"Texass": "TX"}
    assert reviewing.undo(reviewing.undo(again)) == fresh
    assert reviewing.redo(reviewing.undo(again)) == again


def test_a_cell_is_decided_once(fresh: Review) -> None:
    key = {"license_number": "17"}
    first = reviewing.fix_cell(fresh, "zip", CellFix(key=key, was="x", to="02108"))
    second = reviewing.fix_cell(first, "zip", CellFix(key=key, was="x", reject=True))
    other = reviewing.fix_cell(second, "zip", CellFix(key={"license_number": "18"}, was="x", to="02109"))
    assert [fix.reject for fix in other.target.fields["zip"].cells] == [True, False]
    assert reviewing.undo(second) == first


def test_a_verdict_given_twice_is_taken_back(fresh: Review) -> None:
    ignored = reviewing.judge(fresh, "zip", "W-ZIP", "ignore")
    assert ignored.target.fields["zip"].issues == {"W-ZIP": "ignore"}
    assert reviewing.judge(ignored, "zip", "W-ZIP", "reject").target.fields["zip"].issues == {"W-ZIP": "reject"}
    assert reviewing.judge(ignored, "zip", "W-ZIP", "ignore").target == fresh.target


def test_a_cleaner_is_added_once(fresh: Review) -> None:
    after = reviewing.clean_with(fresh, "zip", "zip_pad")
    assert after.target.fields["zip"].clean[-1] == "zip_pad"
    assert reviewing.clean_with(after, "zip", "zip_pad") is after


def test_drafts_keep_them(fresh: Review) -> None:
    after = reviewing.judge(fresh, "zip", "W-ZIP", "ignore")
    after = reviewing.fix_cell(after, "zip", CellFix(key={"license_number": "17"}, was=None, to="02108"))
    after = reviewing.fix_values(after, {"state": {"Texass": "TX"}}, "1 value")
    back = reviewing.restore(reviewing.dump(after), fresh)
    assert back == after
    assert reviewing.undo(back) == reviewing.undo(after)


@pytest.mark.parametrize("code", ["E-KEY", "E-REQUIRED", "E-LONG", "E-HAND"])
def test_what_a_row_cannot_do_without_is_never_ignored(code: str) -> None:
    with pytest.raises(ValueError, match="can't be ignored"):
        Field.model_validate({"issues": {code: "ignore"}})


@pytest.mark.parametrize("fix", [{"key": {"a": "1"}, "to": "x", "reject": True}, {"to": "x"}])
def test_a_cell_says_one_thing_about_cells_that_can_be_found(fix: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not both|without a key"):
        CellFix.model_validate(fix)
