"""What a cell looks like, in a dozen rough classes; enough to tell a header from data and a shifted row.

Rougher than the kinds of `profiling` on purpose: these classes must hold for any file of the world,
and are asked thousands of times before the first paint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

BLANK: Final = "blank"
TEXT: Final = "text"
WORD: Final = "word"

_DAY = (
    r"(?:\d{1,4}[\-/.]\d{1,2}[\-/.]\d{1,4}|\d{1,2}[ \-]?[A-Za-z]{3,9}[ \-,]{0,2}\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})"
)
_GROUPED = r"\d{1,3}(?:[,.' ]\d{3})+"
_PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("integer", rf"[+\-]?{_GROUPED}|[+\-]?\d+%?"),
        (
            "decimal",
            rf"[+\-]?[$€£]? ?(?:{_GROUPED}|\d*)[.,]\d+ ?[%€$]?|[+\-]?\d+(?:\.\d+)?[eE][+\-]?\d+|[$€£] ?\d[\d,.]*",
        ),
        ("date", rf"{_DAY}(?:[ T]\d{{1,2}}:\d{{2}}.{{0,16}})?"),
        ("time", r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[aApP]\.?[mM]\.?)?"),
        ("email", r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}"),
        ("url", r"(?i:https?://|www\.)\S+"),
        ("phone", r"\+?[\d(][\d ()./\-]{5,18}\d"),
        ("code", r"(?=\S*\d)[A-Za-z0-9]+(?:[\-_/.#][A-Za-z0-9]+)*"),
        ("flag", r"(?i:[ynftx]|yes|no|true|false|na|n/a|null)"),
        (WORD, r"[^\W\d_]+(?:[.'’\-][^\W\d_]+)*\.?"),
    )
)
KNOWN: Final = frozenset(name for name, _ in _PATTERNS)
"""Classes that say something; `text` and `blank` don't."""
TYPED: Final = KNOWN - {WORD, "flag", "code"}
"""Classes hardly ever found in a header."""
_LOOKED_AT: Final = 200


@lru_cache(maxsize=65_536)
def shape(cell: str | None) -> str:
    """The class of a cell.

    >>> [shape(cell) for cell in ("12", "3.50", "1/2/24", "K-12", "Elm Street", None)]
    ['integer', 'decimal', 'date', 'code', 'text', 'blank']
    """
    text = (cell or "").strip()
    if not text:
        return BLANK
    if len(text) > _LOOKED_AT:
        return TEXT
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(text)), TEXT)
