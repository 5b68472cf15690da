"""Plan and load, each in one transaction (`transaction.py`).

begin → wait for the source's lock → look at the table and the ledger → stage → decide
      → plan: roll back
      → load: show the plan to whoever wants to stop it → write rows, rejects and ledger → COMMIT
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import psycopg
import sqlalchemy

from leadtui.errors import ChangedError, InterruptedLoadError
from leadtui.model.issue import Issue
from leadtui.model.plan import Counts, LoadPlan, LoadReport, LoadRequest, PastRun
from leadtui.postgres import ledger
from leadtui.postgres.apply import apply
from leadtui.postgres.beside import expect_many
from leadtui.postgres.books import register
from leadtui.postgres.connect import driver_of
from leadtui.postgres.fit import find_undecided, find_unfit
from leadtui.postgres.live_table import LiveTable, look_at
from leadtui.postgres.lock import lock_source
from leadtui.postgres.merge import Merge
from leadtui.postgres.past import Past, past
from leadtui.postgres.plan import Decided, decide
from leadtui.postgres.stage import Progress, stage
from leadtui.postgres.transaction import Place, commit, transaction, with_patience

Approval = Callable[[LoadPlan], None]
"""Shown what a load is about to do, inside its transaction; what it raises stops the load. Called again on a retry."""


@dataclass(frozen=True, slots=True)
class Work:
    """A request, and the database it is for."""

    engine: sqlalchemy.Engine
    where: str
    request: LoadRequest
    expected: LoadPlan | None = None
    """What a person saw; a load that would do anything else is refused."""
    on_plan: Approval | None = None
    on_progress: Progress | None = None

    @property
    def place(self) -> Place:
        """Where it is to be written."""
        mapping = self.request.mapping
        return Place(self.engine, self.where, mapping.target.table, mapping.name, self.request.lock_wait)


def plan(work: Work) -> LoadPlan:
    """What a load would do now; nothing is written."""
    return with_patience(lambda: _plan_once(work))


def _plan_once(work: Work) -> LoadPlan:
    with transaction(work.place) as connection:
        table = _prepared(connection, work, to_write=False)
        known = past(driver_of(connection), work.request, table)
        return decide(connection, work.request, table, known, where=work.where, on_progress=work.on_progress).plan


def unfit(work: Work) -> tuple[Issue, ...]:
    """The rows that can't be loaded into this table, as issues that reject them; nothing is written.

    Those that a table which is not ours would refuse, and those of one lead that differ where the mapping rejects them.
    """
    return with_patience(lambda: _unfit_once(work))


def _unfit_once(work: Work) -> tuple[Issue, ...]:
    request = work.request
    with transaction(work.place) as connection:
        table = _prepared(connection, work, to_write=False)
        if not table.books.is_beside and request.mapping.load.duplicates != "reject":
            return ()
        driver = driver_of(connection)
        known = past(driver, request, table)
        if known.same is not None and not request.force:
            return ()
        staged = stage(driver, request, table, work.on_progress, is_trial=True)
        expect_many(driver, staged.row_count)
        merge = Merge(
            driver,
            request.mapping,
            table,
            staged,
            work.on_progress,
            is_addition=request.reloads_run is not None,
            is_older=known.older is not None,
        )
        undecided = find_undecided(merge, request)
        return undecided + (find_unfit(merge, request) if table.books.is_beside else ())


def load(work: Work) -> LoadReport:
    """Load, or say that it was loaded already.

    Raises:
        ChangedError: the plan is no longer the expected one.
        RefusedError: a limit of the mapping is broken, or a row cannot be stored.
        LockedError: another load of the source is running.
        InterruptedLoadError: `on_progress` said so, or it came too late and there is a report.
        InDoubtError: whether it was done could not be found out.
    """
    return with_patience(lambda: _load_once(work))


def _load_once(work: Work) -> LoadReport:
    with transaction(work.place) as connection:
        driver = driver_of(connection)
        table = _prepared(connection, work, to_write=True)
        known = past(driver, work.request, table)
        if known.same is not None and not work.request.force:
            earlier = _already_loaded(ledger.report(driver, work.where, known.same.run))
            _show(work, _nothing_to_do(earlier, known.same))
            return earlier
        decided = decide(connection, work.request, table, known, where=work.where, on_progress=work.on_progress)
        _show(work, decided.plan)
        refusal = decided.plan.refusal(work.request.accepted)
        if refusal is not None:
            raise refusal
        if work.expected is not None:
            _refuse_changed(work.expected, decided.plan)
        run = _write(driver, decided, work.request, known)
        report = ledger.report(driver, work.where, run)
        if commit(driver, replace(work.place, table=table.name), run):
            message = f"interrupted when {work.request.file.name} was just loaded (run {run})"
            raise InterruptedLoadError(message, "It is not rolled back.", report=report)
        return report


def _write(driver: psycopg.Connection, decided: Decided, request: LoadRequest, known: Past) -> int:
    register(driver, decided.merge.books)
    run = ledger.open_run(driver, request, known, decided.merge)
    previous = ledger.report(driver, "", known.latest).started if known.latest is not None else None
    counts = apply(decided.merge, run, decided.plan.counts, previous)
    ledger.write_rejects(driver, run, request.rejects)
    ledger.close_run(driver, run, counts)
    return run


def _prepared(connection: sqlalchemy.Connection, work: Work, *, to_write: bool) -> LiveTable:
    """The table, looked at, and for a load locked against other loads of the source."""
    table = look_at(connection, work.request.mapping.target, to_write=to_write)
    if to_write:
        lock_source(driver_of(connection), table.name, work.request.mapping.name, whole_table=table.books.is_beside)
    return table


def _already_loaded(earlier: LoadReport) -> LoadReport:
    """The earlier run's report, with the counts this call would have come to: nothing new, nothing changed."""
    was = earlier.counts
    unchanged = was.inserted + was.updated + was.unchanged
    counts = Counts(was.read, 0, 0, unchanged, was.rejected, was.duplicates, 0)
    return replace(earlier, counts=counts, state="already_loaded")


def _nothing_to_do(earlier: LoadReport, same: PastRun) -> LoadPlan:
    return LoadPlan(
        table=earlier.table,
        database=earlier.database,
        source=earlier.source,
        mode=earlier.mode,
        counts=earlier.counts,
        changes=(),
        inserted_examples=(),
        vanished_examples=(),
        doubts=(),
        already_loaded=same,
    )


def _show(work: Work, plan: LoadPlan) -> None:
    if work.on_plan is not None:
        work.on_plan(plan)


def _refuse_changed(expected: LoadPlan, found: LoadPlan) -> None:
    if expected.counts == found.counts and expected.digest == found.digest:
        return
    differences = [
        f"{name} {before:,} → {now:,}"
        for name in ("inserted", "updated", "unchanged", "vanished", "duplicates", "rejected", "read")
        if (before := getattr(expected.counts, name)) != (now := getattr(found.counts, name))
    ]
    what = ", ".join(differences) or "the same numbers, but of other rows or values"
    raise ChangedError(f"{found.table} or the file changed since the plan: {what}; nothing was written", "Plan again.")
