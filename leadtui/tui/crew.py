"""The threads that work for the guide: one task of each kind at a time, the newest wins.

A task never touches the walk; what it finds comes back as a `Reported` message, which the app hands to
the guide in its own thread.
"""

from __future__ import annotations

from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from textual.app import App

from leadtui.errors import LeadtuiError
from leadtui.store import write_bug_report
from leadtui.tui import facts
from leadtui.tui.messages import Reported
from leadtui.tui.tasks import Bench, Stopped, Task, reporter

if TYPE_CHECKING:
    from leadtui.tui.walk import TaskKind


class Crew:
    """Starts tasks, stops them, and knows which are running."""

    def __init__(self, app: App[Any], bench: Bench) -> None:
        self._app = app
        self._bench = bench
        # Textual's own cancelling would drop a thread that has not begun, without a word.
        self._running: dict[TaskKind, tuple[object, Event]] = {}
        self._busy = 0
        self._counting = Lock()

    def basis(self, kind: TaskKind) -> object | None:
        """What the running task of this kind is about; None when none is running."""
        running = self._running.get(kind)
        return running[0] if running else None

    @property
    def kinds(self) -> tuple[TaskKind, ...]:
        """The kinds of which a task is running."""
        return tuple(self._running)

    def start(self, task: Task) -> bool:
        """Let a task run in place of the one of its kind; False when that one is the same."""
        running = self._running.get(task.kind)
        if running is not None and running[0] == task.basis:  # a basis may be None
            return False
        self.stop(task.kind)
        stopped = Event()
        self._app.run_worker(
            lambda: self._work(task, stopped), thread=True, group=task.kind, name=task.kind, exit_on_error=False
        )
        self._running[task.kind] = (task.basis, stopped)
        return True

    def stop(self, kind: TaskKind) -> None:
        """Let the task of this kind end at its next report of progress."""
        running = self._running.get(kind)
        if running is None:
            return
        running[1].set()
        if kind != "load":  # a load is over only when it says so: it may be past the point of no return
            del self._running[kind]

    def stop_all(self) -> None:
        """Let every task end at its next report of progress."""
        for kind in self.kinds:
            self.stop(kind)

    def is_expected(self, report: Reported) -> bool:
        """Whether a report is about what is still wanted; its task is over unless it is about progress."""
        if self.basis(report.kind) != report.basis:
            return False
        if not isinstance(report.fact, facts.Progressed):
            del self._running[report.kind]
        return True

    @property
    def is_busy(self) -> bool:
        """Whether any thread is at work, wanted or not."""
        return self._busy > 0

    def _work(self, task: Task, stopped: Event) -> None:
        self._count(1)
        try:
            fact = self._done(task, stopped)
            if not stopped.is_set() or task.kind == "load":
                self._post(task, fact)
        finally:
            self._count(-1)

    def _count(self, by: int) -> None:
        with self._counting:
            self._busy += by

    def _done(self, task: Task, stopped: Event) -> facts.Fact:
        if stopped.is_set():
            return facts.TaskStopped()
        tell = reporter(lambda done, total: self._post(task, facts.Progressed(done, total)), stopped.is_set)
        try:
            return task.run(self._bench, tell)
        except (Stopped, KeyboardInterrupt):
            return facts.TaskStopped()
        except LeadtuiError as error:
            return facts.TaskFailed(error.message, error.hint, error)
        except Exception as error:  # noqa: BLE001  a thread's door: whatever happens becomes a sentence
            report = write_bug_report(error)
            where = f" The report is in {report}." if report else ""
            return facts.TaskFailed(confession(error), f"Nothing was written by it.{where}")

    def _post(self, task: Task, fact: facts.Fact) -> None:
        self._app.post_message(Reported(task.kind, task.basis, fact))


def confession(error: BaseException) -> str:
    """What a bug report needs, without any value of the file: what kind of error, and where.

    >>> confession(KeyError("secret"))
    'this is a bug in leadtui: KeyError'
    """
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("leadtui"):
            place = f" at {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"this is a bug in leadtui: {type(error).__name__}{place}"
