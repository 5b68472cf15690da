"""Everything said on stderr; nothing here is a result."""

from __future__ import annotations

import sys

from leadtui.visible import visible


def say(text: str) -> None:
    """One line of talk."""
    print(visible(text), file=sys.stderr, flush=True)  # noqa: T201  this is the place that prints


def complain(message: str, hint: str | None = None) -> None:
    """A failure in one sentence, and on the next line what to do about it."""
    say(f"leadtui: {message}")
    for line in (hint or "").splitlines():
        say(f"  {line}")
