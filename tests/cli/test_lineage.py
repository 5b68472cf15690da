"""`rows`, `explain`, `db erase`, `db prune` as a person types them."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.program import DATA, Program

TRUTH = json.loads((DATA / "truth.json").read_text())


def test_the_net_new_rows_of_next_month_are_the_planted_ones(program: Program) -> None:
    program("load", "--saved-mapping", "source2", DATA / "source2.csv")
    run = str(program("load", "--saved-mapping", "source2", "--json", DATA / "source2_next.csv").json["run"])
    planted = TRUTH["source2_next"]["net_new"]

    as_csv = list(csv.DictReader(io.StringIO(program("rows", run, "--new").out)))
    assert len(as_csv) == planted
    as_json = program("rows", run, "--new", "--json").json
    assert [row["lead_key"] for row in as_json["rows"]] == [row["lead_key"] for row in as_csv]
    assert {row["run_id"] for row in as_csv} == {run}
    assert len(list(csv.reader(io.StringIO(program("rows", run, "--limit", "2").out)))) == 3
    assert program("rows", "99", "--new").code == 2

    key = as_csv[0]["lead_key"]
    told = program("explain", key)
    assert told.code == 0
    assert f"run {run}" in told.out
    assert f"inserted   source2_next.csv line {as_csv[0]['file_line']}" in told.out
    assert program("explain", key, "--json").json["leads"][0]["events"][0]["what"] == "inserted"


def test_a_person_is_erased_only_when_agreed(program: Program) -> None:
    program("load", "--saved-mapping", "source1", DATA / "source1.csv")
    [(key,)] = program.rows("SELECT min(lead_key) FROM public.leads")
    looked = program("db", "erase", key, "--dry-run")
    refused = program("db", "erase", key)
    assert (looked.code, refused.code) == (0, 5)
    assert "1 row in public.leads" in looked.out
    assert "--yes" in refused.err
    assert program.rows("SELECT count(*) FROM public.leads WHERE lead_key = %s", key) == [(1,)]
    done = program("db", "erase", key, "--yes", "--json")
    assert done.json["erased"][0]["rows"] == 1
    assert program.rows("SELECT count(*) FROM public.leads WHERE lead_key = %s", key) == [(0,)]
    assert program("explain", key).code == 2


def test_before_images_are_pruned_after_their_time(program: Program) -> None:
    program("load", "--saved-mapping", "source1", DATA / "source1.csv")
    program("load", "--saved-mapping", "source1", DATA / "source1_next.csv")
    assert "0 before-images of 0 runs" in program("db", "prune").out
    (program.folder / "leadtui.toml").write_text('keep_before_images = "0"\n')
    assert program("db", "prune", "--json").json["runs"] == [2]
    assert "pruned" in program("undo", "2", "--yes").err
