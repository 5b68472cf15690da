"""The letter to a publisher: what is asked, of whom, and what is none of their business."""

from __future__ import annotations

import polars as pl

from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.plan import REJECTS_SCHEMA
from leadtui.review import Occasion, letter, rejects_as_issues
from leadtui.review.letter import SHOWN

WHEN = Occasion("homes.csv", "March 2, 2026", 120, 1)


def text(*issues: Issue, occasion: Occasion = WHEN) -> str:
    return "\n".join(letter(issue_frame(issues), occasion))


def bad_zip(line: int, value: str = "2108", meant: str | None = "02108") -> Issue:
    return Issue("E-ZIP", Severity.ERROR, line, "Zip", "zip", value, None, "Too few digits", suggestion=meant)


LOST = Issue("E-REQUIRED", Severity.ERROR, 9, "Name", "company", None, None, "company is missing", rejects=True)


def test_each_kind_of_mistake_is_one_point_and_lost_records_come_first() -> None:
    said = text(bad_zip(3), bad_zip(4, "12", None), LOST)
    assert said.splitlines() == [
        "homes.csv, received March 2, 2026: 120 records",
        "1 record could not be used at all, marked with ! below.",
        "",
        "1. Column Name: company is missing (1 row).",
        "   Please fill in the missing value.",
        "   ! line 9        (empty)",
        "",
        "2. Column Zip: Too few digits (2 rows).",
        "   Please give all five digits; spreadsheets drop a zero at the beginning unless the column is text.",
        "     line 3        2108   perhaps 02108",
        "     line 4        12",
    ]


def test_many_rows_are_counted_not_listed() -> None:
    said = text(*(bad_zip(line) for line in range(2, 2 + SHOWN + 30)))
    assert said.count("line ") == SHOWN
    assert said.endswith("and 30 more")


def test_what_only_concerns_us_is_left_out() -> None:
    told = Issue("I-NULL", Severity.INFO, 2, "Zip", "zip", "N/A", None, "A word for nothing")
    decided = Issue("W-DATE-ORDER", Severity.WARN, None, "Date", "date", None, None, "Not proven")
    by_hand = Issue("E-HAND", Severity.ERROR, 2, "Zip", "zip", "x", None, "Rejected by hand", rejects=True)
    assert "Nothing to put right" in text(told, decided, by_hand)


def test_rejected_records_of_a_run_are_shown_as_received() -> None:
    rows = [
        (7, 1, "E-KEY E-REQUIRED", "Nothing identifies the row", b"17-A,,caf\xc3\xa9\r\n"),
        (8, 1, None, None, None),
    ]
    issues = rejects_as_issues(pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row"))
    assert issues["value"].to_list() == ["17-A,,café", None]
    said = "\n".join(letter(issues, WHEN))
    assert "Whole records: Nothing identifies the row (1 row)." in said
    assert "! line 7        17-A,,café" in said


def test_a_huge_value_is_cut() -> None:
    assert max(map(len, text(bad_zip(2, "9" * 5000)).splitlines())) < 120
