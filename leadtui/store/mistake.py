"""What is wrong in a mapping file: each mistake with its file, line and key, all of them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadtui.errors import UsageError
from leadtui.store.guarded import shown


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file."""

    path: Path
    line: int
    """1-based."""

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing a person has to put right."""

    place: Place
    key: str
    """Where in the document: `columns.Zip.to`; empty for the document itself."""
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.key}: {self.message}" if self.key else f"{self.place}: {self.message}"


def refuse(mistakes: Iterable[Mistake]) -> None:
    """Raise a `UsageError` that names them all, in the order of the file; nothing when there are none."""
    found = sorted(set(mistakes))
    if not found:
        return
    if len(found) == 1:
        raise UsageError(str(found[0]))
    where = shown(found[0].place.path)
    raise UsageError("\n  ".join([f"{len(found)} mistakes in {where}:", *map(str, found)]))


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean zip?` for a word near a known one, otherwise the known words, if they are few.

    >>> nearest("zpi", ["zip", "city"])
    '; did you mean zip?'
    """
    words: Sequence[str] = list(known)
    folded = {known_word.casefold(): known_word for known_word in words}
    near = difflib.get_close_matches(word.casefold(), folded, n=1)
    if near:
        return f"; did you mean {folded[near[0]]}?"
    return f"; known: {', '.join(words)}" if 0 < len(words) <= 12 else ""  # noqa: PLR2004
