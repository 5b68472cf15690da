"""Many files loaded side by side, each source's files one after the other: the same table as one by one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from leadtui import pipeline
from leadtui.cli.outcome import Outcome, blaming, load_files
from leadtui.cli.room import workspace
from leadtui.cli.side_by_side import side_by_side, workers_for
from leadtui.errors import InterruptedLoadError, LeadtuiError
from leadtui.model.source import STDIN
from leadtui.model.wish import Wish

_UNKNOWN: Final = "\0"
"""No mapping is called like this."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one file came to in another process, as far as it has to be told."""

    name: str
    code: int
    failure: LeadtuiError | None
    _document: dict[str, Any] = field(repr=False)
    _lines: tuple[str, ...] = field(repr=False)
    _line: str = field(repr=False)

    def document(self) -> dict[str, Any]:
        """For `--json`."""
        return self._document

    def lines(self) -> Iterator[str]:
        """For people."""
        return iter(self._lines)

    def line(self) -> str:
        """For one file of many."""
        return self._line


@dataclass(frozen=True, slots=True)
class Batch:
    """The files of one source, in the order they were named."""

    numbers: tuple[int, ...]
    files: tuple[str, ...]
    db: str | None
    wish: Wish
    writes: bool


def load_side_by_side(files: tuple[str, ...], db: str | None, wish: Wish, *, writes: bool, jobs: int) -> list[Told]:
    """As `load_files`, several sources at a time; the results are in the order of the files."""
    told: dict[int, Told] = {}
    unreached = Outcome("")
    with contextlib.suppress(LeadtuiError), blaming(unreached):
        with pipeline.database(db):
            pass  # a server that has to be started is started once, and what is wrong with it said once
        batches = list(_batches(files, db, wish, writes=writes))
        work = zip(batches, side_by_side(_work, batches, workers_for(len(batches), jobs), died=_died), strict=True)
        for batch, results in work:
            told.update(zip(batch.numbers, results, strict=True))
    return [told.get(number) or _failed(name, db, unreached.failure) for number, name in enumerate(files)]


def _batches(files: tuple[str, ...], db: str | None, wish: Wish, *, writes: bool) -> Iterator[Batch]:
    numbers: dict[str, list[int]] = {}
    for number, file in enumerate(files):
        source = wish.saved_mapping or _source_of(file, wish)
        numbers.setdefault(source or f"{_UNKNOWN}{number}", []).append(number)
    for chosen in numbers.values():
        yield Batch(tuple(chosen), tuple(files[number] for number in chosen), db, wish, writes)


def _source_of(file: str, wish: Wish) -> str | None:
    """The saved mapping its first rows fit; whatever is wrong with the file is said when it is loaded."""
    try:
        with workspace() as folder:
            source = pipeline.find(file, folder, max_unpacked=wish.max_unpacked)
            raw = pipeline.preview(source, pipeline.detect(source))
            recalled = pipeline.recall(raw, pipeline.profile(raw))
    except LeadtuiError:
        return None
    return recalled.mapping.name if recalled else None


def _work(batch: Batch) -> list[Told]:
    outcomes = load_files(batch.files, batch.db, batch.wish, writes=batch.writes, quiet=True)
    return [_told(outcome) for outcome in outcomes]


def _died(batch: Batch) -> list[Told]:
    lost = LeadtuiError(
        "the process that loaded it was killed", "What it had not finished is rolled back: leadtui runs"
    )
    return [_failed(name, batch.db, lost) for name in batch.files]


def _failed(name: str, db: str | None, failure: LeadtuiError | None) -> Told:
    lost = failure or InterruptedLoadError("interrupted; what was not finished is rolled back")
    return _told(Outcome(name, db=db, failure=lost))


def _told(outcome: Outcome) -> Told:
    return Told(outcome.name, outcome.code, outcome.failure, outcome.document(), tuple(outcome.lines()), outcome.line())


def is_worth_it(files: Iterable[str], jobs: int | None) -> bool:
    """Whether other processes are asked for and can help; standard input belongs to this one alone."""
    names: Sequence[str] = tuple(files)
    return jobs is not None and jobs > 1 and len(names) > 1 and STDIN not in names
