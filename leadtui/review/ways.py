"""What an operator can choose from: every splitter, combiner, kind and cleaner, with what it is for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leadtui.cleaning.cleaners import TEXT_CLEANERS
from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.kinds import KINDS
from leadtui.cleaning.splitters import SPLITTERS
from leadtui.model.target import Target


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to choose."""

    name: str
    description: str
    fields: tuple[str, ...] = ()
    """The fields of the target a splitter is made for."""


@dataclass(frozen=True, slots=True)
class Ways:
    """All there is to choose from."""

    splitters: tuple[Way, ...]
    combiners: tuple[Way, ...]
    kinds: tuple[Way, ...]
    cleaners: tuple[Way, ...]


def ways(target: Target) -> Ways:
    """The choices for a target."""
    return Ways(
        splitters=tuple(
            Way(name, _first_line(splitter.split), _fields(splitter.parts, target))
            for name, splitter in SPLITTERS.items()
        ),
        combiners=tuple(Way(name, _first_line(combiner)) for name, combiner in COMBINERS.items()),
        kinds=tuple(Way(name, ", ".join(cleaners)) for name, cleaners in KINDS.items()),
        cleaners=tuple(Way(name, _first_line(cleaner)) for name, cleaner in TEXT_CLEANERS.items()),
    )


def _fields(parts: Mapping[str, str], target: Target) -> tuple[str, ...]:
    """For each part the first field of its kind."""
    found: dict[str, None] = {}
    for kind in parts.values():
        field = next((name for name, field in target.fields.items() if field.kind == kind and name not in found), None)
        if field is not None:
            found[field] = None
    return tuple(found)


def _first_line(function: Callable[..., Any]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0].rstrip(".")
