"""Where mappings are: `./mappings`, then the user's folder, then those that come with the program.

The first folder that has a name wins, so a project's copy hides the user's, and both hide ours.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Final

from leadtui import paths
from leadtui.errors import UsageError
from leadtui.store.guarded import refuse_symlink, shown
from leadtui.store.slug import check_name

SUFFIX: Final = ".yaml"


def project_folder() -> Path:
    """`mappings` in the folder where the program was started."""
    return Path.cwd() / "mappings"


def user_folder() -> Path:
    """The user's own folder."""
    return paths.user_mappings_folder()


def folders() -> tuple[Path, ...]:
    """The folders that exist, in search order, each once."""
    refuse_symlink(paths.user_mappings_folder())
    found: list[Path] = []
    for folder in (project_folder(), paths.user_mappings_folder(), paths.packaged_mappings_folder()):
        if folder.is_dir() and not any(folder.samefile(other) for other in found):
            found.append(folder)
    return tuple(found)


def names() -> tuple[str, ...]:
    """The names of all mappings, general ones included, sorted; files with other names are not ours."""
    return tuple(
        sorted({path.stem for folder in folders() for path in folder.glob(f"*{SUFFIX}") if is_name(path.stem)})
    )


def find(name: str) -> Path:
    """The file of a mapping; a `UsageError` with the nearest known name when there is none."""
    path = locate(name)
    if path is None:
        known = names()
        near = difflib.get_close_matches(name, known, n=1)
        looked = ", ".join(shown(folder) for folder in folders()) or "no folder"
        hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known) or 'none'}"
        raise UsageError(f"There is no mapping {name!r} in {looked}", hint)
    return path


def locate(name: str) -> Path | None:
    """The file of a mapping, or None."""
    check_name(name)
    for folder in folders():
        path = folder / f"{name}{SUFFIX}"
        if os.path.lexists(path):
            return path
    return None


def is_name(stem: str) -> bool:
    """Whether a file's stem can be the name of a mapping."""
    try:
        check_name(stem)
    except UsageError:
        return False
    return True
