"""Text fitted into terminal cells: safe, cut, and exactly as wide as asked.

Width is where terminals disagree: joined emoji and piles of combining marks are taken apart here, so that
what we count is what every terminal draws.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

from leadtui.visible import visible

LONGEST: Final = 512
"""Characters of a value that are ever looked at for one line of the screen."""
_MARKS: Final = 3
"""Combining marks kept on one letter; Vietnamese needs two."""
_JOINERS: Final = re.compile("[\u200d\u061c\u00ad\u180e\U000e0000-\U000e007f\ufff9-\ufffb]|[\ufe00-\ufe0f]")
_FIRST_EMOJI: Final = 0x2600


def shown(text: str, longest: int = LONGEST) -> str:
    r"""The text as one line that no terminal misreads, cut after `longest` characters.

    >>> shown("a\x1b[2Jb")
    'a␛[2Jb'
    >>> shown("soft\u00adhyphen")
    'soft⟨AD⟩hyphen'
    """
    cut = text[:longest]
    if not (cut.isascii() and cut.isprintable()):
        cut = _tame(visible(cut))
    return cut if len(text) <= longest else cut + "…"


def width(text: str) -> int:
    """How many cells the text takes."""
    return len(text) if text.isascii() else cell_len(text)


@lru_cache(maxsize=16_384)
def fit(text: str, cells: int, *, right: bool = False) -> str:
    """The text safe, and padded or cut (with `…`) to exactly `cells`.

    >>> fit("abcdef", 4), fit("ab", 4), fit("ab", 4, right=True), fit("漢字漢", 4)
    ('abc…', 'ab  ', '  ab', '漢… ')
    """
    if cells <= 0:
        return ""
    safe = shown(text, min(LONGEST, 4 * cells + 16))
    taken = width(safe)
    if taken > cells:
        safe = _cut(safe, cells - 1) + "…"
        taken = width(safe)
    padding = " " * (cells - taken)
    return padding + safe if right else safe + padding


def hanging(text: str, width: int, indent: int) -> str:
    r"""Text broken at `width`, every line but the first indented.

    >>> hanging("one two three", 11, 4)
    'one two\n    three'
    """
    return f"\n{' ' * indent}".join(textwrap.wrap(text, max(8, width - indent)) or [""])


def _cut(text: str, cells: int) -> str:
    if text.isascii():
        return text[:cells]
    taken = 0
    for place, character in enumerate(text):
        taken += cell_len(character)
        if taken > cells:
            return text[:place]
    return text


def _tame(text: str) -> str:
    if _JOINERS.search(text):
        text = _JOINERS.sub(_unjoined, text)
    if text.isascii():
        return text
    kept: list[str] = []
    marks = _MARKS if text and _is_mark(text[0]) else 0
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        if marks == 1 and not kept:
            kept.append("\u25cc")  # a mark without a letter would sit on the border
        if marks <= _MARKS or not kept:
            kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) in {"Mn", "Me"}


def _unjoined(match: re.Match[str]) -> str:
    character, before = match[0], match.string[: match.start()][-1:]
    if "\ufe00" <= character <= "\ufe0f" or (character == "\u200d" and before and ord(before) >= _FIRST_EMOJI):
        return ""  # only how it looks, and each terminal does it differently
    return f"⟨{ord(character):X}⟩"
