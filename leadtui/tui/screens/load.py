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
from leadtui.tui import about
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Doing, Step, Walk
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import bar, plural

_BAR = 50


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
        Command("copy", "y", "Copy command", "Copy the command that does the same without a screen", rank=30),
    )

    def compose_body(self) -> ComposeResult:
        """One page."""
        with VerticalScroll():
            yield Static(id="report")

    def draw(self, walk: Walk) -> None:
        """Progress or report."""
        parts = _done(walk, walk.report) if walk.report else _progress(walk.working("load"))
        self.query_one("#report", Static).update(Content.assemble(*parts))

    def redraw_progress(self) -> None:
        """The bar moves."""
        super().redraw_progress()
        if self.walk.report is None:
            self.draw(self.walk)

    def abilities(self) -> dict[str, Check]:
        """While rows are written only cancelling works."""
        idle = {name: lambda: not self.guide.is_loading for name in ("leave", "back", "copy", "go")}
        return {
            **super().abilities(),
            **idle,
            **dict.fromkeys(("undo", "redo", "next", "inspect"), lambda: False),
            "cancel": lambda: self.guide.is_loading,
        }

    def advice(self, walk: Walk) -> str:
        """How it stands."""
        if walk.report is None:
            return "Esc cancels and rolls everything back"
        return f"loaded as run {walk.report.run}; q leaves"


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
        ("report", f"leadtui report {report.run}"),
        ("next time", walk.saved_as and _next_time(walk)),
    ]
    for word, text in rows:
        if text:
            yield (f"  {word:<11}", about.QUIET)
            yield f"{shown(text, 300)}\n"
    if counts.rejected:
        yield (f"\n  {plural(counts.rejected, 'row')} could not be kept; the rejects file says why.\n", "$text-warning")


def _next_time(walk: Walk) -> str:
    return f"leadtui load --saved-mapping {walk.name} FILE"
