"""How a fact changes the walk. Pure: a walk and a fact in, the next walk out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from leadtui.model.mapping import Mapping
from leadtui.tui import facts
from leadtui.tui.tasks import same
from leadtui.tui.walk import Inspection, Layout, Walk


def learned(walk: Walk, fact: facts.Fact) -> Walk:
    """The walk after a fact; facts that are no part of it leave it as it is."""
    learn = _LEARN.get(type(fact))
    return learn(walk, fact) if learn else walk


def _seen(walk: Walk, fact: facts.FileSeen) -> Walk:
    return replace(
        walk,
        source=fact.source,
        detection=fact.detection,
        sheets=fact.sheets,
        raw=fact.preview,
        profile=fact.profile,
    )


def _read(walk: Walk, fact: facts.FileRead) -> Walk:
    return replace(walk, raw=fact.raw, is_known=False)


def _known(walk: Walk, fact: facts.FileKnown) -> Walk:
    walk = replace(walk, profile=fact.profile, recall=fact.recall, memory=fact.memory, is_known=True)
    if walk.review is not None:
        return walk  # decided before, under this very reading of the file
    return replace(walk, review=fact.review, name=fact.name, version=fact.version)


def _loaded(walk: Walk, fact: facts.LoadFinished) -> Walk:
    return replace(walk, report=fact.report, undone=None, rejects_file=fact.rejects_file, saved_as=fact.saved_as)


def _undone(walk: Walk, fact: facts.LoadUndone) -> Walk:
    """As before the load: what it would do has to be found out anew."""
    return replace(walk, report=None, undone=fact.report, prospect=None)


_LEARN: Final[dict[type[Any], Callable[[Walk, Any], Walk]]] = {
    facts.FileSeen: _seen,
    facts.FileRead: _read,
    facts.FileKnown: _known,
    facts.DatabaseConnected: lambda walk, fact: replace(walk, database=fact.label, is_connected=True),
    facts.FileChecked: lambda walk, fact: replace(walk, inspection=fact.inspection),
    facts.LoadPlanned: lambda walk, fact: replace(walk, prospect=fact.prospect),
    facts.LoadFinished: _loaded,
    facts.LoadUndone: _undone,
}


def read_again(walk: Walk, layout: Layout, seen: facts.LayoutTried | None) -> Walk:
    """The walk with its file to be read another way; what was found out under the former way is forgotten."""
    is_seen = seen is not None and seen.detection.dialect == layout.detection.dialect
    return replace(
        walk,
        detection=layout.detection,
        raw=seen.preview if seen and is_seen else None,
        is_known=False,
        review=layout.review,
        recall=None,
        inspection=None,
        prospect=None,
        doing=(),
        troubles=(),
    )


def carried(inspection: Inspection, mapping: Mapping) -> Inspection | None:
    """What was checked, as checked by `mapping`, if that differs only in name, version and rules of loading."""
    old = inspection.mapping
    if same(old, mapping) or old.target.load.key != mapping.target.load.key:
        return None
    target = mapping.target.model_copy(update={"load": old.target.load})
    as_before = mapping.model_copy(update={"name": old.name, "version": old.version, "target": target})
    return Inspection(mapping, inspection.recipe, inspection.checked) if as_before.sha256 == old.sha256 else None
