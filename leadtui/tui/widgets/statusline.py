"""The line above the keys: what just happened or is missing, and at the right what is being worked on."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from leadtui.tui import words
from leadtui.tui.cells import fit, shown, width
from leadtui.tui.widgets.listing import ROLES, Role
from leadtui.tui.widgets.paint import ink

BAR = 16
"""Cells of the progress bar."""


class StatusLine(Widget):
    """One sentence, one progress."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"status--{role}" for role in ROLES}
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        background: $surface;
        & .status--muted { color: $text-muted; }
        & .status--strong { text-style: bold; }
        & .status--accent { color: $text-primary; }
        & .status--good { color: $text-success; }
        & .status--warn { color: $text-warning; }
        & .status--bad { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text, self._role = "", "muted"
        self._right, self._share = "", None

    _role: Role
    _share: float | None

    def show(self, text: str, role: Role = "muted", *, right: str = "", share: float | None = None) -> None:
        """Say this; `share` (0 to 1) draws a bar before what stands at the right."""
        shown = (text, role, right, share)
        if shown != (self._text, self._role, self._right, self._share):
            self._text, self._role, self._right, self._share = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        del y
        base, cells = self.rich_style, self.size.width
        right = shown(self._right)
        bar = words.bar(self._share, BAR) + " " if self._share is not None else ""
        taken = width(right) + len(bar) + 1 if right or bar else 0
        mark = {"bad": "✗ ", "warn": "! ", "good": "✓ "}.get(self._role, "")
        text = fit(mark + self._text, max(0, cells - taken - 2))
        return Strip(
            [
                Segment(" ", base),
                Segment(text, base + ink(self, f"status--{self._role}")),
                Segment(" ", base),
                Segment(bar, base + ink(self, "status--accent")),
                Segment(right, base + ink(self, "status--muted")),
            ]
        ).adjust_cell_length(cells, base)
