"""Decisions not yet saved as a mapping: one small file for each file that waits for a person.

A draft is found by the file's name and its layout, so next month's file of the same name with other
columns does not get this month's decisions. What is inside `content` is the caller's business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

from leadtui import paths
from leadtui.errors import UsageError
from leadtui.store.guarded import (
    decode,
    locked,
    read_bytes,
    refuse_symlink,
    remove_leftovers,
    replace_text,
    shown,
)
from leadtui.store.slug import suggest_name

FORMAT: Final = 1
LARGEST: Final = 64_000_000
_SUFFIX: Final = ".json"

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person, or a headless load, left to be decided."""

    file: str
    """The file's path, as it was opened."""
    fingerprint: str
    """Of its header names; see `model.mapping.fingerprint`."""
    reason: str
    """Why a person is needed, in plain words; empty when somebody just left off."""
    created: datetime
    content: Json
    """The state of the review."""
    mapping: str | None = None
    """The saved mapping it began with."""

    @property
    def key(self) -> str:
        """What the draft is called; equal for the same file name with the same layout."""
        name = Path(self.file).name
        digest = hashlib.sha256(f"{name}\x1f{self.fingerprint}".encode("utf-8", "surrogateescape")).hexdigest()
        return f"{suggest_name(Path(name).stem)[:40]}-{digest[:12]}"


def save(draft: Draft) -> Path:
    """Keep a draft, whole or not at all, readable by its owner only; the former one is replaced."""
    folder = _folder()
    path = folder / f"{draft.key}{_SUFFIX}"
    written = {"format": FORMAT, **asdict(draft), "created": draft.created.isoformat()}
    with locked(folder):
        remove_leftovers(folder, path.name)
        replace_text(path, json.dumps(written, ensure_ascii=True, indent=1), mode=0o600)
    return path


def load(key: str) -> Draft | None:
    """The draft of that key, or None.

    Raises:
        UsageError: there is one, and it cannot be read.
    """
    path = _folder() / f"{key}{_SUFFIX}"
    if path.parent != _folder() or not path.exists():
        return None
    return _read(path)


def find(file: str, fingerprint: str) -> Draft | None:
    """The draft for a file of that name with that layout, or None."""
    return load(Draft(file, fingerprint, "", datetime.min, None).key)  # noqa: DTZ901  only its key is used


def waiting(*, on_mistake: Callable[[Path, UsageError], None] | None = None) -> tuple[Draft, ...]:
    """All drafts, newest first.

    Args:
        on_mistake: is told of a draft that cannot be read, which is then left out; without it that raises.
    """
    found = []
    for path in sorted(_folder().glob(f"[!.]*{_SUFFIX}")):
        try:
            found.append(_read(path))
        except UsageError as error:
            if on_mistake is None:
                raise
            on_mistake(path, error)
    return tuple(sorted(found, key=lambda draft: draft.created.timestamp(), reverse=True))


def moved(file: Path, to: Path) -> None:
    """Let what waits for a file wait for it in its new place."""
    for draft in waiting(on_mistake=lambda _path, _error: None):
        if draft.file == str(file):
            delete(draft.key)
            save(replace(draft, file=str(to)))


def delete(key: str) -> None:
    """Forget a draft; nothing happens when there is none."""
    folder = _folder()
    path = folder / f"{key}{_SUFFIX}"
    if path.parent == folder:
        with locked(folder):
            remove_leftovers(folder, path.name)
            path.unlink(missing_ok=True)


def _folder() -> Path:
    refuse_symlink(paths.state_folder())
    folder = refuse_symlink(paths.drafts_folder())
    try:
        paths.make_private(paths.state_folder())
        return paths.make_private(folder)
    except OSError as error:
        raise UsageError(f"{shown(folder)} cannot be made: {error.strerror}") from error


def _read(path: Path) -> Draft:
    text = decode(read_bytes(path, at_most=LARGEST), path)
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise UsageError(f"{shown(path)} has format {content['format']}; this version reads {FORMAT}")
        created = datetime.fromisoformat(content["created"])
        return Draft(**{key: content[key] for key in _KEYS} | {"created": created})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"{shown(path)} cannot be read as a draft ({type(error).__name__})",
            f"Remove it: rm {shown(path)}",
        ) from error


_KEYS: Final = ("file", "fingerprint", "reason", "content", "mapping")
