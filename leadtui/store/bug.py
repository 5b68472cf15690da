"""Our own failures, written where a person can find them: no values, no locals, no secrets on screen."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from leadtui import __version__
from leadtui.paths import make_private, state_folder


def write_bug_report(error: BaseException) -> Path | None:
    """Write the traceback, without message and locals, to a private file; None if that can't be done.

    The message is left out because a driver's message can quote a row.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    text = f"leadtui {__version__}\n{type(error).__name__}\n{frames}"
    try:
        folder = make_private(state_folder() / "bugs")
        path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w") as file:
            file.write(text)
    except OSError:
        return None
    return path
