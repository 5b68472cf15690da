"""Copying: to the terminal's clipboard, and to a file for terminals that keep it from us.

OSC 52 works over ssh, but tmux and some terminals swallow it silently; nobody can tell from here. So the
text is written to a private file as well, and the status line says where.
"""

from __future__ import annotations

import os

from textual.app import App

from leadtui.paths import make_private, state_folder


def copy(app: App[int], text: str) -> str:
    """Copy a text; what to tell the person."""
    safe = text.encode("utf-8", "replace").decode("utf-8")
    app.copy_to_clipboard(safe)
    try:
        path = make_private(state_folder()) / "copied.txt"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(safe.encode())
    except OSError:
        return "copied, if the terminal allows it"
    return f"copied; also in {path}"
