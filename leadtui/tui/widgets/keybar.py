"""The line at the bottom: the keys that do something now, most useful first, at most nine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leadtui.tui.command import Command
from leadtui.tui.widgets.paint import ink

MOST = 9
LAST = 80
"""Ranks from here on always stand, at the end."""


class KeyBar(Widget):
    """`⏎ Confirm  e Edit target  …`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key", "keybar--label"}
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $panel;
        & .keybar--key { color: $text-accent; text-style: bold; }
        & .keybar--label { color: $foreground; }
    }
    """

    @dataclass
    class Pressed(Message):
        """A command was clicked."""

        command: Command

    def __init__(self) -> None:
        super().__init__()
        self._commands: tuple[Command, ...] = ()
        self._spots: list[tuple[int, int, Command]] = []

    @property
    def commands(self) -> tuple[Command, ...]:
        """What is shown, if there is room."""
        return self._commands

    def show(self, commands: Iterable[Command]) -> None:
        """Draw these, by rank."""
        ranked = sorted((command for command in commands if command.rank), key=lambda command: command.rank)
        # Help and the way out are never crowded out.
        last = [command for command in ranked if command.rank >= LAST]
        first = [command for command in ranked if command.rank < LAST]
        shown = (*first[: MOST - len(last)], *last)
        if shown != self._commands:
            self._commands = shown
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for start, end, command in self._spots:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))

    def render_line(self, y: int) -> Strip:
        """The one line; what does not fit is left to help."""
        del y
        base, cells = self.rich_style, self.size.width
        key, label = base + ink(self, "keybar--key"), base + ink(self, "keybar--label")
        segments = [Segment(" ", base)]
        self._spots = []
        taken = 1
        for command in self._fitting(cells - 1):
            length = len(command.key) + len(command.label) + 3
            segments += [Segment(command.key, key), Segment(f" {command.label}  ", label)]
            self._spots.append((taken, taken + length - 2, command))
            taken += length
        return Strip(segments).adjust_cell_length(cells, base)

    def _fitting(self, cells: int) -> list[Command]:
        """As many as there is room for; of those before the last ones the least useful go first."""
        kept = list(self._commands)
        while kept and sum(len(command.key) + len(command.label) + 3 for command in kept) > cells:
            first = [command for command in kept if command.rank < LAST]
            kept.remove(first[-1] if first else kept[-1])
        return kept
