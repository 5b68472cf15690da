"""What comes after a load: taking it back, the story of a row, corrected rejects, a word to the publisher.

Part of the corridor, behind the flow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from leadtui import cleaning, pipeline, reading, review, store
from leadtui.errors import UsageError
from leadtui.model.plan import LoadReport, LoadRequest
from leadtui.model.source import Source
from leadtui.model.story import Story
from leadtui.model.target import Mode
from leadtui.model.undo import UndoPlan, UndoReport

if TYPE_CHECKING:
    from leadtui.postgres import Database


def plan_undo(into: Database, run: int) -> UndoPlan:
    """What taking back a run would restore, and what it would keep; read only."""
    return into.plan_undo(run)


def undo(into: Database, run: int, *, expected: UndoPlan | None = None, lock_wait: float = 10.0) -> UndoReport:
    """Take back a run, in one transaction; refused if the table no longer gives the `expected` preview."""
    return into.undo(run, expected=expected, lock_wait=lock_wait)


def explain(into: Database, key: str, *, table: str | None = None, source: str | None = None) -> tuple[Story, ...]:
    """Each run that touched the row of that key, and what it changed."""
    return into.explain(key, table=table, source=source)


def without_reasons(source: Source, name: str, folder: Path) -> Source:
    """A corrected rejects file of the saved mapping `name`, as the file its rows came from was written.

    Raises:
        SourceError: it is no rejects file of leadtui.
    """
    layout = store.load(name).layout
    has_header = layout is None or layout.header_row is not None
    dialect = reading.detect(source, layout=None if has_header else layout).dialect
    return store.without_reasons(source, dialect, folder)


def reloading(wanted: LoadRequest, run: int) -> LoadRequest:
    """The request for corrected rejects of a run: they add to it, and nothing vanishes or is replaced by them."""
    mode = wanted.mapping.load.mode
    kept = Mode.UPSERT if mode is Mode.REPLACE_SOURCE else mode
    mapping = pipeline.with_rules(wanted.mapping, vanished="keep", mode=kept.value)
    return replace(wanted, mapping=mapping, mapping_document=store.canonical(mapping), reloads_run=run)


def for_publisher(into: Database, run: int, file: str | None, folder: Path) -> Iterator[str]:
    """What the publisher of a run's file is asked to put right, line by line, in plain English.

    Of the run itself only the rejected records are kept; with the file at hand, every bad value is named.

    Raises:
        UsageError: there is no such run, or `file` is not the file of that run.
    """
    told = into.report(run)
    rejects = into.rejects(run)
    issues = review.rejects_as_issues(rejects) if file is None else _issues_of_run(told, file, folder)
    day = f"{told.started:%B} {told.started.day}, {told.started.year}"
    unused = rejects.filter(pl.col("code") != cleaning.BY_HAND).height
    return review.letter(issues, review.Occasion(told.file_name, day, told.counts.read, unused))


def _issues_of_run(told: LoadReport, file: str, folder: Path) -> pl.DataFrame:
    """The issues of the file, as the saved mapping reads it now."""
    mapping = store.load(told.source)
    source = pipeline.find(file, folder)
    raw = pipeline.read(source, pipeline.detect(source, mapping), folder)
    if raw.sha256 != told.sha256:
        raise UsageError(f"{source.name} is not the file of run {told.run}", f"leadtui report {told.run} names it.")
    return pipeline.check(raw, pipeline.transform(raw, mapping), mapping.target, folder).issues
