"""The walk: everything the screens show, as one immutable value with one owner.

Nothing here imports frames or models at run time: the shell paints before they are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from leadtui.model.undo import UndoReport
from leadtui.model.wish import Wish

if TYPE_CHECKING:
    from leadtui.cleaning import Recipe
    from leadtui.matching import Memory, Recall
    from leadtui.model.checked import Checked
    from leadtui.model.dialect import Detection
    from leadtui.model.mapping import Mapping
    from leadtui.model.plan import LoadPlan, LoadReport, LoadRequest
    from leadtui.model.profile import Profile
    from leadtui.model.source import Source
    from leadtui.model.table import RawTable
    from leadtui.review import Review


class Step(IntEnum):
    """The six steps, by the number of their key."""

    FILE = 1
    MAP = 2
    CLEAN = 3
    CHECK = 4
    PLAN = 5
    LOAD = 6

    @property
    def label(self) -> str:
        """What the stepper calls it."""
        return self.name.capitalize()


TaskKind = Literal["look", "read", "know", "connect", "check", "plan", "load", "undo", "field", "line", "preview"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A failure, for people."""

    kind: TaskKind
    basis: object
    """What the task was about; the same task is not tried again by itself."""
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """Work that is going on."""

    kind: TaskKind
    what: str
    """`reading`, `checking` …"""
    started: float
    done: int = 0
    total: int = 0
    """0 when unknown."""
    unit: Literal["bytes", "rows", ""] = ""


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """A file cleaned and checked by one mapping."""

    mapping: Mapping
    recipe: Recipe
    checked: Checked


@dataclass(frozen=True, slots=True, eq=False)
class Prospect:
    """What a load of an inspected file will do."""

    inspection: Inspection
    request: LoadRequest
    plan: LoadPlan


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is read and what was decided under that reading; an entry of the undo list."""

    detection: Detection
    review: Review | None


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Where the operator stands, and everything known so far; later things are None until they are known."""

    path: str
    """As it was typed."""
    wish: Wish = field(default_factory=Wish)
    url: str | None = None
    """The database as it was typed, or `embedded`; None for what is configured."""
    source: Source | None = None
    detection: Detection | None = None
    sheets: tuple[str, ...] = ()
    """Of a workbook."""
    raw: RawTable | None = None
    """A preview at first, then the whole file."""
    profile: Profile | None = None
    is_known: bool = False
    """Whether the columns of `raw` were profiled and recognised."""
    recall: Recall | None = None
    memory: Memory | None = None
    """What all saved mappings confirmed."""
    review: Review | None = None
    name: str = ""
    """Of the mapping: the source's name in the table."""
    version: int = 1
    """The mapping's version if it were saved now."""
    inspection: Inspection | None = None
    prospect: Prospect | None = None
    report: LoadReport | None = None
    undone: UndoReport | None = None
    """The load was taken back here."""
    rejects_file: str | None = None
    saved_as: str | None = None
    """Name and version under which the mapping was saved."""
    database: str = ""
    """Where to, for people; empty until it is known."""
    is_connected: bool = False
    doing: tuple[Doing, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    layouts: tuple[Layout, ...] = field(default=(), repr=False)
    """Earlier readings of the file, oldest first."""
    undone_layouts: tuple[Layout, ...] = field(default=(), repr=False)
    """Readings that were undone, the next one first."""

    @property
    def checked(self) -> Checked | None:
        """What came of checking; once there is a plan, without the rows that the table would refuse."""
        if self.inspection is None:
            return None
        is_planned = self.prospect is not None and self.prospect.inspection is self.inspection
        return self.prospect.request.checked if self.prospect and is_planned else self.inspection.checked

    @property
    def is_read(self) -> bool:
        """Whether all that should be read was read."""
        return self.raw is not None and (not self.raw.is_partial or self.wish.limit is not None)

    @property
    def file_name(self) -> str:
        """What to call the file."""
        name = self.source.name if self.source else self.path.rsplit("/", 1)[-1]
        return "standard input" if name == "-" else name

    def trouble(self, *kinds: TaskKind) -> Trouble | None:
        """The newest failure of these kinds."""
        return next((trouble for trouble in reversed(self.troubles) if trouble.kind in kinds), None)

    def working(self, *kinds: TaskKind) -> Doing | None:
        """Work of these kinds that is going on."""
        return next((doing for doing in self.doing if doing.kind in kinds), None)
