"""What the keys of Check do about bad values: fixes taken, cells edited, rows and rules judged, issues written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from leadtui import review as reviewing
from leadtui.checking import MENDERS
from leadtui.model.step import CellFix
from leadtui.tui import journey
from leadtui.tui.answers import NOTHING, judge_of
from leadtui.tui.dialogs.ask import Ask
from leadtui.tui.editor import NoEditorError, edited
from leadtui.tui.export import export_issues
from leadtui.tui.words import plural

if TYPE_CHECKING:
    import polars as pl

    from leadtui.model.issue import Issue
    from leadtui.review import Fixes, IssueGroup
    from leadtui.tui.screens.step import StepScreen


class Mending:
    """Decides on behalf of the Check screen."""

    def __init__(self, screen: StepScreen) -> None:
        self._screen, self._guide = screen, screen.guide
        self._waiting: Callable[[], None] | None = None
        """A decision about a row whose line is being read."""

    def go_on(self) -> None:
        """A line may have been read meanwhile."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._screen.call_later(waiting)

    # -- fixes ---------------------------------------------------------------------------------------

    def fix_one(self, issue: Issue) -> None:
        """Take the suggestion for this value."""
        if issue.field and issue.value is not None and issue.suggestion is not None:
            name, value, meant = issue.field, issue.value, issue.suggestion
            told = f"{name}: {value} → {meant}"
            self._guide.edit(lambda review: reviewing.fix_values(review, {name: {value: meant}}, told))

    def fix(self, fixes: Fixes) -> bool:
        """Take all of these; whether there were any."""
        if not fixes.value_count:
            self._guide.say("the rows of each value suggest different things: Enter or e decides one by one", "warn")
            return False
        more = f"; {plural(fixes.left_count, 'value')} more than a mapping can list" if fixes.left_count else ""
        told = f"{plural(fixes.value_count, 'value')} put right in {plural(fixes.row_count, 'row')}{more}"
        return self._guide.edit(lambda review: reviewing.fix_values(review, fixes.values, told))

    def keep(self, group: IssueGroup, fixes: Fixes) -> None:
        """Mend this kind for good, and save the mapping."""
        name, cleaner = group.field, MENDERS.get(group.code)
        if name is not None and cleaner is not None:
            self._guide.edit(lambda review: reviewing.clean_with(review, name, cleaner))
        elif not self.fix(fixes):
            return
        if journey.questions(self._screen.walk):
            self._guide.say("kept; the mapping is saved once everything on Map is decided", "good")
        else:
            self._guide.save()

    # -- cells and rows ------------------------------------------------------------------------------

    def edit_outside(self, issue: Issue) -> None:
        """Ask the same in the person's own editor; what comes back is looked at here before it counts."""
        if issue.field is None or issue.line is None:
            return
        received = self._guide.received(issue.line)
        if received is None:  # its line is being read; what is drawn next brings it
            self._waiting = lambda: self.edit_outside(issue)
            return
        notes = [f"line {issue.line:,}, {issue.column or issue.field}: {issue.message}", "", "the row as received:"]
        before = issue.suggestion or issue.value or ""
        try:
            after = edited(self._screen.app, before, [*notes, received.text])
        except NoEditorError as error:
            self._guide.say(str(error), "warn")
            return
        if after != before:
            self.edit(issue, " ".join(after.split("\n")))
        else:
            self._guide.say("nothing was changed in the editor")

    def edit(self, issue: Issue, answer: str | None = None) -> None:
        """Ask what a cell means; the field says at each key what it makes of the answer."""
        inspection = self._screen.walk.inspection
        if issue.field is None or issue.line is None or inspection is None:
            return
        question = Ask(
            f"What is {issue.field} here?",
            value=answer if answer is not None else issue.suggestion or issue.value or "",
            note=f"line {issue.line:,} says {issue.value or 'nothing'}; {NOTHING} empties the field",
            judge=judge_of(inspection.recipe, issue.field),
            as_you_type=True,
        )
        self._screen.app.push_screen(question, lambda text: self._edited(issue, text))

    def _edited(self, issue: Issue, text: str | None) -> None:
        if text is not None and text.strip() != (issue.value or "").strip():
            self._decide(issue, None if text.strip() == NOTHING else text.strip(), reject=False)

    def reject_row(self, issue: Issue) -> None:
        """Reject this one row."""
        self._decide(issue, None, reject=True)

    def judge(self, issue: Issue | IssueGroup, verdict: reviewing.Verdict) -> None:
        """Let the rule cost rows, or count for nothing, or as usual again."""
        if issue.field is not None:
            name, code = issue.field, issue.code
            self._guide.edit(lambda review: reviewing.judge(review, name, code, verdict))

    def _decide(self, issue: Issue, to: str | None, *, reject: bool) -> None:
        name, key = str(issue.field), self._row_key(issue)
        if key is None:  # its line is being read; what is drawn next brings it
            self._waiting = lambda: self._decide(issue, to, reject=reject)
        elif not key and issue.value is None:
            self._guide.say("nothing else in the row tells it from others: map a key first", "warn")
        else:
            fix = CellFix(key=key, was=issue.value, to=to, reject=reject)
            self._guide.edit(lambda review: reviewing.fix_cell(review, name, fix))

    def _row_key(self, issue: Issue) -> dict[str, str] | None:
        """By what the row is found again; None while its line is not read."""
        received = self._guide.received(issue.line) if issue.line is not None else None
        review = self._screen.walk.review
        if received is None or review is None or issue.field is None:
            return None
        return reviewing.key_of(review.target, received.names, issue.field)

    # -- limits and files ----------------------------------------------------------------------------

    def allow_rejects(self) -> None:
        """Raise the limit to what this file needs."""
        rejected, checked = journey.over_limit(self._screen.walk), self._screen.walk.checked
        if rejected and checked:
            limit = journey.enough(rejected, checked.read_count)
            told = f"up to {limit} rejected rows allowed"
            self._guide.edit(lambda review: reviewing.set_load(review, told, max_rejects=str(limit)))

    def export(self, issues: pl.DataFrame, name: str | None = None) -> None:
        """Write the issues down, under a name of the person's choice if there is one."""
        source = self._screen.walk.source
        if source is not None:
            self._guide.say(*export_issues(issues, source, name))

    def export_as(self, issues: pl.DataFrame) -> None:
        """Ask for a name, and write the issues there."""
        source = self._screen.walk.source
        if source is None:
            return

        def named(name: str | None) -> None:
            if name and name.strip():
                self.export(issues, name.strip())

        note = "in the folder of the file; .csv, .json or .html"
        question = Ask("Write the issues to which file?", value=f"{source.stem}.issues.html", note=note)
        self._screen.app.push_screen(question, named)
