"""Which mapping files speak of a file's columns at all: told by their texts, before any of them is understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from leadtui.errors import UsageError
from leadtui.store import search
from leadtui.store.document import LARGEST
from leadtui.store.guarded import decode, read_bytes
from leadtui.store.render import quoted

_EXTENDS: Final = re.compile(r"^extends:\s*[\"']?([a-z0-9_-]+)", re.MULTILINE)
_COLUMNS: Final = re.compile(r"^columns\s*[+-]?:", re.MULTILINE)


def mentioned(columns: Collection[str], at_least: float) -> Iterator[str]:
    """The names of the mappings that may have such a share of these columns; never one too few.

    A name that is written with escapes could stand there in many ways, so it counts as mentioned.
    """
    wanted = {_folded(column) for column in columns}
    odd = sum(quoted(column) != f'"{column}"' for column in wanted)
    patterns = [re.compile(rf"(?<!\w){re.escape(column)}[\"']?\s*[:,\]]") for column in wanted]
    texts: dict[str, str] = {}
    for name in search.names():
        whole = "\n".join(_chain(name, texts))
        found = odd + sum(pattern.search(whole) is not None for pattern in patterns)
        if "\\" in whole or found >= at_least * len(wanted):
            yield name


def _chain(name: str, texts: dict[str, str]) -> Iterator[str]:
    """The folded texts that say something about columns: the mapping's own, and those it extends."""
    seen: set[str] = set()
    parent: str | None = name
    while parent is not None and parent not in seen and search.locate(parent) is not None:
        seen.add(parent)
        text = texts.setdefault(parent, _text(parent))
        if _COLUMNS.search(text):
            yield _folded(text)
        found = _EXTENDS.search(text)
        parent = found[1] if found and search.is_name(found[1]) else None


def _text(name: str) -> str:
    try:
        path = search.find(name)
        return decode(read_bytes(path, at_most=LARGEST), path)
    except UsageError:
        return ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
