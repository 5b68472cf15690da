"""The File screen: fewer rows, what each decision rests on, and reading it another way with a way back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from leadtui import store
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.mapping import Layout
from leadtui.review.conclude import to_mapping
from leadtui.tui.app import LeadtuiApp
from leadtui.tui.dialogs.pick import Pick
from leadtui.tui.marks import Marks
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.grid import Grid
from leadtui.tui.widgets.side import Side
from tests.tui import stage

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


async def until(pilot: Pilot[Any], is_so: Callable[[], bool]) -> None:
    """Wait for the threads."""
    deadline = asyncio.get_running_loop().time() + 60
    while not is_so():
        assert asyncio.get_running_loop().time() < deadline
        await pilot.pause(0.02)
    await pilot.pause()


def above(app: LeadtuiApp) -> str:
    """The line above the grid."""
    return str(app.screen.query_one("#known", Static).render())


def lines(app: LeadtuiApp) -> int:
    """Rows that can be scrolled to."""
    return app.screen.query_one(Grid)._source.row_count


async def test_a_filter_shows_fewer_rows_and_goes_again() -> None:
    async with stage.on_stage(stage.walk(), Step.FILE) as (app, pilot):
        await pilot.press("l", "f", *"academy 1", "enter")
        await until(pilot, lambda: "only rows where" in above(app))
        assert "Operation Name has academy 1  ·  11 of 60" in above(app)
        assert lines(app) == 11
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("delete", "backspace", "enter")
        await until(pilot, lambda: lines(app) == 60)
        assert "only rows" not in above(app)


async def test_values_are_counted_and_one_of_them_shows_its_rows() -> None:
    async with stage.on_stage(stage.walk(), Step.FILE) as (app, pilot):
        await pilot.press(*["l"] * 11, "F")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        options = app.screen._options  # type: ignore[attr-defined]
        assert [(option.title, option.note) for option in options] == [
            ("all rows", ""), ("NULL", "40 rows"), ("4", "20 rows"),
        ]  # fmt: skip
        await pilot.press("down", "enter")
        await until(pilot, lambda: "STARS Rating is empty  ·  40 of 60" in above(app))
        await pilot.press("F")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: lines(app) == 60)


async def test_every_decision_has_its_reason_and_leads_to_its_choice() -> None:
    async with stage.on_stage(stage.walk(), Step.FILE) as (app, pilot):
        await pilot.press("R")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert [(option.title, option.note) for option in app.screen._options] == [
            ("encoding: utf-8", "100%"), ("delimiter: comma", "99%"), ("header: 1", "95%"),
        ]  # fmt: skip
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert [option.title for option in app.screen._options][:2] == ["comma", "semicolon"]


async def test_the_end_of_the_table_is_said_and_taken_back(tmp_path: Path, private_folders: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,name\n" + "".join(f"{number},Ada {number}\n" for number in range(40)) + "sum,40\n")
    app = LeadtuiApp(Walk(str(file), url=NOWHERE))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: app.guide is not None and app.guide.walk.review is not None)
            guide = app.guide
            assert guide is not None
            assert guide.walk.raw is not None
            assert guide.walk.raw.row_count == 41
            await pilot.press("B", "down", "down")
            await until(pilot, lambda: guide.tried is not None)
            await pilot.press("enter")
            await until(pilot, lambda: guide.walk.raw is not None and guide.walk.raw.row_count == 40)
            assert guide.walk.raw.issues["code"].to_list() == ["I-FOOTER"]
            await pilot.press("u")
            await until(pilot, lambda: guide.walk.raw is not None and guide.walk.raw.row_count == 41)
    finally:
        app.close()


def test_what_was_chosen_is_saved_but_for_the_end_of_the_table() -> None:
    dialect = stage.DETECTION.dialect.model_copy(
        update={"encoding": "cp1252", "delimiter": ";", "quote": "'", "header_row": 3, "last_row": 90}
    )
    mapping = to_mapping(stage.decided(), "some", 1, dialect)
    assert isinstance(mapping.layout, Layout)
    assert (mapping.layout.encoding, mapping.layout.delimiter, mapping.layout.quote) == ("cp1252", ";", "'")
    assert (mapping.layout.header_row, mapping.layout.last_row) == (3, None)
    assert "cp1252" in store.canonical(mapping)


async def test_what_reading_left_out_is_told_and_found_behind_the_decisions() -> None:
    known = stage.walk()
    assert known.raw is not None
    note = Issue("I-PREAMBLE", Severity.INFO, 1, None, None, None, None, "Lines 1 to 3 stand above the header.")
    noted = replace(known, raw=replace(known.raw, issues=issue_frame([note])))
    async with stage.on_stage(noted, Step.FILE) as (app, pilot):
        assert "R shows 1 note" in above(app)
        await pilot.press("R")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert "Lines 1 to 3 stand above the header." in [option.description for option in app.screen._options]


async def test_rows_with_issues_are_marked_visited_and_shown_alone() -> None:
    async with stage.on_stage(stage.checked_walk(), Step.FILE) as (app, pilot):
        grid = app.screen.query_one(Grid)

        def here() -> int | None:
            row = grid.cell()
            return row.line if row else None

        await pilot.press("exclamation_mark")
        await until(pilot, lambda: here() == 9)
        side = app.screen.query_one(Side)._content.plain
        assert "E-KEY" in side
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: here() == 12)
        await pilot.press("b")
        await until(pilot, lambda: "something is to be looked at" in above(app))
        shown = [row.line for row in grid._source.rows(0, 100)]
        assert {9, 12} <= set(shown)
        assert len(shown) < 60
        assert all(grid._mark(line) is not None for line in shown)
        await pilot.press("b")
        await until(pilot, lambda: lines(app) == 60)


def test_the_worst_issue_of_a_line_marks_it_and_what_is_only_said_does_not() -> None:
    def one(line: int | None, severity: Severity, *, rejects: bool = False) -> Issue:
        return Issue("X", severity, line, None, None, "v", None, "said", rejects=rejects)

    marks = Marks(
        issue_frame(
            [
                one(None, Severity.ERROR),
                one(7, Severity.INFO),
                one(3, Severity.WARN),
                one(5, Severity.WARN),
                one(5, Severity.ERROR),
                one(9, Severity.ERROR, rejects=True),
            ]
        )
    )
    assert {line: mark.sign for line in range(12) if (mark := marks.at(line))} == {3: "?", 5: "!", 9: "✗"}
    assert [marks.next(line) for line in (0, 3, 9)] == [3, 5, 3]
    assert [marks.next(line, backwards=True) for line in (3, 6)] == [9, 5]
    assert len(marks.issues(5)) == 2
    assert Marks().next(1) is None
