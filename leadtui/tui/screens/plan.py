"""Step 5, Plan: what the load will do to the live table, before it does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui import review as reviewing
from leadtui.model.plan import Duplicate, LoadPlan
from leadtui.model.table import LINE
from leadtui.tui import about, journey, words_of_plan
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.dialogs.confirm import Confirm
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.dialogs.twins import Twins, Values
from leadtui.tui.export import export_plan
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.listing import Heading, Listing
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import plural


class PlanScreen(StepScreen):
    """Counts, changes, doubts."""

    STEP = Step.PLAN
    CSS_PATH = "plan.tcss"
    PURPOSE = (
        "What the load will do, counted against the live table, which is only read here.\n"
        "L loads exactly this, in one transaction; if the table changed meanwhile, nothing is written."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("load", "L", "Load", "Load it, in one transaction", rank=1),
        Command("mode", "M", "Mode", "What to do with rows the table already knows", rank=20),
        Command("retry", "r", "Try again", "Plan again", rank=5),
        Command("copy", "y", "Copy command", "Copy the command that does the same without a screen", rank=30),
        Command("duplicates", "D", "Doubled", "Rows of the file that are one lead, side by side", rank=25),
        Command("write", "w", "Write plan", "Write the plan to a file", rank=40),
    )

    def compose_body(self) -> ComposeResult:
        """Counts above changed fields above doubts; examples and checklist at the right; the command below."""
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Static(id="counts")
                yield Listing(
                    Heading("changed field", 14, share=2),
                    Heading("rows", 7, right=True),
                    Heading("example", 10, share=2, needs=100),
                    Heading("now", 10, share=3),
                    Heading("after the load", 12, share=3),
                    id="changes",
                )
                yield Static(id="unusual")
            yield Side()
        yield Static(id="command")

    def draw(self, walk: Walk) -> None:
        """All of it."""
        plan = self._plan
        self.query_one("#counts", Static).update(Content.assemble(*words_of_plan.counts(walk, plan)))
        changes = self.query_one("#changes", Listing)
        changes.show(words_of_plan.changes(plan) if plan else [])
        changes.set_class(not (plan and plan.changes), "-empty")
        self.query_one("#unusual", Static).update(Content.assemble(*words_of_plan.unusual(plan)))
        self.query_one("#command", Static).update(
            Content(f"$ {shown(journey.command_line(walk))}" if walk.review else "")
        )
        self._draw_side()

    @property
    def _plan(self) -> LoadPlan | None:
        """The plan, if it is about what is decided now."""
        prospect = self.walk.prospect
        if prospect is None or not journey.is_planned(self.walk):
            return None
        return prospect.plan

    @on(Listing.Moved)
    def _draw_side(self) -> None:
        self.query_one(Side).show(
            *words_of_plan.examples(self._plan, self.query_one("#changes", Listing).key), *self._checklist()
        )

    def abilities(self) -> dict[str, Check]:
        """What works now; `L` always answers, if only with what is missing."""
        return {
            **super().abilities(),
            "write": lambda: self._plan is not None,
            "duplicates": lambda: self._plan is not None and bool(self._plan.duplicates),
            "mode": lambda: self.walk.review is not None,
            "retry": lambda: bool(self.walk.troubles),
            "next": lambda: False,
        }

    def available(self) -> list[Command]:
        """`L` stands in the footer only when it loads."""
        return [command for command in super().available() if command.action != "load" or self._plan is not None]

    def advice(self, walk: Walk) -> str:
        """What is missing."""
        if self._plan is None:
            asked = journey.questions(walk)
            if walk.troubles:
                return walk.troubles[-1].message
            return f"{plural(len(asked), 'thing')} on Map to decide first" if asked else "planning …"
        if self._plan.already_loaded is not None:
            return f"these very bytes are loaded already, as run {self._plan.already_loaded.run}"
        return "nothing has been written yet; L loads exactly this, or nothing"

    # -- deciding ------------------------------------------------------------------------------------

    def action_load(self) -> None:
        """Load, after one question if something on the checklist is open."""
        plan = self._plan
        if plan is None:
            self.guide.say(self.advice(self.walk), "warn")
            return
        reasons = [doubt.message for doubt in plan.refusals]
        if plan.already_loaded is not None:
            reasons.insert(0, f"the same bytes were loaded as run {plan.already_loaded.run}")
        if not reasons:
            self.guide.load()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.guide.load(in_spite=True)

        self.app.push_screen(Confirm("Load all the same?", tuple(reasons), "load"), answered)

    def action_mode(self) -> None:
        """Choose what happens to known rows."""
        review = self.walk.review
        if review is None:
            return
        now = review.target.load.mode

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self.guide.edit(lambda review: reviewing.set_load(review, f"mode {keys[0]}", mode=keys[0]))

        options = [
            Option(mode.value, mode.value, words, "now" if mode is now else "")
            for mode, words in words_of_plan.MODES.items()
        ]
        self.app.push_screen(Pick("What becomes of rows the table knows?", options, start=now.value), chosen)

    def action_duplicates(self) -> None:
        """Show the rows that lose beside those that win."""
        plan, prospect, review = self._plan, self.walk.prospect, self.walk.review
        if plan is None or prospect is None or review is None:
            return
        wins = review.target.load.duplicates
        other = "first" if wins == "last" else "last"

        def answered(is_other: bool | None) -> None:
            if is_other:
                told = f"of rows that are one lead the {other} wins"
                self.guide.edit(lambda review: reviewing.set_load(review, told, duplicates=other))

        good = prospect.request.checked.good
        self.app.push_screen(
            Twins(plan.duplicates, plan.counts.duplicates, wins, lambda pair: _both(good, pair)), answered
        )

    def action_retry(self) -> None:
        """Try again what failed."""
        self.guide.retry()

    def action_write(self) -> None:
        """Write the plan as text."""
        plan, source = self._plan, self.walk.source
        if plan is not None and source is not None:
            self.guide.say(*export_plan(plan, source))

    # -- the checklist -------------------------------------------------------------------------------

    def _checklist(self) -> Iterator[Part]:
        width = self.query_one(Side).cells
        yield about.title("Before the load")
        for is_done, done, still in self._conditions():
            yield from words_of_plan.condition(is_done, done, still, width)

    def _conditions(self) -> Iterator[tuple[bool, str, str]]:
        """What must be so, whether it is, and how to say it in either case."""
        walk, plan = self.walk, self._plan
        asked = journey.questions(walk)
        yield not asked, f"mapping decided ({walk.name})", f"{plural(len(asked), 'thing')} open on Map"
        if walk.inspection and walk.checked:
            limit = walk.inspection.mapping.load.max_rejects
            rejected = f"{walk.checked.rejected.height:,} rejected"
            yield not journey.over_limit(walk), f"{rejected}, {limit} allowed", f"{rejected}, only {limit} allowed"
        yield walk.is_connected, f"database {shown(walk.database)}", "database not connected"
        if plan is not None:
            yield plan.already_loaded is None, "not loaded before", "the same file was loaded before"
            for doubt in plan.doubts:
                if doubt.refuses and doubt.code != "max_rejects":
                    yield False, "", doubt.message
            yield True, f"one transaction into {shown(plan.table)}", ""


def _both(good: pl.LazyFrame, pair: Duplicate) -> tuple[Values, Values]:
    """The fields of both rows as text; nothing of a row that only the table has."""
    rows = good.filter(pl.col(LINE).is_in([pair.line, pair.kept or 0])).collect()
    texts = rows.select(LINE, pl.exclude(LINE).cast(pl.String)).rows_by_key(LINE, named=True, unique=True)
    return texts.get(pair.line, {}), texts.get(pair.kept, {})
