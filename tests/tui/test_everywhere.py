"""Headers just confirmed are asked about once, on the way out of Map: only here, or everywhere."""

from __future__ import annotations

from textual.pilot import Pilot

from leadtui import review as reviewing
from leadtui.matching import Memory
from leadtui.tui.dialogs.pick import Pick
from leadtui.tui.screens.map import MapScreen
from leadtui.tui.walk import Step
from tests.tui.stage import StageApp, checked_walk, decided, drifted, on_stage

NEXT = "right_square_bracket"
ASKED = {"Issue Date"}
"""Headers of the sample that no field of the small target is called; the others are, or mean many things."""


def shared(app: StageApp) -> tuple[frozenset[str], frozenset[str]]:
    assert app.guide is not None
    review = app.guide.walk.review
    assert review is not None
    return review.everywhere, review.only_here


async def leave(app: StageApp, pilot: Pilot[int]) -> None:
    await pilot.press(NEXT)
    await pilot.pause()


async def test_only_here_is_one_key_and_is_not_asked_again() -> None:
    async with on_stage(checked_walk(decided(), memory=Memory.of(())), Step.MAP) as (app, pilot):
        await leave(app, pilot)
        assert isinstance(app.screen, Pick)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, Pick | MapScreen), "and on it goes"
        everywhere, here = shared(app)
        assert not everywhere
        assert here >= ASKED
        await pilot.press("2")
        await pilot.pause()
        await leave(app, pilot)
        assert not isinstance(app.screen, Pick)


async def test_everywhere_is_two_keys() -> None:
    async with on_stage(checked_walk(decided(), memory=Memory.of(())), Step.MAP) as (app, pilot):
        await leave(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        everywhere, here = shared(app)
        assert everywhere >= ASKED
        assert not here


async def test_single_headers_can_be_marked() -> None:
    async with on_stage(checked_walk(decided(), memory=Memory.of(())), Step.MAP) as (app, pilot):
        await leave(app, pilot)
        await pilot.press(*"issue", "space", *"date", "enter")
        await pilot.pause()
        everywhere, _ = shared(app)
        assert everywhere == {"Issue Date"}


async def test_escape_stays_and_undo_takes_the_answer_back() -> None:
    async with on_stage(checked_walk(decided(), memory=Memory.of(())), Step.MAP) as (app, pilot):
        await leave(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MapScreen)
        await leave(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("u")
        assert shared(app) == (frozenset(), frozenset())


async def test_a_known_layout_is_not_asked_about() -> None:
    known = drifted()
    while reviewing.undecided(known):
        question = reviewing.undecided(known)[0]
        known = (
            reviewing.accept_gone(known, str(question.name))
            if question.column is None
            else reviewing.skip(known, question.column)
        )
    async with on_stage(checked_walk(known, memory=Memory.of(())), Step.MAP) as (app, pilot):
        await leave(app, pilot)
        assert not isinstance(app.screen, Pick)
