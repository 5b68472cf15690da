"""Former versions of saved mappings, each kept whole in `.history/NAME/` beside the mapping."""

from __future__ import annotations

import os
import re
from pathlib import Path

from leadtui import paths
from leadtui.store.guarded import refuse_symlink, remove_leftovers, replace_text
from leadtui.store.search import SUFFIX


def keep(name: str, version: int, text: str, folder: Path, *, written: float) -> Path:
    """Keep a document that is about to be replaced; nothing is overwritten, even if versions were edited by hand.

    `written` is when it was saved, in seconds since 1970: the copy carries that time, too.
    """
    kept = _folder(name, folder)
    remove_leftovers(kept)
    path, number = kept / f"v{version}{SUFFIX}", 1
    while path.exists() and path.read_bytes() != text.encode():
        number += 1
        path = kept / f"v{version}-{number}{SUFFIX}"
    if not path.exists():
        replace_text(path, text, mode=0o600 if folder == paths.user_mappings_folder() else 0o644)
        os.utime(path, (written, written))
    return path


def versions(name: str, folder: Path) -> tuple[tuple[int, Path], ...]:
    """The former versions kept in `folder`, oldest first."""
    found = []
    for path in (folder / ".history" / name).glob(f"v*{SUFFIX}"):
        match = re.fullmatch(r"v(\d{1,9})(?:-\d+)?", path.stem)
        if match:
            found.append((int(match[1]), path))
    return tuple(sorted(found))


def newest(name: str, folder: Path) -> int:
    """The highest version ever replaced; 0 when there was none."""
    return max((version for version, _ in versions(name, folder)), default=0)


def _folder(name: str, folder: Path) -> Path:
    kept = refuse_symlink(refuse_symlink(folder / ".history") / name)
    if folder == paths.user_mappings_folder():
        paths.make_private(folder / ".history")
        return paths.make_private(kept)
    kept.mkdir(parents=True, exist_ok=True)
    return kept
