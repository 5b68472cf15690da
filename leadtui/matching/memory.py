"""What was confirmed before: which header went where, in which saved mappings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leadtui.matching.by_name import read_header
from leadtui.matching.clue import Clue, clue
from leadtui.matching.habits import Habits
from leadtui.matching.lexicon import lexicon_of
from leadtui.matching.words import words_of
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.step import Combine
from leadtui.model.suggestion import How
from leadtui.model.target import Target
from leadtui.visible import visible

_UNANIMOUS: Final = 4.0
_CONTESTED: Final = 0.7
"""What is left, beside its share of the votes, where mappings disagree."""
_AMBIGUOUS: Final = 1.5
"""At most, for a word that means different things in different files."""
_SAME_WAY: Final = 0.5
"""For the very way it was done before, over another one to the same field; once may be one source's habit."""
_LEFT_OUT: Final = -3.0
_NAMED: Final = 3
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Home:
    """Where a column went; no fields when it was left out."""

    fields: tuple[str, ...]
    how: How = "copy"
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Header → the homes it was given, each with the names of the mappings that say so."""

    homes: dict[frozenset[str], dict[Home, tuple[str, ...]]]

    @classmethod
    def of(cls, mappings: Iterable[Mapping]) -> Memory:
        """All that saved mappings have confirmed."""
        found: dict[frozenset[str], dict[Home, list[str]]] = defaultdict(lambda: defaultdict(list))
        for mapping in mappings:
            for column, declared in mapping.columns.items():
                home = _home(column, declared, mapping)
                for name in (column, *declared.was):
                    found[_key(name)][home].append(mapping.name)
        return cls({key: {home: tuple(names) for home, names in homes.items()} for key, homes in found.items()})

    def recall(self, header: str) -> dict[Home, tuple[str, ...]]:
        """The homes of columns with the same words in their header."""
        return self.homes.get(_key(header), {})


def worth_sharing(header: str, field: str, target: Target, memory: Memory) -> bool:
    """Whether a header just confirmed for a field could be one of its names in every file.

    Not when it is a name of some field already, says nothing or means many things, or when a saved mapping sent
    such a header elsewhere or left it out.
    """
    lexicon = lexicon_of(target)
    reading = read_header(header, lexicon, Habits())
    claimed = {frozenset(words_of(text)) for name, each in target.fields.items()
               for text in (name, *each.names, *each.not_names)}  # fmt: skip
    return (
        not reading.is_silent
        and not reading.is_ambiguous
        and len(header) <= _LONGEST_NAME
        and visible(header) == header
        and frozenset(words_of(header)) not in claimed
        and all(home.fields[:1] == (field,) for home in memory.recall(header))
    )


def _key(header: str) -> frozenset[str]:
    return frozenset(words_of(header))


def _home(column: str, declared: ColumnMap, mapping: Mapping) -> Home:
    if declared.skip is not None:
        return Home(())
    for step in mapping.steps:
        if isinstance(step, Combine) and column in step.columns:
            return Home((step.field,), "combine", step.how)
    return Home(declared.to, "split" if declared.split else "copy", declared.split)


def from_memory(memory: Memory, header: str, home: Home, *, is_ambiguous: bool) -> tuple[Clue, ...]:
    """What confirmed mappings say about a home for a header.

    Where a column goes is remembered; how its cells are split is for the values to say. So a mapping that
    split such a column speaks for copying it to the first field, too.
    """
    homes = memory.recall(header)
    if not homes:
        return ()
    votes = {other: len(names) for other, names in homes.items()}
    agreeing = [other for other in homes if other == home or _leads_to(other, home)]
    names = tuple(sorted({name for other in agreeing for name in homes[other]}))
    most = _AMBIGUOUS if is_ambiguous else _UNANIMOUS
    if names:
        share = sum(votes[other] for other in agreeing) / sum(votes.values())
        weight = most if share == 1 else most * _CONTESTED * share
        weight += _SAME_WAY if len(homes.get(home, ())) > 1 else 0.0
        return (clue("saved", f'{_list(names)} sent "{header}" here', weight),)
    if Home(()) in homes and len(homes) == 1:
        return (clue("saved", f'{_list(tuple(sorted(homes[Home(())])))} left "{header}" out', _LEFT_OUT),)
    return ()


def _leads_to(other: Home, home: Home) -> bool:
    plain = {"copy", "split"}
    return bool(other.fields) and {other.how, home.how} <= plain and other.fields[0] == home.fields[0]


def _list(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown
