"""`leadtui undo` as a person types it."""

from __future__ import annotations

import shlex

import pytest

from leadtui.tui.dialogs.confirm import Confirm
from leadtui.tui.home.app import HomeApp
from leadtui.tui.widgets.listing import Listing
from tests.cli.program import DATA, Program, Result
from tests.tui.test_file_screen import until


def load(program: Program, name: str) -> Result:
    return program("load", "--saved-mapping", "source1", "--json", DATA / f"{name}.csv")


def table(program: Program) -> list[tuple[str]]:
    return program.rows("SELECT l::text FROM public.leads l ORDER BY source, lead_key")


def test_next_month_taken_back_by_the_command_the_load_gave(program: Program) -> None:
    first = load(program, "source1").json
    before = table(program)
    second = load(program, "source1_next").json
    after = table(program)
    assert first["undo_command"] == f"leadtui undo {first['run']} --yes"

    looked = program("undo", str(second["run"]), "--dry-run")
    rows = second["loaded"]["rows"]
    assert looked.code == 0
    assert f"-{rows['inserted']:,} rows taken out" in looked.out
    assert table(program) == after

    refused = program("undo", str(second["run"]))
    assert (refused.code, table(program)) == (5, after)
    assert f"leadtui undo {second['run']} --yes" in refused.err

    words = shlex.split(second["undo_command"])
    done = program(*words[1:], "--json")
    assert (done.code, done.json["exit"], done.json["kept"]) == (0, {"code": 0, "reason": "undone"}, [])
    assert table(program) == before
    told = program("report", str(done.json["run"]))
    assert f"undo of run {second['run']}" in told.out
    assert f"undo of run {second['run']}: -{rows['inserted']}" in program("runs").out

    again = load(program, "source1_next").json
    assert again["loaded"]["rows"] == rows
    assert "already_loaded" not in again


def test_kept_rows_are_named_and_the_code_is_three(program: Program) -> None:
    run = load(program, "source1").json["run"]
    program.rows("UPDATE public.leads SET city = 'Elsewhere' WHERE file_line <= 3 RETURNING 1")
    program.rows("SELECT 1")
    done = program("undo", str(run), "--yes")
    assert done.code == 3
    assert "2 kept" in done.out
    assert done.out.count("changed by hand since: city") == 2
    assert len(table(program)) == 2


def test_text_of_a_load_says_how_to_take_it_back(program: Program) -> None:
    told = program("load", "--saved-mapping", "source1", DATA / "source1.csv").out
    run = program.rows("SELECT max(run) FROM leadtui.runs")[0][0]
    assert f"undo: leadtui undo {run}" in told


async def test_a_load_is_taken_back_from_the_start_screen(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    load(program, "source1")
    for name, value in program.environment.items():
        monkeypatch.setenv(name, value)
    app = HomeApp(program.folder, program.url)
    async with app.run_test(size=(120, 36)) as pilot:
        listing = app.screen.query_one(Listing)
        await until(pilot, lambda: any(row.key == "loads:1" for row in listing.rows))
        listing.go("loads:1")
        await pilot.press("U")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert program.rows("SELECT count(*) FROM public.leads") != [(0,)]
        await pilot.press("enter")
        await until(pilot, lambda: any(row.key == "loads:2" for row in listing.rows))
        await pilot.press("q")
    assert program.rows("SELECT count(*) FROM public.leads") == [(0,)]


def test_without_a_terminal_there_is_no_start_screen(program: Program) -> None:
    alone = program.start("open")
    assert (alone.code, "the screens need a terminal" in alone.err) == (2, True)
    bare = program.start()
    assert (bare.code, "Verbs:" in bare.err) == (2, True)
