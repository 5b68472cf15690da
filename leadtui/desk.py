"""What lies on the desk before a file is opened: what waits, what was opened last, what is here, what was loaded.

Part of the corridor, before the flow.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leadtui import paths, pipeline, store
from leadtui.config import settings
from leadtui.model.plan import LoadReport
from leadtui.model.source import Source
from leadtui.model.table import RawTable
from leadtui.model.undo import UndoPlan, UndoReport

_MOST_FILES: Final = 500


@dataclass(frozen=True, slots=True)
class Here:
    """A file or folder of the folder that is looked at."""

    path: Path
    is_folder: bool
    size: int
    changed: datetime


def waiting() -> tuple[store.Draft, ...]:
    """The files that wait for a person, the newest first."""
    found = store.drafts.waiting(on_mistake=lambda _path, _error: None)
    return tuple(sorted(found, key=lambda draft: draft.created, reverse=True))


def recent() -> tuple[store.Recent, ...]:
    """The files opened last."""
    return store.recent()


def here(folder: Path) -> tuple[Here, ...]:
    """What is in a folder, hidden things left out: folders first, then files, each by name.

    Raises:
        OSError: it can't be looked at.
    """
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                status, is_folder = entry.stat(), entry.is_dir()
            except OSError:
                continue
            if is_folder or entry.is_file():
                changed = datetime.fromtimestamp(status.st_mtime, UTC)
                found.append(Here(Path(entry.path), is_folder, status.st_size, changed))
    return tuple(sorted(found, key=lambda each: (not each.is_folder, each.path.name.casefold())))[:_MOST_FILES]


def mappings() -> tuple[store.Overview, ...]:
    """Every saved mapping, sources before general ones."""
    return tuple(sorted(store.overview(), key=lambda each: (each.extends is None, each.name)))


def written(name: str) -> str:
    """A mapping as it stands in its file.

    Raises:
        UsageError: there is none of that name.
    """
    return store.versions(name)[0].document.text


def glimpse(path: Path) -> tuple[Source, RawTable]:
    """The first rows of a file.

    Raises:
        SourceError: there is no table in it.
    """
    source = pipeline.find(str(path), path.parent)
    return source, pipeline.preview(source, pipeline.detect(source))


def loads(url: str | None, limit: int = 20) -> tuple[str, tuple[LoadReport, ...]]:
    """The database for people, and its last loads; an embedded server that was never used is not made for that.

    Raises:
        DatabaseError: it can't be reached.
    """
    from leadtui import postgres  # noqa: PLC0415  the desk is drawn without SQL

    choice = postgres.choose(url, settings().database_url)
    if choice.is_embedded and not paths.embedded_database_folder().exists():
        return choice.label, ()
    with postgres.open_database(choice) as database:
        return database.label, database.runs(limit)


def plan_undo(url: str | None, run: int) -> UndoPlan:
    """What taking back a load would do; read only."""
    with pipeline.database(url) as into:
        return into.plan_undo(run)


def undo(url: str | None, plan: UndoPlan) -> UndoReport:
    """Take it back as planned, or not at all."""
    with pipeline.database(url) as into:
        return into.undo(plan.run, expected=plan)
