"""A private folder for one process's spools, and an end to those whose process was killed.

A folder belongs to whoever holds a lock on it; the system lets go of the lock when the process dies,
however it dies, so a folder that can be locked by another is nobody's.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from leadtui import stdout
from leadtui.errors import RefusedError
from leadtui.paths import cache_folder, make_private
from leadtui.store.guarded import locked, refuse_symlink

_PREFIX: Final = "spool-"
_ERRAND: Final = "errand"


@contextlib.contextmanager
def spool_folder(errand: str = "", on_killed: Callable[[str], None] | None = None) -> Iterator[Path]:
    """A folder of mode 0700 that is gone afterwards; what killed processes left is removed first.

    `errand` is what this process is about; `on_killed` is told that of each process which was killed over it.

    Raises:
        RefusedError: there is no room left in it for what is written there.
    """
    root = make_private(refuse_symlink(cache_folder()))
    with contextlib.ExitStack() as stack:
        with locked(root):  # between making a folder and locking it, nobody may sweep
            killed = _sweep(root)
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=_PREFIX, dir=root)))
            stack.callback(os.close, _owned(folder))
        if errand:
            (folder / _ERRAND).write_text(errand, encoding="utf-8", errors="surrogateescape")
        if on_killed is not None:
            for other in killed:
                on_killed(other)
        try:
            yield folder
        except OSError as error:
            if not _is_full(error) or stdout.is_lost(error):
                raise
            raise RefusedError(
                f"no room is left in {root} for the rows on their way", "Make room there, or set XDG_CACHE_HOME."
            ) from error


def _is_full(error: OSError) -> bool:
    """Whether a disk, a quota or a limit of the system is exhausted; Polars says the number in words only."""
    said = re.search(r"\(os error (\d+)\)", str(error))
    return (int(said[1]) if said else error.errno) in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _owned(folder: Path) -> int:
    """A descriptor that holds the lock; `BlockingIOError` when another process does."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _sweep(root: Path) -> list[str]:
    """Remove what belongs to nobody any more; what its owners were about."""
    errands = []
    for folder in root.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # alive, or no folder of ours
            opened = _owned(folder)
            with contextlib.suppress(OSError):
                errands.append((folder / _ERRAND).read_text(encoding="utf-8", errors="surrogateescape"))
            shutil.rmtree(folder, ignore_errors=True)
            os.close(opened)
    return errands
