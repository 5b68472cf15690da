"""The one border where text from outside becomes safe to show on a terminal.

A cell, a header, a file name or a server message may hold escape sequences; a terminal would obey
them. Every such character is shown as a visible substitute; the bytes that are loaded stay as they are.
"""

from __future__ import annotations

import re
from typing import Final

# C0 and C1 controls, DEL; line and paragraph separators; direction overrides and isolates; zero-width
# characters; variation and tag characters can't move the cursor and are left alone.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SYMBOLS: Final = {"\n": "⏎", "\r": "␍", "\t": "⇥", "\x7f": "␡"}


def visible(text: str) -> str:
    r"""The text with every unsafe character replaced by one that can be seen.

    >>> visible("a\x1b]0;pwn\x07b")
    'a␛]0;pwn␇b'
    >>> visible("two\nlines")
    'two⏎lines'
    >>> visible("rtl \u202e here")
    'rtl ⟨202E⟩ here'
    """
    return _UNSAFE.sub(_substitute, text)


def visible_lines(text: str) -> str:
    r"""A text of several lines, its line ends kept and everything else made visible.

    >>> visible_lines("a\x1b[0m\nb")
    'a␛[0m\nb'
    """
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def _substitute(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"⟨{code:02X}⟩"  # noqa: PLR2004  control pictures block
