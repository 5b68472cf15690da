"""The operator's decisions about one file, as an immutable value.

Nothing here changes a `Review`: each edit (`edit.py`) returns the next one, which carries the former
ones with it, so that undo is a look back and not a computation.
"""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from enum import StrEnum

from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.step import Combine, Step
from leadtui.model.suggestion import ColumnDrift, How, Suggestion
from leadtui.model.table import Column
from leadtui.model.target import Field, LoadRules, Target


class State(StrEnum):
    """How the decision about a column came to be, or why it is still open."""

    SURE = "sure"
    """Suggested, and it would surprise us to be wrong; open until confirmed."""
    REVIEW = "review"
    """Suggested, but somebody should look."""
    NONE = "none"
    """No field seems to want it."""
    NEW = "new"
    """The saved mapping does not know it."""
    RENAMED = "renamed"
    """It seems to be a column of the saved mapping under another name."""
    SPLIT = "split"
    """One of several columns that came in place of one which is gone."""
    JOINED = "joined"
    """It came in place of several which are gone."""
    CHANGED = "changed"
    """The name is the same, the values are not what they were."""
    SAVED = "saved"
    """Decided by the saved mapping."""
    CONFIRMED = "confirmed"
    """Decided here."""


@dataclass(frozen=True, slots=True)
class ColumnReview:
    """One column and what becomes of it."""

    column: Column
    state: State
    chosen: ColumnMap | None = None
    """The decision; None while it is open. A column used only by a step has an empty one."""
    suggestion: Suggestion | None = None
    saved: ColumnMap | None = None
    """What the saved mapping says, where confirming means to follow it."""
    drift: ColumnDrift | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person still has to say what becomes of it."""
        return self.chosen is None

    @property
    def former_identity(self) -> str | None:
        """The column of the saved mapping that it is, whatever it is called there."""
        return self.drift.was if self.drift and self.drift.kind not in {"split", "joined"} else None

    @property
    def former_names(self) -> tuple[str, ...]:
        """What the publisher called it before, as far as that is decided."""
        decided = self.chosen or (self.saved if self.state is State.CHANGED else None)
        return decided.was if decided else ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A column of the saved mapping which this file lacks."""

    name: str
    saved: ColumnMap
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Where a column's values go, for showing."""

    fields: tuple[str, ...] = ()
    how: How = "copy"
    method: str | None = None
    """The splitter or combiner."""
    skip: str | None = None
    """Why it is not loaded."""
    confidence: float | None = field(default=None, compare=False)
    """0 to 1, of a suggestion."""


@dataclass(frozen=True, slots=True)
class Review:
    """Every decision about one file, and the way back."""

    columns: tuple[ColumnReview, ...]
    """In file order."""
    base: Target
    """The target before the edits of `overrides`."""
    recalled: Mapping | None = None
    """The saved mapping this review began with."""
    gone: tuple[Gone, ...] = ()
    steps: tuple[Step, ...] = ()
    """What is not said column by column: combinations, constants, expressions."""
    overrides: Lookup[str, Field] = field(default_factory=dict)
    """Fields whose cleaning was changed here."""
    load: LoadRules | None = None
    """The rules of loading, if they were changed here."""
    accepted: frozenset[tuple[str, str]] = frozenset()
    """Decisions of the cleaning which its evidence does not prove and a person agreed to: field and setting."""
    everywhere: frozenset[str] = frozenset()
    """Columns whose headers shall be names of their fields in every file."""
    only_here: frozenset[str] = frozenset()
    """Columns of which a person said that their headers mean this in this source only."""
    told: str = ""
    """What the last edit did, in a few words; undo says them again."""
    past: tuple[Review, ...] = field(default=(), compare=False, repr=False)
    """Earlier states, oldest first, each without its own history."""
    future: tuple[Review, ...] = field(default=(), compare=False, repr=False)
    """States that were undone, the next one first."""

    @property
    def target(self) -> Target:
        """The target as edited here."""
        if not self.overrides and self.load is None:
            return self.base
        fields = {**self.base.fields, **self.overrides}
        return self.base.model_copy(update={"fields": fields, "load": self.load or self.base.load})

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in file order."""
        return tuple(row.column.name for row in self.columns)

    def combination(self, name: str) -> Combine | None:
        """The step that uses the column of that name together with others."""
        return next((step for step in self.steps if isinstance(step, Combine) and name in step.columns), None)
