"""The screens: door 2. They draw values and compute nothing; `guide.py` owns what they show."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from leadtui.config import settings
from leadtui.errors import LeadtuiError, UsageError
from leadtui.model.wish import Wish
from leadtui.tui import curtain
from leadtui.tui.importing import collecting_nothing

_TERMINAL = "/dev/tty"
_STDIN = "-"


def run(
    file: str,
    *,
    saved_mapping: str | None = None,
    db: str | None = None,
    table: str | None = None,
    max_unpacked: int | None = None,
    theme: str | None = None,
) -> int:
    """Open a file on screen; the exit code of the session.

    Raises:
        UsageError: there is no terminal to draw on.
        LeadtuiError: the file can't be read, or a setting is wrong.
    """
    _require_terminal(file)
    _measure_the_window()
    # Textual turns grey when NO_COLOR exists; the convention says: when it is not empty.
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
    wanted_theme = theme or settings().theme
    curtain.draw(file)
    try:
        with collecting_nothing():
            from leadtui.tui.app import LeadtuiApp  # noqa: PLC0415  the screens' libraries load only when opened
            from leadtui.tui.walk import Walk  # noqa: PLC0415  as above

        start = Walk(file, Wish(saved_mapping, table, max_unpacked=max_unpacked), db)
        app = LeadtuiApp(start, theme=wanted_theme)
    except BaseException:
        curtain.drop()
        raise
    try:
        code = app.run()
    finally:
        app.close()
    if app.is_stuck:
        os._exit(code or 0)  # a thread waits for a server; its connection ends with us, and is rolled back
    if app.failure is not None:
        raise app.failure
    return code or 0


def start(*, db: str | None = None, theme: str | None = None) -> int:
    """The start screen, and from it one file after the other, until the person leaves; the exit code.

    Raises:
        UsageError: there is no terminal to draw on.
        LeadtuiError: a setting is wrong.
    """
    _require_terminal("")
    _measure_the_window()
    wanted_theme = theme or settings().theme
    with collecting_nothing():
        from leadtui.tui.home.app import HomeApp  # noqa: PLC0415  the screens' libraries load only when opened
    folder, said = Path.cwd(), ""
    while True:
        home = HomeApp(folder, db, said=said, theme=wanted_theme)
        wanted = home.run()
        if home.failure is not None:
            raise home.failure
        if wanted is None:
            return 0
        folder, said = wanted.folder, ""
        try:
            run(wanted.file, saved_mapping=wanted.saved_mapping, db=db, theme=theme)
        except LeadtuiError as error:
            said = error.message


def _measure_the_window() -> None:
    """Textual believes an exported COLUMNS and LINES more than the window, and so never notices another size."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def _require_terminal(file: str) -> None:
    """Keys come from the terminal; where standard input is the file, the terminal takes its place afterwards."""
    hint = "Without one: leadtui load FILE, or leadtui map FILE."
    if os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        raise UsageError("the screens need a terminal", hint)
    if file == _STDIN and not sys.stdin.isatty():
        try:
            keys = os.open(_TERMINAL, os.O_RDWR)
        except OSError as error:
            raise UsageError("the screens need a terminal for their keys", hint) from error
        sys.stdin = os.fdopen(os.dup(0), "r", encoding="utf-8", errors="surrogateescape")
        os.dup2(keys, 0)
    elif not sys.stdin.isatty():
        raise UsageError("the screens need a terminal for their keys", hint)
