"""What stands on the terminal until Textual is there: the file's name and its first lines, as they are.

Textual alone takes longer to import than a person waits without wondering. So the first picture needs
the standard library only; the opening screen shows the same until there are rows.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import Final

from leadtui.visible import visible

GLIMPSE_LINES: Final = 60
_GLIMPSE_BYTES: Final = 32 << 10
_LONGEST: Final = 400
"""Characters of a line that may be seen."""
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NO_TEXT: Final = frozenset(range(0x20)) - frozenset(b"\t\n\f\r\x1b")
_TOP: Final = 5
"""Where the lines begin on the screen, counted from 0, and how many stand free below them."""
_FOOT: Final = 2

# Into the other screen and empty it, hide the cursor, and let nothing wrap; and back.
_ENTER: Final = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?7l"
_WRAP: Final = "\x1b[?7h"
_LEAVE: Final = "\x1b[?25h\x1b[?1049l"


def glimpse(path: str) -> list[str]:
    """The first lines of a text file with their numbers, safe to show; none if it is no text or no plain file."""
    if not os.path.isfile(path):  # noqa: PTH113  pathlib would cost a part of what is won here
        return []
    try:
        with open(path, "rb") as file:  # noqa: PTH123  as above
            start = file.read(_GLIMPSE_BYTES)
    except OSError:
        return []
    encoding = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    if encoding is None and any(byte in _NO_TEXT for byte in start[:_LONGEST]):
        return []
    return [f"{number:>5}  {visible(line[:_LONGEST])}" for number, line in enumerate(_lines(start, encoding), 1)]


def draw(path: str) -> None:
    """The first picture."""
    try:
        room = os.get_terminal_size(sys.stdout.fileno()).lines - _TOP - _FOOT
    except OSError:
        return
    name = visible(path.rsplit("/", 1)[-1])
    lines = glimpse(path)[: max(0, room)]
    text = "\r\n".join(["", "", "", f"    Opening {visible(path)} …", "", *lines])
    sys.stdout.write(f"{_ENTER}\x1b[1m leadtui  {name}\x1b[0m{text}{_WRAP}")
    sys.stdout.flush()


def drop() -> None:
    """Give the terminal back; only for when Textual never came."""
    sys.stdout.write(_LEAVE)
    sys.stdout.flush()


def _lines(start: bytes, encoding: str | None) -> list[str]:
    text = start.decode(encoding or "utf-8", "replace")
    if encoding is None and "\ufffd" in text.rstrip("\ufffd"):
        text = start.decode("cp1252", "replace")  # a glimpse; detection looks closer
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # The last one may be cut.
    return lines[: -1 if len(start) == _GLIMPSE_BYTES or not lines[-1] else None][:GLIMPSE_LINES]
