"""A person's own editor, for what is too long for one line: the screens step aside until it is closed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from textual.app import App, SuspendNotSupported

from leadtui.visible import visible

_USUAL: Final = ("nano", "vim", "vi", "emacs")
_BELOW: Final = "# ---- what stands below this line is not read ----"


class NoEditorError(Exception):
    """There is none, or it can't run here; the message says why."""


def edited(app: App[object], text: str, notes: Iterable[str]) -> str:
    """What the person made of a text; the notes stand below it, to be read only.

    Raises:
        NoEditorError: there is no editor, it failed, or this terminal can't be lent to it.
    """
    command = _command()
    with tempfile.TemporaryDirectory(prefix="leadtui-") as folder:
        path = Path(folder) / "value.txt"
        below = "\n".join(f"# {line}" for note in notes for line in visible(note).splitlines() or [""])
        path.write_text(f"{text}\n{_BELOW}\n{below}\n", encoding="utf-8", errors="replace")
        path.chmod(0o600)
        try:
            with app.suspend():
                trouble = _run([*command, str(path)])  # an exception in here would leave the screens behind
        except SuspendNotSupported:
            raise NoEditorError("this terminal can't be lent to an editor; e edits here") from None
        if trouble:
            raise NoEditorError(trouble)
        return _above(path)


def _run(command: list[str]) -> str:
    """Run the editor until it is closed; what went wrong, or nothing."""
    try:
        code = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return f"{command[0]} can't be run ({reason.lower()}); set EDITOR"
    return f"{command[0]} ended with {code}: nothing is changed" if code else ""


def _command() -> list[str]:
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        named = shlex.split(wanted or "")
    except ValueError:
        raise NoEditorError("EDITOR is no command; set it to one, such as nano") from None
    found = named or [name for name in _USUAL if shutil.which(name)][:1]
    if not found:
        raise NoEditorError("there is no editor here; set EDITOR to one, such as nano")
    return found


def _above(path: Path) -> str:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoEditorError("what the editor left can't be read: nothing is changed") from None
    return content.partition(_BELOW)[0].rstrip("\r\n")
