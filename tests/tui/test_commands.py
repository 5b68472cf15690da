"""Every command is declared once, and a key means one thing wherever it works."""

from __future__ import annotations

from collections import defaultdict

import pytest
from textual.binding import Binding

from leadtui.tui.command import Command
from leadtui.tui.roster import SCREENS
from leadtui.tui.screens.step import StepScreen
from leadtui.tui.shared import SHARED
from leadtui.tui.walk import Step
from leadtui.tui.widgets.keybar import MOST, KeyBar
from leadtui.tui.widgets.listing import Listing
from tests.tui.stage import checked_walk, decided, done_walk, drifted, on_stage, planned_walk, walk

RESERVED = {"up", "down", "left", "right", "h", "j", "k", "l", "g", "G", "space", "home", "end", "pageup", "pagedown"}


def everything() -> list[Command]:
    return [*SHARED, *(command for screen in SCREENS for command in screen.OWN)]


TWICE = {"f", "F", "r"}
"""Keys that the operator's walk gives to two screens: to filter and to fix, to look at values and to take safe fixes,
to try again and to reject."""


def test_a_key_never_means_two_things() -> None:
    meanings = defaultdict(set)
    for command in everything():
        for key in command.keys.split(","):
            meanings[key].add(command.action)
    assert {key for key, found in meanings.items() if len(found) > 1} == TWICE
    assert all(len(meanings[key]) == 2 for key in TWICE)


def test_moving_keys_stay_free() -> None:
    taken = {key for command in everything() for key in command.keys.split(",")}
    assert taken & RESERVED == set()


def test_every_command_says_what_it_does_and_can_be_run() -> None:
    for screen in SCREENS:
        for command in (*SHARED, *screen.OWN):
            name = command.action.partition("(")[0]
            assert callable(getattr(screen, f"action_{name}", None)), (screen, name)
            assert command.label
            assert command.help
            assert "[" not in command.help  # the palette takes help for markup


def test_the_main_path_needs_no_key_that_german_or_french_keyboards_hide() -> None:
    keys = {command.action: command.keys.split(",") for command in everything()}
    assert "greater_than_sign" in keys["next"]
    assert "less_than_sign" in keys["back"]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.STEP.label)
def test_each_screen_binds_its_commands_by_name(screen: type[StepScreen]) -> None:
    bound = {binding.id for binding in screen.BINDINGS if isinstance(binding, Binding)}
    assert {f"{screen.STEP.label.lower()}.{command.action}" for command in screen.OWN} <= bound


@pytest.mark.parametrize("step", list(Step), ids=lambda step: step.label)
@pytest.mark.parametrize("made", [walk, checked_walk, planned_walk, done_walk], ids=lambda made: made.__name__)
async def test_the_footer_shows_only_what_works_and_never_more_than_nine(step: Step, made: object) -> None:
    shown = made()  # type: ignore[operator]
    async with on_stage(shown, step) as (app, _):
        screen = app.screen
        assert isinstance(screen, StepScreen)
        commands = screen.query_one(KeyBar).commands
        assert len(commands) <= MOST
        assert all(screen.can(command.action) for command in commands)
        assert commands[-1].action == "leave"


async def test_a_click_on_the_footer_does_what_the_key_does() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.click(KeyBar, offset=(3, 0))  # Confirm
        await pilot.pause()
        review = app.guide.walk.review if app.guide else None
        assert review is not None
        assert not review.columns[0].is_open


async def test_a_click_on_a_step_goes_there() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("3")
        assert app.guide is not None
        steps = [app.guide.step]
        await pilot.press("less_than_sign")
        assert [*steps, app.guide.step] == [Step.CLEAN, Step.MAP]


async def test_a_click_on_a_row_moves_the_cursor_and_a_double_click_decides() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.click(Listing, offset=(8, 4))
        listing = app.screen.query_one(Listing)
        assert listing.key == "3"
        await pilot.click(Listing, offset=(8, 4), times=2)
        await pilot.pause()
        assert app.guide is not None
        assert app.guide.walk.review is not None
        assert not app.guide.walk.review.columns[3].is_open


async def test_the_palette_finds_a_command_by_its_words_and_runs_it() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"sure")
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.guide is not None
        assert app.guide.walk.review is not None
        assert app.guide.walk.review.told == "confirmed 10 columns"


async def test_help_closes_and_leaves_everything_as_it_was() -> None:
    async with on_stage(checked_walk(drifted()), Step.MAP) as (app, pilot):
        before = app.screen
        await pilot.press("question_mark")
        assert app.screen is not before
        await pilot.press("escape")
        assert app.screen is before


async def test_q_leaves_from_every_screen() -> None:
    for step in Step:
        async with on_stage(checked_walk(decided()), step) as (app, pilot):
            await pilot.press("q")
            await pilot.pause()
            assert app.return_code == 0
