"""Step 4, Check: what is wrong with the rows, by rule, with the lines as received."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui import review as reviewing
from leadtui.checking import CODES
from leadtui.model.checked import Checked
from leadtui.model.issue import Issue, Severity
from leadtui.review import IssueGroup
from leadtui.tui import about, journey
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.export import export_issues
from leadtui.tui.guide import Guide
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.grid import NULL
from leadtui.tui.widgets.listing import Cell, Heading, Listing, Role, Row
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import bar, plural, share

MOST = 500
"""Rows of one group that are listed."""
_ROLES: dict[Severity, Role] = {Severity.ERROR: "bad", Severity.WARN: "warn", Severity.INFO: "muted"}


class CheckScreen(StepScreen):
    """Issues and their rows."""

    STEP = Step.CHECK
    CSS_PATH = "check.tcss"
    PURPOSE = (
        "Every problem found before anything is written, by rule and field. A row is rejected only if it\n"
        "can't be kept at all; any other bad value is left empty, and its text stays in the issue."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("allow", "A", "Allow rejects", "Let so many rows of this source be rejected, now and later", rank=10),
        Command("export", "x", "Export", "Write all issues to a CSV file", rank=30),
        Command("find", "slash", "Find", "Find a rule, a field or a value"),
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        self._checked: Checked | None = None
        self._groups: dict[str, IssueGroup] = {}
        self._issues: tuple[Issue, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Groups above their rows above the line as received; counts at the right."""
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Listing(
                    Heading("rule", 13),
                    Heading("what", 16, share=4),
                    Heading("field", 10, share=2),
                    Heading("rows", 7, right=True),
                    Heading("outcome", 12, share=1),
                    id="groups",
                )
                yield Listing(
                    Heading("line", 7, right=True),
                    Heading("value as received", 14, share=3),
                    Heading("becomes", 12, share=2),
                    Heading("why", 12, share=3, needs=76),
                    id="rows",
                )
                yield Static(id="received")
            yield Side()

    def draw(self, walk: Walk) -> None:
        """Groups, rows and counts."""
        checked = walk.checked
        if checked is not self._checked:
            self._checked = checked
            groups = reviewing.issue_groups(checked.issues) if checked else ()
            self._groups = {group.key: group for group in groups}
            self.query_one("#groups", Listing).show([_group(group) for group in groups])
            self._draw_rows()
        self._draw_received()
        self.query_one(Side).show(*self._counts(walk))

    @on(Listing.Moved, "#groups")
    def _draw_rows(self) -> None:
        group = self._groups.get(self.query_one("#groups", Listing).key or "")
        self._issues = reviewing.issues_of(self._checked.issues, group, MOST) if group and self._checked else ()
        rows = self.query_one("#rows", Listing)
        rows.show([_issue(number, issue) for number, issue in enumerate(self._issues)])
        rows.action_edge(False)  # noqa: FBT003  another group begins at its first row
        self._draw_received()
        self.query_one(Side).show(*self._counts(self.walk))

    @on(Listing.Moved, "#rows")
    def _draw_received(self) -> None:
        issue = self._issue()
        if issue is None or issue.line is None:
            self.query_one("#received", Static).update(Content(""))
            return
        line = issue.line
        received = self.guide.received(line)
        text = shown(received.rstrip("\r\n"), 1200) if received is not None else "…"
        self.query_one("#received", Static).update(
            Content.assemble((f"line {line:,} of {shown(self.walk.file_name, 60)} as received\n", about.QUIET), text)
        )

    def _issue(self) -> Issue | None:
        key = self.query_one("#rows", Listing).key
        return self._issues[int(key)] if key is not None and int(key) < len(self._issues) else None

    def _counts(self, walk: Walk) -> Iterator[Part]:
        checked = walk.checked
        if walk.inspection is None or checked is None:
            yield ("reading and checking the file …", about.QUIET)
            return
        read, rejected = checked.read_count, checked.rejected.height
        yield about.title(plural(read, "row") + " in the file")
        for count, word, style in (
            (checked.good_count, "ready", "$text-success"),
            (checked.fixed_count, "of them fixed", ""),
            (rejected, "rejected", "bold $text-error" if rejected else about.QUIET),
        ):
            yield (f"{count:>8,}  {word:<14}", style)
            yield (f"{share(count, read):>8}\n", about.QUIET)
        yield f"\n{bar(checked.good_count / read if read else 0, 32)}\n\n"
        limit = walk.inspection.mapping.load.max_rejects
        if journey.over_limit(walk):
            yield (f"✗ more rejected rows than the {limit} allowed\n", "bold $text-error")
            yield (
                f"A allows {journey.enough(rejected, read)} for this source; without it nothing is loaded.\n",
                about.QUIET,
            )
        else:
            yield (f"✓ within the limit of {limit} rejected rows\n", "$text-success")
        if not journey.is_fresh(walk):
            yield ("\nchecking again after your last decision …\n", "$text-warning")
        yield from self._about_group()

    def _about_group(self) -> Iterator[Part]:
        group = self._groups.get(self.query_one("#groups", Listing).key or "")
        if group is None:
            if self._checked is not None:
                yield ("\nno issues at all\n", "$text-success")
            return
        yield "\n"
        page = CODES.get(group.code)
        yield about.title(f"{group.code}  {page.title if page else ''}")
        yield f"{shown(page.explanation if page else group.message, 400)}\n"
        if page:
            yield (f"\n{page.fix}\n\n", about.QUIET)
        if group.column:
            yield (f"column {shown(group.column, 60)}\n", about.QUIET)

    def abilities(self) -> dict[str, Check]:
        """What works here."""
        return {
            **super().abilities(),
            "allow": lambda: bool(journey.over_limit(self.walk)),
            "export": lambda: bool(self._groups),
            "find": lambda: bool(self._groups),
            "copy": lambda: self._issue() is not None,
        }

    def advice(self, walk: Walk) -> str:
        """What is open."""
        if walk.inspection is None:
            return ""
        if journey.over_limit(walk):
            return "too many rejected rows to load: A allows them for this source, or go back and mend the mapping"
        return "nothing has been written; bad values are left empty, and every one is listed here"

    def action_allow(self) -> None:
        """Raise the limit to what this file needs."""
        rejected = journey.over_limit(self.walk)
        checked = self.walk.checked
        if rejected and checked:
            limit = journey.enough(rejected, checked.read_count)
            self.guide.edit(
                lambda review: reviewing.set_load(
                    review, f"up to {limit} rejected rows allowed", max_rejects=str(limit)
                )
            )

    def action_export(self) -> None:
        """Write the issues down."""
        if self._checked is not None and self.walk.source is not None:
            self.guide.say(*export_issues(self._checked.issues, self.walk.source))

    def copied(self) -> str | None:
        """The line as received."""
        issue = self._issue()
        return self.guide.received(issue.line) if issue and issue.line else None

    def find(self, text: str, *, backwards: bool) -> None:
        """Go to the next row, or group, with this text."""
        rows, groups = self.query_one("#rows", Listing), self.query_one("#groups", Listing)
        focused = rows if rows.has_focus else groups
        if not focused.find(text, backwards=backwards):
            self.guide.say(f"{text!r} does not occur in this list", "warn")


def _group(group: IssueGroup) -> Row:
    kept = group.count - group.rejecting - group.changed - group.emptied
    counts = ((group.rejecting, "rejected"), (group.changed, "changed"), (group.emptied, "left empty"), (kept, "kept"))
    outcome = ", ".join(f"{count:,} {word}" for count, word in counts if count)
    return Row(
        group.key,
        (
            Cell(group.code, _ROLES[group.severity]),
            Cell(CODES[group.code].title if group.code in CODES else group.message),
            Cell(group.field or group.column or "row", "strong"),
            Cell(f"{group.count:,}"),
            Cell(outcome, "bad" if group.rejecting else "muted"),
        ),
    )


def _issue(number: int, issue: Issue) -> Row:
    if issue.rejects:
        becomes = Cell("row rejected", "bad")
    elif issue.becomes is None:
        becomes = Cell(NULL, "muted")
    elif issue.becomes == issue.value:
        becomes = Cell("= kept", "muted")
    else:
        becomes = Cell(issue.becomes, "good")
    line = "file" if issue.line is None else f"{issue.line:,}"
    value = Cell(NULL if issue.value is None else issue.value)
    return Row(str(number), (Cell(line, "muted"), value, becomes, Cell(issue.message, "muted")))
