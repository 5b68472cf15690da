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
_MOST: Final = 0.6
_MANY_WORDS: Final = 3
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
    ends: frozenset[tuple[str, ...]] = frozenset()
    """Words that so many headers end in that they are about the table: *[Public School] 2023-24*."""

    def without_end(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words before the longest such end; all words when there is none."""
        cuts = (place for place in range(1, len(words)) if words[place:] in self.ends)
        return words[: next(cuts, len(words))]

    @classmethod
    def of(cls, headers: Iterable[str], known: Collection[str]) -> Habits:
        """The habits of a table; `known` are the words that mean something."""
        said = [header for header in headers if not is_meaningless(header)]
        return cls(_cut(said), _common(said), _prefixes(said, known), _ends(said))


def _cut(headers: list[str]) -> int | None:
    """Headers are cut when several have the greatest length, which is one that programs cut at."""
    lengths = sorted((len(header) for header in headers), reverse=True)
    several = len(lengths) > 1 and lengths[0] == lengths[1]
    return lengths[0] if several and lengths[0] in _CUT_LENGTHS else None


def _common(headers: list[str]) -> frozenset[str]:
    counts = Counter(word for header in headers for word in set(words_of(header)))
    return frozenset(word for word, count in counts.items() if count >= _COMMON_AT_LEAST and not word.isdigit())


def _ends(headers: list[str]) -> frozenset[tuple[str, ...]]:
    """Whatever most headers end in, and ends of many words that several have: those are no accident."""
    counts = Counter(
        words[place:] for header in headers if (words := words_of(header)) for place in range(1, len(words))
    )
    most = max(_COMMON_AT_LEAST, _MOST * len(headers))
    return frozenset(
        end for end, count in counts.items()
        if count >= most or (count >= _COMMON_AT_LEAST and len(end) >= _MANY_WORDS)
    )  # fmt: skip


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
