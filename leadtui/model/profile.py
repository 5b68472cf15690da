"""What is in each column: how filled, how distinct, and what its values look like."""

from __future__ import annotations

from dataclasses import dataclass

from leadtui.model.table import Column


@dataclass(frozen=True, slots=True)
class Kinship:
    """How many of a column's values are of one recognised kind, such as `us_zip` or `email`."""

    kind: str
    share: float
    """Of the filled values looked at, 0 to 1."""
    example: str
    counter_example: str | None
    """A value that is not of this kind, if any."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column seen from above."""

    column: Column
    row_count: int
    filled_count: int
    """Values that are neither NULL nor blank."""
    distinct_count: int
    samples: tuple[str, ...]
    """The most frequent values, at most 12, most frequent first."""
    top_pattern: str
    """The commonest shape, `9` for a digit, `A`/`a` for letters, runs folded: `999-999-9999`."""
    top_pattern_share: float
    kinds: tuple[Kinship, ...]
    """Best first; empty when nothing is recognised."""
    min_length: int
    max_length: int

    @property
    def filled_share(self) -> float:
        """0 to 1; 0 for an empty table."""
        return self.filled_count / self.row_count if self.row_count else 0.0

    @property
    def kind(self) -> str | None:
        """The best recognised kind."""
        return self.kinds[0].kind if self.kinds else None


@dataclass(frozen=True, slots=True)
class Profile:
    """All columns of a table, in file order."""

    columns: tuple[ColumnProfile, ...]
    row_count: int
    sampled_rows: int
    """How many rows the kinds and patterns were looked up in."""
