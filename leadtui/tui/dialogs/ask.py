"""A question with one line for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from leadtui.tui.cells import shown


class Ask(ModalScreen[str | None]):
    """One line of text; None when the person changes their mind."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", show=False)]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        placeholder: str = "",
        note: str = "",
        refuse: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__()
        self._question, self._value, self._placeholder = question, value, placeholder
        self._note, self._refuse = note, refuse

    def compose(self) -> ComposeResult:
        """Question, line, note."""
        with Vertical(classes="dialog"):
            yield Label(Content(shown(self._question)), classes="dialog--title")
            yield Input(value=self._value, placeholder=self._placeholder, select_on_focus=True, compact=True)
            yield Label(Content(shown(self._note)), classes="dialog--note", id="note")
            yield Label(Content("⏎ take   Esc leave as it is"), classes="dialog--keys")

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        problem = self._refuse(message.value) if self._refuse else None
        if problem:
            self.query_one("#note", Label).update(Content(shown(problem)))
            self.query_one("#note").add_class("-bad")
        else:
            self.dismiss(message.value)
