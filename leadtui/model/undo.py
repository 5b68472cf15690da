"""Taking back what a run did: what that would do now, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that an undo leaves as it is, because something else has happened to it since."""

    lead_key: str
    reason: str
    """`changed by hand since: capacity, city`."""


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking back a run does to the table."""

    run: int
    """The run that is taken back."""
    is_redo: bool
    """That run was itself an undo."""
    table: str
    database: str
    source: str
    file_name: str
    finished: datetime
    """When that run was."""
    taken_out: int
    """Rows it inserted."""
    set_back: int
    """Rows it changed or marked, as they were before."""
    put_back: int
    """Rows it deleted."""
    kept_count: int
    kept: tuple[KeptRow, ...]
    """By key, the first thousand."""

    @property
    def touched(self) -> int:
        """All rows the run had to do with."""
        return self.taken_out + self.set_back + self.put_back + self.kept_count


@dataclass(frozen=True, slots=True)
class UndoReport:
    """An undo that is done."""

    run: int
    """Of the undo: it can be undone, too."""
    plan: UndoPlan
    """As it was carried out."""
