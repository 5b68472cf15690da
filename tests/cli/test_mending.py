"""From a suggested fix to next month's file: what is decided once needs nobody afterwards."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from leadtui import pipeline, review
from leadtui.model.step import CellFix
from leadtui.review import Review
from tests.cli.desk import Desk

HEADER = "License Number,Business Name,Phone,Email,State,Zip,License Type,Issue Date"
FIELDS = ("license_number", "company", "phone", "email", "state", "zip", "license_type", "license_issued")


def rows(count: int) -> list[list[str]]:
    return [
        [f"L{number:03}-X", f"Oak {number} Day Care", f"(617) 555-{2000 + number}", f"info{number}@gmail.com", "MA",
         "02108", "Licensed Center", f"3/{number % 28 + 1}/2020"]
        for number in range(count)
    ]  # fmt: skip


def messy(count: int = 40) -> list[list[str]]:
    found = rows(count)
    found[3][5], found[4][5] = "2109", "2109"
    found[5][3] = "info5@gmial.com"
    found[6][4] = "Massachusets"
    found[7][6] = "licensed-center"
    found[8][7] = "13/04/2019"
    found[9][7] = found[10][7] = "pending"
    found[11][1] = ""
    found[12][2] = "call"
    return found


def write(desk: Desk, name: str, lines: list[list[str]]) -> Path:
    path = desk.folder / name
    path.write_text("\n".join([HEADER, *(",".join(row) for row in lines), ""]), encoding="utf-8")
    return path


def decide(state: Review, raw_issues: pl.DataFrame) -> Review:
    """What the keys of the Check screen do."""
    groups = {group.code: group for group in review.issue_groups(raw_issues)}
    state = review.fix_values(state, review.fixes_of(raw_issues, only_safe=True).values, "safe ones")
    state = review.fix_values(state, review.fixes_of(raw_issues, groups["E-DATE"]).values, "dates")
    state = review.fix_cell(
        state, "license_issued", CellFix(key={"license_number": "L009-X"}, was="pending", to="4/1/2020")
    )
    state = review.fix_cell(
        state, "license_issued", CellFix(key={"license_number": "L010-X"}, was="pending", reject=True)
    )
    state = review.fix_cell(state, "company", CellFix(key={"license_number": "L011-X"}, was=None, to="Elm Day Care"))
    return review.judge(state, "phone", "E-PHONE", "ignore")


def settle(path: Path) -> None:
    """Open, confirm, mend, save: as a person would."""
    with pipeline.workspace() as folder:
        raw = pipeline.read(source := pipeline.find(str(path), folder), pipeline.detect(source), folder)
        seen = pipeline.profile(raw)
        state = pipeline.begin(raw, seen, None)
        for index, field in enumerate(FIELDS):
            state = review.assign(state, index, (field,))
        mapping = review.to_mapping(state, "oaks", 0, raw.dialect)
        checked = pipeline.check(raw, pipeline.transform(raw, mapping), mapping.target, folder)
        assert checked.issues["code"].n_unique() == 8
        state = decide(state, checked.issues)
        pipeline.save(state, review.to_mapping(state, "oaks", 0, raw.dialect), seen)


def test_what_was_mended_once_is_mended_in_the_next_file_without_anybody(desk: Desk) -> None:
    settle(write(desk, "oaks.csv", messy()))
    later = [row for row in reversed(messy()) if row[0] != "L000-X"] + rows(45)[40:]
    found = desk("check", write(desk, "oaks_next.csv", later), "--json")
    assert found.code == 0, "the one row rejected by hand needs no limit"
    checks = found.json["checks"]
    assert (checks["ready"], checks["rejected"]) == (43, 1)
    assert set(checks["by_code"]) == {"E-HAND", "E-PHONE", "E-DATE"}
    issues = {(issue["code"], issue["value"]): issue for issue in found.json["issues"]}
    assert issues["E-PHONE", "call"]["severity"] == "info", "ignored for this source, and still told"
    assert ("E-DATE", "pending") in issues


def test_the_decisions_stand_in_the_file_and_among_its_steps(desk: Desk) -> None:
    settle(write(desk, "oaks.csv", messy()))
    text = desk.mapping("oaks").read_text()
    assert "cells: [{key: {license_number: L011-X}, to: Elm Day Care}]" in text
    assert "issues: {E-PHONE: ignore}" in text
    steps = desk("mapping", "show", "oaks", "--canonical").out
    assert "#   cells    field=company" in steps
    assert "licensed-center: Licensed Center" in steps
    assert desk("mapping", "explain", "oaks", "zip").out.count('"2109"') == 1


def test_another_row_with_the_same_cell_is_not_mended_unasked(desk: Desk) -> None:
    settle(write(desk, "oaks.csv", messy()))
    later = rows(40)
    later[20][7] = "pending"
    found = desk("check", write(desk, "oaks_next.csv", later), "--json").json
    assert [(issue["code"], issue["line"]) for issue in found["issues"]] == [("E-DATE", 22)]
