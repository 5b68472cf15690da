"""One lead's whole story: each run that touched its row, and what that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One field, before and after a run."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """What one run, or somebody by hand, did to the row."""

    run: int | None
    """None for an edit by hand."""
    moment: datetime
    what: str
    """`inserted`, `updated`, `vanished`, `deleted`, `undone (run 41)`, `lost to line 7` …"""
    file_name: str | None = None
    line: int | None = None
    """In that run's file."""
    changes: tuple[ValueChange, ...] = ()
    state: str = "loaded"
    """Of the run: `loaded` or `undone`."""


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of one row."""

    table: str
    source: str
    lead_key: str
    """The key it has now, or had last."""
    is_there: bool
    is_current: bool
    events: tuple[Event, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing a person took away; no values."""

    lead_key: str
    table: str
    source: str
    rows: int
    before_images: int
    edits: int
    rejects: int
    """Rejected records that held what identifies the person; their bytes are gone, the record counts on."""
    duplicates: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning took away."""

    runs: tuple[int, ...]
    """Those that can't be undone any more."""
    before_images: int
