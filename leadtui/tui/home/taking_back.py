"""A load taken back from the start screen: looked at first, then asked, then done, each in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from leadtui import desk
from leadtui.errors import LeadtuiError
from leadtui.model.undo import UndoPlan
from leadtui.tui.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from leadtui.tui.home.screen import HomeScreen


class TakingBack:
    """Asks and acts on behalf of the start screen; `done` is called in a thread after a load is taken back."""

    def __init__(self, screen: HomeScreen, url: str | None, done: Callable[[], None]) -> None:
        self._screen, self._url, self._done = screen, url, done

    def begin(self, run: int) -> None:
        """Look what it would do."""
        self._screen.say(f"looking what taking back run {run} would do …")
        self._in_thread(lambda: self._plan(run))

    def _in_thread(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group="undo", exclusive=True)

    def _plan(self, run: int) -> None:
        call = self._screen.app.call_from_thread
        try:
            plan = desk.plan_undo(self._url, run)
        except LeadtuiError as error:
            call(self._screen.say, error.message, "bad")
        else:
            call(self._ask, plan)

    def _ask(self, plan: UndoPlan) -> None:
        rows = f"{plan.taken_out:,} rows taken out, {plan.set_back:,} set back, {plan.put_back:,} put back"
        reasons = [f"{rows} in {plan.table} at {plan.database}"]
        if plan.kept_count:
            reasons.append(f"{plan.kept_count:,} rows are kept, because something has happened to them since")

        def answered(yes: bool | None) -> None:
            if yes:
                self._in_thread(lambda: self._take_back(plan))
            else:
                self._screen.say("nothing was done")

        self._screen.app.push_screen(Confirm(f"Take back run {plan.run}?", tuple(reasons), "take it back"), answered)

    def _take_back(self, plan: UndoPlan) -> None:
        call = self._screen.app.call_from_thread
        try:
            report = desk.undo(self._url, plan)
        except LeadtuiError as error:
            call(self._screen.say, error.message, "bad")
        else:
            call(self._screen.say, f"run {plan.run} is taken back, by run {report.run}", "good")
            self._done()
