"""The guide owns the walk: it applies what the operator decides, takes what tasks found, and lets the next ones run.

The only place where the walk changes. Screens ask it; widgets do not know it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from leadtui import pipeline, waiting
from leadtui import review as reviewing
from leadtui.errors import LeadtuiError, NeedsChoiceError
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.mapping import Mapping
from leadtui.review import Review
from leadtui.tui import facts, journey, tasks
from leadtui.tui.crew import Crew
from leadtui.tui.learn import carried, learned, read_again
from leadtui.tui.messages import Reported
from leadtui.tui.tasks import Bench, Task
from leadtui.tui.walk import Doing, Layout, Step, TaskKind, Trouble
from leadtui.tui.which import ask_which
from leadtui.tui.widgets.listing import Role
from leadtui.visible import visible

if TYPE_CHECKING:
    from leadtui.tui.app import LeadtuiApp

Edit = Callable[[Review], Review]
_STOPPABLE: Final[dict[TaskKind, str]] = {
    "load": "stopped: everything was rolled back, nothing was written",
    "read": "stopped reading",
    "check": "stopped checking",
    "plan": "stopped planning",
}
_UNSCHEDULED: Final[set[TaskKind]] = {"field", "line", "preview", "load", "undo", "connect"}
"""Kinds that run on request and are not stopped when they are not due."""


class Guide:
    """The walk, and everything that changes it."""

    def _say_killed(self, files: str) -> None:
        text = (
            f"An earlier load of {visible(files)} was killed before it ended. What it had not finished is rolled back."
        )
        self._app.notify(text, severity="warning", markup=False)

    def __init__(self, app: LeadtuiApp, stack: ExitStack) -> None:
        self._app = app
        room = pipeline.workspace(on_killed=self._say_killed)
        self._crew = Crew(app, Bench(stack.enter_context(room), stack))
        self._mapping: tuple[object, Mapping | None] = (None, None)
        self._seen: facts.LayoutTried | None = None
        self._received: facts.LineReceived | None = None
        self._goes_on = False
        self.walk = app.start
        self.step = Step.FILE
        self.said: tuple[str, Role] = ("", "muted")
        """What the status line says."""
        self.comparisons: dict[str, tuple[str, reviewing.Comparison]] = {}
        """Field → hash of the mapping, and the values before and after."""
        self.tried: facts.LayoutTried | None = None
        """The file read another way, while a person looks whether that is better."""

    # -- asking --------------------------------------------------------------------------------------

    @property
    def mapping(self) -> Mapping | None:
        """What the decisions amount to, open ones as proposed."""
        walk = self.walk
        basis = (walk.review, walk.name, walk.version, walk.detection)
        known = self._mapping[0]
        if not isinstance(known, tuple) or any(new is not old for new, old in zip(basis, known, strict=True)):
            self._mapping = (basis, journey.effective(walk))
        return self._mapping[1]

    @property
    def is_loading(self) -> bool:
        """Whether rows are being written now."""
        return "load" in self._crew.kinds

    @property
    def is_working(self) -> bool:
        """Whether a thread is at work, though nobody may want its result any more."""
        return self._crew.is_busy

    def comparison(self, field: str) -> reviewing.Comparison | None:
        """A field before and after cleaning; asks for it when it is not known, and gives the old one meanwhile."""
        known, inspection = self.comparisons.get(field), self.walk.inspection
        if inspection and (known is None or known[0] != inspection.mapping.sha256):
            basis = self._crew.basis("field")
            # One field after the other; what is under way about an older mapping makes room.
            is_busy = isinstance(basis, tuple) and basis[1] == inspection.mapping.sha256
            task = None if is_busy else tasks.look_at_field(self.walk, field)
            if task:
                self._crew.start(task)
        return known[1] if known else None

    def received(self, line: int) -> facts.LineReceived | None:
        """A line of the file as it came; asks for it when it is not known."""
        if self._received is not None and self._received.line == line:
            return self._received
        task = tasks.receive(self.walk, line)
        if task:
            self._crew.start(task)
        return None

    # -- deciding ------------------------------------------------------------------------------------

    def say(self, text: str, role: Role = "muted") -> None:
        """Put a sentence into the status line."""
        self.said = (text, role)
        self._app.redraw()

    def edit(self, edit: Edit) -> bool:
        """Apply a decision; whether it changed anything."""
        before = self.walk.review
        if before is None:
            return False
        after = edit(before)
        if after is before:
            self.say("nothing to change there")
            return False
        self._decided(after, after.told, "good")
        return True

    def undo(self) -> None:
        """Take back the last decision, be it about a column or about how the file is read."""
        walk, review = self.walk, self.walk.review
        if review is not None and review.past:
            kept = f"; {walk.saved_as} still has it until it is saved again" if walk.saved_as else ""
            self._decided(reviewing.undo(review), f"undone: {review.told}{kept}")
        elif walk.layouts:
            future = (self._layout(), *walk.undone_layouts)
            self.walk = replace(walk, layouts=walk.layouts[:-1], undone_layouts=future)
            self._read_again(walk.layouts[-1], "undone: the file is read as before")
        else:
            self.say("nothing to undo")

    def redo(self) -> None:
        """Take the last undone decision again."""
        walk, review = self.walk, self.walk.review
        if review is not None and review.future:
            after = reviewing.redo(review)
            self._decided(after, f"again: {after.told}")
        elif walk.undone_layouts:
            past = (*walk.layouts, self._layout())
            self.walk = replace(walk, layouts=past, undone_layouts=walk.undone_layouts[1:])
            self._read_again(walk.undone_layouts[0], "again: the file is read the other way")
        else:
            self.say("nothing to redo")

    def wish(self, **changes: Any) -> None:
        """Go on as if that had been said on the command line."""
        self.walk = replace(self.walk, wish=replace(self.walk.wish, **changes), troubles=())
        self.say("going on")
        self.drive()

    def rename(self, name: str) -> None:
        """Call the mapping differently."""
        self.walk = replace(self.walk, name=name, version=0)
        self.say(f"the mapping is called {name}", "good")

    def try_layout(self, dialect: Dialect) -> None:
        """Show the first rows read another way."""
        if self.walk.detection and dialect == self.walk.detection.dialect:
            self.untry()
        elif self.walk.detection and self.walk.source:
            self._crew.start(tasks.try_layout(self.walk, Detection(dialect, self.walk.detection.reasons)))

    def untry(self) -> None:
        """Show the file as it is read."""
        self._crew.stop("preview")
        self.tried = None
        self._app.redraw()

    def read_as(self, detection: Detection) -> None:
        """Read the file another way; what was decided about its columns is kept for undo."""
        self.tried = None
        if self.walk.detection is None or detection.dialect == self.walk.detection.dialect:
            self._app.redraw()
            return
        former = self._layout()
        if former.review is not None:
            former = replace(former, review=replace(former.review, future=()))
        self.walk = replace(self.walk, layouts=(*self.walk.layouts, former), undone_layouts=())
        self._read_again(Layout(detection, None), "the file is read anew; u takes that back")

    def go(self, step: Step) -> None:
        """Show another step."""
        self._goes_on = False
        self.step = step
        self.said = ("", "muted")
        self._app.show_step(step)
        self.drive()

    def go_on_when_known(self) -> None:
        """Go where the next decision waits as soon as the columns are known."""
        self._goes_on = True
        self.say("going on as soon as the columns are known")

    # -- saving and loading --------------------------------------------------------------------------

    def save(self) -> None:
        """Save the mapping now."""
        review, mapping = self.walk.review, self.mapping
        if review is None or mapping is None:
            return
        try:
            saved = pipeline.save(review, mapping, self.walk.profile)
        except LeadtuiError as error:
            self.say(sentence(error.message, error.hint), "bad")
            return
        self.walk = replace(self.walk, version=saved.version, saved_as=f"{saved.name} v{saved.version}")
        self._carry()
        self.say(f"saved as {saved.name} v{saved.version}", "good")
        self.drive()

    def load(self, *, in_spite: bool = False) -> None:
        """Load what Plan shows; `in_spite` of its doubts, which a person looked at."""
        walk, mapping = self.walk, self.mapping
        if walk.review is None or mapping is None or not journey.is_planned(walk) or self.is_loading:
            return
        self._begin(tasks.load(walk, walk.review, mapping, in_spite=in_spite))
        self.go(Step.LOAD)

    def undo_load(self) -> None:
        """Take back the load that was just done."""
        if self.walk.report is not None:
            self._begin(tasks.undo(self.walk.report))

    def cancel(self) -> bool:
        """Stop the work a person can see; whether there was any."""
        for doing in self.walk.doing:
            if doing.kind in _STOPPABLE:
                basis = self._crew.basis(doing.kind)
                self._crew.stop(doing.kind)
                if doing.kind == "load":
                    self.say("stopping, and rolling back …", "warn")
                else:
                    self._note(Trouble(doing.kind, basis, _STOPPABLE[doing.kind], "r tries again"))
                    self._done(doing.kind)
                    self.say(_STOPPABLE[doing.kind], "warn")
                return True
        return False

    def stop(self) -> None:
        """Let everything end that is going on."""
        self._crew.stop_all()

    def retry(self) -> None:
        """Try again what failed."""
        self.walk = replace(self.walk, troubles=())
        self.say("trying again")
        self.drive()

    def keep_draft(self) -> None:
        """Write the decisions down, if there are any."""
        walk = self.walk
        if walk.review is None or walk.raw is None or walk.report is not None:
            return
        if walk.review.past or walk.review.future:
            waiting.keep(walk.raw, walk.review)

    # -- working -------------------------------------------------------------------------------------

    def drive(self) -> None:
        """Let the tasks that are due run, and stop those that are due no more."""
        if self.is_loading:
            return
        wanted = {task.kind: task for task in tasks.due(self.walk, self.mapping, self.step)}
        for kind in self._crew.kinds:
            if kind not in _UNSCHEDULED and (kind not in wanted or wanted[kind].basis != self._crew.basis(kind)):
                self._crew.stop(kind)
                self._done(kind)
        for task in wanted.values():
            self._begin(task)

    def take(self, report: Reported) -> None:
        """A worker reported something."""
        if not self._crew.is_expected(report):
            return
        fact = report.fact
        if isinstance(fact, facts.Progressed):
            doing = (
                replace(one, done=fact.done, total=fact.total) if one.kind == report.kind else one
                for one in self.walk.doing
            )
            self.walk = replace(self.walk, doing=tuple(doing))
            self._app.redraw_progress()
            return
        self._done(report.kind)
        self.walk = learned(self.walk, fact)
        self._remember(fact)
        if isinstance(fact, facts.TaskFailed):
            self._failed(fact, report)
        elif isinstance(fact, facts.TaskStopped):
            if report.kind == "load":
                self.go(Step.PLAN)
            self.said = (_STOPPABLE.get(report.kind, "stopped"), "warn")
        if self._goes_on and self.walk.review is not None:
            self.go(journey.next_step(self.walk, self.step))
        self._app.redraw()
        self.drive()

    def _remember(self, fact: facts.Fact) -> None:
        """What is shown beside the walk."""
        match fact:
            case facts.FieldSeen(comparison=comparison, basis=basis):
                self.comparisons[comparison.field] = (basis, comparison)
            case facts.LineReceived():
                self._received = fact
            case facts.LayoutTried():
                self.tried = self._seen = fact
            case facts.FileKnown(review=review, is_resumed=True) if review.past or review.future:
                self.said = ("your draft is back, decisions and undo included", "good")

    def _failed(self, fact: facts.TaskFailed, report: Reported) -> None:
        if report.kind == "look" and fact.error is not None:
            self._app.give_up(fact.error)  # there is nothing to show: the sentence belongs on the terminal
            return
        self._note(Trouble(report.kind, report.basis, fact.message, fact.hint))
        if isinstance(fact.error, NeedsChoiceError):
            ask_which(self._app, fact.error, self.wish)
        if report.kind == "load":
            # What was planned may no longer hold: plan again, and show what changed.
            self.walk = replace(self.walk, prospect=None)
            self.go(Step.PLAN)
        self.said = (sentence(fact.message, fact.hint), "bad")

    def _begin(self, task: Task) -> None:
        if self._crew.start(task) and task.what:
            self._done(task.kind)
            doing = Doing(task.kind, task.what, time.monotonic(), unit=task.unit)
            self.walk = replace(self.walk, doing=(*self.walk.doing, doing))
            self._app.redraw()

    def _done(self, kind: TaskKind) -> None:
        self.walk = replace(self.walk, doing=tuple(doing for doing in self.walk.doing if doing.kind != kind))

    def _note(self, trouble: Trouble) -> None:
        self.walk = replace(self.walk, troubles=(*self.walk.troubles, trouble))

    def _decided(self, after: Review, told: str, role: Role = "muted") -> None:
        self.said = (told, role)
        self.walk = replace(self.walk, review=after)
        self._app.keep_draft_soon()
        self._carry()
        self._app.redraw()
        self.drive()

    def _carry(self) -> None:
        """What was checked still holds when only the rules of loading, or the name, changed."""
        inspection, mapping = self.walk.inspection, self.mapping
        after = carried(inspection, mapping) if inspection and mapping else None
        if after is not None:
            self.walk = replace(self.walk, inspection=after)

    def _layout(self) -> Layout:
        assert self.walk.detection is not None  # noqa: S101  there is a file on the screen
        return Layout(self.walk.detection, self.walk.review)

    def _read_again(self, layout: Layout, told: str) -> None:
        self._crew.stop_all()
        self.walk = read_again(self.walk, layout, self._seen)
        self.comparisons.clear()
        self._received = None
        self.say(told, "good")
        self.drive()


def sentence(message: str, hint: str | None) -> str:
    """A failure and its remedy in one line.

    >>> sentence("it is gone", "Look elsewhere.")
    'it is gone. Look elsewhere.'
    """
    return f"{message.rstrip('.')}. {hint}" if hint else message
