"""Seven rows with every trap, and the next month of the same publisher: nothing damaged, nothing silent."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

MAPPING = """\
format: 1
extends: leads
version: 1
columns:
  "Center": {to: company}
  "Lic #": {to: license_number}
  "Zip": {to: zip}
  "Tel": {to: phone}
  "Issued": {to: license_issued}
  "Spots": {to: capacity}
"""
FIRST = """\
Center,Lic #,Zip,Tel,Issued,Spots
Acorn House,000123,01569,(508) 555-0101,3/4/2019,20
Birch House,000124,01570,508.555.0102,4/5/2019,12 (est.)
Cedar House,000125,01571,508-555-0103,not-a-date,30
Cedar House,000125,01571,508-555-0103,not-a-date,30
Daisy House,000126,01572,+1 508 555 0104,12/31/2018,14,surplus
Elder House,000127,01573,5085550105,7/15/2020,16
Fir House,000128,01574,508 555 0106 x12,8/16/2020,18
"""
NEXT = """\
Tel,Zip,Lic No,Center,Issued,Spots,Remarks
(508) 555-0101,01569,000123,Acorn House,3/4/2019,20,
508.555.0199,01570,000124,Birch House,4/5/2019,12,moved lines
508-555-0103,01571,000125,Cedar House,,30,
5085550105,01573,000127,Elder House,7/15/2020,16,
508 555 0106 x12,01574,000128,Fir House,8/16/2020,18,
508-555-0107,01575,000129,Gum House,1/31/2024,22,
"""


@pytest.fixture
def trap(program: Program) -> Program:
    (program.folder / "mappings").mkdir()
    (program.folder / "mappings" / "trap.yaml").write_text(MAPPING)
    (program.folder / "first.csv").write_text(FIRST)
    (program.folder / "next.csv").write_text(NEXT)
    return program


def test_without_leave_to_reject_nothing_is_loaded(trap: Program) -> None:
    result = trap("load", "--json", "first.csv")
    assert result.code == 4
    assert result.json["loaded"] is None
    assert trap.rows("SELECT count(*) FROM public.leads") == [(0,)]
    rejects = (trap.folder / "first.rejects.csv").read_text()
    assert "Daisy House,000126,01572,+1 508 555 0104,12/31/2018,14,surplus" in rejects


def test_strictly_rejected_rows_are_told_by_the_exit_code(trap: Program) -> None:
    checked = trap("check", "--strict", "--max-rejects", "1", "--json", "first.csv")
    assert (checked.code, checked.json["exit"]["code"]) == (3, 3)
    assert trap("plan", "--strict", "--max-rejects", "1", "first.csv").code == 3
    loaded = trap("load", "--strict", "--max-rejects", "1", "--json", "first.csv")
    assert (loaded.code, loaded.json["exit"]) == (3, {"code": 3, "reason": "loaded, but 1 row rejected (--strict)"})
    assert loaded.json["loaded"]["rows"]["inserted"] == 5
    assert trap("load", "--strict", "--max-rejects", "1", "first.csv").code == 0  # nothing was to do
    told = trap("load", "--strict", "--force", "--max-rejects", "1", "first.csv", "missing.csv")
    assert (told.code, told.out.count("exit 3 (--strict)")) == (2, 1)


def test_what_is_left_empty_is_said_in_text_too(trap: Program) -> None:
    said = trap("load", "--max-rejects", "1", "first.csv").out
    assert "3 values left empty: E-DATE 2, E-INT 1" in said


def test_nothing_is_damaged_and_nothing_is_silent(trap: Program) -> None:
    result = trap("load", "--max-rejects", "1", "--json", "first.csv")
    assert result.code == 0, result.err
    rows = result.json["loaded"]["rows"]
    assert (rows["inserted"], rows["rejected"], rows["duplicates"]) == (5, 1, 1)
    assert result.json["file"]["rows"] == 7
    table = trap.rows(
        "SELECT license_number, zip, phone, license_issued::text, capacity FROM public.leads ORDER BY license_number"
    )
    assert table == [
        ("000123", "01569", "+15085550101", "2019-03-04", 20),
        ("000124", "01570", "+15085550102", "2019-04-05", None),
        ("000125", "01571", "+15085550103", None, 30),
        ("000127", "01573", "+15085550105", "2020-07-15", 16),
        ("000128", "01574", "+15085550106 x12", "2020-08-16", 18),
    ]
    issues = {
        (issue["code"], issue["line"]): issue["value"]
        for issue in trap("check", "--max-rejects", "1", "--json", "first.csv").json["issues"]
    }
    assert issues["E-DATE", 4] == "not-a-date"
    assert [value for (code, line), value in issues.items() if line == 3] == ["12 (est.)"]
    assert any(line == 6 for _, line in issues)
    lines = (trap.folder / "first.rejects.csv").read_text().splitlines()
    assert lines[0] == "leadtui_line,code,reason,Center,Lic #,Zip,Tel,Issued,Spots"
    assert lines[1].startswith("6,")
    assert lines[1].endswith("Daisy House,000126,01572,+1 508 555 0104,12/31/2018,14,surplus")


def test_the_second_run_changes_nothing(trap: Program) -> None:
    run = trap("load", "--max-rejects", "1", "--json", "first.csv").json["run"]
    again = trap("load", "--max-rejects", "1", "--json", "first.csv")
    assert again.code == 0, again.err
    assert again.json["already_loaded"] == run


def test_the_next_month_needs_a_person_then_loads_exactly_the_difference(trap: Program) -> None:
    trap("load", "--max-rejects", "1", "first.csv")
    refused = trap("load", "--saved-mapping", "trap", "next.csv")
    assert refused.code == 5, refused.err
    assert "Lic No" in refused.err
    text = MAPPING.replace('"Lic #": {to: license_number}', '"Lic No": {to: license_number, was: ["Lic #"]}')
    (trap.folder / "mappings" / "trap.yaml").write_text(text + '  "Remarks": {skip: "not needed"}\n')
    result = trap("load", "--json", "next.csv")
    assert result.code == 0, result.err
    rows = result.json["loaded"]["rows"]
    assert (rows["inserted"], rows["updated"], rows["unchanged"], rows["vanished"]) == (1, 1, 4, 0)
    assert trap.rows("SELECT capacity, phone FROM public.leads WHERE license_number = '000124'") == [
        (12, "+15085550199")
    ]
