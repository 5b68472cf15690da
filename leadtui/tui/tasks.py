"""What is to be done next, and doing it: each task runs in a thread, touches no widget, and returns a fact.

`due` is the whole schedule: it looks at the walk and says which tasks should run now. A task is named by
its kind and its basis (what it is about); when the basis changes, the running one is stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from leadtui import afterwards, pipeline, store, waiting
from leadtui import review as reviewing
from leadtui.model.dialect import Detection
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadReport
from leadtui.model.source import STDIN
from leadtui.tui import facts
from leadtui.tui.walk import Inspection, Prospect, Step, TaskKind, Walk

if TYPE_CHECKING:
    from leadtui.postgres import Database

LIVE = 200_000
"""Up to so many rows a file is checked while it is still being mapped."""
REPORT_EVERY = 0.1
"""Seconds between two reports of progress."""


class Stopped(Exception):  # noqa: N818  not an error: somebody wished it
    """Raised out of a progress report when the work is no longer wanted."""


@dataclass(slots=True)
class Bench:
    """What tasks work with: a folder for spools, the open database."""

    folder: Path
    stack: ExitStack
    database: Database | None = None


Run = Callable[[Bench, pipeline.Progress], facts.Fact]


@dataclass(frozen=True)
class Task:
    """Something to be done in a thread."""

    kind: TaskKind
    basis: object
    what: str
    """For the status line: `reading`."""
    run: Run = field(compare=False)
    unit: Literal["bytes", "rows", ""] = ""


def due(walk: Walk, mapping: Mapping | None, step: Step) -> Iterator[Task]:
    """The tasks that should be running now; those that failed on the same basis are not tried again.

    `mapping` is what the decisions amount to, open ones taken as proposed.
    """
    failed = {(trouble.kind, trouble.basis) for trouble in walk.troubles}
    for task in _wanted(walk, mapping, step):
        if (task.kind, task.basis) not in failed:
            yield task


def _wanted(walk: Walk, mapping: Mapping | None, step: Step) -> Iterator[Task]:
    if walk.source is None or walk.detection is None:
        yield Task("look", walk.path, "opening", _look_at(walk))
        return
    dialect = walk.detection.dialect
    if walk.raw is None or not walk.is_read:
        yield Task("read", dialect, "reading", _read(walk), "bytes")
        return
    if not walk.is_known or walk.review is None or mapping is None:
        yield Task("know", dialect, "recognising columns", _know(walk))
        return
    if walk.report is not None:
        return
    if not walk.is_connected:
        yield Task("connect", walk.url, "connecting", _connect(walk))
    is_complete = not reviewing.undecided(walk.review)
    if walk.inspection is None or not same(walk.inspection.mapping, mapping):
        # Small files are checked after every decision, so that consequences show at once.
        if is_complete or step >= Step.CLEAN or walk.raw.row_count <= LIVE:
            yield Task("check", (dialect, mapping.name, mapping.sha256), "checking", _check(walk, mapping), "rows")
    elif (
        is_complete and walk.is_connected and (walk.prospect is None or walk.prospect.inspection is not walk.inspection)
    ):
        basis = (dialect, mapping.name, mapping.version, mapping.sha256)
        yield Task("plan", basis, "planning", _plan(walk, walk.inspection))


def same(one: Mapping, other: Mapping) -> bool:
    """Whether two mappings are the same for a load, name and version included."""
    return (one.name, one.version, one.sha256) == (other.name, other.version, other.sha256)


def reporter(tell: Callable[[int, int], None], is_stopped: Callable[[], bool]) -> pipeline.Progress:
    """A progress function that reports now and then, and ends the work when it is no longer wanted."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if is_stopped():
            raise Stopped
        now = time.monotonic()
        if now - last >= REPORT_EVERY or done == total:
            last = now
            tell(done, total)

    return report


# -- the file --------------------------------------------------------------------------------------


