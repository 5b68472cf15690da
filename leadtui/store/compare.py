"""What two versions of one mapping file say differently, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from leadtui.store.document import Document, plain
from leadtui.store.render import inline

_DEEP: Final = frozenset({"fields"})
_FLAT: Final = frozenset({"load", "drift", "layout", "columns"})
_UNSAID: Final = frozenset({"format", "version"})


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that is not the same in both."""

    key: str
    """Where in the document: `columns.Zip`, `fields.zip.names`, `load.key`."""
    before: str | None
    """As it would be written; None when it was not there."""
    after: str | None
    added: tuple[str, ...] = ()
    """Of two lists, the items that are only in the newer one."""
    removed: tuple[str, ...] = ()
    """Of two lists, the items that are only in the older one."""

    @property
    def sign(self) -> str:
        """`+` new, `-` gone, `~` changed."""
        return "+" if self.before is None else "-" if self.after is None else "~"


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """The entries that differ, in the order of the newer document, what is gone last.

    What a person decided comes before what was only noted of the file (`layout`).
    """
    before, after = dict(_entries(old)), dict(_entries(new))
    keys = [key for key in dict.fromkeys([*after, *before]) if before.get(key) != after.get(key)]
    keys.sort(key=lambda key: key.startswith("layout"))
    return tuple(_change(key, before.get(key), after.get(key)) for key in keys)


def _change(key: str, before: object, after: object) -> Change:
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    if isinstance(before, list) and isinstance(after, list):
        added = tuple(_shown(item) for item in after if item not in before)
        removed = tuple(_shown(item) for item in before if item not in after)
    return Change(key, _said(before), _said(after), added, removed)


def _entries(document: Document) -> Iterator[tuple[str, object]]:
    content = plain(document.tree)
    sections: dict[str, Any] = content if isinstance(content, dict) else {}
    for section, value in sections.items():
        base = section.rstrip("+-")
        if section in _UNSAID:
            continue
        if base not in _DEEP | _FLAT or not isinstance(value, dict):
            yield section, value
            continue
        for name, entry in value.items():
            if (base in _DEEP and isinstance(entry, dict) and entry) or (base, name) == ("layout", "seen"):
                yield from ((f"{section}.{name}.{key}", part) for key, part in (entry or {}).items())
            else:
                yield f"{section}.{name}", entry


def _said(value: object) -> str | None:
    return None if value is None else _shown(value)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else inline(value)
