"""What the world calls things, read once from the lists in `data/`: spellings of words, and concepts.

A concept that a field of the target stands for lends it its words; one that no field stands for is a
home elsewhere: a column that is clearly a fax number has no business in `phone`. So the same lists make
matching work for a table nobody has described, and keep columns out that nobody wants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).parent / "data"
_HEAD: Final = re.compile(r"(\w+)(?: \((\w+)\))?")
_VAGUE: Final = "vague"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that columns are about."""

    name: str
    words: tuple[str, ...]
    """Headers that mean it; the first is how people are told."""
    kind: str | None = None
    """What its values are, in the words of `Field.kind`."""
    is_vague: bool = False
    """Such a header says little about the values (notes, remarks): they may decide otherwise."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """What stands for another word or several."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[tuple[str, str], str]
    """Two words side by side → the one they are."""


@cache
def spellings() -> Spellings:
    """Abbreviations, other spellings and other languages."""
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[tuple[str, str], str] = {}
    for line in _lines("words.txt"):
        plain, _, others = line.partition(":")
        for other in others.split():
            first, _, second = other.partition("_")
            if second:
                phrases[first, second] = plain
            else:
                words[other] = tuple(plain.split())
    return Spellings(words, phrases)


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts; their order carries no meaning."""
    found: list[Concept] = []
    for block in "\n".join(_lines("concepts.txt")).split("\n\n"):
        head, _, names = block.strip().partition("\n")
        match = _HEAD.fullmatch(head)
        if match is None:
            raise ValueError(f"concepts.txt: {head!r} is no head of a concept")
        words = tuple(name for name in (" ".join(each.split()) for each in names.split(",")) if name)
        is_vague = match[2] == _VAGUE
        found.append(Concept(match[1], words, None if is_vague else match[2], is_vague))
    return tuple(found)


def _lines(file: str) -> list[str]:
    """The lines of a list without its comments."""
    text = (_DATA / file).read_text(encoding="utf-8")
    lines = [line.rstrip() for line in text.splitlines() if not line.startswith("#")]
    while lines and not lines[0]:
        lines.pop(0)
    return lines if file.startswith("concepts") else [line for line in lines if line]
