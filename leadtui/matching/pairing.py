"""Which column of a file is which column of a saved mapping: by name first, then by everything else.

A renamed column is recognised by its new name, by what it now stands between, by whether its values are
what the old column's field wants and, where the layout remembers them, by what the old column held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from leadtui.matching.by_values import from_values
from leadtui.matching.clue import Clue, clue, confidence
from leadtui.matching.from_name import weight_of
from leadtui.matching.look import Look, Table
from leadtui.matching.seen import agreement
from leadtui.matching.words import is_meaningless, words_of
from leadtui.model.mapping import ColumnMap, Mapping, folded
from leadtui.model.table import Column

_SIMILAR: Final = 4.0
_SIMILAR_FROM: Final = 0.5
_SAME_WORDS: Final = 6.0
_SAME_PLACE: Final = 2.5
_RENAMED_AT_LEAST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A column of the file and the column of the mapping it is."""

    look: Look
    was: str
    """The name in the mapping."""
    clues: tuple[Clue, ...] = ()
    """Why it is the same under another name; empty when the name is known."""

    @property
    def is_renamed(self) -> bool:
        """The mapping does not know this name."""
        return bool(self.clues)

    @property
    def confidence(self) -> float:
        """How likely it is the same column."""
        return confidence(self.clues) if self.clues else 1.0


def paired(table: Table, columns: tuple[Column, ...], mapping: Mapping) -> tuple[Pair, ...]:
    """The pairs of a file and a mapping, in the order of the file; what is in none came or went."""
    looks = {look.profile.column.name: look for look in table.looks}
    here = [looks[column.name] for column in columns if column.name in looks]
    known = _by_name(here, mapping)
    left = [look for look in here if look not in known]
    gone = [name for name in mapping.columns if name not in known.values()]
    renamed = _by_likeness(left, gone, _Neighbours(here, known, mapping), table, mapping)
    pairs = {look: Pair(look, was) for look, was in known.items()} | {pair.look: pair for pair in renamed}
    return tuple(pairs[look] for look in here if look in pairs)


def _by_name(here: list[Look], mapping: Mapping) -> dict[Look, str]:
    """By the very name, then by one it had before, then by the same letters in another case or spacing."""
    found: dict[Look, str] = {}
    for names_of in (_own_name, _former_names, _folded_names):
        by_name = {name: was for was, declared in mapping.columns.items() if was not in found.values()
                   for name in names_of(was, declared)}  # fmt: skip
        for look in here:
            name = look.profile.column.name
            key = folded(name) if names_of is _folded_names else name
            was = by_name.get(key)
            if look not in found and was is not None and was not in found.values():
                found[look] = was
    return found


def _own_name(was: str, _declared: ColumnMap) -> tuple[str, ...]:
    return (was,)


def _former_names(_was: str, declared: ColumnMap) -> tuple[str, ...]:
    return declared.was


def _folded_names(was: str, declared: ColumnMap) -> tuple[str, ...]:
    return tuple(folded(name) for name in (was, *declared.was))


class _Neighbours:
    """What stands beside each column, in the file and in the mapping, as far as it is known."""

    def __init__(self, here: list[Look], known: dict[Look, str], mapping: Mapping) -> None:
        self._in_file = dict(zip(here, _sides([known.get(look) for look in here]), strict=True))
        names = list(mapping.columns)
        kept = set(known.values())
        self._in_mapping = dict(zip(names, _sides([name if name in kept else None for name in names]), strict=True))

    def agree(self, look: Look, was: str) -> bool:
        """The same known columns stand on both sides."""
        return self._in_file[look] == self._in_mapping[was] != (None, None)


def _sides(names: list[str | None]) -> Iterator[tuple[str | None, str | None]]:
    for place in range(len(names)):
        before = next((name for name in reversed(names[:place]) if name), None)
        after = next((name for name in names[place + 1 :] if name), None)
        yield before, after


def _by_likeness(
    left: list[Look], gone: list[str], neighbours: _Neighbours, table: Table, mapping: Mapping
) -> Iterable[Pair]:
    pairs = [
        Pair(look, was, clues)
        for look in left
        for was in gone
        if (clues := _clues(look, was, neighbours, table, mapping)) and confidence(clues) >= _RENAMED_AT_LEAST
    ]
    found: dict[str, Pair] = {}
    used: set[Look] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.confidence, pair.was, pair.look.profile.column.name)):
        if pair.was not in found and pair.look not in used:
            found[pair.was] = pair
            used.add(pair.look)
    return found.values()


def _clues(look: Look, was: str, neighbours: _Neighbours, table: Table, mapping: Mapping) -> tuple[Clue, ...]:
    declared = mapping.columns[was]
    clues = [*_similar(look, was), *_same_field(look, declared, was)]
    if neighbours.agree(look, was):
        clues.append(clue("neighbours", f'it stands where "{was}" stood', _SAME_PLACE))
    seen = mapping.layout.seen.get(was) if mapping.layout else None
    if clues and seen is not None:
        clues += agreement(seen, look)
    if clues and len(declared.to) == 1:
        clues += from_values(table.lexicon.kinds.get(declared.to[0]), look.values)
    return tuple(clues)


def _similar(look: Look, was: str) -> list[Clue]:
    if is_meaningless(look.header) or is_meaningless(was):
        return []
    if set(words_of(was)) == set(words_of(look.header)):
        return [clue("name", f'"{was}" and "{look.header}" are the same words', _SAME_WORDS)]
    near = fuzz.token_set_ratio(" ".join(words_of(was)), " ".join(words_of(look.header))) / 100
    if near < _SIMILAR_FROM:
        return []
    weight = _SIMILAR * (near - _SIMILAR_FROM) / (1 - _SIMILAR_FROM)
    return [clue("name", f'"{was}" and "{look.header}" are alike', weight)]


def _same_field(look: Look, declared: ColumnMap, was: str) -> list[Clue]:
    likeness = max((look.reading.fields[field] for field in declared.to if field in look.reading.fields),
                   key=lambda found: found.share, default=None)  # fmt: skip
    if likeness is None or weight_of(likeness) <= 0:
        return []
    text = f'"{look.header}" is a name of {likeness.name.meaning}, where "{was}" goes'
    return [clue("name", text, weight_of(likeness) / 2)]
