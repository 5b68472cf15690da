"""How likely a cell is in its column, learned from the good rows; what repairs are judged by.

A column is known by its values (a few that come again), its patterns (`99/99/9999`) and by which kind of
character follows which (so `lampRed` is two cells where no small letter is followed by a capital). Each
gives a probability of the very text, so different ways to cut one line into cells can be compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import exp, log, log1p
from typing import Final

_WAYS: Final = {"9": log(10), "a": log(26), "A": log(26), "x": log(200), " ": 0.0}
"""How many characters there are of each kind, as logarithms; others stand for themselves."""
_BY_VALUE: Final = log(0.3)
_BY_PATTERN: Final = log(0.4)
_BY_SIGNS: Final = log(0.3)
_NEVER: Final = -1e9
_SMOOTH: Final = 0.05
_BLANK_UNSEEN: Final = 0.02
_LETTERS: Final = re.compile(r"a+|A+|x+| +")
_DIGITS: Final = re.compile(r"9+")
_WORDS: Final = re.compile(r"[^\W\d_] +[^\W\d_]|[^\W\d_]{2}.* [^\W\d_]{2}")
_GO_ON: Final = 0.85
"""How likely a run of letters goes on."""
_LONG: Final = 2_000
"""Of longer texts only the beginning is weighed."""
_MANY: Final = 100
"""Different values that no list of categories has."""
_SLACK: Final = 1.3
_EDGE: Final = "\x02"


class _Kinds(dict[int, str]):
    """Characters to their kinds, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isdigit():
            kind = "9"
        elif letter.isupper():
            kind = "A"
        elif letter.islower():
            kind = "a"
        elif letter.isalpha():
            kind = "x"
        else:
            kind = " " if letter.isspace() and letter not in "\r\n" else letter
        self[code] = kind
        return kind


_KINDS: Final = _Kinds()


class _Steps(dict[tuple[str, str], float]):
    """How likely one kind of character follows another, as logarithms; less the ways there are to be of that kind."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._pairs = Counter(chain.from_iterable(zip(_EDGE + text, text + _EDGE, strict=True) for text in texts))
        self._firsts = Counter[str]()
        for (first, _), count in self._pairs.items():
            self._firsts[first] += count
        self._room = (len(self._firsts) + 12) * _SMOOTH

    def __missing__(self, pair: tuple[str, str]) -> float:
        first, second = pair
        seen = log((self._pairs[pair] + _SMOOTH) / (self._firsts[first] + self._room))
        self[pair] = step = seen - _WAYS.get(second, 0.0)
        return step

    def of(self, kinds: str) -> float:
        """The logarithm of a text's probability, known by its kinds."""
        return sum(map(self.__getitem__, zip(_EDGE + kinds, kinds + _EDGE, strict=True)))


class ColumnModel:
    """One column of good rows."""

    def __init__(self, cells: Sequence[str | None]) -> None:
        texts = [cell[:_LONG] for cell in cells if cell]
        self._count = len(cells)
        self._blank = len(cells) - len(texts)
        self._total = len(texts) + 1
        self._filled = log((len(texts) + _SMOOTH) / (self._count + 1))
        self._unfilled = log((self._blank + _BLANK_UNSEEN) / (self._count + 1))
        self._values = Counter(texts)
        kinds = [text.translate(_KINDS) for text in texts]
        self._patterns = Counter(map(_pattern, kinds))
        self._steps = _Steps(kinds)
        self.weigh = lru_cache(maxsize=4096)(self._weigh)
        self.is_odd = lru_cache(maxsize=1024)(self._is_odd)
        self.is_new = lru_cache(maxsize=1024)(self._is_new)

    @cached_property
    def is_free(self) -> bool:
        """Whether the column holds text of any number of words."""
        several = sum(count for value, count in self._values.items() if _WORDS.search(value))
        filled = self._count - self._blank
        return several > 0.5 * filled and len(self._values) > min(0.3 * filled, _MANY)

    def has(self, sign: str) -> bool:
        """Whether any cell holds this text."""
        return any(sign in value for value in self._values)

    def _weigh(self, cell: str | None) -> float:
        """The logarithm of the cell's probability."""
        return self._probability(cell, 0)

    def _is_odd(self, cell: str | None) -> bool:
        """Whether a cell is unlike the column's cells, as if none like them had been seen more than once."""
        if not cell:
            return not self._blank
        return -self.weigh(cell) / _size(cell) > self._oddest and not self._goes_on(cell)

    def _is_new(self, cell: str | None) -> bool:
        """Whether a cell is none of those the column repeats, nor written like them; asks less than `is_odd`."""
        if not cell:
            return not self._blank
        return -self.weigh(cell) / _size(cell) > self._newest and not self._goes_on(cell)

    def _goes_on(self, cell: str) -> bool:
        """Whether it is a number like the others, of a column where numbers may be of any length."""
        return len(self._lengths.get(_outline(cell.translate(_KINDS)), ())) > 1

    @cached_property
    def _lengths(self) -> dict[str, set[int]]:
        """How long the column's values without letters are, by outline."""
        lengths: dict[str, set[int]] = {}
        for value in self._values:
            kinds = value.translate(_KINDS)
            if not set(kinds) & {"a", "A", "x"}:
                lengths.setdefault(_outline(kinds), set()).add(len(value))
        return lengths

    @cached_property
    def _oddest(self) -> float:
        return _SLACK * max((self._per_sign(*each) for each in self._values.items()), default=1.0) + 0.2

    @cached_property
    def _newest(self) -> float:
        return _SLACK * max((self._per_sign(value, 1) for value in self._values), default=1.0) + 0.2

    def _per_sign(self, cell: str, own: int) -> float:
        return -self._probability(cell, own) / _size(cell)

    def _probability(self, cell: str | None, own: int) -> float:
        """Of a cell that may have been counted itself (`own` times)."""
        if not cell:
            return self._unfilled
        cell = cell[:_LONG]
        kinds = cell.translate(_KINDS)
        weight = _BY_SIGNS + self._steps.of(kinds)
        seen = self._values.get(cell, 0) - own
        if seen > 0:
            weight = _either(weight, _BY_VALUE + log(seen / self._total))
        alike = self._patterns.get(_pattern(kinds), 0) - min(own, 1)
        if alike > 0:
            weight = _either(weight, _BY_PATTERN + log(alike / self._total) - _spelled(kinds))
        return self._filled + weight


class RowModel:
    """All columns of a table."""

    def __init__(self, rows: Sequence[Sequence[str | None]], width: int) -> None:
        self.count = len(rows)
        self.columns = tuple(ColumnModel([row[place] for row in rows]) for place in range(width))

    def weigh(self, row: Sequence[str | None]) -> float:
        """The logarithm of a row's probability."""
        return sum([column.weigh(cell) for column, cell in zip(self.columns, row, strict=True)])

    def odd_count(self, row: Sequence[str | None]) -> int:
        """How many cells are unlike their columns."""
        return sum(column.is_odd(cell) for column, cell in zip(self.columns, row, strict=True))

    def new_count(self, row: Sequence[str | None]) -> int:
        """How many cells are none that their columns repeat."""
        return sum(column.is_new(cell) for column, cell in zip(self.columns, row, strict=True))


def _size(cell: str) -> int:
    return min(len(cell), _LONG) + 4


@lru_cache(maxsize=16_384)
def _pattern(kinds: str) -> str:
    return _LETTERS.sub(lambda run: run[0][0], kinds)


def _outline(kinds: str) -> str:
    return _DIGITS.sub("9", kinds)


@lru_cache(maxsize=16_384)
def _spelled(kinds: str) -> float:
    """How many texts of these kinds a pattern stands for, as a logarithm."""
    signs = sum(_WAYS.get(kind, 0.0) for kind in kinds)
    return signs + sum(-log(1 - _GO_ON) - (len(run) - 1) * log(_GO_ON) for run in _LETTERS.findall(kinds))


def _either(one: float, other: float) -> float:
    """The logarithm of the sum of two probabilities."""
    return max(one, other) + log1p(exp(-abs(one - other)))
