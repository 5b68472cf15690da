"""Step 6, Load: progress while the transaction runs, and afterwards what was done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from leadtui.model.plan import LoadReport
from leadtui.model.undo import UndoReport
from leadtui.tui import about
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.dialogs.confirm import Confirm
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Doing, Step, Walk
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import bar, plural
from leadtui.typed import command

_BAR = 50
_KEPT_SHOWN = 12


class LoadScreen(StepScreen):
    """Progress, then the report."""

    STEP = Step.LOAD
    CSS_PATH = "load.tcss"
    PURPOSE = (
        "One transaction: either all of the plan is in the table, or nothing of it.\n"
        "Esc or ctrl+c cancels while it runs and rolls everything back."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("cancel", "escape", "Cancel", "Stop and roll back", rank=1),
        Command("undo_load", "U", "Undo load", "Take back this load: the table becomes as it was before", rank=10),
        Command("copy", "y", "Copy command", "Copy the command that does the same without a screen", rank=30),
    )

    def compose_body(self) -> ComposeResult:
        """One page."""
        with VerticalScroll():
            yield Static(id="report")

    def draw(self, walk: Walk) -> None:
        """Progress or report."""
        if walk.report:
            parts = _done(walk, walk.report)
        else:
            parts = _undone(walk, walk.undone) if walk.undone else _progress(walk.working("load"))
        self.query_one("#report", Static).update(Content.assemble(*parts))

    def redraw_progress(self) -> None:
        """The bar moves."""
        super().redraw_progress()
        if self.walk.report is None and self.walk.undone is None:
            self.draw(self.walk)

    def abilities(self) -> dict[str, Check]:
        """While rows are written only cancelling works."""
        idle = {name: lambda: not self.guide.is_loading for name in ("leave", "back", "copy", "go")}
        return {
            **super().abilities(),
            **idle,
            **dict.fromkeys(("undo", "redo", "next", "inspect"), lambda: False),
            "cancel": lambda: self.guide.is_loading,
            "undo_load": self._can_be_undone,
        }

    def advice(self, walk: Walk) -> str:
        """How it stands."""
        if walk.working("undo"):
            return "taking the load back …"
        if walk.undone:
            return f"run {walk.undone.plan.run} is undone; 5 goes back to Plan, q leaves"
        if walk.report is None:
            return "Esc cancels and rolls everything back"
        return f"loaded as run {walk.report.run}; q leaves"

    def _can_be_undone(self) -> bool:
        report = self.walk.report
        return report is not None and report.state == "loaded" and self.walk.working("undo") is None

    def action_undo_load(self) -> None:
        """Take the load back, after one question."""
        report = self.walk.report
        if report is None or not self._can_be_undone():
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.guide.undo_load()

        counts = report.counts
        what = (
            f"{counts.inserted:,} inserted rows are taken out, {counts.updated:,} updated and {counts.vanished:,}"
            " vanished ones set back; rows changed by hand since are kept"
        )
        self.app.push_screen(Confirm(f"Undo run {report.run}?", (what,), "undo"), answered)


def _progress(doing: Doing | None) -> Iterator[Part]:
    yield about.title("Loading")
    if doing is None:
        yield ("\nnothing is being loaded\n", about.QUIET)
        return
    part = doing.done / doing.total if doing.total else 0.0
    seconds = max(1e-3, time.monotonic() - doing.started)
    rate = doing.done / seconds
    yield f"\n{bar(part, _BAR)}  {100 * part:.0f} %\n\n"
    yield (f"{doing.done:,}", "bold")
    yield f" of {doing.total:,} rows" if doing.total else " rows"
    if doing.done:
        yield (f"   {rate:,.0f} rows/s", about.QUIET)
        if doing.total > doing.done:
            yield (f"   {(doing.total - doing.done) / rate:.0f} s left", about.QUIET)
    if doing.total and doing.done >= doing.total:
        yield "\n\nall rows are copied; the server compares and writes …\n"
    yield ("\n\nOne transaction: until it is committed, nobody sees any of it.\n", about.QUIET)


def _undone(walk: Walk, report: UndoReport) -> Iterator[Part]:
    plan = report.plan
    yield ("✓ Undone", "bold $text-success")
    yield f": run {plan.run}, by run {report.run}, one transaction\n\n"
    for sign, count, word in (
        ("-", plan.taken_out, "taken out"),
        ("~", plan.set_back, "set back"),
        ("+", plan.put_back, "put back"),
        ("=", plan.kept_count, "kept, because something has happened to them since"),
    ):
        yield (f"  {sign} {count:>9,}  {word}\n", "" if count else about.QUIET)
    for row in plan.kept[:_KEPT_SHOWN]:
        yield (f"      {shown(row.lead_key, 80)}  {shown(row.reason, 80)}\n", "$text-warning")
    yield (f"\n  {'to have it back':<17}", about.QUIET)
    yield f"{shown(command('undo', str(report.run), db=walk.url), 200)}\n"


def _done(walk: Walk, report: LoadReport) -> Iterator[Part]:
    counts = report.counts
    if report.state == "already_loaded":
        yield ("= Loaded already", "bold $text-primary")
        yield f" as run {report.run} on {report.finished:%Y-%m-%d %H:%M}; nothing was written now\n\n"
        return
    yield ("✓ Loaded", "bold $text-success")
    yield f" as run {report.run} into {shown(report.table, 80)} at {shown(report.database, 80)}\n"
    yield (f"  in {report.seconds:.1f} s, one transaction\n\n", about.QUIET)
    for sign, count, word, style in (
        ("+", counts.inserted, "inserted", "$text-success"),
        ("~", counts.updated, "updated", "$text-primary"),
        ("=", counts.unchanged, "unchanged", ""),
        ("!", counts.rejected, "rejected", "$text-error"),
        ("×", counts.duplicates, "doubled in the file", ""),
    ):
        yield (f"  {sign} {count:>9,}  {word}\n", style if count else about.QUIET)
    yield ("    ─────────\n", about.QUIET)
    yield (f"    {counts.read:>9,}  {'row' if counts.read == 1 else 'rows'} read", "bold")
    if counts.vanished:
        yield ("\n  - ", "$text-warning")
        yield f"{counts.vanished:>9,}  vanished: in the table, no longer in the file"
    yield "\n\n"
    rows = [
        ("mapping", walk.saved_as and f"saved as {walk.saved_as}"),
        ("rejects", walk.rejects_file or "none"),
        ("report", command("report", str(report.run), db=walk.url)),
        ("undo", f"U, or later: {command('undo', str(report.run), db=walk.url)}"),
        ("next time", walk.saved_as and _next_time(walk)),
    ]
    for word, text in rows:
        if text:
            yield (f"  {word:<11}", about.QUIET)
            yield f"{shown(text, 300)}\n"
    if counts.rejected:
        yield (f"\n  {plural(counts.rejected, 'row')} could not be kept; the rejects file says why.\n", "$text-warning")


def _next_time(walk: Walk) -> str:
    return command("load", "--saved-mapping", walk.name, db=walk.url, file="FILE")
