"""Every home a column might have, with the clues for and against it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from leadtui.matching.by_values import from_concept, from_values
from leadtui.matching.clue import Clue, clue, confidence, weakened
from leadtui.matching.from_name import from_name
from leadtui.matching.look import Look, Table
from leadtui.matching.memory import Home, Memory, from_memory
from leadtui.matching.splits import not_whole, splits
from leadtui.model.suggestion import Candidate

_WORTH_SHOWING: Final = 0.02
_ROW_NUMBERS: Final = -4.5
_COUNTED_BY: Final = frozenset({"id", "number", "key", "index", "record", "row", "code"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A possible home with its clues."""

    home: Home
    clues: tuple[Clue, ...]

    @property
    def confidence(self) -> float:
        """How likely it is."""
        return confidence(self.clues)

    @property
    def log_odds(self) -> float:
        """The same on a scale where evidence adds up."""
        return math.log(self.confidence / (1 - self.confidence))

    def with_clues(self, *more: Clue) -> Weighed:
        """The same home, with more known about it."""
        return Weighed(self.home, (*self.clues, *more))

    def candidate(self) -> Candidate:
        """As it is shown: the weightiest reasons first."""
        ordered = sorted(self.clues, key=lambda each: -abs(each.weight))
        home = self.home
        return Candidate(home.fields, home.how, home.method, self.confidence, tuple(each.evidence for each in ordered))


def candidates(look: Look, table: Table, memory: Memory) -> tuple[Weighed, ...]:
    """The homes of one column seen by itself, best first; hopeless ones are left out."""
    weighed = [*_copies(look, table), *_splits(look, table)]
    weighed += _remembered(look, table, memory, weighed)
    return in_order([each.with_clues(*saved(look, table, memory, each.home)) for each in weighed])


def saved(look: Look, table: Table, memory: Memory, home: Home) -> tuple[Clue, ...]:
    """What saved mappings say of a home for such a header; little where the headers are in doubt."""
    found = from_memory(memory, look.header, home, is_ambiguous=look.reading.is_ambiguous)
    return weakened(found, table.trust)


def in_order(weighed: list[Weighed]) -> tuple[Weighed, ...]:
    """Best first, without those that are not worth showing."""
    worth = [each for each in weighed if each.confidence >= _WORTH_SHOWING]
    return tuple(sorted(worth, key=lambda each: (-each.confidence, each.home.fields, each.home.how)))


def _copies(look: Look, table: Table) -> Iterator[Weighed]:
    lexicon = table.lexicon
    by_kind: dict[str | None, tuple[Clue, ...]] = {}
    # What it says about every field it is no name of.
    unlike = weakened(from_name(look.reading, None, lexicon, look.header), table.trust)
    for field, kind in lexicon.kinds.items():
        if kind not in by_kind:
            by_kind[kind] = (*from_values(kind, look.values), *_row_numbers(look, kind, table.row_count))
        is_near = field in look.reading.fields or field in look.reading.denied
        said = from_name(look.reading, field, lexicon, look.header) if is_near else ()
        clues = weakened(said, table.trust) if is_near else unlike
        by_concept = from_concept(lexicon.concepts.get(field), look.values)
        yield Weighed(Home((field,)), (*clues, *by_kind[kind], *by_concept))


def _splits(look: Look, table: Table) -> Iterator[Weighed]:
    for home, clues in splits(look, table.lexicon, table.trust):
        yield Weighed(home, clues)


def _remembered(look: Look, table: Table, memory: Memory, known: list[Weighed]) -> Iterator[Weighed]:
    """Splits that a person chose for such a header, for whatever speaks for their first field."""
    alone = {each.home.fields[0]: each.clues for each in known if each.home.how == "copy"}
    homes = {each.home for each in known}
    for home in memory.recall(look.header):
        if home.how == "split" and home not in homes and set(home.fields) <= table.lexicon.fields.keys():
            yield Weighed(home, (*alone[home.fields[0]], *not_whole(home.method, look)))


def _row_numbers(look: Look, kind: str | None, row_count: int) -> tuple[Clue, ...]:
    """1, 2, 3 … as many as rows: it counts them, and names nothing."""
    profile = look.profile
    is_counter = (
        kind == "identifier"
        and look.words <= _COUNTED_BY
        and look.values.share("integer") == 1
        and profile.distinct_count == profile.filled_count == row_count
        and profile.max_length <= len(str(row_count))
    )
    return (clue("against", "the values only count the rows", _ROW_NUMBERS),) if is_counter else ()
