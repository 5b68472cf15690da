"""The line on top: which file, which step, which steps are settled, which database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leadtui.tui.cells import fit, shown, width
from leadtui.tui.widgets.paint import ground, ink

_BRAND: Final = " leadtui "
_LEAST_FILE: Final = 16
"""Cells of the file's name below which words of the line give way to it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One step as drawn."""

    number: int
    label: str
    is_here: bool = False
    is_settled: bool = False
    open_count: int = 0
    """Decisions that are still open there."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How much the line says beside file and database."""

    has_brand: bool = False
    has_arrows: bool = False
    names: Callable[[Stop], bool] = lambda stop: True  # noqa: ARG005
    """Which steps are named; the others are their number and their mark."""

    def text(self, stop: Stop) -> str:
        """One step."""
        mark = "✓" if stop.is_settled else f"•{stop.open_count}" if stop.open_count else ""
        if not self.names(stop):
            return f" {stop.number}{mark} "
        return f" {stop.number} {stop.label}{' ' if mark else ''}{mark} "


_WORDINGS: Final = (
    _Wording(has_brand=True, has_arrows=True),
    _Wording(has_arrows=True),
    _Wording(),
    _Wording(names=lambda stop: stop.is_here or not stop.is_settled),
    _Wording(names=lambda stop: stop.is_here or stop.open_count > 0),
    _Wording(names=lambda stop: stop.is_here),
)
"""From wordy to terse."""


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
        plan = self._plan(cells)
        steps, spots, taken = self._steps(plan)
        brand = _BRAND if plan.has_brand else ""
        rest = cells - len(brand) - taken - 4
        label = fit(self._database, min(width(shown(self._database)), max(0, rest)))
        rest -= width(label)
        name = fit(self._file, min(width(shown(self._file)), max(0, rest)))
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

    def _plan(self, cells: int) -> _Wording:
        """The wordiest line in which the database stands whole and the file can be told."""
        needed = width(shown(self._database)) + min(_LEAST_FILE, width(shown(self._file))) + 4
        for wording in _WORDINGS:
            taken = self._steps(wording)[2] + (len(_BRAND) if wording.has_brand else 0)
            if taken + needed <= cells:
                break
        return wording

    def _steps(self, wording: _Wording) -> tuple[list[Segment], list[tuple[int, int, int]], int]:
        base = self.rich_style
        segments: list[Segment] = []
        spots: list[tuple[int, int, int]] = []
        taken = 0
        for stop in self._stops:
            if segments and wording.has_arrows:
                segments.append(Segment("›", base + ink(self, "stepper--muted")))
                taken += 1
            text = wording.text(stop)
            spots.append((taken, taken + len(text), stop.number))
            segments.append(Segment(text, self._style(stop)))
            taken += len(text)
        return segments, spots, taken

    def _style(self, stop: Stop) -> Style:
        if stop.is_here:
            return ground(self, "stepper--here")
        part = "settled" if stop.is_settled else "open" if stop.open_count else "muted"
        return self.rich_style + ink(self, f"stepper--{part}")
