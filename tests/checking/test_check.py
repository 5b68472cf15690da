"""Checking: what is kept, what is lost, and what is said about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from leadtui.checking import check
from leadtui.cleaning import compile_recipe, settle
from leadtui.errors import InterruptedLoadError, UsageError
from leadtui.model.checked import REJECTED_SCHEMA, Checked
from leadtui.model.issue import ISSUE_SCHEMA, Issue, Severity
from leadtui.model.mapping import Mapping
from leadtui.model.table import LINE, RawTable
from tests.cleaning.tables import mapping, table

FIELDS: dict[str, Any] = {
    "name": {"required": True},
    "number": {"kind": "identifier"},
    "phone": {"kind": "us_phone", "overflow": "phone2"},
    "phone2": {"kind": "us_phone"},
    "zip": {"kind": "us_zip"},
    "size": {
        "type": "integer",
        "rules": [{"code": "W-SIZE", "severity": "warn", "expr": "size BETWEEN 1 AND 100", "message": "Odd size"}],
    },
    "opened": {"type": "date"},
}
KEY = {"key": [["number"], ["phone", "zip"]]}
COLUMNS = {
    name: {"to": field}
    for name, field in (("Name", "name"), ("No", "number"), ("Tel", "phone"), ("Zip", "zip"), ("Size", "size"))
}


def places(fields: dict[str, Any] | None = None, columns: dict[str, Any] | None = None) -> Mapping:
    """A mapping with a key and a required field."""
    return mapping(fields or FIELDS, columns or COLUMNS, load=KEY)


def outcome(made: Mapping, raw: RawTable, **options: Any) -> Checked:
    """Everything from the raw table to what is checked."""
    recipe = settle(compile_recipe(made, raw.columns), raw)
    return check(raw, recipe, made.target, **options)


def rows(*cells: tuple[str | None, ...]) -> RawTable:
    """Rows in the order of `COLUMNS`."""
    return table({name: [row[place] for row in cells] for place, name in enumerate(COLUMNS)})


GOOD = ("Tiny Tots", "000123", "702-555-0100", "01569", "12")


def test_a_clean_row_is_kept_whole() -> None:
    checked = outcome(places(), rows(GOOD))
    assert checked.good.collect().to_dicts() == [
        {
            LINE: 2,
            "name": "Tiny Tots",
            "number": "000123",
            "phone": "+17025550100",
            "phone2": None,
            "zip": "01569",
            "size": 12,
            "opened": None,
        }
    ]
    assert (checked.good_count, checked.read_count, checked.fixed_count) == (1, 1, 0)
    assert checked.issues.height == checked.rejected.height == 0
    assert checked.issues.schema == ISSUE_SCHEMA
    assert checked.rejected.schema == REJECTED_SCHEMA


def test_a_bad_value_becomes_null_and_its_text_is_kept_in_the_issue() -> None:
    checked = outcome(places(), rows(("A", "1", "", "", "12 (est.)"), ("B", "2", "429-1010", "1569", "7")))
    assert checked.good.collect()["size"].to_list() == [None, 7]
    said = checked.issues.select("code", "severity", "line", "column", "field", "value", "becomes", "rejects").rows()
    assert said == [
        ("E-INT", "error", 2, "Size", "size", "12 (est.)", None, False),
        ("E-PHONE", "error", 3, "Tel", "phone", "429-1010", None, False),
        ("E-ZIP", "error", 3, "Zip", "zip", "1569", None, False),
    ]
    assert (checked.good_count, checked.fixed_count) == (2, 0)


def test_a_value_put_right_says_what_it_became() -> None:
    checked = outcome(places(), rows(("A", "1", "702-555-0100 / 702-555-0101", "", "")))
    issue = checked.issues.row(0, named=True)
    assert (issue["code"], issue["becomes"], issue["severity"]) == ("W-PHONE", "+17025550100", "warn")
    assert checked.good.collect()["phone2"].to_list() == ["+17025550101"]
    assert checked.fixed_count == 1


def test_a_row_is_rejected_only_when_it_cant_be_kept() -> None:
    checked = outcome(
        places(),
        rows(("", "1", "", "", "x"), ("B", "", "702-555-0100", "", ""), ("C", "", "702-555-0100", "89501", ""), GOOD),
    )
    assert checked.good.collect()["name"].to_list() == ["C", "Tiny Tots"]
    assert checked.rejected.select(LINE, "code").rows() == [(2, "E-REQUIRED"), (3, "E-KEY")]
    assert checked.rejected["reason"].to_list() == [
        "name is required, and the row has none",
        "Nothing identifies the row; it needs number or phone with zip",
    ]
    assert checked.issues.select("code", "line", "becomes", "rejects").rows() == [
        ("E-INT", 2, None, False),
        ("E-REQUIRED", 2, None, True),
        ("E-KEY", 3, None, True),
    ]
    assert checked.read_count == checked.good_count + checked.rejected.height == 4


def test_a_row_with_two_reasons_names_both() -> None:
    checked = outcome(places(), rows((None, None, None, None, None)))
    assert checked.rejected.select("code", "reason").row(0)[0] == "E-REQUIRED E-KEY"


@pytest.mark.parametrize(
    ("on_failure", "kept", "size", "severity"),
    [("keep", 2, 500, "warn"), ("null", 2, None, "warn"), ("reject", 1, None, "error")],
)
def test_a_rule_keeps_empties_or_rejects(on_failure: str, kept: int, size: int | None, severity: str) -> None:
    fields = {**FIELDS, "size": {"type": "integer", "rules": [
        {"code": "W-SIZE", "severity": "warn", "expr": "size < 100", "on_failure": on_failure}]}}  # fmt: skip
    checked = outcome(places(fields), rows(GOOD, ("B", "2", "", "", "500")))
    good = checked.good.collect()
    assert good.height == kept
    assert kept == 1 or good["size"].to_list() == [12, size]
    issue = checked.issues.row(0, named=True)
    assert (issue["code"], issue["severity"], issue["value"]) == ("W-SIZE", severity, "500")
    assert issue["message"] == "size does not meet the rule: size < 100"
    assert issue["becomes"] == ("500" if on_failure == "keep" else None)


def test_a_rule_over_two_fields_and_a_null_that_meets_it() -> None:
    fields = {**FIELDS, "opened": {"type": "date"}, "closed": {"type": "date", "rules": [
        {"code": "W-DATES", "severity": "warn", "expr": "opened <= closed"}]}}  # fmt: skip
    columns = {**COLUMNS, "From": {"to": "opened"}, "To": {"to": "closed"}}
    cells = {name: [value] * 3 for name, value in zip(COLUMNS, GOOD, strict=True)}
    raw = table({**cells, "From": ["2024-01-02", "2024-01-02", ""], "To": ["2024-01-03", "2024-01-01", "2024-01-01"]})
    assert outcome(places(fields, columns), raw).issues.select("code", "line", "column").rows() == [
        ("W-DATES", 3, "To")
    ]


def test_a_rule_that_cant_be_used_is_refused_before_anything() -> None:
    fields = {**FIELDS, "size": {"type": "integer", "rules": [{"code": "W-SIZE", "expr": "sum(size) > 3"}]}}
    with pytest.raises(UsageError, match="W-SIZE"):
        outcome(places(fields), rows(GOOD))


def test_a_key_that_no_index_can_hold_is_no_key() -> None:
    checked = outcome(places(), rows(("A", "9" * 600, "", "", ""), ("B" * 2000, "1", "", "", "")))
    assert checked.issues.select("code", "line").rows() == [("E-LONG", 2), ("E-KEY", 2), ("W-LONG", 3)]
    assert checked.good_count == 1


def test_what_reading_said_comes_along() -> None:
    lost = Issue("E-CELLS", Severity.ERROR, 3, None, None, "a,b,c", None, "Too many cells.", rejects=True)
    mended = Issue("W-SHORT", Severity.WARN, 2, None, None, "a", "a,,", "Too few cells.")
    cells = {name: [value] for name, value in zip(COLUMNS, GOOD, strict=True)}
    checked = outcome(places(), table(cells, [lost, mended], [3]))
    assert checked.rejected.rows() == [(3, 1, "E-CELLS", "Too many cells.")]
    assert checked.issues["code"].to_list() == ["W-SHORT", "E-CELLS"]
    assert (checked.good_count, checked.read_count, checked.fixed_count) == (1, 2, 1)


def test_a_cell_is_told_of_once() -> None:
    """What reading noticed in a cell is left to the cleaner that says what became of it."""
    noticed = [
        Issue("W-ERROR", Severity.WARN, 2, "Size", None, "#REF!", "#REF!", "A spreadsheet's error."),
        Issue("W-ERROR", Severity.WARN, 3, "Other", None, "#REF!", "#REF!", "A spreadsheet's error."),
        Issue("W-DIGITS", Severity.WARN, 3, "Size", None, "12", "12", "Digits are lost."),
    ]
    cells = {name: [value, value] for name, value in zip(COLUMNS, GOOD, strict=True)} | {"Size": ["#REF!", "12"]}
    checked = outcome(places(), table(cells, noticed))
    told = checked.issues.filter(pl.col("column").is_in(["Size", "Other"])).select("code", "line", "column").rows()
    assert told == [("E-EXCEL", 2, "Size"), ("W-ERROR", 3, "Other"), ("W-DIGITS", 3, "Size")]


def test_a_doubtful_decision_is_an_issue_of_the_whole_file() -> None:
    columns = {**COLUMNS, "Open": {"to": "opened"}}
    cells = {name: [value] for name, value in zip(COLUMNS, GOOD, strict=True)}
    checked = outcome(places(columns=columns), table({**cells, "Open": ["4/5/24"]}))
    issue = checked.issues.row(0, named=True)
    assert (issue["code"], issue["line"], issue["column"], issue["field"]) == ("W-DATE-ORDER", None, "Open", "opened")


def test_blocks_and_spools_change_nothing(tmp_path: Path) -> None:
    cells = [(f"N{place}", str(place) if place % 7 else "", "", "", "x" if place % 3 else "5") for place in range(100)]
    raw = rows(*cells)
    whole = outcome(places(), raw)
    seen: list[tuple[int, int]] = []
    spooled = outcome(
        places(), raw, block_rows=13, spool=tmp_path, on_progress=lambda done, total: seen.append((done, total))
    )
    assert spooled.good.collect().equals(whole.good.collect())
    assert spooled.issues.equals(whole.issues)
    assert spooled.rejected.equals(whole.rejected)
    assert (spooled.good_count, spooled.fixed_count) == (whole.good_count, whole.fixed_count)
    assert seen[0] == (13, 100)
    assert seen[-1] == (100, 100)
    assert whole.issues["line"].is_sorted()
    assert whole.rejected["code"].to_list() == ["E-KEY"] * 15
    again = outcome(places(), raw, spool=tmp_path)
    assert spooled.good.collect().equals(again.good.collect())


def test_progress_may_stop_the_check() -> None:
    def stop(_done: int, _total: int) -> None:
        raise InterruptedLoadError("enough")

    with pytest.raises(InterruptedLoadError):
        outcome(places(), rows(GOOD), on_progress=stop)


def test_a_file_without_rows() -> None:
    checked = outcome(places(), rows())
    assert checked.good.collect().schema["size"] == pl.Int64
    assert (checked.good_count, checked.read_count, checked.issues.height) == (0, 0, 0)
