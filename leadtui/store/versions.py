"""Every version of a mapping that is known: the file itself and what `.history/NAME/` keeps beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leadtui.errors import UsageError
from leadtui.store import effective, history, search
from leadtui.store.document import Document, plain, read
from leadtui.store.edit import edited
from leadtui.store.guarded import locked, remove_leftovers, replace_text
from leadtui.store.save import destination, mode_of, prepared
from leadtui.store.slug import check_name


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a mapping file."""

    number: int
    saved: datetime
    """When the file was last written, as the file system says."""
    document: Document
    is_current: bool

    @property
    def note(self) -> str:
        """The comment the file begins with: who confirmed it, and when."""
        first = self.document.text.partition("\n")[0].strip()
        return first.lstrip("# ").strip() if first.startswith("#") else ""


def versions(name: str) -> tuple[Version, ...]:
    """All that is known of a mapping, newest first; a forgotten one has only former versions.

    Raises:
        UsageError: there is no such mapping, now or before.
    """
    path = search.locate(check_name(name))
    found = [] if path is None else [_version(path, read(path).version, is_current=True)]
    # What came with the program is saved elsewhere, so its history is there, too.
    folders = search.folders() if path is None else dict.fromkeys((path.parent, destination(name).parent))
    for folder in folders:
        found += [_version(kept, number, is_current=False) for number, kept in history.versions(name, folder)]
    if not found:
        search.find(name)  # says what there is instead
    return tuple(sorted(found, key=lambda each: (each.is_current, each.number, each.saved), reverse=True))


def version(name: str, number: int) -> Version:
    """One version of a mapping; of several with one number, the one saved last.

    Raises:
        UsageError: it is not kept; the message says which are.
    """
    known = versions(name)
    for each in known:
        if each.number == number:
            return each
    kept = ", ".join(f"v{known_number}" for known_number in sorted({each.number for each in known}))
    raise UsageError(f"{name} has no version {number}", f"Kept: {kept}; see leadtui mapping log {name}")


def revert(name: str, number: int) -> Version:
    """Make a former version the newest one; what is replaced is kept as a version, too.

    Raises:
        UsageError: that version is not kept, says what the file says already, or means nothing any more.
    """
    wanted = version(name, number)
    if wanted.is_current:
        raise UsageError(f"{name} is v{number} already", f"See what there is: leadtui mapping log {name}")
    path = destination(name)
    folder = prepared(path.parent)
    with locked(folder):
        remove_leftovers(folder, path.name)
        former = search.locate(name)
        document = read(former) if former else None
        newest = max(document.version if document else 0, history.newest(name, folder))
        text = with_version(wanted.document, newest + 1)
        effective.of_text(name, text, path)  # what no longer makes sense is not saved
        if document is not None:
            keep(name, document, folder)
        replace_text(path, text, mode=mode_of(path))
    return _version(path, newest + 1, is_current=True)


def with_version(document: Document, number: int, content: dict[str, Any] | None = None) -> str:
    """The text of a document under another version number, and with other content if that is given."""
    written = plain(document.tree) if content is None else content
    assert isinstance(written, dict)  # noqa: S101  a document is a map, checked when it was read
    first = {key: written[key] for key in ("format", "extends") if key in written}
    return edited(document, {**first, "version": number, **_rest(written, {*first, "version"})}, {})


def keep(name: str, document: Document, folder: Path) -> None:
    """Keep a document that is about to be replaced, with the time it was written."""
    history.keep(name, document.version, document.text, folder, written=document.path.stat().st_mtime)


def _rest(written: dict[str, Any], done: set[str]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if key not in done}


def _version(path: Path, number: int, *, is_current: bool) -> Version:
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Version(number, saved, read(path), is_current=is_current)


def references(name: str) -> Iterator[str]:
    """The mappings that extend this one."""
    for other in search.names():
        try:
            if read(search.find(other)).parent == name:
                yield other
        except UsageError:
            continue
