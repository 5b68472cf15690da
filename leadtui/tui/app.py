"""The shell of the screens: it paints before anything heavy is imported, and holds what all screens share.

Only this module and what it imports may load before the first paint; the guide, and with it frames,
models and every room, comes in a thread afterwards.
"""

from __future__ import annotations

import asyncio
import importlib
import signal
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from leadtui.tui import hangup, messages
from leadtui.tui.importing import collecting_nothing
from leadtui.tui.screens.opening import OpeningScreen
from leadtui.tui.shell import INTERRUPTED, Shell
from leadtui.tui.walk import Step, Walk

if TYPE_CHECKING:
    from leadtui.tui.guide import Guide
    from leadtui.tui.screens.step import StepScreen

_KEYS = 0
"""The descriptor keys come from: the terminal, even where the file comes from a pipe."""
_DRAFT_DELAY = 0.3
"""Seconds of quiet before a draft is written."""
_PATIENCE = 1.5
"""Seconds that a thread gets to stop when the program ends."""


class LeadtuiApp(Shell[int]):
    """One file on its way into a table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Quit, keep the draft", show=False, priority=True, id="app.leave"),
        Binding("ctrl+c", "interrupt", "Cancel", show=False, priority=True, id="app.interrupt"),
    ]

    def __init__(self, walk: Walk, *, theme: str | None = None) -> None:
        super().__init__(theme=theme)
        self.start = walk
        self.guide: Guide | None = None
        self._stack = ExitStack()
        self._draft_timer: Timer | None = None
        self._is_redraw_due = False

    def on_mount(self) -> None:
        """Paint first."""
        self.dress()
        self.push_screen(OpeningScreen(self.start.path))
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for name in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(name, self._hung_up)
            hangup.watch(_KEYS, lambda: loop.call_soon_threadsafe(self._hung_up), INTERRUPTED)
        self.call_after_refresh(self._import)

    def _import(self) -> None:
        self.run_worker(self._import_everything, thread=True, group="import", exit_on_error=False)

    def _import_everything(self) -> None:
        try:
            with collecting_nothing():
                importlib.import_module("leadtui.tui.guide")
                importlib.import_module("leadtui.tui.roster")
        except Exception as error:  # noqa: BLE001  told to the person who opened the program
            self.post_message(messages.ImportFailed(error))
        else:
            self.post_message(messages.Imported())

    def on_imported(self) -> None:
        """Begin."""
        self.begin(importlib.import_module("leadtui.tui.guide").Guide(self, self._stack))

    def begin(self, guide: Guide) -> None:
        """Show what this guide holds, and let it work."""
        roster = importlib.import_module("leadtui.tui.roster")
        self.guide = guide
        self._screens: dict[Step, StepScreen] = {make.STEP: make(guide) for make in roster.SCREENS}
        for step, screen in self._screens.items():
            self.install_screen(screen, step.label)  # else it would be removed when another one takes its place
        guide.drive()
        self.redraw()

    def on_import_failed(self, message: messages.ImportFailed) -> None:
        """Nothing can be done without the rest of the program."""
        self._handle_exception(message.error)

    def on_reported(self, message: messages.Reported) -> None:
        """A worker found something out."""
        if self.guide is not None:
            self.guide.take(message)

    # -- screens -------------------------------------------------------------------------------------

    def show_step(self, step: Step) -> None:
        """Put a step's screen on top."""
        screen = self._screens[step]
        if self.screen is not screen:
            screen.arrive()
            self.switch_screen(screen)
        self.redraw()

    def redraw(self) -> None:
        """Draw the step again soon, once for however many changes."""
        if not self._is_redraw_due:
            self._is_redraw_due = True
            self.call_later(self._redraw)

    def _redraw(self) -> None:
        self._is_redraw_due = False
        guide = self.guide
        if guide is None:
            return
        if isinstance(self.screen, OpeningScreen):
            if guide.walk.source is None:
                self.screen.show(*guide.said)
                return
            self.switch_screen(self._screens[guide.step])
        for screen in self.screen_stack:
            if screen is self._screens[guide.step]:
                self._screens[guide.step].redraw()

    def redraw_progress(self) -> None:
        """Draw only what shows progress."""
        if self.guide is not None and self.screen is self._screens[self.guide.step]:
            self._screens[self.guide.step].redraw_progress()

    # -- leaving -------------------------------------------------------------------------------------

    def keep_draft_soon(self) -> None:
        """Write the draft when the operator pauses."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(_DRAFT_DELAY, self._keep_draft)

    def _keep_draft(self) -> None:
        if self.guide is not None:
            self.guide.keep_draft()

    def action_leave(self) -> None:
        """Go; the draft is kept."""
        if self.guide is not None and self.guide.is_loading:
            self.guide.say("a load is running: Esc cancels it and rolls back", "warn")
            return
        self._keep_draft()
        self.exit(0)

    def action_interrupt(self) -> None:
        """What ctrl+c means: stop what is going on, or say how to leave."""
        if self.guide is None:
            self.exit(INTERRUPTED)
        elif not self.guide.cancel():
            self.guide.say("q leaves; your decisions are kept")

    def _hung_up(self) -> None:
        """The terminal was closed, or somebody ended us: roll back, keep the draft, go."""
        if self.guide is not None:
            self.guide.cancel()
        self._keep_draft()
        self.exit(INTERRUPTED)

    def close(self) -> None:
        """Stop what was started: connections and spools.

        A load that was told to stop but waits for the server is given a moment; then its connection ends
        with us, and the server rolls back.
        """
        if self.guide is not None:
            self.guide.stop()
        until = time.monotonic() + _PATIENCE
        while self.guide is not None and self.guide.is_working and time.monotonic() < until:
            time.sleep(0.02)
        self._stack.close()

    @property
    def is_stuck(self) -> bool:
        """Whether a thread is still at work though everything is over."""
        return self.guide is not None and self.guide.is_working
