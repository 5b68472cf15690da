"""Loading files one after the other: what each came to, how it is told, and the worst exit code."""

from __future__ import annotations

import contextlib
import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol

import click

from leadtui import pipeline, stdout, waiting
from leadtui.cli import text
from leadtui.cli.document import load_document
from leadtui.cli.job import Job, open_file, prepare
from leadtui.cli.room import workspace
from leadtui.cli.talk import Meter, complain
from leadtui.errors import InterruptedLoadError, LeadtuiError, NeedsPersonError, RefusedError
from leadtui.matching import Recall
from leadtui.model.plan import LoadPlan, LoadReport
from leadtui.model.source import STDIN, Source
from leadtui.model.table import RawTable
from leadtui.model.wish import Wish
from leadtui.visible import visible

if TYPE_CHECKING:
    from leadtui.postgres import Database

WORST_FIRST: Final = (130, 1, 6, 7, 4, 5, 2, 3, 0)
"""Of several files the first of these codes counts."""
_WITH_REJECTS: Final = 3
_OPEN: Final = "leadtui open"
"""Exit code: done, but not for all rows, and that was asked to be told."""
ALREADY_LOADED: Final = "already_loaded"
"""The state of a report of a load that found nothing to do."""


class Result(Protocol):
    """What a file came to, as far as it has to be told."""

    @property
    def name(self) -> str:
        """The file as it was named."""

    @property
    def code(self) -> int:
        """Its exit code."""

    @property
    def failure(self) -> LeadtuiError | None:
        """Why it was not loaded."""

    def document(self) -> dict[str, Any]:
        """For `--json`."""

    def lines(self) -> Iterator[str]:
        """For people."""

    def line(self) -> str:
        """For one file of many."""


@dataclass(slots=True)
class Outcome:
    """What one file came to, filled as it goes, so that a failure shows how far it came."""

    name: str
    source: Source | None = None
    raw: RawTable | None = None
    recalled: Recall | None = None
    job: Job | None = None
    plan: LoadPlan | None = None
    report: LoadReport | None = None
    rejects_file: str | None = None
    db: str | None = None
    """The database as it was named on the command line."""
    is_approved: bool = False
    """A person approves of the plan."""
    is_strict: bool = False
    """Rejected rows are told by the exit code."""
    failure: LeadtuiError | None = None

    @property
    def code(self) -> int:
        """The exit code of this file."""
        if self.failure:
            return self.failure.exit_code
        return _WITH_REJECTS if self.strictly_rejected else 0

    @property
    def strictly_rejected(self) -> int:
        """Rejected rows that are to be told by the exit code; none where nothing was to do."""
        counted = self.job.request.rejects.height if self.job else 0
        return counted if self.is_strict and not self.already else 0

    @property
    def already(self) -> int | None:
        """The run that loaded the same bytes before, by plan or, if somebody was faster, by the load."""
        if self.report:
            return self.report.run if self.report.state == ALREADY_LOADED else None
        return self.plan.already_loaded.run if self.plan and self.plan.already_loaded else None

    @property
    def reason(self) -> str:
        """Why it has that code, in one sentence."""
        if self.failure:
            return self.failure.message
        if self.already:
            return f"already loaded as run {self.already}"
        done = "loaded" if self.report else "planned" if self.plan else "checked"
        lost = self.strictly_rejected
        return f"{done}, but {lost:,} {'row' if lost == 1 else 'rows'} rejected (--strict)" if lost else done

    def document(self) -> dict[str, Any]:
        """For `--json`."""
        return load_document(
            self.name,
            raw=self.raw,
            recalled=self.recalled,
            job=self.job,
            plan=self.plan,
            report=self.report,
            already=self.already,
            rejects_file=self.rejects_file,
            db=self.db,
            code=self.code,
            reason=self.reason,
        )

    def lines(self) -> Iterator[str]:
        """For people."""
        if self.raw and self.recalled and self.job:
            yield from text.opening(self.raw, self.recalled, self.job)
        if self.plan:
            yield from text.planned(self.plan)
        if self.already:
            yield from text.already(self.already, self.db)
        elif self.report:
            yield from text.done(self.report, self.db)
        if self.rejects_file:
            yield f"rejects   {visible(self.rejects_file)}   (as received, with reasons)"
        if self.code == _WITH_REJECTS:
            yield f"strict    {self.reason}: exit {self.code}"

    def line(self) -> str:
        """For one file of many."""
        if self.report and not self.already:
            told = f"  exit {self.code} (--strict)" if self.strictly_rejected else ""
            return f"{visible(self.name)}  {text.counted(self.report)}{told}"
        return f"{visible(self.name)}  exit {self.code}  {visible(self.reason)}"


