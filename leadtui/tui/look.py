"""The colours that were chosen on screen, so that the next session has them, too.

Not in `store`: nothing heavy may be imported before the first paint.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from leadtui import paths


def chosen_theme() -> str | None:
    """The name of the theme that was chosen last; None if there was none."""
    try:
        return _path().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def keep_theme(name: str) -> None:
    """Remember a choice; that it can't be kept is no reason to stop."""
    with contextlib.suppress(OSError):
        paths.make_private(paths.state_folder())
        _path().write_text(f"{name}\n", encoding="utf-8")


def _path() -> Path:
    return paths.state_folder() / "theme"
