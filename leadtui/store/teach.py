"""Headers confirmed for every source: synonyms in the general file, and how they are taken out again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leadtui.errors import UsageError
from leadtui.store import effective, history, search
from leadtui.store.document import Document, Placed, plain, read
from leadtui.store.guarded import locked, remove_leftovers, replace_text
from leadtui.store.mistake import Place
from leadtui.store.save import destination, mode_of, prepared
from leadtui.store.synonym import folded
from leadtui.store.versions import keep, with_version

_LISTS = ("names", "names+")


@dataclass(frozen=True, slots=True)
class Synonym:
    """A header that a mapping file gives to a field."""

    mapping: str
    """The mapping whose own file says so."""
    field: str
    word: str
    place: Place


def general_of(name: str) -> str:
    """The general mapping that a mapping extends in the end; its own name if it is one."""
    document = read(search.find(name))
    seen = {name}
    while document.parent is not None and document.parent not in seen:
        name = document.parent
        seen.add(name)
        document = read(search.find(name))
    return name


def synonyms(header: str) -> tuple[Synonym, ...]:
    """Wherever a mapping file says that a header is a name of a field, spelling aside."""
    found: list[Synonym] = []
    for name in search.names():
        with contextlib.suppress(UsageError):  # a file with mistakes teaches nothing; `mapping list` names them
            found += [
                Synonym(name, field, str(plain(word)), word.place)
                for field, word in _words(read(search.find(name)))
                if folded(str(plain(word))) == folded(header)
            ]
    return tuple(found)


def _words(document: Document) -> Iterator[tuple[str, Placed]]:
    """Each field with each name the document gives it."""
    sections = document.tree.value
    fields = sections.get("fields") if isinstance(sections, dict) else None
    for field, entry in fields.value.items() if fields is not None and isinstance(fields.value, dict) else ():
        for key in _LISTS:
            words = entry.value.get(key) if isinstance(entry.value, dict) else None
            yield from ((field, word) for word in _items(words))


def _items(words: Placed | None) -> tuple[Placed, ...]:
    return words.value if words is not None and isinstance(words.value, tuple) else ()


def teach(name: str, words: Mapping[str, str]) -> int:
    """Add headers to the names of fields (header → field) in the file of a general mapping.

    Names that a field has already are left out. Returns the file's new version, or the present one when there
    is nothing to add.

    Raises:
        UsageError: a header names another field already, or the file cannot be written.
    """

    def change(fields: dict[str, Any]) -> None:
        known = {(field, folded(word)) for field, entry in fields.items() for word in _names(entry)}
        for word, field in words.items():
            entry = dict(fields.get(field) or {})
            if (field, folded(word)) not in known and folded(word) != folded(field):
                fields[field] = {**entry, "names": [*_names(entry), " ".join(word.split())]}

    return _changed(name, change)


def unteach(synonym: Synonym) -> int:
    """Take a synonym out of the file that says it; the file's new version."""

    def change(fields: dict[str, Any]) -> None:
        entry = dict(fields[synonym.field])
        for key in _LISTS:
            if key in entry:
                entry[key] = [word for word in entry[key] if word != synonym.word]
                if not entry[key]:
                    del entry[key]
        fields[synonym.field] = entry

    return _changed(synonym.mapping, change)


def _names(entry: object) -> list[str]:
    return list(entry.get("names") or ()) if isinstance(entry, dict) else []


def _changed(name: str, change: Callable[[dict[str, Any]], None]) -> int:
    path = destination(name)
    folder = prepared(path.parent)
    with locked(folder):
        remove_leftovers(folder, path.name)
        document = read(search.find(name))
        content = plain(document.tree)
        assert isinstance(content, dict)  # noqa: S101  a document is a map, checked when it was read
        fields = dict(content.get("fields") or {})
        change(fields)
        if fields == content.get("fields"):
            return document.version
        number = max(document.version, history.newest(name, folder)) + 1
        text = with_version(document, number, {**content, "fields": fields})
        effective.of_text(name, text, path)  # a word that names two fields is refused here
        keep(name, document, folder)
        replace_text(path, text, mode=mode_of(path))
    return number
