"""A real terminal: tmux runs the program, keys go in, the screen is read."""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

WAIT_SECONDS = 40.0


@dataclass(frozen=True, slots=True)
class Terminal:
    """One tmux server with one window."""

    socket: str

    def keys(self, *keys: str) -> None:
        """Type; names such as Enter and Escape are keys."""
        for key in keys:
            self._tmux("send-keys", "-t", "walk", key)

    @property
    def screen(self) -> str:
        """What a person sees now."""
        return self._tmux("capture-pane", "-p", "-t", "walk")

    def resize(self, columns: int, lines: int) -> None:
        """As if a person dragged the window's corner."""
        self._tmux("resize-window", "-t", "walk", "-x", str(columns), "-y", str(lines))

    def wait_for(self, text: str) -> str:
        """The screen as soon as it shows the text."""
        until = time.monotonic() + WAIT_SECONDS
        while text not in (screen := self.screen):
            assert time.monotonic() < until, f"{text!r} never came:\n{screen}"
            time.sleep(0.1)
        return screen

    def wait_for_end(self) -> int:
        """The exit code of the program, when it has ended."""
        screen = self.wait_for("the exit code is")
        return int(screen.split("the exit code is")[1].split()[0])

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self.socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@contextmanager
def terminal(
    command: list[str], folder: Path, environment: dict[str, str], size: tuple[int, int] = (120, 36)
) -> Iterator[Terminal]:
    """A program in a terminal of its own; nothing of it is left afterwards."""
    session = Terminal(f"leadtui-{uuid4().hex[:12]}")
    line = f"{shlex.join(command)}; echo the exit code is $?; sleep 60"
    session._tmux(
        "-f", "/dev/null", "new-session", "-d", "-s", "walk", "-x", str(size[0]), "-y", str(size[1]), "-c", str(folder),
        *(part for name, value in environment.items() for part in ("-e", f"{name}={value}")), line,
    )  # fmt: skip
    try:
        yield session
    finally:
        session._tmux("kill-server")
