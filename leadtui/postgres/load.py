"""Plan and load, each in one transaction; the load also after a lost answer to COMMIT.

    begin → wait for the source's lock → look at the table and the ledger → stage → decide
          → plan: roll back
          → load: show the plan to whoever wants to stop it → write rows, rejects and ledger → COMMIT

A load that loses its connection, or a deadlock, is tried again from the start, a few times. After a
lost answer to COMMIT nothing is tried again before the ledger has said whether it was done.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final, LiteralString, TypeVar

import psycopg
import sqlalchemy
from psycopg import errors as pg

from leadtui.errors import ChangedError, DatabaseError, InDoubtError, InterruptedLoadError, LeadtuiError
from leadtui.model.plan import Counts, LoadPlan, LoadReport, LoadRequest, PastRun
from leadtui.postgres import ledger
from leadtui.postgres.apply import apply
from leadtui.postgres.connect import driver_of
from leadtui.postgres.failure import is_retryable, translated
from leadtui.postgres.live_table import LiveTable, look_at
from leadtui.postgres.lock import limit_waiting, lock_source, locked_error
from leadtui.postgres.migrate import require_current
from leadtui.postgres.plan import Decided, decide
from leadtui.postgres.stage import Progress

_SETTINGS: Final[tuple[LiteralString, ...]] = (
    # How dates look must not depend on the role; the joins of a merge shall stay in memory.
    "datestyle = ISO",
    "timezone = 'UTC'",
    "work_mem = '64MB'",
    "client_min_messages = warning",
)
_TRIES: Final = 3
_Outcome = TypeVar("_Outcome")
Approval = Callable[[LoadPlan], None]
"""Shown what a load is about to do, inside its transaction; what it raises stops the load. Called again on a retry."""
_ASK_AGAIN: Final = 30.0
"""Seconds to wait for the server to finish with a COMMIT whose answer was lost."""


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


def plan(work: Work) -> LoadPlan:
    """What a load would do now; nothing is written."""
    return _with_patience(lambda: _plan_once(work))


def _plan_once(work: Work) -> LoadPlan:
    with _transaction(work) as connection:
        table = _prepared(connection, work, to_write=False)
        known = ledger.past(driver_of(connection), work.request, table)
        return decide(connection, work.request, table, known, where=work.where, on_progress=work.on_progress).plan


def load(work: Work) -> LoadReport:
    """Load, or say that it was loaded already.

    Raises:
        ChangedError: the plan is no longer the expected one.
        RefusedError: a limit of the mapping is broken, or a row cannot be stored.
        LockedError: another load of the source is running.
        InterruptedLoadError: `on_progress` said so.
        InDoubtError: whether it was done could not be found out.
    """
    return _with_patience(lambda: _load_once(work))


def _with_patience(once: Callable[[], _Outcome]) -> _Outcome:
    """Again from the start, a few times, after failures that may not come again."""
    for attempt in range(1, _TRIES):
        try:
            return once()
        except _LostError:
            time.sleep(random.uniform(0.1, 0.5) * attempt)  # noqa: S311  only to keep two loads out of step
    try:
        return once()
    except _LostError as lost:
        raise lost.told from None


class _LostError(Exception):
    """A failure after which the same load may go well."""

    def __init__(self, told: LeadtuiError) -> None:
        super().__init__()
        self.told = told


def _load_once(work: Work) -> LoadReport:
    with _transaction(work) as connection:
        driver = driver_of(connection)
        table = _prepared(connection, work, to_write=True)
        known = ledger.past(driver, work.request, table)
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
        run = _write(driver, decided, work.request, table, known)
        report = ledger.report(driver, work.where, run)
        _commit(driver, work, table, run)
        return report


def _write(
    driver: psycopg.Connection, decided: Decided, request: LoadRequest, table: LiveTable, known: ledger.Past
) -> int:
    run = ledger.open_run(driver, request, table, known)
    previous = ledger.report(driver, "", known.latest).started if known.latest is not None else None
    counts = apply(decided.merge, run, decided.plan.counts, previous)
    ledger.write_rejects(driver, run, request.rejects)
    ledger.close_run(driver, run, counts)
    return run


def _prepared(connection: sqlalchemy.Connection, work: Work, *, to_write: bool) -> LiveTable:
    """The table, looked at, and for a load locked against other loads of the source."""
    driver = driver_of(connection)
    for setting in _SETTINGS:
        driver.execute(f"SET LOCAL {setting}")
    limit_waiting(driver, work.request.lock_wait)
    require_current(driver, work.where)
    table = look_at(connection, work.request.mapping.target, to_write=to_write)
    if to_write:
        lock_source(driver, table.name, work.request.mapping.name)
    return table


@contextmanager
def _transaction(work: Work) -> Iterator[sqlalchemy.Connection]:
    """A session of its own whose transaction is rolled back unless it was committed inside."""
    connection = work.engine.connect()
    driver = driver_of(connection)
    try:
        yield connection
    except (pg.LockNotAvailable, sqlalchemy.exc.OperationalError) as error:
        original = error.orig if isinstance(error, sqlalchemy.exc.OperationalError) else error
        if not isinstance(original, pg.LockNotAvailable):
            raise
        driver.rollback()
        mapping = work.request.mapping
        table = mapping.target.table
        raise locked_error(driver, table, mapping.name, work.where, work.request.lock_wait) from None
    except psycopg.Error as error:
        told = translated(error, work.where)
        if is_retryable(error):
            raise _LostError(told) from None
        raise told from None
    finally:
        _end(connection, driver)


def _end(connection: sqlalchemy.Connection, driver: psycopg.Connection) -> None:
    """Leave nothing open on the server; a session that is lost already is no failure any more."""
    with suppress(psycopg.Error):
        driver.rollback()
    with suppress(sqlalchemy.exc.DBAPIError):
        connection.close()


def _commit(driver: psycopg.Connection, work: Work, table: LiveTable, run: int) -> None:
    """COMMIT, and where its answer is lost, ask the ledger."""
    try:
        driver.commit()
    except (psycopg.OperationalError, KeyboardInterrupt) as error:
        if isinstance(error, psycopg.Error) and not driver.broken:
            raise
        if _is_in_ledger(work, table, run):
            return
        if isinstance(error, KeyboardInterrupt):
            raise InterruptedLoadError("cancelled at the last moment; nothing was written") from None
        raise


def _is_in_ledger(work: Work, table: LiveTable, run: int) -> bool:
    """Whether the run was committed: the source's lock tells when the old session is through."""
    try:
        with work.engine.connect() as connection:
            driver = driver_of(connection)
            limit_waiting(driver, _ASK_AGAIN)
            lock_source(driver, table.name, work.request.mapping.name)
            found = driver.execute("SELECT 1 FROM leadtui.runs WHERE run = %s", [run]).fetchone()
    except (psycopg.Error, DatabaseError):
        raise InDoubtError(
            f"{work.where}: the connection was lost at COMMIT, and the ledger cannot be asked; run {run} is in doubt",
            f"When the server is back: leadtui report {run}. Loading the file again is safe: it is never loaded twice.",
        ) from None
    return found is not None


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
