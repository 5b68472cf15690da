"""The first picture of Textual: which file, that it is being opened, and its first lines as the curtain showed them.

Nothing heavy may be imported here.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from leadtui.tui.cells import shown
from leadtui.tui.curtain import glimpse
from leadtui.tui.walk import Step
from leadtui.tui.widgets.keybar import KeyBar
from leadtui.tui.widgets.listing import Role
from leadtui.tui.widgets.statusline import StatusLine
from leadtui.tui.widgets.stepper import Stepper, Stop


class OpeningScreen(Screen[None]):
    """Until the first rows are there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "app.leave", "Quit", show=False)]

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """The frame that all screens share, and one sentence."""
        yield Stepper()
        yield Static(Content(f"Opening {shown(self._path)} …"), id="opening")
        yield Static(Content("\n".join(map(shown, glimpse(self._path)))), id="glimpse")
        with Vertical(classes="foot"):
            yield StatusLine()
            yield KeyBar()

    def on_mount(self) -> None:
        """The steps, none of them done."""
        name = self._path.rsplit("/", 1)[-1]
        stops = [Stop(step.value, step.label, is_here=step is Step.FILE) for step in Step]
        self.query_one(Stepper).show(name, stops, "")

    def show(self, text: str, role: Role) -> None:
        """What went wrong, when it did."""
        if role == "bad":
            message, _, hint = text.partition(". ")
            self.query_one("#glimpse", Static).display = False
            self.query_one("#opening", Static).update(
                Content.assemble((f"{shown(message)}\n\n", "bold $text-error"), (f"{shown(hint)}\n\nq leaves.", ""))
            )
