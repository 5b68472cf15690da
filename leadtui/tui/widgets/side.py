"""The pane at the right: text about what is under the cursor.

Drawn with the line API: it changes with every move of the cursor, and must not lay out the screen anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Part = Content | tuple[str, str] | str


class Side(ScrollView, can_focus=True):
    """Scrolls when there is more than fits."""

    DEFAULT_CSS = """
    Side { overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("pagedown,ctrl+d,ctrl+f", "page_down", "Page down", show=False),
        Binding("pageup,ctrl+u,ctrl+b", "page_up", "Page up", show=False),
        Binding("g,home", "scroll_home", "Top", show=False),
        Binding("G,end", "scroll_end", "Bottom", show=False),
    ]

    @dataclass
    class Resized(Message):
        """There is more or less room."""

        side: Side

    def __init__(self) -> None:
        super().__init__(classes="side")
        self._content = Content("")
        self._strips: list[Strip] = []
        self._base = Style.null()

    @property
    def cells(self) -> int:
        """How wide a line may be."""
        return max(20, self.scrollable_content_region.width - 1)

    def show(self, *parts: Part) -> None:
        """Draw this text from its top; nothing is redrawn when it is the same."""
        content = Content.assemble(*parts)
        if not content.is_same(self._content):
            self._content = content
            self._wrap()
            self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Lines are cut to the new width by whoever fills the pane."""
        self._wrap()
        self.post_message(self.Resized(self))

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        if self.is_attached:
            self._wrap()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        self._strips = Visual.to_strips(self, self._content, width, None, self.visual_style) if width else []
        self.virtual_size = Size(width, len(self._strips))
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; their common style is looked up once."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the text."""
        place, width = y + self.scroll_offset.y, self.size.width
        if place >= len(self._strips):
            return Strip.blank(width, self._base)
        return self._strips[place].adjust_cell_length(width, self._base)
