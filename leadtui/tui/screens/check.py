"""Step 4, Check: what is wrong with the rows, by rule, with the lines as received, and the keys that mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui import review as reviewing
from leadtui.checking import MENDERS
from leadtui.model.checked import Checked
from leadtui.model.issue import Issue
from leadtui.model.target import UNDENIABLE
from leadtui.review import Fixes, IssueGroup
from leadtui.tui import about, journey, words_of_check
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.guide import Guide
from leadtui.tui.lead_key import LEAD_KEY, ask_for_lead_key
from leadtui.tui.mending import Mending
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.listing import Listing
from leadtui.tui.widgets.side import Part, Side

MOST = 500
"""Rows of one group that are listed."""


class CheckScreen(StepScreen):
    """Issues and their rows."""

    STEP = Step.CHECK
    CSS_PATH = "check.tcss"
    PURPOSE = (
        "Every problem found before anything is written, by rule and field. A row is rejected only if it\n"
        "can't be kept at all; any other bad value is left empty, and its text stays in the issue.\n"
        "Whatever you fix here becomes part of the mapping, so that the next file of this source needs nobody."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("confirm", "enter", "Fix one", "Take the suggested fix of this value, wherever it occurs", rank=8),
        Command("fix_all", "f", "Fix all", "Take every suggested fix of this rule", rank=10),
        Command("fix_safe", "F", "Safe fixes", "Take every fix, of all rules, that is the only possible one", rank=12),
        Command("edit", "e", "Edit cell", "Say what this one cell means; the row is found again by its key", rank=14),
        Command(
            "keep", "m", "Keep", "Take the fixes of this rule, and save the mapping with all that is decided", rank=16
        ),
        Command(
            "reject", "r", "Reject rule", "Reject every row of this rule or, among the rows, this one row", rank=18
        ),
        Command("ignore", "I", "Ignore", "Let this rule of this field count for nothing in this source", rank=20),
        Command("allow", "A", "Allow rejects", "Let so many rows of this source be rejected, now and later", rank=6),
        LEAD_KEY,
        Command("export", "x", "Export", "Write all issues to a CSV file beside this one"),
        Command("export_as", "X", "Export as", "Write all issues to a CSV, JSON or HTML file of your naming"),
        Command("edit_outside", "o", "Open in editor", "Say what this one cell means in your own editor ($EDITOR)"),
        Command("find", "slash", "Find", "Find a rule, a field or a value"),
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        self._checked: Checked | None = None
        self._groups: dict[str, IssueGroup] = {}
        self._issues: tuple[Issue, ...] = ()
        self._mending = Mending(self)

    def compose_body(self) -> ComposeResult:
        """Groups above their rows above the line as received; counts at the right."""
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Listing(*words_of_check.GROUPS, id="groups")
                yield Listing(*words_of_check.ROWS, id="rows")
                yield Static(id="received")
            yield Side()

    # -- drawing -------------------------------------------------------------------------------------

    def draw(self, walk: Walk) -> None:
        """Groups, rows and counts."""
        checked = walk.checked
        if checked is not self._checked:
            self._checked = checked
            groups = reviewing.issue_groups(checked.issues) if checked else ()
            self._groups = {group.key: group for group in groups}
            self.query_one("#groups", Listing).show([words_of_check.group_row(group) for group in groups])
            self._draw_rows()
        self._draw_received()
        self.query_one(Side).show(*self._counts(walk))
        self._mending.go_on()

    @on(Listing.Moved, "#groups")
    def _draw_rows(self) -> None:
        group = self._group()
        self._issues = reviewing.issues_of(self._checked.issues, group, MOST) if group and self._checked else ()
        rows = self.query_one("#rows", Listing)
        lost = self._checked.rejected_among(issue.line for issue in self._issues) if self._checked else frozenset()
        rows.show([words_of_check.issue_row(number, issue, lost) for number, issue in enumerate(self._issues)])
        rows.action_edge(False)  # noqa: FBT003  another group begins at its first row
        self._draw_received()
        self.query_one(Side).show(*self._counts(self.walk))
        self.refresh_keys()

    @on(Listing.Moved, "#rows")
    def _draw_received(self) -> None:
        issue = self._issue()
        if issue is None or issue.line is None:
            self.query_one("#received", Static).update(Content(""))
            return
        line = issue.line
        received = self.guide.received(line)
        text = shown(received.text.rstrip("\r\n"), 1200) if received is not None else "…"
        head = f"line {line:,} of {shown(self.walk.file_name, 40)} as received · {shown(issue.message, 200)}\n"
        self.query_one("#received", Static).update(Content.assemble((head, about.QUIET), text))

    def _counts(self, walk: Walk) -> Iterator[Part]:
        checked = walk.checked
        if walk.inspection is None or checked is None:
            yield ("reading and checking the file …", about.QUIET)
            return
        yield from words_of_check.counts(walk, walk.inspection)
        group = self._group()
        if group is not None:
            yield "\n"
            yield from words_of_check.explained(group, walk.inspection)
        elif self._checked is not None:
            yield ("\nno issues at all\n", "$text-success")
        yield from words_of_check.decided(walk)

    def on_descendant_focus(self) -> None:
        """What the keys mean depends on the list they are pressed in."""
        self.refresh_keys()

    # -- what is under the cursor --------------------------------------------------------------------

    def _group(self) -> IssueGroup | None:
        return self._groups.get(self.query_one("#groups", Listing).key or "")

    def _issue(self) -> Issue | None:
        key = self.query_one("#rows", Listing).key
        return self._issues[int(key)] if key is not None and int(key) < len(self._issues) else None

    def _is_among_rows(self) -> bool:
        return self.query_one("#rows", Listing).has_focus

    def _fixes(self, group: IssueGroup | None, *, only_safe: bool = False) -> Fixes:
        return reviewing.fixes_of(self._checked.issues, group, only_safe=only_safe) if self._checked else Fixes()

    def abilities(self) -> dict[str, Check]:
        """What works here."""
        return {
            **super().abilities(),
            "allow": lambda: bool(journey.over_limit(self.walk)),
            "export": lambda: bool(self._groups),
            "export_as": lambda: bool(self._groups),
            "find": lambda: bool(self._groups),
            "copy": lambda: self._issue() is not None,
            "confirm": lambda: self._is_among_rows() and (issue := self._issue()) is not None
            and issue.suggestion is not None and issue.field is not None and issue.value is not None,
            "fix_all": lambda: (group := self._group()) is not None and group.suggested > 0,
            "fix_safe": lambda: any(group.safe for group in self._groups.values()),
            "edit": self._can_edit,
            "edit_outside": self._can_edit,
            "reject": self._can_reject,
            "lead_key": lambda: self.walk.review is not None,
            "ignore": lambda: (group := self._group()) is not None and group.field is not None
            and group.code not in UNDENIABLE and any(issue.line is not None for issue in self._issues),
            "keep": lambda: (group := self._group()) is not None
            and (group.suggested > 0 or group.code in MENDERS),
        }  # fmt: skip

    def worded(self, command: Command) -> Command:
        """Among the rows, `r` is about one of them."""
        is_of_row = command.action == "reject" and self._is_among_rows()
        return replace(command, label="Reject row") if is_of_row else super().worded(command)

    def _can_edit(self) -> bool:
        issue = self._issue()
        return issue is not None and issue.field is not None and issue.line is not None

    def _can_reject(self) -> bool:
        issue = self._issue()
        return issue is not None and issue.field is not None and issue.line is not None and not issue.rejects

    def advice(self, walk: Walk) -> str:
        """What is open."""
        if walk.inspection is None:
            return ""
        if journey.over_limit(walk):
            return "too many rejected rows to load: A allows them for this source, or go back and mend the mapping"
        if any(group.suggested for group in self._groups.values()):
            return "f takes the suggested fix of a rule, F every safe one; fixes become part of the mapping"
        return "nothing has been written; bad values are left empty, and every one is listed here"

    # -- mending -------------------------------------------------------------------------------------

    def action_confirm(self) -> None:
        """Take the suggestion for the value under the cursor."""
        if issue := self._issue():
            self._mending.fix_one(issue)

    def action_fix_all(self) -> None:
        """Take all suggestions of the group."""
        self._mending.fix(self._fixes(self._group()))

    def action_fix_safe(self) -> None:
        """Take all suggestions of all groups that are safe."""
        self._mending.fix(self._fixes(None, only_safe=True))

    def action_keep(self) -> None:
        """Mend this kind for good, and save the mapping."""
        if (group := self._group()) and group.field is not None:
            self._mending.keep(group, self._fixes(group))

    def action_edit(self) -> None:
        """Ask what the cell under the cursor means."""
        if issue := self._issue():
            self._mending.edit(issue)

    def action_edit_outside(self) -> None:
        """Ask it in the person's own editor."""
        if issue := self._issue():
            self._mending.edit_outside(issue)

    def action_reject(self) -> None:
        """Reject the row, or the rows of the rule."""
        issue = self._issue()
        if issue is None or issue.field is None:
            return
        if self._is_among_rows():
            self._mending.reject_row(issue)
        else:
            self._mending.judge(issue, "reject")

    def action_ignore(self) -> None:
        """Let the rule count for nothing, or again."""
        if group := self._group():
            self._mending.judge(group, "ignore")

    def action_lead_key(self) -> None:
        """By what a row is found again."""
        ask_for_lead_key(self)

    def action_allow(self) -> None:
        """Raise the limit to what this file needs."""
        self._mending.allow_rejects()

    def action_export(self) -> None:
        """Write the issues down."""
        if self._checked is not None:
            self._mending.export(self._checked.issues)

    def action_export_as(self) -> None:
        """Ask for a name, and write the issues there."""
        if self._checked is not None:
            self._mending.export_as(self._checked.issues)

    def copied(self) -> str | None:
        """The line as received."""
        issue = self._issue()
        received = self.guide.received(issue.line) if issue and issue.line else None
        return received.text if received else None

    def find(self, text: str, *, backwards: bool) -> None:
        """Go to the next row, or group, with this text."""
        rows, groups = self.query_one("#rows", Listing), self.query_one("#groups", Listing)
        focused = rows if rows.has_focus else groups
        if not focused.find(text, backwards=backwards):
            self.guide.say(f"{text!r} does not occur in this list", "warn")
