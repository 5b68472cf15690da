"""The steps of one file without a screen: from a path to everything a plan or a load needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from leadtui import pipeline, review, store
from leadtui.cli.talk import Meter
from leadtui.errors import NeedsPersonError
from leadtui.matching import Recall
from leadtui.model.checked import Checked
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadRequest
from leadtui.model.profile import Profile
from leadtui.model.suggestion import Drift
from leadtui.model.table import RawTable


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for, beside the file."""

    saved_mapping: str | None = None
    table: str | None = None
    mode: str | None = None
    max_rejects: str | None = None
    limit: int | None = None
    force: bool = False
    lock_wait: float = 10.0
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One file, read, recognised, cleaned and checked."""

    raw: RawTable
    mapping: Mapping
    drift: Drift
    checked: Checked
    request: LoadRequest


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, read and looked at, before anybody said what it is."""

    raw: RawTable
    profile: Profile


def open_file(path: str, wish: Wish, folder: Path) -> Opened:
    """Read the file, by the dialect of the saved mapping if one is named."""
    source = pipeline.find(path, folder)
    named = store.load(wish.saved_mapping) if wish.saved_mapping else None
    detection = pipeline.detect(source, named)
    with Meter("reading", quiet=wish.quiet) as meter:
        raw = pipeline.read(source, detection, folder, limit=wish.limit, on_progress=meter)
    return Opened(raw, pipeline.profile(raw))


def prepare(path: str, wish: Wish, folder: Path) -> Job:
    """Everything up to the plan.

    Raises:
        NeedsPersonError: no saved mapping fits, several do, or the layout drifted; a draft waits.
        SourceError, UsageError: as the steps say.
    """
    opened = open_file(path, wish, folder)
    recalled = pipeline.recall(opened.raw, opened.profile, wish.saved_mapping)
    if recalled is None:
        raise _unknown(opened)
    mapping = replace_rules(_decided(opened, recalled), wish)
    recipe = pipeline.transform(opened.raw, mapping)
    with Meter("checking", quiet=wish.quiet) as meter:
        checked = pipeline.check(opened.raw, recipe, mapping.target, folder, on_progress=meter)
    request = pipeline.request(opened.raw, mapping, checked, force=wish.force, lock_wait=wish.lock_wait)
    return Job(opened.raw, mapping, recalled.drift, checked, request)
