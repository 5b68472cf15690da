"""What we think a column is, how sure we are, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from leadtui.model.table import Column

How = Literal["copy", "split", "combine"]


class Tier(StrEnum):
    """How much a person has to look at a suggestion."""

    SURE = "sure"
    REVIEW = "review"
    NONE = "none"
    """No home in the target."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a candidate."""

    kind: Literal["name", "values", "saved", "neighbours", "shape", "against"]
    text: str
    """In plain words, with counts: `99.8% of 1,000 values look like a US zip`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible home for a column."""

    fields: tuple[str, ...]
    how: How
    method: str | None
    """The splitter or combiner, for `split` and `combine`."""
    confidence: float
    """0 to 1."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The proposal for one column."""

    column: Column
    decision: Candidate | None
    """None when the column has no home."""
    tier: Tier
    candidates: tuple[Candidate, ...]
    """Best first, the decision among them."""
    note: str | None = None
    """Why there is no home, or what a person should look at."""


DriftKind = Literal["same", "moved", "renamed", "new", "gone", "changed", "split", "joined"]
"""`split`: one of several columns in place of one; `joined`: one column in place of several."""


@dataclass(frozen=True, slots=True)
class ColumnDrift:
    """What happened to one column since the mapping was confirmed."""

    kind: DriftKind
    column: str
    """As named in this file; for `gone`, as named in the mapping."""
    was: str | None
    """The name in the mapping."""
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    to: tuple[str, ...] = ()
    """For `split` and `joined`, the fields it takes over."""
    method: str | None = None
    """For `joined`, the splitter."""


@dataclass(frozen=True, slots=True)
class Drift:
    """This file's layout against the one the mapping was confirmed on."""

    columns: tuple[ColumnDrift, ...]

    def of(self, *kinds: DriftKind) -> tuple[ColumnDrift, ...]:
        """The columns to which one of these happened."""
        return tuple(column for column in self.columns if column.kind in kinds)

    @property
    def is_none(self) -> bool:
        """Nothing but the order of columns may differ."""
        return not self.of("renamed", "new", "gone", "changed", "split", "joined")
