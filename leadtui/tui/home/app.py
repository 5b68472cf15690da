"""The application of the start screen: it ends with what is to be opened, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from leadtui.tui.home.screen import HomeScreen
from leadtui.tui.home.wanted import Wanted
from leadtui.tui.shell import Shell


class HomeApp(Shell[Wanted | None]):
    """Shows the start screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "leave", "Quit", show=False, priority=True, id="app.leave")
    ]

    def __init__(self, folder: Path, url: str | None, *, said: str = "", theme: str | None = None) -> None:
        super().__init__(theme=theme)
        self._folder, self._url, self._told = folder, url, said

    def on_mount(self) -> None:
        """The one screen."""
        self.dress()
        self.push_screen(HomeScreen(self._folder, self._url, self._told))

    def action_leave(self) -> None:
        """Go."""
        self.exit(None)
