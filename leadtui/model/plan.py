"""What a load will do to the live table, before it does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from leadtui.errors import RefusedError
from leadtui.model.checked import REJECTED_SCHEMA, Checked
from leadtui.model.issue import Issue, Severity
from leadtui.model.mapping import Mapping
from leadtui.model.source import Source
from leadtui.model.target import Mode


@dataclass(frozen=True, slots=True)
class Counts:
    """The row equation: read = inserted + updated + unchanged + rejected + duplicates."""

    read: int
    inserted: int
    updated: int
    unchanged: int
    rejected: int
    duplicates: int
    vanished: int
    """Known rows of the source that are not in the file; beside the equation, not within."""

    @property
    def holds(self) -> bool:
        """Whether the row equation is true."""
        return self.read == self.inserted + self.updated + self.unchanged + self.rejected + self.duplicates


@dataclass(frozen=True, slots=True)
class RowChange:
    """One field of one known row, now and after the load."""

    lead_key: str
    line: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """All changes of one field."""

    field: str
    row_count: int
    examples: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at before loading."""

    code: str
    """`max_rejects`, `max_vanished`, `older_file`, `ambiguous_key` …"""
    message: str
    refuses: bool
    """Whether a headless load stops here (exit 4)."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """A load that the ledger knows."""

    run: int
    finished: datetime
    file_name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row of the file that loses to another row of the file or, in mode append, to the table."""

    line: int
    kept: int | None
    """The line of the row that wins; None where the table has it already."""
    key: str
    is_equal: bool
    """Both rows say the same."""

    @property
    def issue(self) -> Issue:
        """What is said about it."""
        if self.kept is None:
            said = "already in the table; not appended again"
            return Issue("I-KNOWN", Severity.INFO, self.line, None, None, self.key, None, said)
        if self.is_equal:
            said = f"the same row again as line {self.kept}"
            return Issue("I-KEY", Severity.INFO, self.line, None, None, self.key, None, said)
        said = f"the same lead as line {self.kept}, with other values; line {self.kept} wins"
        return Issue("W-KEY", Severity.WARN, self.line, None, None, self.key, None, said)


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a load will do."""

    table: str
    database: str
    """Where, for people: `leads@localhost`, never with a password."""
    source: str
    mode: Mode
    counts: Counts
    changes: tuple[FieldChange, ...]
    """Most rows first."""
    inserted_examples: tuple[str, ...]
    """Lead keys, at most 12."""
    vanished_examples: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    already_loaded: PastRun | None
    """The same bytes were loaded by the same mapping, and nothing was loaded over them since."""
    duplicates: tuple[Duplicate, ...] = ()
    """The first thousand, in file order."""
    digest: str = ""
    """Equal for two plans of one database exactly when they do the same to the same rows."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is said about the duplicates."""
        return tuple(duplicate.issue for duplicate in self.duplicates)

    @property
    def refusals(self) -> tuple[Doubt, ...]:
        """The doubts a headless load stops at."""
        return tuple(doubt for doubt in self.doubts if doubt.refuses)

    def refusal(self, accepted: frozenset[str] = frozenset(), *, is_load: bool = True) -> RefusedError | None:
        """Why this must not be loaded, but for the doubts whose codes a person has `accepted`."""
        refusing = [doubt for doubt in self.refusals if doubt.code not in accepted]
        if not refusing:
            return None
        reasons = "; ".join(doubt.message for doubt in refusing)
        said = "refused, nothing was written" if is_load else "a load would be refused"
        return RefusedError(f"{said}: {reasons}", _advice(refusing))


def _advice(refusing: list[Doubt]) -> str:
    """What to do about a refusal."""
    if all(doubt.code in {"older_file", "row_count"} for doubt in refusing):
        return "Load it all the same with --force."
    return "Look at what it would do, and decide it on screen: leadtui open FILE"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, as its ledger row says."""

    run: int
    table: str
    database: str
    source: str
    mode: Mode
    mapping_version: int
    file_name: str
    sha256: str
    counts: Counts
    started: datetime
    finished: datetime
    state: str
    """`loaded` or `undone`; `already_loaded` from a load that found nothing to do: `run` is the earlier
    run, and nothing is counted as inserted or updated."""
    kind: str = "load"
    """`load` or `undo`. An undo counts rows it put back as inserted, set back as updated, kept as unchanged,
    and took out as vanished."""
    undoes_run: int | None = None
    reloads_run: int | None = None
    """The run whose corrected rejects this one loaded."""
    encoding: str = "utf-8"
    """Of the file, and so of the rejected records' bytes; a Python codec."""

    @property
    def seconds(self) -> float:
        """Wall time from start to COMMIT."""
        return (self.finished - self.started).total_seconds()


REJECTS_SCHEMA: Final[dict[str, pl.DataType]] = {**REJECTED_SCHEMA, "raw": pl.Binary()}


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """Everything a plan or a load needs to know; the same value for both, so that plan = load."""

    mapping: Mapping
    mapping_document: str
    """The mapping as text, canonical; kept in the ledger so that the run can be explained and repeated."""
    file: Source
    sha256: str
    """Of the file's bytes as read."""
    checked: Checked
    rejects: pl.DataFrame
    """`REJECTS_SCHEMA`: the rejected records with their bytes as received."""
    encoding: str = "utf-8"
    """Of the file, and so of the rejected records' bytes; a Python codec."""
    force: bool = False
    """Load the same bytes again."""
    lock_wait: float = 10.0
    """Seconds to wait for another load of this source."""
    reloads_run: int | None = None
    """The file holds the corrected rejects of this run: it adds to it, and what it lacks has not vanished."""
    accepted: frozenset[str] = frozenset()
    """Codes of refusing doubts that a person has looked at and accepted."""