def load_files(
    files: tuple[str, ...], db: str | None, wish: Wish, *, writes: bool, quiet: bool = False
) -> list[Outcome]:
    """Plan each file and, if `writes`, load it; a failure of one does not stop the others, an interruption does."""
    outcomes = [Outcome(name, db=db, is_strict=wish.strict, is_approved=wish.approved) for name in files]
    with contextlib.suppress(InterruptedLoadError), blaming(*outcomes), contextlib.ExitStack() as stack:
        folder = stack.enter_context(workspace(", ".join(files) if writes else ""))
        for outcome in outcomes:
            with blaming(outcome):
                outcome.source = pipeline.find(outcome.name, folder, max_unpacked=wish.max_unpacked)
        if any(outcome.source for outcome in outcomes):
            # The server is asked before a long file is read: what it can't do should be said at once.
            into = stack.enter_context(pipeline.database(db))
            for number, outcome in enumerate(outcomes):
                with blaming(outcome):
                    _load(outcome, into, wish, folder / str(number), writes=writes, quiet=quiet)
    return outcomes


def prepare_file(outcome: Outcome, source: Source, wish: Wish, folder: Path, *, quiet: bool = False) -> Job:
    """Everything up to the plan; what is known is noted as it becomes known, so that a failure can say it."""
    opened = open_file(source, wish, folder, quiet=quiet)
    outcome.raw = opened.raw
    outcome.recalled = pipeline.recall(opened.raw, opened.profile, wish.saved_mapping)
    outcome.job = prepare(opened, outcome.recalled, wish, folder, quiet=quiet)
    return outcome.job


def worst(outcomes: Sequence[Result]) -> int:
    """The exit code of the whole command."""
    return min((outcome.code for outcome in outcomes), key=WORST_FIRST.index)


def tell(outcomes: Sequence[Result], *, as_json: bool) -> None:
    """The result on stdout; failures on stderr. What was done is done, whether it can be told there or not."""
    try:
        _result(outcomes, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "What was loaded: leadtui runs"
        complain(f"the result can't be written to standard output: {error.strerror}", hint)
        stdout.give_up()
    complain_of(outcomes)


def _result(outcomes: Sequence[Result], *, as_json: bool) -> None:
    if as_json:
        documents = [outcome.document() for outcome in outcomes]
        click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, indent=1))
    elif len(outcomes) == 1:
        for line in outcomes[0].lines():
            click.echo(line)
    else:
        for outcome in outcomes:
            click.echo(outcome.line())


def complain_of(outcomes: Sequence[Result]) -> None:
    """The failures, on stderr; a failure that many share is said once."""
    said: list[LeadtuiError] = []
    for outcome in outcomes:
        failure = outcome.failure
        if failure is None or failure in said:
            continue
        said.append(failure)
        is_of_one = len(outcomes) > 1 and sum(other.failure is failure for other in outcomes) == 1
        needs_name = is_of_one and outcome.name not in failure.message
        complain(f"{outcome.name}: {failure.message}" if needs_name else failure.message, failure.hint)


@contextlib.contextmanager
def blaming(*outcomes: Outcome) -> Iterator[None]:
    """A failure inside is the outcome of these files, unless they failed already."""
    try:
        yield
    except LeadtuiError as error:
        failure = error
    except KeyboardInterrupt:
        failure = InterruptedLoadError("interrupted; what was not finished is rolled back")
    else:
        return
    for outcome in outcomes:
        if outcome.report is None:
            outcome.failure = outcome.failure or failure
            _name_file(outcome.failure, outcome.name)
    if isinstance(failure, InterruptedLoadError):
        raise failure  # what comes after was not wanted any more


