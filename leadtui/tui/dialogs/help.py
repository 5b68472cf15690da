"""Help for where one stands: what the screen is for, and what each key does here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from leadtui.tui.cells import hanging
from leadtui.tui.command import Command
from leadtui.tui.shared import MOVING, SHARED

_KEYS, _LABELS, _WIDTH = 7, 16, 84


class Help(ModalScreen[None]):
    """Keys of one screen."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss(None)", "Close", show=False)
    ]

    def __init__(self, title: str, purpose: str, own: Sequence[Command], available: Sequence[Command]) -> None:
        super().__init__()
        self._title, self._purpose, self._own = title, purpose, own
        self._available = {command.action for command in available}

    def compose(self) -> ComposeResult:
        """Purpose, own keys, shared keys, moving."""
        with Vertical(classes="dialog -tall"):
            yield Label(Content(self._title), classes="dialog--title")
            with VerticalScroll():
                yield Static(Content(" ".join(self._purpose.split())), classes="dialog--line")
                yield Static(self._keys("Here", self._own))
                yield Static(self._keys("Everywhere", self._shared()))
                yield Static(self._moving())
            yield Label(Content("Esc closes · quiet lines do nothing just now"), classes="dialog--keys")

    def _shared(self) -> list[Command]:
        own = {command.action for command in self._own}
        return [command for command in SHARED if command.action not in own and not command.action.startswith("go(")]

    def _keys(self, heading: str, commands: Sequence[Command]) -> Content:
        lines: list[Content | tuple[str, str] | str] = [(f"\n{heading}\n", "bold $text-primary")]
        for command in commands:
            works = command.action in self._available
            lines.append((f"{command.all_keys:<{_KEYS}}", "bold $text-accent" if works else "$foreground-muted"))
            lines.append((f"{command.label:<{_LABELS}}", "bold" if works else "$foreground-muted"))
            lines.append((f"{hanging(command.help, _WIDTH, _KEYS + _LABELS)}\n", "" if works else "$foreground-muted"))
        return Content.assemble(*lines)

    def _moving(self) -> Content:
        lines: list[Content | tuple[str, str] | str] = [("\nMoving\n", "bold $text-primary")]
        for keys, what in (*MOVING, ("1 … 6", "to a step")):
            lines.append((f"{keys:<{_KEYS + _LABELS}}", "bold $text-accent"))
            lines.append(f"{what}\n")
        return Content.assemble(*lines)
