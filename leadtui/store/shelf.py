"""All saved mappings at a glance, those with mistakes included; and taking one off the shelf."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leadtui.errors import UsageError
from leadtui.store import search
from leadtui.store.document import read
from leadtui.store.effective import effective
from leadtui.store.guarded import locked, refuse_symlink, shown
from leadtui.store.save import destination
from leadtui.store.versions import keep, references


@dataclass(frozen=True, slots=True)
class Overview:
    """One mapping file in a few words."""

    name: str
    path: Path
    version: int | None
    """None when the file cannot be read."""
    extends: str | None
    """None for a general mapping."""
    table: str | None
    columns: int
    mistake: str | None
    """What is wrong with it; it is not used until that is put right."""

    @property
    def shown_path(self) -> str:
        """The file for people, short where it is near."""
        return shown(self.path)


def overview() -> tuple[Overview, ...]:
    """Every mapping that would be found by its name, sorted."""
    return tuple(_overview(name) for name in search.names())


def _overview(name: str) -> Overview:
    path = search.find(name)
    try:
        document = read(path)
    except UsageError as error:
        return Overview(name, path, None, None, None, 0, error.message)
    try:
        found = effective(name)
    except UsageError as error:
        return Overview(name, path, document.version, document.parent, None, 0, error.message)
    columns = len(found.document.columns)
    return Overview(name, path, document.version, document.parent, found.target.table, columns, None)


def remove(name: str) -> int:
    """Take a mapping away; its document is kept as a version, so that `revert` brings it back. The version kept.

    Raises:
        UsageError: there is none of that name, others extend it, or it came with the program.
    """
    path = search.find(name)
    if others := tuple(references(name)):
        raise UsageError(f"{name} cannot be forgotten: {', '.join(others)} extend it", "Forget those first.")
    if destination(name) != path:
        raise UsageError(f"{name} came with leadtui and cannot be removed", "Save your own version over it instead.")
    with locked(refuse_symlink(path.parent)):
        document = read(path)
        keep(name, document, path.parent)
        path.unlink()
    return document.version