def _name_file(failure: LeadtuiError, name: str) -> None:
    """Let the hint be typed as it stands: `leadtui open FILE` with the file."""
    if failure.hint and name != STDIN:
        failure.hint = failure.hint.replace(f"{_OPEN} FILE", f"{_OPEN} {shlex.quote(name)}")


def _load(outcome: Outcome, into: Database, wish: Wish, folder: Path, *, writes: bool, quiet: bool) -> None:
    if outcome.source is None:
        return
    folder.mkdir()
    if wish.saved_mapping:
        pipeline.examine(into, wish.saved_mapping)
    job = prepare_file(outcome, outcome.source, wish, folder, quiet=quiet)
    load_prepared(outcome, into, job, writes=writes, quiet=quiet)


def load_prepared(outcome: Outcome, into: Database, job: Job, *, writes: bool, quiet: bool) -> None:
    """Plan what was prepared and, if `writes`, load it; without the rows that the table would refuse."""
    if outcome.raw is None:
        _refuse_unfit(into, job)
    else:
        wanted = pipeline.fitted(into, outcome.raw, job.request)
        if wanted is not job.request:
            outcome.job = job = replace(job, request=wanted, checked=wanted.checked)
    if not writes:
        outcome.plan = pipeline.plan(into, job.request)
        refusal = outcome.plan.refusal(is_load=False)
        if refusal is not None:
            raise refusal
        return
    if job.mapping.load.require_approval and not outcome.is_approved:
        outcome.plan = pipeline.plan(into, job.request)
        if outcome.plan.already_loaded is not None and not job.request.force:
            if outcome.raw is not None:
                waiting.settled(outcome.raw)
            return
        _ask_approval(outcome, job, outcome.plan)
    with Meter("loading", quiet=quiet) as meter:
        # Nobody looks at the plan before the load, so it is made and carried out in one transaction.
        try:
            outcome.report = pipeline.load(into, job.request, on_plan=partial(_note, outcome, job), on_progress=meter)
        except InterruptedLoadError as error:
            outcome.report = error.report  # it may have come too late
            raise
    if outcome.raw is not None:
        waiting.settled(outcome.raw)


def _refuse_unfit(into: Database, job: Job) -> None:
    """Of a package no row can be put aside any more: its records' bytes are elsewhere.

    Raises:
        RefusedError: the table would refuse some rows.
    """
    issues = into.unfit(job.request)
    if issues:
        lines = len({issue.line for issue in issues})
        message = f"{lines:,} {'row' if lines == 1 else 'rows'} can't be loaded into {job.mapping.target.table}"
        raise RefusedError(f"{message}: {issues[0].message}", "Load the file itself: its rejects can be told then.")


def _ask_approval(outcome: Outcome, job: Job, plan: LoadPlan) -> NoReturn:
    """Let the file wait with what would be done, because its mapping wants a person to look at it.

    Raises:
        RefusedError: it would be refused anyway.
        NeedsPersonError: always otherwise.
    """
    refusal = plan.refusal()
    if refusal is not None:
        raise refusal
    mapping, count = job.mapping, plan.counts
    counted = f"+{count.inserted:,} new, ~{count.updated:,} changed, -{count.vanished:,} vanished"
    message = f"{job.request.file.name} waits for approval, as {mapping.name} wants it: {counted}"
    if outcome.raw is None:
        raise NeedsPersonError(message, "Load the package as it is with --yes.")
    waiting.ask_approval(outcome.raw, mapping.name, message)
    file = shlex.quote(outcome.name)
    hint = f"Look at it and load it: leadtui open {file}\nOr load it as it is: leadtui load --yes {file}"
    raise NeedsPersonError(message, hint)


def _note(outcome: Outcome, job: Job, plan: LoadPlan) -> None:
    """Keep what a load is about to do, and the rejected rows, before anything is written."""
    outcome.plan = plan
    is_written = plan.already_loaded is None or job.request.force
    is_new = outcome.rejects_file is None and is_written  # a retry plans again
    if is_new and outcome.raw and not job.checked.rejected.is_empty():
        path = pipeline.write_rejects(outcome.raw, job.request)
        outcome.rejects_file = str(path) if path else None
