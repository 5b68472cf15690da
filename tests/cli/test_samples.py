"""The three samples and their next months, headless: what was planted is what is found."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest

from tests.cli.program import DATA, Program

TRUTH = json.loads((DATA / "truth.json").read_text())
SOURCES = ["source1", "source2", "source3"]


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_and_its_next_month_load_as_planted(program: Program, source: str) -> None:
    first = program("load", "--saved-mapping", source, "--json", DATA / f"{source}.csv")
    assert first.code == 0, first.err
    assert first.json["loaded"]["rows"]["inserted"] == TRUTH[source]["rows"]

    month = program("load", "--saved-mapping", source, "--json", DATA / f"{source}_next.csv")
    assert month.code == 0, month.err
    planted = TRUTH[f"{source}_next"]
    rows = month.json["loaded"]["rows"]
    assert (rows["inserted"], rows["updated"], rows["unchanged"], rows["vanished"]) == (
        planted["net_new"],
        planted["changed"],
        planted["unchanged"],
        planted["vanished"],
    )
    [(current, gone)] = program.rows(
        "SELECT count(*) FILTER (WHERE is_current), count(*) FILTER (WHERE NOT is_current) FROM public.leads"
    )
    assert (current, gone) == (planted["rows"], planted["vanished"])


@pytest.mark.parametrize("source", SOURCES)
def test_the_mapping_is_found_by_the_columns(program: Program, source: str) -> None:
    result = program("load", "--json", DATA / f"{source}.csv")
    assert result.code == 0, result.err
    assert result.json["mapping"]["name"] == source


def test_the_same_file_again_changes_nothing(program: Program) -> None:
    first = program("load", "--json", DATA / "source1.csv")
    before = program.rows("SELECT * FROM public.leads ORDER BY lead_key")
    again = program("load", "--json", DATA / "source1.csv")
    assert again.code == 0, again.err
    assert again.json["already_loaded"] == first.json["run"]
    assert set(again.json["loaded"]["rows"].values()) == {0}
    assert program.rows("SELECT * FROM public.leads ORDER BY lead_key") == before
    assert "already" in program("load", DATA / "source1.csv").out
    forced = program("load", "--force", "--json", DATA / "source1.csv")
    assert forced.json["loaded"]["rows"]["unchanged"] == TRUTH["source1"]["rows"]


def test_shuffled_columns_load_the_same_rows(program: Program) -> None:
    program("load", DATA / "source3.csv")
    fields = "company, city, zip, phone, license_number, license_issued, capacity, ages_served, provider_id"
    before = program.rows(f"SELECT {fields} FROM public.leads ORDER BY lead_key")
    with (DATA / "source3.csv").open(newline="") as file:
        table = list(csv.reader(file))
    order = list(range(len(table[0])))
    random.Random(3).shuffle(order)
    with (program.folder / "shuffled.csv").open("w", newline="") as file:
        csv.writer(file).writerows([[row[place] for place in order] for row in table])
    again = program("load", "--json", "shuffled.csv")
    assert again.code == 0, again.err
    assert again.json["loaded"]["rows"]["unchanged"] == TRUTH["source3"]["rows"]
    assert program.rows(f"SELECT {fields} FROM public.leads ORDER BY lead_key") == before


def test_a_renamed_column_needs_a_person_once(program: Program) -> None:
    text = (DATA / "source1.csv").read_text()
    (program.folder / "renamed.csv").write_text(text.replace("Credential Number", "Credential No.", 1))
    result = program("load", "--json", "renamed.csv")
    assert result.code == 5
    assert "Credential No." in result.err
    assert "leadtui open renamed.csv" in result.err
    assert list((program.folder / "state").rglob("*.json"))
    assert program.rows("SELECT count(*) FROM public.leads") == [(0,)]


def test_many_files_tell_one_line_each_and_the_worst_code_counts(program: Program) -> None:
    (program.folder / "empty.csv").touch()
    result = program("load", *(DATA / f"{source}.csv" for source in SOURCES), "empty.csv")
    assert result.code == 2
    lines = result.out.splitlines()
    assert len(lines) == 4
    assert all("run" in line for line in lines[:3])
    assert "empty.csv" in result.err


def test_standard_input(program: Program) -> None:
    result = program("load", "--json", "-", stdin=(DATA / "source1.csv").read_bytes())
    assert result.code == 0, result.err
    assert result.json["file"]["name"] == "-"
    assert result.json["loaded"]["rows"]["inserted"] == TRUTH["source1"]["rows"]


def test_plan_and_dry_run_write_nothing(program: Program) -> None:
    for arguments in (("plan",), ("load", "--dry-run")):
        result = program(*arguments, "--json", DATA / "source2.csv")
        assert result.code == 0, result.err
        assert result.json["plan"]["inserted"] == TRUTH["source2"]["rows"]
        assert result.json["loaded"] is None
    assert program.rows("SELECT count(*) FROM public.leads") == [(0,)]
    assert program.rows("SELECT count(*) FROM leadtui.runs") == [(0,)]


def test_runs_and_report_tell_what_was_done(program: Program) -> None:
    run = program("load", "--json", DATA / "source1.csv").json["run"]
    assert "source1.csv" in program("runs").out
    assert program("report", str(run), "--json").json["loaded"]["rows"]["inserted"] == TRUTH["source1"]["rows"]
    assert program("report", "999").code == 2


def test_golden_rows(program: Program) -> None:
    """What the samples' first rows must look like in the table, field by field."""
    golden = json.loads((Path(__file__).parent / "golden_rows.json").read_text())
    for source in SOURCES:
        program("load", DATA / f"{source}.csv")
        for line, wanted in golden[source].items():
            names = ", ".join(wanted)
            [found] = program.rows(
                f"SELECT {names} FROM public.leads WHERE source = %s AND file_line = %s", source, int(line)
            )
            assert dict(zip(wanted, map(_plain, found), strict=True)) == wanted


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | str | None) else str(value)


def test_a_try_out_of_the_first_rows_is_not_the_file(program: Program) -> None:
    assert program("load", "--limit", "5", "--json", DATA / "source1.csv").json["loaded"]["rows"]["inserted"] == 5
    whole = program("load", "--json", DATA / "source1.csv")
    assert whole.code == 0, whole.err
    assert whole.json["loaded"]["rows"]["inserted"] == TRUTH["source1"]["rows"] - 5


def test_a_headless_run_does_not_replace_a_draft_with_decisions(program: Program) -> None:
    text = (DATA / "source1.csv").read_text().replace("Credential Number", "Credential No.", 1)
    (program.folder / "renamed.csv").write_text(text)
    program("load", "renamed.csv")
    [draft] = (program.folder / "state").rglob("drafts/*.json")
    content = json.loads(draft.read_text())
    state = json.loads(content["content"])
    state["states"].append({**state["states"][0], "told": "decided", "columns": {}})
    state["now"] = 1
    draft.write_text(json.dumps({**content, "content": json.dumps(state)}))
    before = draft.read_bytes()
    assert program("check", "renamed.csv").code == 5
    assert draft.read_bytes() == before
