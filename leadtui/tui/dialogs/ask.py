"""A question with one line for the answer, and, where it can be told, what the answer would come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from leadtui.tui.cells import shown


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said about an answer before it is taken."""

    words: str = ""
    """What it would come to, or why it can't be taken."""
    is_refused: bool = False


Judge = Callable[[str], Judgement]


class Ask(ModalScreen[str | None]):
    """One line of text; None when the person changes their mind.

    `judge` has its say before an answer is taken, and, if `as_you_type`, at each key, in a thread.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", show=False)]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        placeholder: str = "",
        note: str = "",
        judge: Judge | None = None,
        as_you_type: bool = False,
    ) -> None:
        super().__init__()
        self._question, self._value, self._placeholder = question, value, placeholder
        self._note, self._judge, self._as_you_type = note, judge, as_you_type

    def compose(self) -> ComposeResult:
        """Question, line, what it comes to, note."""
        with Vertical(classes="dialog"):
            yield Label(Content(shown(self._question)), classes="dialog--title")
            yield Input(value=self._value, placeholder=self._placeholder, select_on_focus=True, compact=True)
            yield Label(Content(""), classes="dialog--judgement", id="judgement")
            yield Label(Content(shown(self._note, 400)), classes="dialog--note", id="note")
            yield Label(Content("⏎ take   Esc leave as it is"), classes="dialog--keys")

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        if self._judge is not None and self._as_you_type:
            self._judge_in_thread(self._judge, message.value)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _judge_in_thread(self, judge: Judge, text: str) -> None:
        judgement = judge(text)
        self.app.call_from_thread(self._tell, judgement, text)

    def _tell(self, judgement: Judgement, text: str | None = None) -> None:
        """Show what is said about a text, unless another one stands there by now."""
        if not self.is_attached or (text is not None and text != self.query_one(Input).value):
            return
        label = self.query_one("#judgement", Label)
        label.update(Content(shown(judgement.words, 400)))
        label.set_class(judgement.is_refused, "-bad")
        label.set_class(bool(judgement.words), "-said")

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        judgement = self._judge(message.value) if self._judge else Judgement()
        if judgement.is_refused:
            self._tell(judgement)
        else:
            self.dismiss(message.value)
