"""Beside the flow: a file that is cleaned and checked here, and loaded elsewhere."""

from __future__ import annotations

from pathlib import Path

from leadtui import pipeline, store
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadRequest
from leadtui.model.wish import Wish
from leadtui.store import Manifest


def pack(wanted: LoadRequest, folder: Path) -> tuple[Path, Manifest]:
    """Write what a load needs into a folder: the manifest's path, and what it says.

    Raises:
        UsageError: there is a package already, or it can't be written there.
    """
    return store.write_stage(wanted, folder)


def unpack(manifest: Path, wish: Wish) -> LoadRequest:
    """What a package asks to be loaded, with what was said on the command line over it.

    Raises:
        SourceError: it is no package.
        RefusedError: something in it is missing or altered.
    """
    return store.read_stage(manifest, wish)


def as_careful_as_here(mapping: Mapping) -> Mapping:
    """The mapping of a package; it wants approval if the saved one of that name does here, whatever it says itself.

    Raises:
        UsageError: the saved one has mistakes.
    """
    if mapping.name in store.names() and store.load(mapping.name).load.require_approval:
        return pipeline.with_rules(mapping, require_approval="true")
    return mapping
