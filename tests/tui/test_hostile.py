"""Hostile text in every place a person sees: shown, never obeyed. The last border is tested by itself, too."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
from rich.segment import Segment
from textual.app import App
from textual.color import Color

from leadtui import review as reviewing
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.plan import Doubt
from leadtui.model.suggestion import Suggestion, Tier
from leadtui.tui.shell import SafeText
from leadtui.tui.walk import Step, Trouble, Walk
from tests.tui.stage import TARGET, checked_walk, done_walk, fresh, on_stage, planned_walk, profile, table, walk
from tests.tui.test_cells import HOSTILE

FRAMED = [text for text in HOSTILE if text.isascii() or "\ud800" not in text]
"""Those which can be in a frame at all."""
MARKUP = ("[/]", "[/red]", "[b", "[@click=app.quit]x[/]", "[bold red]x", "[link=file://x]y[/link]")


def drawn(app: App[int]) -> list[Segment]:
    """Every segment on the screen, as it would go to the terminal."""
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


def assert_tame(app: App[int]) -> None:
    text = "".join(segment.text for segment in drawn(app))
    assert {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert not any(segment.style and segment.style.link for segment in drawn(app))


def hostile_walk(texts: Sequence[str]) -> Walk:
    """A file of hostile texts: its name, its headers, its cells, and what is said about them."""
    raw = table([texts, [None, "", *texts[2:]]], names=texts, file=f"{texts[0]}.csv")
    suggestions = [Suggestion(column, None, Tier.NONE, (), column.name) for column in raw.columns]
    review = reviewing.from_suggestions(suggestions, TARGET)
    shown = walk(review)
    return replace(shown, source=raw.source, raw=raw, profile=profile(raw), database=texts[0], name="hostile")


def hostile_check() -> Walk:
    shown = checked_walk()
    assert shown.inspection is not None
    issues = issue_frame([Issue("E-DATE", Severity.ERROR, 3, text, "city", text, text, text) for text in FRAMED])
    checked = replace(shown.inspection.checked, issues=issues)
    return replace(shown, inspection=replace(shown.inspection, checked=checked))


async def test_file_and_map_draw_hostile_names_and_cells() -> None:
    async with on_stage(hostile_walk(FRAMED), size=(200, 60)) as (app, pilot):
        for _ in FRAMED:
            await pilot.press("l")
            assert_tame(app)
        await pilot.press("2")
        for _ in FRAMED:
            await pilot.press("j")
            await pilot.pause()
            assert_tame(app)
        for keys in (("e",), ("escape", "equals_sign"), ("escape", "question_mark"), ("escape", "slash")):
            await pilot.press(*keys)
            await pilot.pause()
            assert_tame(app)


async def test_check_draws_hostile_values_and_messages() -> None:
    async with on_stage(hostile_check(), Step.CHECK) as (app, pilot):
        for _ in FRAMED:
            await pilot.press("j")
            await pilot.pause()
            assert_tame(app)


async def test_plan_draws_hostile_messages_of_the_server() -> None:
    doubts = (Doubt("max_vanished", text, refuses=True) for text in HOSTILE)
    async with on_stage(planned_walk(*doubts), Step.PLAN) as (app, pilot):
        assert_tame(app)
        await pilot.press("L")
        await pilot.pause()
        assert_tame(app)


async def test_failures_and_file_names_are_tamed_wherever_they_are_said() -> None:
    shown = walk(reviewing.presumed(fresh()))
    for text in HOSTILE:
        failed = replace(shown, path=text, troubles=(Trouble("plan", None, text, text),))
        async with on_stage(failed, Step.PLAN, (80, 24)) as (app, pilot):
            app.guide.say(text, "bad")  # type: ignore[union-attr]
            await pilot.pause()
            assert_tame(app)


async def test_the_last_page_draws_hostile_paths() -> None:
    names = "".join(HOSTILE)
    async with on_stage(replace(done_walk(), rejects_file=names), Step.LOAD) as (app, _):
        assert_tame(app)


async def test_markup_stands_as_it_is_and_does_nothing() -> None:
    async with on_stage(hostile_walk(MARKUP), size=(200, 60)) as (app, pilot):
        for key in ("l", "2", "j"):
            await pilot.press(key)
            await pilot.pause()
            text = "".join(segment.text for segment in drawn(app))
            assert [one for one in MARKUP if one not in text] == []
            assert not any(segment.style and "@click" in (segment.style.meta or {}) for segment in drawn(app))


def test_the_last_border_replaces_what_no_widget_tamed_and_keeps_the_width() -> None:
    passed = SafeText().apply([Segment("a\x1b[2J\x9b6n\u202eb"), Segment("plain")], Color.parse("black"))
    text = "".join(segment.text for segment in passed)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert text.endswith("plain")


async def test_a_spreadsheet_formula_is_only_text() -> None:
    formulas = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)")
    async with on_stage(hostile_walk(formulas)) as (app, _):
        text = "".join(segment.text for segment in drawn(app))
        assert all(formula in text for formula in formulas)


async def test_issues_are_exported_beside_the_file_or_else_kept_and_never_over_another(tmp_path: Path) -> None:
    shown = checked_walk()
    assert shown.source is not None
    here = replace(shown.source, path=tmp_path / "source3.csv")
    async with on_stage(replace(shown, source=here), Step.CHECK) as (app, pilot):
        await pilot.press("x", "x")
        await pilot.pause()
        assert app.guide is not None
        assert app.guide.said[1] == "good"
    first, second = (tmp_path / name for name in ("source3.issues.csv", "source3.issues-2.csv"))
    assert pl.read_csv(first).height == 48
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600
