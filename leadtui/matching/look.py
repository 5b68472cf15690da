"""A column with everything that was found out about it once, and the table it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leadtui.matching.by_name import Reading, read_header
from leadtui.matching.by_values import Values
from leadtui.matching.clue import Clue
from leadtui.matching.habits import Habits
from leadtui.matching.lexicon import Lexicon
from leadtui.model.profile import ColumnProfile, Profile


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One column; two columns are never the same, however alike."""

    profile: ColumnProfile
    reading: Reading
    values: Values
    header: str
    """What the column is read by: its own header, as it stands in the file, or the one beside it that is about it."""

    @property
    def words(self) -> frozenset[str]:
        """Of the header."""
        return frozenset(self.reading.words)


@dataclass(frozen=True, slots=True)
class Table:
    """All columns; their order is looked at where headers do not fit their values (`headers.py`), else nowhere."""

    looks: tuple[Look, ...]
    lexicon: Lexicon
    row_count: int
    trust: float = 1.0
    """What headers weigh; less where several do not fit their values."""
    doubts: tuple[Clue, ...] = ()
    """What makes every decision one to be looked at."""

    @classmethod
    def of(cls, profile: Profile, lexicon: Lexicon) -> Table:
        """A look at each column of a profile."""
        headers = [column.column.header for column in profile.columns]
        habits = Habits.of(headers, lexicon.postings)
        looks = tuple(
            Look(column, read_header(header, lexicon, habits), Values.of(column), header)
            for column, header in zip(profile.columns, headers, strict=True)
        )
        return cls(looks, lexicon, profile.row_count)

    def others(self, look: Look) -> Iterator[Look]:
        """The other columns."""
        return (other for other in self.looks if other is not look)
