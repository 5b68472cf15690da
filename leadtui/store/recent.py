"""The files that were opened last, so that they can be opened again without typing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leadtui import paths
from leadtui.errors import UsageError
from leadtui.store.guarded import locked, read_text, replace_text

MOST: Final = 50
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Recent:
    """A file that was opened."""

    file: Path
    opened: datetime


def recent() -> tuple[Recent, ...]:
    """The files that are still there, the one opened last first; none if the list can't be read."""
    try:
        content = json.loads(read_text(_path(), at_most=_LARGEST))
        found = [Recent(Path(each["file"]), datetime.fromisoformat(each["opened"])) for each in content["files"]]
    except (UsageError, ValueError, KeyError, TypeError):
        return ()
    return tuple(each for each in found if each.file.is_file())


def note(file: Path) -> None:
    """Remember that a file was opened; a list that can't be written is no reason to stop."""
    now = Recent(file.absolute(), datetime.now(UTC))
    try:
        folder = paths.make_private(paths.state_folder())
        with locked(folder):
            kept = [now, *(each for each in recent() if each.file != now.file)][:MOST]
            files = [{"file": str(each.file), "opened": each.opened.isoformat()} for each in kept]
            replace_text(_path(), json.dumps({"format": 1, "files": files}, indent=1), mode=0o600)
    except (UsageError, OSError, UnicodeError):
        return


def _path() -> Path:
    return paths.state_folder() / "recent.json"
