"""One mapping file as written: its text, its tree with the line of every key, and the nodes for editing.

Scalars stay the text they are in the file (`00123`, `no`, `2026-03-02`): what they mean is decided
by the models, so that no number or date is guessed on the way. Only a plain `null` is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from leadtui.errors import UsageError
from leadtui.store.guarded import decode, read_bytes, shown
from leadtui.store.mistake import Mistake, Place, refuse
from leadtui.store.secret import secrets_in

LARGEST: Final = 1_000_000
"""Bytes of a mapping file; a target of 1,000 fields has about 100,000."""
_DEEPEST: Final = 16
_MOST_OPEN: Final = 300
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS: Final = re.compile(r"tag:yaml\.org,2002:(str|int|float|bool|null|timestamp|merge|map|seq)")
# Places where `null` is a word of ours and not "nothing": what to do with a bad value, or a column that went.
_NULL_IS_A_WORD: Final = frozenset({"on_failure", "gone"})

Keys: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with the place it was written at; for an entry of a map, the place of its key."""

    value: str | tuple[Placed, ...] | dict[str, Placed] | None
    place: Place

    def at(self, keys: Keys) -> Placed:
        """The value under `keys`, or its nearest ancestor that exists."""
        here = self
        for key in keys:
            match here.value:
                case dict() as entries if key in entries:
                    here = entries[str(key)]
                case tuple() as entries if isinstance(key, int) and key < len(entries):
                    here = entries[key]
        return here


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is well-formed; whether it makes sense is for the models to say."""

    path: Path
    text: str
    tree: Placed
    root: MappingNode

    @property
    def parent(self) -> str | None:
        """The mapping it extends."""
        return _word(self, "extends")

    @property
    def version(self) -> int:
        """As written; 1 when it says nothing or nonsense."""
        written = _word(self, "version") or ""
        return int(written) if re.fullmatch(r"\d{1,9}", written) else 1


def read(path: Path) -> Document:
    """The document in a file; a `UsageError` names every mistake of form with its line."""
    return _read(path, read_bytes(path, at_most=LARGEST))


@lru_cache(maxsize=256)
def _read(path: Path, content: bytes) -> Document:
    return parse(decode(content, path), path)


def parse(text: str, path: Path) -> Document:
    """The document in a text that is, or will be, at `path`."""
    refuse(Mistake(Place(path, line), "", message) for line, message in secrets_in(text))
    root = _compose(text, path)
    if root is None:
        raise UsageError(f"{shown(path)} is empty")
    if not isinstance(root, MappingNode):
        raise UsageError(f"{_place(path, root)}: a mapping file is a map of keys, such as `format: 1`")
    refuse(_mistakes(root, path, ()))
    return Document(path, text, Placed(_entries(root, path), Place(path, 1)), root)


def plain(placed: Placed) -> object:
    """The value alone, as nested dict, list, str and None."""
    value = placed.value
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return value


def _word(document: Document, key: str) -> str | None:
    value = document.tree.value
    entry = value.get(key) if isinstance(value, dict) else None
    return entry.value if entry is not None and isinstance(entry.value, str) else None


def _compose(text: str, path: Path) -> Node | None:
    depth = deepest = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth += 1 if bracket.group() in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > _MOST_OPEN:  # the scanner's time grows with the square of it
        raise UsageError(f"{shown(path)}: brackets are nested too deep")
    try:
        composed: Node | None = YAML(typ="safe", pure=True).compose(text)
    except RecursionError:
        raise UsageError(f"{shown(path)}: nested too deep") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{shown(path)}:{mark.line + 1}" if mark else shown(path)
        raise UsageError(f"{where}: not YAML: {error.problem or error.context}") from None
    except (YAMLError, ValueError) as error:
        first = str(error).partition("\n")[0]
        raise UsageError(f"{shown(path)}: not YAML: {first}") from None
    return composed


def _mistakes(node: Node, path: Path, keys: tuple[str, ...]) -> Iterator[Mistake]:
    place, key = _place(path, node), ".".join(keys)
    if node.anchor is not None:
        yield Mistake(place, key, f"anchors and aliases (&{node.anchor}) are not used in mapping files; write it out")
        return
    if not _TAGS.fullmatch(str(node.tag)):
        yield Mistake(place, key, f"the tag {str(node.tag)!r} is not allowed; mapping files hold plain text only")
        return
    if len(keys) > _DEEPEST:
        yield Mistake(place, key, "nested too deep")
        return
    if isinstance(node, MappingNode):
        yield from _mistakes_of_keys(node, path, keys)
        for name, value in node.value:
            yield from _mistakes(value, path, (*keys, str(name.value) if isinstance(name, ScalarNode) else "?"))
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield from _mistakes(value, path, (*keys, str(number)))


def _mistakes_of_keys(node: MappingNode, path: Path, keys: tuple[str, ...]) -> Iterator[Mistake]:
    first: dict[str, Node] = {}
    for name, _ in node.value:
        place = _place(path, name)
        if not isinstance(name, ScalarNode) or not _TAGS.fullmatch(str(name.tag)) or name.anchor is not None:
            yield Mistake(place, ".".join(keys), "a key must be plain text")
        elif str(name.tag).endswith(":merge"):
            yield Mistake(place, ".".join(keys), "`<<` is not used in mapping files; see `extends`")
        elif name.value in first:
            line = first[name.value].start_mark.line + 1
            yield Mistake(place, ".".join((*keys, name.value)), f"written twice, first in line {line}")
        else:
            first[name.value] = name


def _entries(node: MappingNode, path: Path) -> dict[str, Placed]:
    return {name.value: Placed(_value(value, path, name.value), _place(path, name)) for name, value in node.value}


def _value(node: Node, path: Path, key: str) -> str | tuple[Placed, ...] | dict[str, Placed] | None:
    if isinstance(node, MappingNode):
        return _entries(node, path)
    if isinstance(node, SequenceNode):
        return tuple(Placed(_value(value, path, ""), _place(path, value)) for value in node.value)
    if isinstance(node, ScalarNode) and node.style is None and node.value in _NULLS:
        return "null" if key in _NULL_IS_A_WORD else None
    return str(node.value)


def _place(path: Path, node: Node) -> Place:
    return Place(path, node.start_mark.line + 1)
