"""What `leadtui doctor` looks at: settings, folders, mappings, terminal and database, each with what to do about it.

Part of the corridor, beside the flow. Nothing is changed but that an embedded server is started.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from leadtui import __version__, paths, pipeline, store
from leadtui.config import settings
from leadtui.errors import LeadtuiError

_NARROWEST, _LOWEST = 60, 18
"""Cells of a terminal below which the screens say that they are too small."""
_OLDEST, _NEWEST = 14, 18
"""Versions of PostgreSQL that are tried."""
_LOW_DISK: Final = 1 << 30


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    said: str
    advice: str = ""
    """What to do, unless all is well."""
    exit_code: int = 0
    """What a failure of it would be for any other verb."""


def checkup(url: str | None = None) -> Iterator[Check]:
    """Everything, the cheap things first; a check that fails does not keep the others from being made."""
    yield Check("leadtui", State.OK, f"{__version__} on Python {platform.python_version()}, {platform.platform()}")
    yield _caught("settings", _settings)
    for what, folder in (
        ("data", paths.data_folder()),
        ("state", paths.state_folder()),
        ("cache", paths.cache_folder()),
    ):
        yield _folder(what, folder)
    yield _caught("mappings", _mappings)
    yield _caught("waiting", _waiting)
    yield _terminal()
    yield from _database(url)


def _caught(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except LeadtuiError as error:
        return Check(name, State.BAD, error.message, error.hint or "", error.exit_code)


def _settings() -> Check:
    found = settings()
    said = [name for name in ("database_url", "keep_before_images", "theme") if getattr(found, name) is not None]
    return Check("settings", State.OK, f"set: {', '.join(said)}" if said else "none; the defaults hold")


def _folder(what: str, folder: Path) -> Check:
    """Whether a folder of ours is there or can be made, is written to, and has room."""
    name = f"{what} folder"
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return Check(name, State.BAD, f"{folder} can't be written to", "Mend its rights, or set XDG_*_HOME.", 2)
    free = shutil.disk_usage(nearest).free
    if free < _LOW_DISK:
        return Check(name, State.WARN, f"{folder}: {free >> 20} MB free", "Make room: spools of big files go there.")
    return Check(name, State.OK, f"{folder}" + ("" if folder.exists() else " (made when it is needed)"))


def _mappings() -> Check:
    found = store.overview()
    wrong = [each for each in found if each.mistake]
    if wrong:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        return Check("mappings", State.BAD, f"{wrong[0].mistake}{more}", "List them: leadtui mapping list", 2)
    sources = sum(each.extends is not None for each in found)
    return Check("mappings", State.OK, f"{sources} of sources, {len(found) - sources} general")


def _waiting() -> Check:
    mistakes: list[str] = []
    found = store.drafts.waiting(on_mistake=lambda _path, error: mistakes.append(error.message))
    if mistakes:
        return Check("waiting", State.WARN, mistakes[0], "Move that file away.")
    advice = "Look at them: leadtui review" if found else ""
    said = "1 file waits for a person" if len(found) == 1 else f"{len(found)} files wait for a person"
    return Check("waiting", State.OK, said, advice)


def _terminal() -> Check:
    """Whether the screens would be seen as they are meant."""
    if not sys.stdout.isatty():
        return Check("terminal", State.OK, "none here: verbs work, the screens would not")
    size = shutil.get_terminal_size()
    said = f"{os.environ.get('TERM', '?')}, {size.columns}x{size.lines}"
    if os.environ.get("TERM") in {None, "dumb"}:
        return Check("terminal", State.WARN, said, "The screens need a terminal that can do more than this TERM says.")
    if size.columns < _NARROWEST or size.lines < _LOWEST:
        return Check("terminal", State.WARN, said, f"The screens need {_NARROWEST}x{_LOWEST}.")
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return Check("terminal", State.WARN, f"{said}, {sys.stdout.encoding}", "Set a UTF-8 locale, such as C.UTF-8.")
    if os.environ.get("TMUX"):
        advice = "To copy with y inside tmux: set -g set-clipboard on"
        return Check("terminal", State.OK, f"{said}, in tmux", advice)
    return Check("terminal", State.OK, said)


def _database(url: str | None) -> Iterator[Check]:
    try:
        with pipeline.database(url) as into:
            found = into.status()
    except LeadtuiError as error:
        yield Check("database", State.BAD, error.message, error.hint or "", error.exit_code)
        return
    yield Check("database", State.OK, f"{found.database} as {found.role}, chosen by {found.origin}")
    major = int(found.server_version.split(".", 1)[0].split()[0])
    known = _OLDEST <= major <= _NEWEST
    advice = "" if known else f"leadtui is tried on PostgreSQL {_OLDEST} to {_NEWEST}."
    yield Check("server", State.OK if known else State.WARN, f"PostgreSQL {found.server_version}", advice)
    state = found.migrations.value
    if state != "current":
        yield Check("migrations", State.BAD, state, "Bring them up to date: leadtui db migrate", 6)
    else:
        yield Check("migrations", State.OK, f"{found.revision}, {found.run_count:,} runs")
