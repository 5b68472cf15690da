"""The proof that the quotes of a block keep the rules: each opens or closes a whole cell, or is doubled within one.

There are two ways to the same answer, and a test holds them equal: where quotes are rare, the text between
them is looked at; where they are many, one linear regular expression runs over all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

_SAMPLE_BYTES: Final = 64 << 10
_RARE: Final = 100
"""Bytes per quote, from which on the parts between quotes are so few that taking them apart is cheaper."""
_FIRST: Final = itemgetter(slice(0, 1))
_LAST: Final = itemgetter(slice(-1, None))


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotes that keep the rules."""

    within: bytes | None
    """What stands between them, all cells joined; None when it would cost more to find out than it is worth."""


def in_order(block: bytes, delimiter: str, quote: str | None, end: str, *, has_lone_return: bool) -> Quotes | None:
    """Quotes all of which are in order, in a block whose lines end in `end` (LF stands for CRLF, too), or None.

    With `has_lone_return` they are only if carriage returns outside belong to CRLF, or end a line.
    """
    mark = (quote or "").encode()
    if quote is None or mark not in block:
        return Quotes(b"") if end == "\r" or not has_lone_return else None
    is_rare = block.count(mark, 0, _SAMPLE_BYTES) * _RARE < min(len(block), _SAMPLE_BYTES)
    if is_rare and end == "\n" and not has_lone_return:
        within = taken_apart(block, delimiter.encode(), mark)
        return None if within is None else Quotes(within)
    ends = "\r\n" if end == "\n" and b"\r" in block else end
    match = proof(delimiter, quote, ends, has_lone_return=has_lone_return).match(block)
    return None if match is None else Quotes(None)


def taken_apart(block: bytes, delimiter: bytes, quote: bytes) -> bytes | None:
    r"""What stands between quotes, if they are in order.

    Every other part is outside, and there is nothing outside where a quote is doubled.

    >>> [taken_apart(text, b",", b'"') for text in (b'a,"b,""c"\n', b'a,b"c"\n', b'"a"b,"c"\n', b'"a\n')]
    [b'b,c', None, None, None]
    """
    parts = block.split(quote)
    if len(parts) % 2 == 0:
        return None
    outside = parts[::2]
    before, after = set(map(_LAST, outside[:-1])), set(map(_FIRST, outside[1:]))
    is_apart = before <= {b"", delimiter, b"\n"} and after <= {b"", delimiter, b"\r", b"\n"}
    return b"".join(parts[1::2]) if is_apart else None


@lru_cache(maxsize=32)
def proof(delimiter: str, quote: str, ends: str, *, has_lone_return: bool) -> re.Pattern[bytes]:
    """A linear expression that matches a block if and only if its quotes keep the rules.

    `ends` is CR, LF, or CRLF for either of the last two. Possessive throughout, so it never goes back; a cell
    that follows another directly is taken with it, which is what makes files with every cell quoted cheap.
    """
    q, d, e = re.escape(quote), re.escape(delimiter), re.escape(ends[-1])
    outside, after = rf"[^{q}]*+", rf"(?![^{d}\r\n])"
    if ends == "\r":
        outside = rf"[^{q}\n]*+"
    elif has_lone_return:
        outside = rf"[^{q}\r]*+(?:\r\n[^{q}\r]*+)*+"
    between = rf"(?:{d}|\r?+\n)?+" if ends == "\r\n" else rf"[{d}{e}]?+"
    cell = rf"(?<![^{d}{e}]){q}[^{q}]*+(?:{q}{between}{q}[^{q}]*+)*+{q}{after}"
    return re.compile(rf"(?:{outside}{cell})*+{outside}\Z".encode())
