"""Issues as files: the same rows in each format, hostile values harmless, never over another file."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from leadtui.errors import UsageError
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.store import write_issues

ISSUES = issue_frame(
    [
        Issue("E-ZIP", Severity.ERROR, 2, "Zip", "zip", "2108", None, "Bad", suggestion="02108", is_safe=True),
        Issue("W-EMAIL", Severity.WARN, 3, "Mail", "email", "=HYPERLINK(1)", "a@b.org", "<script>alert(1)</script>"),
        Issue("W-NAME", Severity.WARN, 4, "Name", "name", "\x1b]0;x\x07 -5", None, "Bad"),
        Issue("E-INT", Severity.ERROR, 5, "Size", "size", "-5", None, "Bad"),
    ]
)


def test_csv_and_json_hold_the_same(tmp_path: Path) -> None:
    write_issues(ISSUES, tmp_path / "a.csv", title="t")
    write_issues(ISSUES, tmp_path / "a.json", title="t")
    table = pl.read_csv(tmp_path / "a.csv", schema_overrides={"value": pl.String, "suggestion": pl.String})
    found = json.loads((tmp_path / "a.json").read_text())
    assert table.height == len(found) == 4
    assert table["value"].to_list() == [issue["value"] for issue in found] == ISSUES["value"].to_list()
    assert found[0]["suggestion"] == "02108"
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o600


def test_no_issues_are_an_empty_list(tmp_path: Path) -> None:
    write_issues(issue_frame(), tmp_path / "a.json", title="t")
    assert json.loads((tmp_path / "a.json").read_text()) == []


def test_a_page_runs_nothing_and_shows_everything(tmp_path: Path) -> None:
    write_issues(ISSUES, tmp_path / "a.html", title="Issues of <b>x\x1b.csv")
    page = (tmp_path / "a.html").read_text()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert page.count("<tr class=") == 4


def test_a_spreadsheet_runs_nothing_where_that_is_asked_for(tmp_path: Path) -> None:
    write_issues(ISSUES, tmp_path / "plain.csv", title="t")
    write_issues(ISSUES, tmp_path / "safe.csv", title="t", safe=True)
    assert ",=HYPERLINK(1)," in (tmp_path / "plain.csv").read_text()
    safe = (tmp_path / "safe.csv").read_text()
    assert ",'=HYPERLINK(1)," in safe
    assert ",-5," in safe


def test_never_over_another_file_nor_to_an_unknown_kind(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    for name, why in (("a.csv", "there already"), ("link.csv", "there already"), ("a.xlsx", "ends in none of"),
                      ("none/a.csv", "can't be written")):  # fmt: skip
        with pytest.raises(UsageError, match=why):
            write_issues(ISSUES, tmp_path / name, title="t")
    assert (tmp_path / "a.csv").read_text() == "mine"
    assert not (tmp_path / "elsewhere.csv").exists()
