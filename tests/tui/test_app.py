"""The shell: what loads before the first paint, what is printed when it breaks, what survives leaving."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from leadtui import store, waiting
from leadtui.tui import facts
from leadtui.tui.app import LeadtuiApp
from leadtui.tui.messages import Reported
from leadtui.tui.screens.opening import OpeningScreen
from leadtui.tui.walk import Step, Walk
from tests.tui.stage import StageApp, checked_walk, loading_walk, on_stage, walk

HEAVY = ("polars", "pydantic", "sqlalchemy", "psycopg", "alembic", "ruamel", "leadtui.review", "leadtui.pipeline")


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    code = "import json, sys; import leadtui.tui.app; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
    assert [name for name in loaded if name.split(".")[0] in HEAVY or name in HEAVY] == []


def test_drawing_needs_no_sql() -> None:
    code = "import json, sys; import leadtui.tui.roster, leadtui.tui.guide; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
    assert [name for name in loaded if name.split(".")[0] in {"sqlalchemy", "psycopg", "alembic"}] == []


async def test_the_first_picture_stands_before_the_file_is_looked_at() -> None:
    class Waiting(LeadtuiApp):
        def _import(self) -> None:
            """Nothing comes after the first paint."""

    app = Waiting(Walk("/somewhere/source3.csv"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, OpeningScreen)
        assert "source3.csv" in app.export_screenshot()


class Broken(StageApp):
    """Breaks as soon as it can."""

    def redraw(self) -> None:
        """With a secret in its hand."""
        password = "hunter2"  # noqa: F841  what Textual's own crash screen would print
        raise RuntimeError("boom")


async def test_a_crash_prints_no_locals_and_tells_whoever_called(capfd: pytest.CaptureFixture[str]) -> None:
    app = Broken(walk())
    with pytest.raises(RuntimeError, match="boom"):
        async with app.run_test() as pilot:
            await pilot.pause()
    app.close()
    assert isinstance(app.failure, RuntimeError)
    output = "".join(capfd.readouterr())
    assert "hunter2" not in output
    assert "locals" not in output


async def test_below_60_by_18_a_clear_word() -> None:
    async with on_stage(walk(), size=(59, 30)) as (app, pilot):
        assert app.screen.query_one("TooSmall").display
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert not app.screen.query_one("TooSmall").display
        await pilot.resize_terminal(1, 1)
        await pilot.pause()
        assert app.is_running


async def test_resizing_at_any_moment_redraws() -> None:
    for step in Step:
        async with on_stage(checked_walk(), step) as (app, pilot):
            for size in ((80, 24), (10, 3), (200, 60)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert app.is_running


async def test_steps_can_be_visited_again_and_again() -> None:
    async with on_stage(checked_walk()) as (app, pilot):
        visited: dict[int, object] = {}
        for number in (2, 3, 4, 5, 1, 5, 2, 4, 3, 1):
            await pilot.press(str(number))
            await pilot.pause()
            assert app.screen is visited.setdefault(number, app.screen)
            assert app.screen.is_running
            assert len(app.screen_stack) == 2


async def test_leaving_keeps_the_decisions_and_opening_again_finds_them() -> None:
    shown = checked_walk()
    async with on_stage(shown, Step.MAP) as (_, pilot):
        await pilot.press("enter", "enter", "q")
        await pilot.pause()
    (draft,) = store.drafts.waiting()
    assert Path(draft.file).name == "source3.csv"
    assert shown.raw is not None
    assert shown.review is not None
    again = waiting.resume(shown.raw, shown.review)
    assert again is not None
    assert [row.is_open for row in again.columns[:3]] == [False, False, True]
    assert len(again.past) == 2


async def test_ctrl_q_keeps_the_draft_too_and_a_pause_writes_it_without_leaving() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (_, pilot):
        await pilot.press("enter")
        await pilot.pause(0.6)
        assert len(store.drafts.waiting()) == 1
        await pilot.press("ctrl+q")


async def test_looking_without_deciding_leaves_no_draft() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (_, pilot):
        await pilot.press("j", "j", "q")
        await pilot.pause()
    assert store.drafts.waiting() == ()


async def test_ctrl_c_says_how_to_leave_when_nothing_runs() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("ctrl+c")
        assert app.guide is not None
        assert app.guide.said[0] == "q leaves; your decisions are kept"


async def test_reports_about_what_is_no_longer_wanted_are_passed_over() -> None:
    async with on_stage(walk(), Step.FILE) as (app, pilot):
        app.post_message(Reported("read", "another file", facts.TaskFailed("late")))
        await pilot.pause()
        assert app.guide is not None
        assert app.guide.walk.troubles == ()


async def test_while_rows_are_written_only_cancelling_works() -> None:
    async with on_stage(loading_walk(), Step.LOAD) as (app, pilot):
        assert app.guide is not None
        stopped = Event()
        app.guide._crew._running["load"] = ("basis", stopped)
        await pilot.press("q", "1", "left_square_bracket", "u")
        await pilot.pause()
        assert app.is_running
        assert app.guide.step is Step.LOAD
        assert not stopped.is_set()
        await pilot.press("escape")
        assert stopped.is_set()
        stopped.clear()
        await pilot.press("ctrl+c")
        assert stopped.is_set()
        del app.guide._crew._running["load"]


async def test_copying_goes_to_the_terminal_and_to_a_private_file(tmp_path: Path) -> None:
    async with on_stage(replace(checked_walk(), name="two words"), Step.PLAN) as (app, pilot):
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard == "leadtui load --saved-mapping 'two words' --db embedded source3.csv"
        kept = tmp_path / "state" / "leadtui" / "copied.txt"
        assert kept.read_text() == app.clipboard
        assert kept.stat().st_mode & 0o777 == 0o600
        assert app.guide is not None
        assert str(kept) in app.guide.said[0]


def test_without_a_terminal_one_sentence_says_so(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("a,b\n1,2\n")
    code = f"from leadtui.tui import run; run({str(file)!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True, stdin=subprocess.DEVNULL
    )
    assert "UsageError: the screens need a terminal" in done.stderr
