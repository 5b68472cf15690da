"""A folder where files arrive: which lie there complete, who works on one, and where it goes afterwards.

Nothing is remembered between two looks but what lies in the folder, so a watcher that dies is simply started
again. A file is claimed by a lock on the file itself, which ends with the process that holds it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from leadtui.errors import UsageError
from leadtui.model.source import Stamp

_UNFINISHED: Final = (
    ".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", ".lock", ".aria2", "~",
)  # fmt: skip
"""How programs call what they have not finished writing."""
_REJECTS: Final = ".rejects.csv"
_BESIDE: Final = (_REJECTS, ".why.txt")
"""Our own files beside those that arrived."""
_HIDDEN: Final = (".", "~$")
"""Of a file: its number, its size, and when it was last written to (ns)."""


class Shelf(StrEnum):
    """Where a file goes: folders inside the one that is watched."""

    DONE = "done"
    PERSON = "needs-a-person"
    FAILED = "failed"


@dataclass(slots=True)
class Inbox:
    """The folder; `settle` is for how many seconds a file must not change before it is complete."""

    folder: Path
    settle: float
    _seen: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    """Each file as it was first seen in its present state, and when."""

    def open(self) -> None:
        """Make the folders for what is dealt with.

        Raises:
            UsageError: it is no folder, or nothing can be moved there.
        """
        if not self.folder.is_dir():
            raise UsageError(f"{self.folder} is not a folder", "Name the folder where files arrive.")
        try:
            for shelf in Shelf:
                (self.folder / shelf).mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{self.folder}: files can't be put away there ({(error.strerror or str(error)).lower()})",
                "Check the folder's permissions.",
            ) from error
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise UsageError(f"{self.folder}: files can't be moved away from there", "Check the folder's permissions.")

    def arrived(self) -> dict[Path, Stamp]:
        """Every file that lies there, complete or not."""
        found = {}
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if _is_ours_or_unfinished(entry.name):
                    continue
                # It may be gone by now: somebody else was faster.
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        found[Path(entry.path)] = Stamp.of(status)
        return found

    def returned(self) -> list[Path]:
        """Files of rejects that somebody put here: where the file they come from is here, too, it is being loaded."""
        names = [path.name for path in self.arrived()]
        found = (path for path in self.folder.glob(f"*{_REJECTS}") if not path.name.startswith(_HIDDEN))
        return sorted(
            path for path in found if not any(name.startswith(path.name.removesuffix(_REJECTS) + ".") for name in names)
        )

    def settled(self, now: float) -> list[Path]:
        """The complete files, oldest first; `now` in seconds of a clock that never jumps."""
        there = self.arrived()
        self._seen = {
            path: seen if (seen := self._seen.get(path)) and seen[0] == stamp else (stamp, now)
            for path, stamp in there.items()
        }
        complete = [path for path, (_, since) in self._seen.items() if now - since >= self.settle]
        return sorted(complete, key=lambda path: (there[path].changed, path.name))

    def stamp(self, path: Path) -> Stamp | None:
        """The present state of a file; None if it is not there."""
        try:
            status = path.stat(follow_symlinks=False)
        except OSError:
            return None
        return Stamp.of(status)

    @contextlib.contextmanager
    def claimed(self, path: Path) -> Iterator[bool]:
        """Whether this process alone works on the file while the context lasts."""
        try:
            opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            yield False
            return
        except OSError:
            yield True  # it can't be read, and whoever loads it says so
            return
        try:
            yield _is_locked(opened) and _is_still(path, opened)
        finally:
            os.close(opened)

    def put(self, path: Path, shelf: Shelf, *, is_taken: bool = False) -> Path:
        """Move a file to a shelf, under a name that is free there, or another one if its own `is_taken` elsewhere.

        Raises:
            UsageError: it can't be moved.
        """
        try:
            goal = _free(self.folder / shelf / path.name, is_taken=is_taken)
            path.rename(goal)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"{path} can't be moved to {shelf} ({reason})", "Check the folders.") from error
        return goal

    def note(self, path: Path, why: str) -> None:
        """Say beside a file why it lies there; that it can't be said is no reason to stop."""
        with contextlib.suppress(OSError):
            _note_of(path).write_text(f"{why}\n", encoding="utf-8", errors="replace")

    def waiting(self) -> list[Path]:
        """The files that wait for a person."""
        folder = self.folder / Shelf.PERSON
        return sorted(path for path in folder.iterdir() if path.is_file() and not _is_ours_or_unfinished(path.name))

    def back(self, path: Path) -> Path:
        """Let a file that waited arrive again.

        Raises:
            UsageError: it can't be moved.
        """
        try:
            goal = _free(self.folder / path.name)
            path.rename(goal)
            _note_of(path).unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"{path} can't be moved back ({(error.strerror or str(error)).lower()})") from error
        return goal


def _is_ours_or_unfinished(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.lower().endswith((*_UNFINISHED, *_BESIDE))


def _is_locked(opened: int) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: the ledger sees to it that nothing is loaded twice
    return True


def _is_still(path: Path, opened: int) -> bool:
    """Whether the file that was locked is the one that lies there: it may have been dealt with meanwhile."""
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(opened))
    except OSError:
        return False


def _free(path: Path, *, is_taken: bool = False) -> Path:
    """The path, or one with the time in it where there is such a file already."""
    if not (is_taken or path.exists()):
        return path
    stamp = datetime.now().astimezone().strftime("%Y-%m-%dT%H%M%S.%f")
    tries = (f"{path.stem}.{stamp}{more}{path.suffix}" for more in ("", *(f"-{number}" for number in range(2, 1_000))))
    return next(found for name in tries if not (found := path.with_name(name)).exists())


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.why.txt")