def _look_at(walk: Walk) -> Run:
    def run(bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        source = pipeline.find(walk.path, bench.folder, max_unpacked=walk.wish.max_unpacked)
        saved = store.load(walk.wish.saved_mapping) if walk.wish.saved_mapping else None
        detection = pipeline.detect(source, saved)
        preview = pipeline.preview(source, detection)
        return facts.FileSeen(source, detection, preview, pipeline.profile(preview), pipeline.sheets(source))

    return run


def _read(walk: Walk) -> Run:
    source, detection = walk.source, walk.detection
    assert source is not None and detection is not None  # noqa: S101, PT018  `due` saw to it

    def run(bench: Bench, tell: pipeline.Progress) -> facts.Fact:
        raw = pipeline.read(source, detection, bench.folder, limit=walk.wish.limit, on_progress=tell)
        return facts.FileRead(raw)

    return run


def try_layout(walk: Walk, detection: Detection) -> Task:
    """Read the first rows in another way, to show them."""
    source = walk.source
    assert source is not None  # noqa: S101  there is a file on the screen

    def run(_bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        return facts.LayoutTried(detection, pipeline.preview(source, detection))

    return Task("preview", detection.dialect, "reading", run)


def _know(walk: Walk) -> Run:
    raw = walk.raw
    assert raw is not None  # noqa: S101  `due` saw to it

    def run(_bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        seen = pipeline.profile(raw)
        if raw.source.name != STDIN:
            store.note(raw.source.path)
        recalled = pipeline.recall(raw, seen, walk.wish.saved_mapping)
        fresh = pipeline.begin(raw, seen, recalled, table=walk.wish.table)
        resumed = waiting.resume(raw, fresh)
        if recalled is not None:
            name, version = recalled.mapping.name, recalled.mapping.version
        else:
            name, version = pipeline.free_name(raw.source.stem), 0
        # Where nothing is left to decide, nothing can be learnt either.
        memory = pipeline.remembered() if reviewing.undecided(fresh) else None
        return facts.FileKnown(seen, recalled, resumed or fresh, name, version, memory, is_resumed=resumed is not None)

    return run


# -- checking and looking --------------------------------------------------------------------------


def _check(walk: Walk, mapping: Mapping) -> Run:
    raw = walk.raw
    assert raw is not None  # noqa: S101  `due` saw to it

    def run(bench: Bench, tell: pipeline.Progress) -> facts.Fact:
        recipe = pipeline.transform(raw, mapping)
        checked = pipeline.check(raw, recipe, mapping.target, bench.folder, on_progress=tell)
        return facts.FileChecked(Inspection(mapping, recipe, checked))

    return run


def look_at_field(walk: Walk, name: str) -> Task | None:
    """A field before and after; None before there is a recipe."""
    raw, inspection = walk.raw, walk.inspection
    if raw is None or inspection is None:
        return None

    def run(_bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        return facts.FieldSeen(pipeline.look(raw, inspection.recipe, name), inspection.mapping.sha256)

    return Task("field", (name, inspection.mapping.sha256), "", run)


def receive(walk: Walk, line: int) -> Task | None:
    """A row's own bytes, as text, and what it is found again by."""
    raw, inspection = walk.raw, walk.inspection
    if raw is None:
        return None

    def run(_bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        text = pipeline.received(raw, line).decode(raw.dialect.encoding, "replace")
        names = pipeline.naming(raw, inspection.recipe, line) if inspection else {}
        return facts.LineReceived(line, text, names)

    return Task("line", (line, raw.dialect, inspection and inspection.mapping.sha256), "", run)


# -- the database ----------------------------------------------------------------------------------


def _connect(walk: Walk) -> Run:
    def run(bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        if bench.database is None:
            bench.database = bench.stack.enter_context(pipeline.database(walk.url))
        return facts.DatabaseConnected(bench.database.label)

    return run


def _plan(walk: Walk, inspection: Inspection) -> Run:
    raw = walk.raw
    assert raw is not None  # noqa: S101  `due` saw to it

    def run(bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        mapping = pipeline.adjusted(inspection.mapping, walk.wish)
        assert bench.database is not None  # noqa: S101  connected before
        wanted = pipeline.fitted(bench.database, raw, pipeline.request(raw, mapping, inspection.checked, walk.wish))
        return facts.LoadPlanned(Prospect(inspection, wanted, pipeline.plan(bench.database, wanted)))

    return run


def load(walk: Walk, review: reviewing.Review, mapping: Mapping, *, in_spite: bool = False) -> Task:
    """Save the mapping, keep the rejects, and load: what Plan showed, or nothing.

    `in_spite`: a person looked at what the plan doubts and wants it all the same, this once.
    """
    raw, prospect = walk.raw, walk.prospect
    assert raw is not None and prospect is not None  # noqa: S101, PT018  the plan is on the screen
    plan = prospect.plan

    def run(bench: Bench, tell: pipeline.Progress) -> facts.Fact:
        saved = pipeline.save(review, mapping, walk.profile)
        wanted = pipeline.request(raw, pipeline.adjusted(saved, walk.wish), prospect.request.checked, walk.wish)
        if in_spite:
            accepted = frozenset(doubt.code for doubt in plan.refusals)
            wanted = replace(wanted, accepted=accepted, force=wanted.force or plan.already_loaded is not None)
        rejects = pipeline.write_rejects(raw, wanted)
        assert bench.database is not None  # noqa: S101  connected before
        report = pipeline.load(bench.database, wanted, expected=plan, on_progress=tell)
        waiting.drop(raw, review)
        return facts.LoadFinished(report, str(rejects) if rejects else None, f"{saved.name} v{saved.version}")

    return Task("load", mapping.sha256, "loading", run, "rows")


def undo(report: LoadReport) -> Task:
    """Take back the load that was just done."""

    def run(bench: Bench, _tell: pipeline.Progress) -> facts.Fact:
        assert bench.database is not None  # noqa: S101  it was loaded into
        return facts.LoadUndone(afterwards.undo(bench.database, report.run))

    return Task("undo", report.run, "undoing", run)
