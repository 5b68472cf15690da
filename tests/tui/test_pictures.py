"""Pictures of every screen at three sizes; look at them when they change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.widgets import Input

from leadtui.tui.walk import Step, Walk
from tests.tui import stage

SIZES = ((80, 24), (120, 36), (200, 60))
STATES: dict[str, tuple[Callable[[], Walk], Step, tuple[str, ...]]] = {
    "file": (stage.walk, Step.FILE, ()),
    "map": (stage.checked_walk, Step.MAP, ()),
    "clean": (stage.checked_walk, Step.CLEAN, ("exclamation_mark",)),
    "check": (stage.checked_walk, Step.CHECK, ()),
    "plan": (lambda: stage.planned_walk(stage.NOTE), Step.PLAN, ()),
    "done": (stage.done_walk, Step.LOAD, ()),
}
MORE: dict[str, tuple[Callable[[], Walk], Step, tuple[str, ...]]] = {
    "file-moved": (stage.walk, Step.FILE, ("j", "j", "l", "l", "l", "l", "l")),
    "file-issues": (stage.checked_walk, Step.FILE, ("exclamation_mark", "exclamation_mark")),
    "map-drifted": (lambda: stage.checked_walk(stage.drifted()), Step.MAP, ()),
    "map-decided": (lambda: stage.checked_walk(stage.decided()), Step.MAP, ()),
    "map-marked": (stage.checked_walk, Step.MAP, ("space", "space", "u")),
    "map-pick": (stage.checked_walk, Step.MAP, ("e",)),
    "map-help": (stage.checked_walk, Step.MAP, ("question_mark",)),
    "map-palette": (stage.checked_walk, Step.MAP, ("colon",)),
    "file-header": (stage.walk, Step.FILE, ("H",)),
    "check-rows": (stage.checked_walk, Step.CHECK, ("j", "tab", "j")),
    "check-fixes": (stage.checked_walk, Step.CHECK, ("j", "j", "tab")),
    "check-mended": (lambda: stage.checked_walk(stage.mended()), Step.CHECK, ("j", "j")),
    "check-edit": (stage.checked_walk, Step.CHECK, ("j", "tab", "e")),
    "plan-doubled": (stage.planned_walk, Step.PLAN, ("D",)),
    "plan-open": (stage.walk, Step.PLAN, ()),
    "plan-doubt": (lambda: stage.planned_walk(stage.VANISHED), Step.PLAN, ("L",)),
}


class Svg(SingleFileSnapshotExtension):
    """One picture, one file."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Svg)


async def settled(pilot: Pilot[int], app: stage.StageApp) -> None:
    """Wait until nothing is being looked up any more, and what was found is drawn."""
    for _ in range(3):  # what is drawn may ask for more
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


async def take(made: Callable[[], Walk], step: Step, keys: tuple[str, ...], size: tuple[int, int]) -> str:
    async with stage.on_stage(made(), step, size) as (app, pilot):
        for key in keys:
            await pilot.press(key)
        await settled(pilot, app)
        for line in app.screen.query(Input):
            line.cursor_blink = False
        await pilot.pause()
        # The names in the file are a hash of how lines are cut into pieces, which nobody sees.
        return re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="leadtui"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STATES)
async def test_screen(name: str, size: tuple[int, int], picture: SnapshotAssertion) -> None:
    assert await take(*STATES[name], size) == picture


@pytest.mark.parametrize("name", MORE)
async def test_state(name: str, picture: Any) -> None:
    assert await take(*MORE[name], (120, 36)) == picture


async def test_side_pane_at_80_columns(picture: SnapshotAssertion) -> None:
    assert await take(stage.checked_walk, Step.MAP, ("i",), (80, 24)) == picture


async def test_too_small(picture: SnapshotAssertion) -> None:
    assert await take(stage.walk, Step.FILE, (), (50, 12)) == picture
