"""What the six screens have in common: the frame, the shared commands, and that they draw what the guide holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from leadtui.tui import journey
from leadtui.tui.clipboard import copy
from leadtui.tui.command import Command, bindings
from leadtui.tui.dialogs.ask import Ask
from leadtui.tui.dialogs.help import Help
from leadtui.tui.guide import Guide
from leadtui.tui.shared import SHARED
from leadtui.tui.walk import Doing, Step, Walk
from leadtui.tui.widgets.keybar import KeyBar
from leadtui.tui.widgets.statusline import StatusLine
from leadtui.tui.widgets.stepper import Stepper
from leadtui.tui.widgets.too_small import TooSmall
from leadtui.tui.words import amount

FIRST: Final = 1
"""The rank of what a person most likely wants to do now."""
Check = Callable[[], bool]


class StepScreen(Screen[None]):
    """One step of the walk."""

    STEP: ClassVar[Step]
    PURPOSE: ClassVar[str]
    """Two lines for the top of help."""
    OWN: ClassVar[tuple[Command, ...]] = ()
    """The commands of this screen."""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Every screen's keys are those of its commands."""
        cls.BINDINGS = [*bindings("all", SHARED), *bindings(cls.STEP.label.lower(), cls.OWN)]
        super().__init_subclass__(**kwargs)

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self.guide = guide
        self._needle = ""
        self.checks = self.abilities()
        self._actions = {command.action.partition("(")[0] for command in (*self.OWN, *SHARED)} - {
            "help",
            "leave",
            "palette",
        }

    @property
    def walk(self) -> Walk:
        """Everything there is to show."""
        return self.guide.walk

    # -- the frame -----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The frame around the step's own content."""
        yield Stepper()
        yield from self.compose_body()
        with Vertical(classes="foot"):
            yield StatusLine()
            yield KeyBar()
        yield TooSmall()

    def compose_body(self) -> ComposeResult:
        """The step's own content."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Draw what is known."""
        self.redraw()

    def arrive(self) -> None:
        """Somebody comes here from another step."""

    def on_screen_resume(self) -> None:
        """Draw what happened meanwhile."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the walk."""
        if not self.is_attached or not self.is_mounted:
            return
        self.draw(self.walk)
        label = self.walk.database or ("" if self.walk.trouble("connect") is None else "no database")
        self.query_one(Stepper).show(
            self.walk.file_name, journey.stops(self.walk, self.STEP), f"db {label}" if label else ""
        )
        self.redraw_progress()
        self.refresh_keys()

    def draw(self, walk: Walk) -> None:
        """Draw the step's own content."""
        raise NotImplementedError

    def redraw_progress(self) -> None:
        """Draw the status line."""
        text, role = self.guide.said
        if not text:
            text = self.advice(self.walk)
        doing = next(iter(self.walk.doing), None)
        share = doing.done / doing.total if doing and doing.total else None
        self.query_one(StatusLine).show(text, role, right=pace(doing) if doing else self.place(), share=share)

    def advice(self, walk: Walk) -> str:
        """What the status line says when nothing has just happened."""
        del walk
        return ""

    def place(self) -> str:
        """Where the cursor stands, for the right end of the status line."""
        return ""

    def refresh_keys(self) -> None:
        """The footer shows what works now."""
        self.query_one(KeyBar).show(self.available())
        self.refresh_bindings()

    # -- commands ------------------------------------------------------------------------------------

    def available(self) -> list[Command]:
        """The commands that do something now."""
        own = {command.action for command in self.OWN}
        shared = (command for command in SHARED if command.action not in own)
        return [self.worded(command) for command in (*self.OWN, *shared) if self.can(command.action)]

    def worded(self, command: Command) -> Command:
        """The command as it is called now; where nothing is left to decide, going on comes first."""
        here = next((stop for stop in journey.stops(self.walk, self.STEP) if stop.is_here), None)
        is_done = command.action == "next" and here is not None and not here.open_count
        return replace(command, rank=FIRST) if is_done else command

    def can(self, action: str) -> bool:
        """Whether a command does something now."""
        check = self.checks.get(action.partition("(")[0])
        return check() if check else True

    def abilities(self) -> dict[str, Check]:
        """When each command does something; screens add their own."""
        return {
            "undo": lambda: bool((self.walk.review and self.walk.review.past) or self.walk.layouts),
            "redo": lambda: bool((self.walk.review and self.walk.review.future) or self.walk.undone_layouts),
            "cancel": lambda: bool(self.walk.doing),
            "find": lambda: False,
            "find_next": lambda: bool(self._needle),
            "find_previous": lambda: bool(self._needle),
            "next": lambda: journey.next_step(self.walk, self.STEP) != self.STEP,
            "back": lambda: self.STEP > Step.FILE,
            "copy": lambda: self.walk.review is not None,
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key whose command does nothing now is not taken; undo and redo say that there is nothing left."""
        del parameters
        return self.can(action) if action in self._actions - {"undo", "redo"} else True

    @on(KeyBar.Pressed)
    async def _key_clicked(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.command.action)

    @on(Stepper.Pressed)
    def _step_clicked(self, message: Stepper.Pressed) -> None:
        self.action_go(message.number)

    def action_undo(self) -> None:
        """Take back the last decision."""
        self.guide.undo()

    def action_redo(self) -> None:
        """Take it again."""
        self.guide.redo()

    def action_next(self) -> None:
        """On to what still waits."""
        if self.walk.review is None and self.walk.trouble("look", "read", "know") is None:
            self.guide.go_on_when_known()
            return
        step = journey.next_step(self.walk, self.STEP)
        if step is self.STEP:
            self.guide.say(self.advice(self.walk) or "this is as far as it goes")
        else:
            self.guide.go(step)

    def action_back(self) -> None:
        """Back one step."""
        if self.STEP > Step.FILE:
            self.guide.go(Step(self.STEP - 1))

    def action_go(self, number: int) -> None:
        """To a step by its number."""
        step = Step(number)
        if step is Step.LOAD and self.walk.report is None and not self.guide.is_loading:
            self.guide.say("nothing is loaded yet: L on Plan loads", "warn")
        elif step is not self.STEP:
            self.guide.go(step)

    def action_help(self) -> None:
        """What can be done here."""
        self.app.push_screen(Help(self.STEP.label, self.PURPOSE, self.OWN, self.available()))

    def action_palette(self) -> None:
        """Find a command by name."""
        self.app.action_command_palette()

    async def action_leave(self) -> None:
        """Leave; the draft is kept."""
        await self.app.run_action("leave")

    def action_cancel(self) -> None:
        """Stop what is going on."""
        self.guide.cancel()

    def action_inspect(self) -> None:
        """Show or hide the side pane."""
        self.toggle_class("-inspecting")

    def action_copy(self) -> None:
        """Copy what is under the cursor."""
        text = self.copied()
        if text is None:
            self.guide.say("there is nothing here to copy")
            return
        self.guide.say(copy(self.app, text), "good")

    def copied(self) -> str | None:
        """What `y` copies here."""
        return journey.command_line(self.walk) if self.walk.review else None

    def action_find(self) -> None:
        """Ask for a text and go to it."""
        self.app.push_screen(Ask("Find", value=self._needle, placeholder="a text, upper or lower case"), self._found)

    def _found(self, text: str | None) -> None:
        if text:
            self._needle = text
            self.find(text, backwards=False)

    def action_find_next(self) -> None:
        """On to the next place."""
        self.find(self._needle, backwards=False)

    def action_find_previous(self) -> None:
        """Back to the place before."""
        self.find(self._needle, backwards=True)

    def find(self, text: str, *, backwards: bool) -> None:
        """Go to the next place with this text."""
        del text, backwards


def pace(doing: Doing) -> str:
    """Work in a few words: how far, how fast, how long still.

    >>> pace(Doing("plan", "planning", 0.0))
    'planning …'
    """
    if not doing.done:
        return f"{doing.what} …"
    seconds = max(1e-3, time.monotonic() - doing.started)
    rate = doing.done / seconds
    words = [f"{doing.what} {amount(doing.done, doing.unit)}", f"{amount(int(rate), doing.unit)}/s"]
    if doing.total and doing.done >= doing.total:
        return f"{doing.what} {amount(doing.done, doing.unit)} …"
    if doing.total and rate:
        left = (doing.total - doing.done) / rate
        words.append(f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left")  # noqa: PLR2004  seconds
    return " · ".join(words)
