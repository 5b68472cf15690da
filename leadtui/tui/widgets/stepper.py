"""The line on top: which file, which step, which steps are settled, which database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leadtui.tui.cells import fit, shown, width
from leadtui.tui.widgets.paint import ground, ink

_TIGHT = 100
"""Below this width the steps stand without arrows between them."""
_BRANDED = 20
"""Spare cells that the program's own name needs."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One step as drawn."""

    number: int
    label: str
    is_here: bool = False
    is_settled: bool = False
    open_count: int = 0
    """Decisions that are still open there."""


class Stepper(Widget):
    """`leadtui  file   1 File ✓ › 2 Map •3 › …   database`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stepper--brand",
        "stepper--file",
        "stepper--here",
        "stepper--settled",
        "stepper--open",
        "stepper--muted",
    }
    DEFAULT_CSS = """
    Stepper {
        dock: top;
        height: 1;
        background: $panel;
        & .stepper--brand { color: $text-primary; text-style: bold; }
        & .stepper--file { color: $foreground; text-style: bold; }
        & .stepper--here { background: $primary; color: $background; text-style: bold; }
        & .stepper--settled { color: $text-success; }
        & .stepper--open { color: $text-warning; }
        & .stepper--muted { color: $text-muted; }
    }
    """

    @dataclass
    class Pressed(Message):
        """A step was clicked."""

        number: int

    def __init__(self) -> None:
        super().__init__()
        self._file = ""
        self._stops: tuple[Stop, ...] = ()
        self._database = ""
        self._spots: list[tuple[int, int, int]] = []

    def show(self, file: str, stops: Sequence[Stop], database: str) -> None:
        """Draw this."""
        shown = (file, tuple(stops), database)
        if shown != (self._file, self._stops, self._database):
            self._file, self._stops, self._database = shown
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a step goes there."""
        for start, end, number in self._spots:
            if start <= event.x < end:
                self.post_message(self.Pressed(number))

    def render_line(self, y: int) -> Strip:
        """The one line."""
        del y
        base, cells = self.rich_style, self.size.width
        steps, spots, taken = self._steps(is_tight=cells < _TIGHT)
        # The steps always stand; brand, file and database share what is left, the database last.
        brand = " leadtui " if cells >= taken + _BRANDED else ""
        rest = cells - len(brand) - taken - 3
        name = fit(self._file, min(width(shown(self._file)), max(0, rest)))
        rest -= width(name)
        label = fit(self._database, min(width(shown(self._database)), max(0, rest - 3)))
        left = len(brand) + 1 + width(name) + 2
        self._spots = [(start + left, end + left, number) for start, end, number in spots]
        filler = max(1, cells - left - taken - width(label) - 1)
        return Strip(
            [
                Segment(brand + " ", base + ink(self, "stepper--brand")),
                Segment(name + "  ", base + ink(self, "stepper--file")),
                *steps,
                Segment(" " * filler, base),
                Segment(label + " ", base + ink(self, "stepper--muted")),
            ]
        ).adjust_cell_length(cells, base)

    def _steps(self, *, is_tight: bool) -> tuple[list[Segment], list[tuple[int, int, int]], int]:
        base = self.rich_style
        segments: list[Segment] = []
        spots: list[tuple[int, int, int]] = []
        taken = 0
        for stop in self._stops:
            if segments and not is_tight:
                segments.append(Segment("›", base + ink(self, "stepper--muted")))
                taken += 1
            mark = " ✓" if stop.is_settled else f" •{stop.open_count}" if stop.open_count else ""
            text = f" {stop.number} {stop.label}{mark} "
            if stop.is_here:
                style = ground(self, "stepper--here")
            elif stop.is_settled:
                style = base + ink(self, "stepper--settled")
            elif stop.open_count:
                style = base + ink(self, "stepper--open")
            else:
                style = base + ink(self, "stepper--muted")
            spots.append((taken, taken + len(text), stop.number))
            segments.append(Segment(text, style))
            taken += len(text)
        return segments, spots, taken
