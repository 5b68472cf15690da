"""Deciding what the columns are, by keys alone."""

from __future__ import annotations

from textual.pilot import Pilot

from leadtui import review as reviewing
from leadtui.model.mapping import ColumnMap
from leadtui.model.step import Combine, Constant
from leadtui.review import Review
from leadtui.tui import journey
from leadtui.tui.dialogs.pick import Pick
from leadtui.tui.walk import Step
from leadtui.tui.widgets.listing import Listing
from leadtui.tui.widgets.statusline import StatusLine
from tests.tui.stage import StageApp, checked_walk, drifted, fresh, on_stage, walk


def review_of(app: StageApp) -> Review:
    assert app.guide is not None
    assert app.guide.walk.review is not None
    return app.guide.walk.review


def key_of(app: StageApp) -> str | None:
    return app.screen.query_one(Listing).key


async def type_in(pilot: Pilot[int], text: str) -> None:
    await pilot.press(*(character if character.isalnum() else "underscore" for character in text))


async def test_the_cursor_begins_at_the_first_open_column_and_goes_on_by_itself() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        assert key_of(app) == "0"
        await pilot.press("enter", "enter", "enter")
        assert key_of(app) == "3"
        assert [row.is_open for row in review_of(app).columns[:4]] == [False, False, False, True]


async def test_a_whole_file_of_mostly_sure_columns_takes_few_keys() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("a", "enter", "enter")  # all sure ones; the doubtful one; leave out the one without a field
        assert reviewing.undecided(review_of(app)) == ()
        assert journey.questions(app.guide.walk) == () if app.guide else False


async def test_going_on_stays_while_something_is_open_and_says_so() -> None:
    async with on_stage(checked_walk(drifted()), Step.MAP) as (app, pilot):
        await pilot.press("end", "right_square_bracket")
        assert app.guide is not None
        assert (app.guide.step, key_of(app)) == (Step.MAP, "4")
        assert "still open here" in app.guide.said[0]
        await pilot.press("5")
        assert app.guide.step is Step.PLAN


async def test_one_renamed_column_takes_one_key() -> None:
    async with on_stage(checked_walk(drifted()), Step.MAP) as (app, pilot):
        assert key_of(app) == "4"
        await pilot.press("enter")
        assert review_of(app).columns[4].chosen == ColumnMap(to=("zip",), was=("Zip Code",))


async def test_a_column_that_is_gone_can_be_accepted_or_found_again() -> None:
    async with on_stage(checked_walk(drifted()), Step.MAP) as (app, pilot):
        await pilot.press("enter", "d")
        assert key_of(app) == "gone:Email"
        await pilot.press("enter")
        assert reviewing.undecided(review_of(app)) == ()
        await pilot.press("u", "e")
        assert isinstance(app.screen, Pick)
        await pilot.press("enter")  # the only candidates are those the mapping does not know
        await pilot.pause()
        assert review_of(app).gone == ()


async def test_a_field_is_found_by_a_few_letters() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("e")
        await type_in(pilot, "state")
        await pilot.press("enter")
        await pilot.pause()
        assert review_of(app).columns[0].chosen == ColumnMap(to=("state",))


async def test_several_fields_ask_how_to_split() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("down", "down", "e")
        await type_in(pilot, "address1")
        await pilot.press("tab", *["backspace"] * 8)
        await type_in(pilot, "address2")
        await pilot.press("tab", "enter")
        await pilot.pause()
        await type_in(pilot, "us_street_unit")
        await pilot.press("enter")
        await pilot.pause()
        assert review_of(app).columns[2].chosen == ColumnMap(to=("address1", "address2"), split="us_street_unit")


async def test_a_splitter_brings_its_fields() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("s")
        await type_in(pilot, "us_address")
        await pilot.press("enter")
        await pilot.pause()
        chosen = review_of(app).columns[0].chosen
        assert chosen == ColumnMap(to=("address1", "address2", "city", "state", "zip"), split="us_address")


