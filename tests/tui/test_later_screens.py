"""Clean, Check, Plan and Load, by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from leadtui.model.target import Field, Mode
from leadtui.model.undo import KeptRow, UndoPlan, UndoReport
from leadtui.review import Review
from leadtui.tui import journey
from leadtui.tui.dialogs.ask import Ask
from leadtui.tui.dialogs.confirm import Confirm
from leadtui.tui.dialogs.twins import Twins
from leadtui.tui.screens.step import pace
from leadtui.tui.walk import Doing, Step, Walk
from leadtui.tui.widgets.listing import Listing
from tests.tui.stage import (
    NOTE,
    VANISHED,
    StageApp,
    checked_walk,
    decided,
    done_walk,
    loading_walk,
    on_stage,
    planned_walk,
    walk,
)


def walk_of(app: StageApp) -> Walk:
    assert app.guide is not None
    return app.guide.walk


def review_of(app: StageApp) -> Review:
    review = walk_of(app).review
    assert review is not None
    return review


async def pick(pilot: Pilot[int], letters: str) -> None:
    await pilot.press(*("underscore" if letter == "_" else letter for letter in letters))
    await pilot.press("enter")
    await pilot.pause()


def text_of(app: StageApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_clean_begins_at_what_is_not_proven_and_enter_agrees() -> None:
    async with on_stage(checked_walk(decided()), Step.CLEAN) as (app, pilot):
        assert app.screen.query_one(Listing).key == "license_issued"
        assert journey.doubts(walk_of(app)) == (("license_issued", "date_order"),)
        await pilot.press("enter")
        assert journey.doubts(walk_of(app)) == ()
        await pilot.press("u")
        assert len(journey.doubts(walk_of(app))) == 1


async def test_clean_changes_what_a_field_is_and_how_its_dates_are_written() -> None:
    async with on_stage(checked_walk(decided()), Step.CLEAN) as (app, pilot):
        await pilot.press("e")
        await pick(pilot, "2532026day")
        assert review_of(app).target.fields["license_issued"].format == "%d/%m/%Y"
        await pilot.press("g", "e")
        await pick(pilot, "legal_name")
        assert review_of(app).target.fields["company"].kind == "legal_name"
        await pilot.press("e")
        await pick(pilot, "upper")
        assert review_of(app).target.fields["company"].clean == ("upper",)
        await pilot.press("u", "u", "u")
        assert review_of(app).overrides == {}


async def test_check_raises_the_limit_for_the_source_and_takes_it_back() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        assert journey.over_limit(walk_of(app)) == 1
        await pilot.press("A")
        assert str(review_of(app).target.load.max_rejects) == "2%"
        assert journey.over_limit(walk_of(app)) == 0
        await pilot.press("u")
        assert journey.over_limit(walk_of(app)) == 1


async def test_check_shows_the_rows_of_the_rule_under_the_cursor_and_copies_the_line() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await pilot.press("down", "tab", "down", "down")
        await pilot.pause()
        assert "line 31 of source3.csv as received" in text_of(app)
        await pilot.press("y")
        assert app.clipboard.startswith('31,"HAPPY KIDS, LLC"')


def field_of(app: StageApp, name: str) -> Field:
    return review_of(app).target.fields[name]


async def at(pilot: Pilot[int], app: StageApp, code: str) -> None:
    """Put the cursor on the group of a code."""
    app.screen.query_one("#groups", Listing).find(code)
    await pilot.pause()


async def test_check_takes_all_fixes_of_a_rule_with_one_key_and_gives_them_back() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await at(pilot, app, "E-ZIP")
        await pilot.press("f")
        assert field_of(app, "zip").values == {"1569": "01569", "2108": "02108"}
        assert app.guide is not None
        assert app.guide.said == ("2 values put right in 3 rows", "good")
        assert not journey.is_fresh(walk_of(app))  # checked again before it can be loaded
        await pilot.press("u")
        assert field_of(app, "zip").values == {}
        await pilot.press("z")
        assert field_of(app, "zip").values == {"1569": "01569", "2108": "02108"}


async def test_check_takes_only_safe_fixes_of_all_rules() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await pilot.press("F")
        assert field_of(app, "zip").values == {"1569": "01569", "2108": "02108"}
        assert field_of(app, "license_issued").values == {}


async def test_check_takes_one_fix_where_the_cursor_stands() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await at(pilot, app, "E-DATE")
        await pilot.press("enter")  # among the rules it means nothing
        assert field_of(app, "license_issued").values == {}
        await pilot.press("tab", "G", "enter")
        assert field_of(app, "license_issued").values == {"13/04/2024": "2024-04-13"}


async def test_check_edits_a_cell_that_is_found_again_by_its_row() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await at(pilot, app, "E-DATE")
        await pilot.press("tab", "j", "e")
        assert isinstance(app.screen, Ask)
        app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        assert isinstance(app.screen, Ask), "a blank answer may be a slip"
        app.screen.query_one(Input).value = "next spring"
        await pilot.press("enter")
        assert isinstance(app.screen, Ask), "the field can't take that"
        assert "license_issued can't take that" in text_of(app)
        app.screen.query_one(Input).value = "4/1/2020"
        await pilot.press("enter")
        await pilot.pause()
        (fix,) = field_of(app, "license_issued").cells
        assert (fix.key, fix.was, fix.to) == ({"license_number": "15"}, "not-a-date", "4/1/2020")
        await pilot.press("e")
        app.screen.query_one(Input).value = "NULL"
        await pilot.press("enter")
        await pilot.pause()
        (fix,) = field_of(app, "license_issued").cells
        assert fix.to is None


async def test_check_says_at_each_key_what_a_cell_becomes() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await at(pilot, app, "E-DATE")
        await pilot.press("tab", "j", "e")
        for text, told in (("4/1/202", "can't take that"), ("4/1/2020", "becomes 2020-04-01"), ("NULL", "stays empty")):
            app.screen.query_one(Input).value = text
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert told in text_of(app)


async def test_undo_says_when_there_is_nothing_left() -> None:
    async with on_stage(checked_walk(), Step.CHECK) as (app, pilot):
        await pilot.press("u")
        assert app.guide is not None
        assert app.guide.said[0] == "nothing to undo"


async def test_check_rejects_a_row_or_all_rows_of_a_rule() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await at(pilot, app, "E-DATE")
        await pilot.press("r")
        assert field_of(app, "license_issued").issues == {"E-DATE": "reject"}
        await pilot.press("u", "tab", "r")
        assert field_of(app, "license_issued").issues == {}
        (fix,) = field_of(app, "license_issued").cells
        assert (fix.key, fix.reject) == ({"license_number": "12"}, True)


async def test_check_ignores_a_rule_but_never_one_a_row_cannot_do_without() -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        await pilot.press("I")  # E-KEY
        await at(pilot, app, "W-PHONE")
        await pilot.press("I")
        assert {name: field.issues for name, field in review_of(app).target.fields.items() if field.issues} == {
            "phone": {"W-PHONE": "ignore"}
        }


async def test_check_keeps_a_kind_of_fix_for_next_months_values(monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(checked_walk(decided()), Step.CHECK) as (app, pilot):
        saved: list[bool] = []
        monkeypatch.setattr(app.guide, "save", lambda: saved.append(True))
        await at(pilot, app, "E-ZIP")
        await pilot.press("m")
        assert field_of(app, "zip").clean == ("zip_pad",)
        await at(pilot, app, "E-DATE")
        await pilot.press("m")
        assert field_of(app, "license_issued").values == {"13/04/2024": "2024-04-13"}
        assert saved == [True, True]


async def test_plan_changes_the_mode() -> None:
    async with on_stage(planned_walk(), Step.PLAN) as (app, pilot):
        await pilot.press("M")
        await pick(pilot, "append")
        assert review_of(app).target.load.mode is Mode.APPEND
        assert walk_of(app).prospect is not None
        assert not journey.is_planned(walk_of(app))  # counted anew before it can be loaded


async def test_plan_asks_once_about_what_would_stop_a_load_without_a_screen() -> None:
    async with on_stage(planned_walk(VANISHED), Step.PLAN) as (app, pilot):
        await pilot.press("L")
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        assert walk_of(app).doing == ()


async def test_a_note_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(planned_walk(NOTE), Step.PLAN) as (app, pilot):
        asked: list[bool] = []
        monkeypatch.setattr(app.guide, "load", lambda *, in_spite=False: asked.append(in_spite))
        await pilot.press("L")
        assert asked == [False]


async def test_too_early_a_load_says_what_is_missing() -> None:
    async with on_stage(walk(), Step.PLAN) as (app, pilot):
        await pilot.press("L")
        assert app.guide is not None
        assert app.guide.said == ("12 things on Map to decide first", "warn")


async def test_the_plan_is_written_to_a_file(tmp_path: Path) -> None:
    shown = planned_walk(NOTE)
    assert shown.source is not None
    here = replace(shown, source=replace(shown.source, path=tmp_path / "source3.csv"))
    async with on_stage(here, Step.PLAN) as (_, pilot):
        await pilot.press("w")
        await pilot.pause()
    text = (tmp_path / "source3.plan.txt").read_text()
    assert "updated              904" in text
    assert "license_status: 611 rows" in text
    assert "! 2 values changed by hand" in text


async def test_the_last_page_says_everything_there_is_to_know() -> None:
    async with on_stage(done_walk(), Step.LOAD) as (app, _):
        text = text_of(app)
        for wanted in ("run 41", "318  inserted", "5,204  rows read", "saved as source3 v1", "source3.rejects.csv",
                       "leadtui report 41", "leadtui load --saved-mapping source3 --db embedded FILE"):  # fmt: skip
            assert wanted in text


async def test_the_page_after_an_undo_names_what_was_kept() -> None:
    taken = UndoPlan(
        run=41,
        is_redo=False,
        table="public.leads",
        database="leads@local",
        source="source3",
        file_name="source3.csv",
        finished=datetime.now(UTC),
        taken_out=318,
        set_back=964,
        put_back=0,
        kept_count=1,
        kept=(KeptRow("license_number=1", "changed by hand since: [/]"),),
    )
    here = replace(done_walk(), report=None, prospect=None, undone=UndoReport(42, taken))
    async with on_stage(here, Step.LOAD) as (app, _):
        text = text_of(app)
        for wanted in ("run 41, by run 42", "318  taken out", "changed by hand since: [/]", "leadtui undo 42"):
            assert wanted in text


async def test_progress_shows_how_far_how_fast_and_how_long() -> None:
    async with on_stage(loading_walk(), Step.LOAD) as (app, _):
        text = text_of(app)
        assert "50 %" in text
        assert "2,602 of 5,204 rows" in text


def test_pace_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadtui.tui.screens.step.time.monotonic", lambda: 110.0)
    assert (
        pace(Doing("read", "reading", 100.0, 5_000_000, 20_000_000, "bytes"))
        == "reading 5.0 MB · 500.0 kB/s · 30 s left"
    )
    assert (
        pace(Doing("check", "checking", 100.0, 1000, 1_000_000, "rows"))
        == "checking 1,000 rows · 100 rows/s · 166 min left"
    )
    assert pace(Doing("load", "loading", 100.0, 7, 7, "rows")) == "loading 7 rows …"


async def test_doubled_rows_stand_side_by_side_and_the_other_one_can_win() -> None:
    async with on_stage(planned_walk(NOTE), Step.PLAN) as (app, pilot):
        await pilot.press("D")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Twins)
        pairs, both = app.screen.query_one("#pairs", Listing), app.screen.query_one("#both", Listing)
        assert [row.cells[2].text for row in pairs.rows] == ["differs", "the same"]
        assert [row.key for row in both.rows[:2]] == ["raw:0", "raw:1"]  # what differs comes first
        await pilot.press("t")
        await pilot.pause()
        assert review_of(app).target.load.duplicates == "first"
        await pilot.press("u")
        assert review_of(app).target.load.duplicates == "last"
