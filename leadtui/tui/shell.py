"""What every application of ours has: its colours, its sizes, its palette, and a safe way to the terminal.

Nothing heavy may be imported here: it loads before the first paint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, TypeVar

from rich.segment import Segment
from textual.app import App, SystemCommand
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from leadtui.tui import look
from leadtui.tui.palette import Commands
from leadtui.tui.theme import CONTRAST, DARK, LIGHT
from leadtui.visible import visible

Result = TypeVar("Result")
INTERRUPTED = 130


class SafeText(LineFilter):
    """The last border before the terminal: no control character of a text ever leaves, whoever drew it.

    Widgets show values by `cells.fit`, which keeps widths right; this catches what did not pass there.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with control characters replaced."""
        del background
        if all(segment.text.isascii() and segment.text.isprintable() for segment in segments):
            return segments
        return [
            Segment(text, style, control)
            if control or (safe := visible(text)) == text
            else Segment(safe[: len(text)], style)
            for text, style, control in segments
        ]


class Shell(App[Result]):
    """An application without any screen of its own."""

    TITLE = "leadtui"
    CSS_PATH = Path(__file__).with_name("shell.tcss")
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar = {Commands}
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  as Textual declares it
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-normal"),
        (150, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  as Textual declares it
        (0, "-flat"),
        (18, "-short"),
        (30, "-tall"),
    ]

    def __init__(self, *, theme: str | None = None) -> None:
        super().__init__()
        self.failure: BaseException | None = None
        """Why it ended, for whoever ran it to word."""
        self._safe = SafeText()
        self._wanted_theme = theme
        self._worn: str | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line of every widget passes here."""
        return [*super().get_line_filters(), self._safe]

    def dress(self) -> None:
        """Put on the theme that is wanted."""
        for ours in (DARK, LIGHT, CONTRAST):
            self.register_theme(ours)
        wanted = self._wanted_theme or look.chosen_theme()
        self.theme = wanted if wanted in self.available_themes else DARK.name
        self._worn = self.theme
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def _keep_theme(self, theme: Theme) -> None:
        """What is chosen on screen holds in the next session, too."""
        if theme.name != self._worn:
            self._worn = theme.name
            look.keep_theme(theme.name)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own commands only those that help here."""
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield SystemCommand("Change theme", "Other colours, the terminal's own among them", command.callback)

    def give_up(self, error: Exception) -> None:
        """End with a failure that whoever called `run` will word."""
        self.failure = error
        self.exit()

    def _fatal_error(self) -> None:
        """Close without printing anything: whoever called `run` gets the exception, and words it.

        Textual would print the traceback with all local variables, values and passwords included.
        """
        self.failure = self._exception
        self._close_messages_no_wait()
