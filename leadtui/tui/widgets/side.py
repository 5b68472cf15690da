"""The pane at the right: text about what is under the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

Part = Content | tuple[str, str] | str


class Side(VerticalScroll, can_focus=False):
    """Scrolls when there is more than fits."""

    def __init__(self) -> None:
        super().__init__(classes="side")
        self._shown: Content | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static()

    @property
    def cells(self) -> int:
        """How wide a line may be."""
        return max(20, self.scrollable_content_region.width - 1)

    def on_resize(self) -> None:
        """Lines are cut to the new width by whoever fills the pane."""
        self.post_message(self.Resized(self))

    @dataclass
    class Resized(Message):
        """There is more or less room."""

        side: Side

    def show(self, *parts: Part) -> None:
        """Draw this text; nothing is redrawn when it is the same."""
        content = Content.assemble(*parts)
        if self._shown is None or not content.is_same(self._shown):
            self._shown = content
            self.query_one(Static).update(content)
