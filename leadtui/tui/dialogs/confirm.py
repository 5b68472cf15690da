"""A yes-or-no question with its reasons; Enter means yes, anything else no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from leadtui.tui.cells import shown


class Confirm(ModalScreen[bool]):
    """Whether to go on."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "Yes", show=False),
        Binding("escape,q", "dismiss(False)", "No", show=False),
    ]

    def __init__(self, question: str, reasons: tuple[str, ...], yes: str) -> None:
        super().__init__()
        self._question, self._reasons, self._yes = question, reasons, yes

    def compose(self) -> ComposeResult:
        """Question, reasons, what the keys do."""
        with Vertical(classes="dialog"):
            yield Label(Content(shown(self._question)), classes="dialog--title")
            for reason in self._reasons:
                yield Label(Content.assemble(("! ", "bold $text-warning"), shown(reason)), classes="dialog--line")
            yield Label(Content(f"⏎ {shown(self._yes)}   Esc no"), classes="dialog--keys")
