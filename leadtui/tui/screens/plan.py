"""Step 5, Plan: what the load will do to the live table, before it does it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui import review as reviewing
from leadtui.model.plan import LoadPlan, RowChange
from leadtui.model.target import Mode
from leadtui.tui import about, journey
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.dialogs.confirm import Confirm
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.export import export_plan
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.grid import NULL
from leadtui.tui.widgets.listing import Cell, Heading, Listing, Row
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import plural

_MODES = {
    Mode.UPSERT: "new rows are added, known ones brought up to date",
    Mode.APPEND: "new rows are added, known ones left alone",
    Mode.REPLACE_SOURCE: "the rows of this source become exactly those of the file",
    Mode.HISTORY: "as upsert, and former values are kept with their dates",
}


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
                    Heading("example", 10, share=2, needs=64),
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
        self.query_one("#counts", Static).update(Content.assemble(*_counts(walk, plan)))
        changes = self.query_one("#changes", Listing)
        changes.show(_changes(plan) if plan else [])
        changes.set_class(not (plan and plan.changes), "-empty")
        self.query_one("#unusual", Static).update(Content.assemble(*_unusual(plan)))
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
        self.query_one(Side).show(*_examples(self._plan, self.query_one("#changes", Listing).key), *self._checklist())

    def abilities(self) -> dict[str, Check]:
        """What works now; `L` always answers, if only with what is missing."""
        return {
            **super().abilities(),
            "write": lambda: self._plan is not None,
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
            Option(mode.value, mode.value, words, "now" if mode is now else "") for mode, words in _MODES.items()
        ]
        self.app.push_screen(Pick("What becomes of rows the table knows?", options, start=now.value), chosen)

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
        walk, plan = self.walk, self._plan
        yield about.title("Before the load")
        asked = journey.questions(walk)
        yield from _line(not asked, f"mapping decided ({walk.name})", f"{plural(len(asked), 'column')} open on Map")
        if walk.inspection:
            over = journey.over_limit(walk)
            limit = walk.inspection.mapping.load.max_rejects
            rejected = walk.inspection.checked.rejected.height
            yield from _line(
                not over, f"{rejected:,} rejected, {limit} allowed", f"{rejected:,} rejected, only {limit} allowed"
            )
        yield from _line(walk.is_connected, f"database {shown(walk.database)}", "database not connected")
        if plan is not None:
            yield from _line(plan.already_loaded is None, "not loaded before", "the same file was loaded before")
            for doubt in plan.doubts:
                yield from _line(not doubt.refuses, doubt.message, doubt.message)
            yield from _line(True, f"one transaction into {shown(plan.table)}", "")  # noqa: FBT003  always so


def _line(is_done: bool, done: str, still: str) -> Iterator[Part]:
    yield ("✓ " if is_done else "! ", "$text-success" if is_done else "bold $text-warning")
    yield (f"{shown(done if is_done else still, 200)}\n", "" if is_done else "$text-warning")


def _counts(walk: Walk, plan: LoadPlan | None) -> Iterator[Part]:
    if plan is None:
        asked = journey.questions(walk)
        yield about.title("What the load will do")
        if asked:
            yield "\n"
            columns = sum(question.kind == "column" for question in asked)
            messages = [f"{plural(columns, 'column')} to decide"] if columns else []
            messages += [question.message for question in asked if question.kind != "column"]
            for message in messages[:8]:
                yield ("? ", "bold $text-warning")
                yield f"{shown(message, 120)}\n"
            yield ("\n2 goes to Map\n", about.QUIET)
        elif walk.troubles:
            trouble = walk.troubles[-1]
            yield (f"\n✗ {shown(trouble.message, 300)}\n", "bold $text-error")
            yield (f"{shown(trouble.hint or '', 300)}\n\nr tries again\n", about.QUIET)
        else:
            doing = walk.working("read", "know", "check", "connect", "plan")
            yield (f"\n{doing.what if doing else 'planning'} …\n", about.QUIET)
        return
    counts = plan.counts
    yield about.title(f"What the load will do to {shown(plan.table, 60)} at {shown(plan.database, 60)}")
    known = counts.updated + counts.unchanged
    for sign, word, count, style, note in (
        ("+", "insert", counts.inserted, "$text-success", f"new for source {plan.source}"),
        ("~", "update", counts.updated, "$text-primary", f"of {known:,} already known"),
        ("=", "same", counts.unchanged, "", "untouched, nothing is written"),
        ("-", "vanished", counts.vanished, "$text-warning", _vanished(walk)),
        ("!", "rejected", counts.rejected, "$text-error", "kept in a rejects file, with the reason"),
        ("×", "doubled", counts.duplicates, "", "another row of the file has the same key"),
    ):
        quiet = about.QUIET if not count else style
        yield (f"  {sign} {word:<10}", quiet)
        yield (f"{count:>9,}", f"bold {style}" if count else about.QUIET)
        yield (f"   {note}\n", about.QUIET)
    yield (f"    {'of':<10}{counts.read:>9,}   rows read\n", about.QUIET)
    yield (f"  mode {plan.mode.value}: {_MODES[plan.mode]}", about.QUIET)


def _vanished(walk: Walk) -> str:
    if walk.inspection is None:
        return ""
    return {
        "mark_not_current": "no longer in the file: marked not current",
        "keep": "no longer in the file: left as they are",
        "delete": "no longer in the file: deleted",
    }[walk.inspection.mapping.load.vanished]


def _changes(plan: LoadPlan) -> list[Row]:
    rows = []
    for change in plan.changes:
        example = change.examples[0] if change.examples else None
        rows.append(
            Row(
                change.field,
                (
                    Cell(change.field, "strong"),
                    Cell(f"{change.row_count:,}"),
                    Cell(example.lead_key if example else "", "muted"),
                    Cell(
                        _value(example.before) if example else "",
                        "bad" if example and example.after is None else "plain",
                    ),
                    Cell(_value(example.after) if example else "", "good"),
                ),
            )
        )
    return rows


def _value(value: str | None) -> str:
    return NULL if value is None else value


def _unusual(plan: LoadPlan | None) -> Iterator[Part]:
    if plan is None:
        return
    if not plan.doubts:
        yield ("✓ nothing unusual", "$text-success")
        return
    for number, doubt in enumerate(plan.doubts):
        yield ("\n" if number else "", "")
        yield ("✗ " if doubt.refuses else "! ", "bold $text-error" if doubt.refuses else "bold $text-warning")
        yield shown(doubt.message, 300)
        if doubt.refuses:
            yield ("  (stops a load without a screen)", about.QUIET)


def _examples(plan: LoadPlan | None, field: str | None) -> Iterator[Part]:
    if plan is None:
        return
    change = next((change for change in plan.changes if change.field == field), None)
    if change is not None:
        yield about.title(f"{change.field}  {plural(change.row_count, 'row')}")
        for example in change.examples[:6]:
            yield from _example(example)
        yield "\n"
    elif plan.inserted_examples:
        yield about.title("New, for instance")
        for key in plan.inserted_examples[:8]:
            yield ("+ ", "$text-success")
            yield f"{shown(key, 80)}\n"
        yield "\n"
    if plan.vanished_examples:
        yield about.title("Vanished, for instance")
        for key in plan.vanished_examples[:6]:
            yield ("- ", "$text-warning")
            yield f"{shown(key, 80)}\n"
        yield "\n"


def _example(example: RowChange) -> Iterator[Part]:
    yield (f"{shown(example.lead_key, 40)}  line {example.line:,}\n", about.QUIET)
    yield ("  - ", "$text-error")
    yield f"{shown(_value(example.before), 120)}\n"
    yield ("  + ", "$text-success")
    yield f"{shown(_value(example.after), 120)}\n"
