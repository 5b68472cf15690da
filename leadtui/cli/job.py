"""The steps of one file without a screen: from a path to everything a plan or a load needs."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leadtui import pipeline, review, store, waiting
from leadtui.cli.talk import Meter
from leadtui.errors import NeedsPersonError, RefusedError
from leadtui.matching import Recall
from leadtui.model.checked import Checked
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadRequest
from leadtui.model.profile import Profile
from leadtui.model.source import STDIN, Source
from leadtui.model.table import RawTable
from leadtui.model.wish import Wish
from leadtui.review import Review

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Job:
    """One file, cleaned and checked."""

    mapping: Mapping
    checked: Checked
    request: LoadRequest


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, read and looked at, before anybody said what it is."""

    raw: RawTable
    profile: Profile


def open_file(source: Source, wish: Wish, folder: Path, *, quiet: bool = False) -> Opened:
    """Read the file, by the dialect of the saved mapping if one is named."""
    named = store.load(wish.saved_mapping) if wish.saved_mapping else None
    detection = pipeline.detect(source, named)
    with Meter("reading", quiet=quiet) as meter:
        raw = pipeline.read(source, detection, folder, limit=wish.limit, on_progress=meter)
    return Opened(raw, pipeline.profile(raw))


def prepare(opened: Opened, recalled: Recall | None, wish: Wish, folder: Path, *, quiet: bool = False) -> Job:
    """Everything up to the plan.

    Raises:
        NeedsPersonError: no saved mapping fits, or the layout drifted; a draft waits.
        UsageError: as the steps say.
    """
    begun = pipeline.begin(opened.raw, opened.profile, recalled, table=wish.table)
    mapping = pipeline.adjusted(_decided(opened.raw, begun), wish)
    recipe = pipeline.transform(opened.raw, mapping)
    with Meter("checking", quiet=quiet) as meter:
        checked = pipeline.check(opened.raw, recipe, mapping.target, folder, on_progress=meter)
    return Job(mapping, checked, pipeline.request(opened.raw, mapping, checked, wish))


def refuse_above_limit(job: Job) -> None:
    """Stop before a database is asked.

    Raises:
        RefusedError: more rows are rejected than the mapping allows.
    """
    checked, limit = job.checked, job.mapping.load.max_rejects
    if not limit.allows(checked.unforeseen_count, of=checked.read_count):
        raise RefusedError(
            f"{checked.unforeseen_count:,} of {checked.read_count:,} rows would be rejected; the limit is {limit}",
            "Mend the rows, or raise max_rejects in the mapping or with --max-rejects.",
        )


def _decided(raw: RawTable, begun: Review) -> Mapping:
    """The mapping, if a saved one fits and nothing is open; otherwise a draft is left for a person."""
    questions = review.undecided(begun)
    saved = begun.recalled
    if saved is not None and not questions:
        return review.to_mapping(begun, saved.name, saved.version) if review.is_changed(begun) else saved
    if saved is None:
        message = f"no saved mapping fits {raw.source.name} ({len(raw.columns)} columns)"
    else:
        more = f" and {len(questions) - _SHOWN} more" if len(questions) > _SHOWN else ""
        asked = "; ".join(question.message for question in questions[:_SHOWN])
        message = f"{raw.source.name} is not laid out as {saved.name} v{saved.version} was: {asked}{more}"
    waiting.ask_person(raw, begun, message)
    file = shlex.quote(_typed(raw.source))
    named = f" --saved-mapping {saved.name}" if saved is not None else ""
    hint = f"Decide it on screen: leadtui open {file}{named}\nAll that waits: leadtui review"
    raise NeedsPersonError(message, hint)


def _typed(source: Source) -> str:
    """What to type for the file again."""
    return source.name if source.name == STDIN else str(source.path)
