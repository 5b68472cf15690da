"""A column with everything that was found out about it once, and the table it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leadtui.matching.by_name import Reading, read_header
from leadtui.matching.by_values import Values
from leadtui.matching.habits import Habits
from leadtui.matching.lexicon import Lexicon
from leadtui.model.profile import ColumnProfile, Profile


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One column; two columns are never the same, however alike."""

    profile: ColumnProfile
    reading: Reading
    values: Values

    @property
    def header(self) -> str:
        """As it stands in the file."""
        return self.profile.column.header

    @property
    def words(self) -> frozenset[str]:
        """Of the header."""
        return frozenset(self.reading.words)


@dataclass(frozen=True, slots=True)
class Table:
    """All columns; their order is never looked at, so that it decides nothing."""

    looks: tuple[Look, ...]
    lexicon: Lexicon
    row_count: int

    @classmethod
    def of(cls, profile: Profile, lexicon: Lexicon) -> Table:
        """A look at each column of a profile."""
        headers = [column.column.header for column in profile.columns]
        habits = Habits.of(headers, lexicon.postings)
        looks = tuple(
            Look(column, read_header(header, lexicon, habits), Values.of(column))
            for column, header in zip(profile.columns, headers, strict=True)
        )
        return cls(looks, lexicon, profile.row_count)

    def others(self, look: Look) -> Iterator[Look]:
        """The other columns."""
        return (other for other in self.looks if other is not look)
