"""What the headers of one table have in common: cut off at a length, or a word or a letter before each.

`LCITY, LSTATE, LZIP` say that an L stands before what is meant; `Setting name, Setting town, Setting
postcode` that *setting* is what the table is about, and tells nothing of a single column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from leadtui.matching.words import is_meaningless, raw_words, spelled_out, words_of

_CUT_LENGTHS: Final = frozenset({8, 10, 12, 16, 20, 24, 30, 31, 32})
"""Lengths that programs cut headers at; 10 in shape files."""
_COMMON_AT_LEAST: Final = 3
_PREFIXED_AT_LEAST: Final = 2
_LONGEST_PREFIX: Final = 5
_SHORTEST_REST: Final = 3


@dataclass(frozen=True, slots=True)
class Habits:
    """What is to be known of all headers to read one of them."""

    cut: int | None = None
    """A length that headers were cut off at, when the table shows that they were."""
    common: frozenset[str] = frozenset()
    """Words that so many headers have that they tell nothing."""
    prefixes: frozenset[str] = frozenset()
    """Letters that stand before known words in several headers."""

    @classmethod
    def of(cls, headers: Iterable[str], known: Collection[str]) -> Habits:
        """The habits of a table; `known` are the words that mean something."""
        said = [header for header in headers if not is_meaningless(header)]
        return cls(_cut(said), _common(said), _prefixes(said, known))


def _cut(headers: list[str]) -> int | None:
    """Headers are cut when several have the greatest length, which is one that programs cut at."""
    lengths = sorted((len(header) for header in headers), reverse=True)
    several = len(lengths) > 1 and lengths[0] == lengths[1]
    return lengths[0] if several and lengths[0] in _CUT_LENGTHS else None


def _common(headers: list[str]) -> frozenset[str]:
    counts = Counter(word for header in headers for word in set(words_of(header)))
    return frozenset(word for word, count in counts.items() if count >= _COMMON_AT_LEAST and not word.isdigit())


def _prefixes(headers: list[str], known: Collection[str]) -> frozenset[str]:
    rests: dict[str, set[str]] = defaultdict(set)
    for header in headers:
        for word in raw_words(header):
            if word in known or spelled_out(word)[0] in known:
                continue
            for place in range(1, min(_LONGEST_PREFIX, len(word) - _SHORTEST_REST) + 1):
                rest = spelled_out(word[place:])
                if rest[0] in known:
                    rests[word[:place]].add(rest[0])
    return frozenset(prefix for prefix, found in rests.items() if len(found) >= _PREFIXED_AT_LEAST)
