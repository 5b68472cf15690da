"""Everything said on stderr; nothing here is a result."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Final, Self

from leadtui.visible import visible

_REDRAW_SECONDS: Final = 0.1


def say(text: str) -> None:
    """One line of talk."""
    print(visible(text), file=sys.stderr, flush=True)  # noqa: T201  this is the place that prints


def complain(message: str, hint: str | None = None) -> None:
    """A failure in one sentence, and on the next line what to do about it."""
    say(f"leadtui: {message}")
    for line in (hint or "").splitlines():
        say(f"  {line}")


class Meter:
    """How far a long step is, redrawn in place; silent unless a person watches a terminal."""

    def __init__(self, what: str, *, quiet: bool = False) -> None:
        self._what = what
        self._shown = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._started = self._drawn = time.monotonic()
        self._has_drawn = False

    def __call__(self, done: int, total: int) -> None:
        """Progress: `done` of `total` (0 when unknown)."""
        now = time.monotonic()
        if not self._shown or now - self._drawn < _REDRAW_SECONDS:
            return
        self._drawn = now
        self._has_drawn = True
        share = f"{100 * done // total:3d} %" if total else f"{done:,}"
        left = f", {(now - self._started) * (total - done) / done:.0f} s left" if total and done else ""
        print(f"\r\x1b[K{self._what} {share}{left}", end="", file=sys.stderr, flush=True)  # noqa: T201

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._has_drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201
