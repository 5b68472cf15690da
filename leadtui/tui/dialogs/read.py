"""A text to be read: a mapping as it is written."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from leadtui.tui.cells import shown

_LONGEST = 2_000
"""Characters of a line."""


class Read(ModalScreen[None]):
    """Scrolls; Esc closes."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss(None)", "Close", show=False),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Title, text, the way out."""
        lines = "\n".join(shown(line, _LONGEST) for line in self._text.splitlines())
        with Vertical(classes="dialog -tall -wide"):
            yield Label(Content(shown(self._title)), classes="dialog--title")
            with VerticalScroll():
                yield Static(Content(lines))
            yield Label(Content("Esc closes   ↑ ↓ PgUp PgDn scroll"), classes="dialog--keys")

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