async def test_marked_columns_are_combined_at_once() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("space", "space", "c")
        await type_in(pilot, "company")
        await pilot.press("enter")
        await pilot.pause()
        await type_in(pilot, "join")
        await pilot.press("enter")
        await pilot.pause()
        wanted = Combine(columns=("Operation", "Operation Name"), field="company", how="join")
        assert wanted in review_of(app).steps
        assert app.screen.query_one(Listing).marked == frozenset()


async def test_a_constant_is_asked_for_and_typed() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("equals_sign")
        await type_in(pilot, "state")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("N", "V", "enter")
        await pilot.pause()
        assert Constant(field="state", value="NV") in review_of(app).steps


async def test_every_decision_is_undone_and_done_again() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("a", "d", "down", "d", "O")
        end = review_of(app)
        await pilot.press(*"uuuuuuuuuu")
        assert review_of(app) == fresh()
        await pilot.press(*"zzzzzzzzzz")
        assert review_of(app) == end


async def test_undo_says_what_it_took_back() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("enter", "u")
        assert app.guide is not None
        assert app.guide.said[0] == "undone: confirmed Operation"


async def test_two_columns_for_one_field_are_told_at_once_and_can_be_agreed_to() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("a", "enter", "e")
        await type_in(pilot, "city")
        await pilot.press("enter")
        await pilot.pause()
        (question,) = reviewing.undecided(review_of(app))
        assert question.message == "city is filled by City and by STARS Rating"
        await pilot.press("exclamation_mark", "enter")
        assert reviewing.undecided(review_of(app)) == ()


async def test_searching_goes_round() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("slash", *"zip", "enter")
        await pilot.pause()
        assert key_of(app) == "4"
        await pilot.press("slash", *"nowhere", "enter")
        await pilot.pause()
        assert app.guide is not None
        assert app.guide.said == ("'nowhere' does not occur", "warn")


async def test_the_pane_folds_under_100_columns_and_i_shows_it_instead() -> None:
    async with on_stage(checked_walk(), Step.MAP, (80, 24)) as (app, pilot):
        assert not app.screen.query_one(".side").display
        await pilot.press("i")
        await pilot.pause()
        assert app.screen.query_one(".side").display
        assert not app.screen.query_one(".main").display


async def test_before_the_file_is_read_nothing_can_be_decided() -> None:
    empty = walk()
    async with on_stage(type(empty)(empty.path), Step.MAP) as (app, pilot):
        await pilot.press("a", "e", "enter", "d", "s", "c", "O", "u", "z", "y", "ctrl+s", "right_square_bracket")
        assert app.is_running


async def test_the_advice_counts_what_is_left() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press("a", "down")
        assert app.guide is not None
        app.guide.say("")
        await pilot.pause()
        assert "2 things to decide" in str(app.screen.query_one(StatusLine).render_line(0).text)


async def test_columns_that_make_one_field_are_confirmed_by_one_key() -> None:
    async with on_stage(checked_walk(), Step.MAP) as (app, pilot):
        await pilot.press(*["down"] * 8, "enter")
        assert [row.is_open for row in review_of(app).columns[7:12]] == [True, False, False, False, True]


async def test_a_row_can_be_found_again_by_other_fields_and_no_longer_by_some() -> None:
    async with on_stage(walk(), Step.MAP) as (app, pilot):
        before = review_of(app).target.load.key
        await pilot.press("K", "enter")
        await pilot.press(*"company", "tab", *["backspace"] * 7, *"city", "tab", "enter")
        await pilot.pause()
        assert review_of(app).target.load.key == (*before, ("company", "city"))
        await pilot.press("K", "G", *["down"] * 9, "enter")
        await pilot.pause()
        assert review_of(app).target.load.key == before
        await pilot.press("u", "u")
        assert review_of(app).target.load.key == before
