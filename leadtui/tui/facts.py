"""What workers find out: past-tense facts, which change nothing by themselves."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass

from leadtui.errors import LeadtuiError
from leadtui.matching import Memory, Recall
from leadtui.model.dialect import Detection
from leadtui.model.plan import LoadReport
from leadtui.model.profile import Profile
from leadtui.model.source import Source
from leadtui.model.table import RawTable
from leadtui.model.undo import UndoReport
from leadtui.review import Comparison, Review
from leadtui.tui.walk import Inspection, Prospect


@dataclass(frozen=True, slots=True)
class FileSeen:
    """The file was found, its layout guessed, and its first rows read."""

    source: Source
    detection: Detection
    preview: RawTable
    profile: Profile
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRead:
    """The whole file was read."""

    raw: RawTable


@dataclass(frozen=True, slots=True)
class FileKnown:
    """Its columns are profiled, and a saved mapping was found to fit, or proposals were made."""

    profile: Profile
    recall: Recall | None
    review: Review
    name: str
    version: int
    memory: Memory | None = None
    """What all saved mappings confirmed."""
    is_resumed: bool = False
    """A draft was laid over it."""


@dataclass(frozen=True, slots=True)
class DatabaseConnected:
    """The database answers."""

    label: str


@dataclass(frozen=True, slots=True)
class FileChecked:
    """All rows were cleaned and checked by one mapping."""

    inspection: Inspection


@dataclass(frozen=True, slots=True)
class LoadPlanned:
    """What a load will do is known."""

    prospect: Prospect


@dataclass(frozen=True, slots=True)
class LoadFinished:
    """The rows are in."""

    report: LoadReport
    rejects_file: str | None
    saved_as: str | None


@dataclass(frozen=True, slots=True)
class LoadUndone:
    """The rows are as they were before."""

    report: UndoReport


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field's values before and after cleaning."""

    comparison: Comparison
    basis: str
    """The hash of the mapping it was made with."""


@dataclass(frozen=True, slots=True)
class LineReceived:
    """A line of the file as it came."""

    line: int
    text: str
    names: Lookup[str, str | None]
    """What the row says in the fields of its keys, by which it is found again."""


@dataclass(frozen=True, slots=True)
class LayoutTried:
    """The first rows, read in another way."""

    detection: Detection
    preview: RawTable


@dataclass(frozen=True, slots=True)
class Progressed:
    """Work goes on."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class TaskFailed:
    """Work came to nothing."""

    message: str
    hint: str | None = None
    error: LeadtuiError | None = None
    """None for a bug of ours."""


@dataclass(frozen=True, slots=True)
class TaskStopped:
    """Work was cancelled; everything is as before."""


Fact = (
    FileSeen
    | FileRead
    | FileKnown
    | DatabaseConnected
    | FileChecked
    | LoadPlanned
    | LoadFinished
    | LoadUndone
    | FieldSeen
    | LineReceived
    | LayoutTried
    | Progressed
    | TaskFailed
    | TaskStopped
)
