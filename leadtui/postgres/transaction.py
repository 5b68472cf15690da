"""One transaction of a load or an undo: begun, tried again when it may go well, and proven after COMMIT.

After a lost answer to COMMIT nothing is tried again before the ledger has said whether it was done.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, LiteralString, TypeVar

import psycopg
import sqlalchemy
from psycopg import errors as pg

from leadtui.errors import DatabaseError, InDoubtError, InterruptedLoadError, LeadtuiError
from leadtui.postgres.connect import driver_of
from leadtui.postgres.failure import is_retryable, translated
from leadtui.postgres.lock import limit_waiting, lock_source, locked_error
from leadtui.postgres.migrate import require_current

_SETTINGS: Final[tuple[LiteralString, ...]] = (
    # How dates look must not depend on the role; the joins of a merge shall stay in memory.
    "datestyle = ISO",
    "intervalstyle = postgres",
    "timezone = 'UTC'",
    "work_mem = '64MB'",
    "client_min_messages = warning",
    # Statements as wide as ours take longer to compile than to run.
    "jit = off",
)
_TRIES: Final = 3
_Outcome = TypeVar("_Outcome")
_ASK_AGAIN: Final = 30.0
"""Seconds to wait for the server to finish with a COMMIT whose answer was lost."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be written, and how long others may be in the way."""

    engine: sqlalchemy.Engine
    where: str
    """The database, for people."""
    table: str
    """As the ledger calls it, once the table was looked at."""
    source: str
    lock_wait: float = 10.0
    """Seconds."""


def with_patience(once: Callable[[], _Outcome]) -> _Outcome:
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


@contextmanager
def transaction(place: Place) -> Iterator[sqlalchemy.Connection]:
    """A session of its own whose transaction is rolled back unless it was committed inside.

    Raises:
        DatabaseError: the database is not migrated, or fails.
        LockedError: somebody held a lock for longer than was to be waited.
    """
    connection = place.engine.connect()
    driver = driver_of(connection)
    try:
        # Whatever the role's default: after waiting for the source's lock its last load must be seen.
        driver.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        for setting in _SETTINGS:
            driver.execute(f"SET LOCAL {setting}")
        limit_waiting(driver, place.lock_wait)
        require_current(driver, place.where)
        yield connection
    except (pg.LockNotAvailable, sqlalchemy.exc.OperationalError) as error:
        original = error.orig if isinstance(error, sqlalchemy.exc.OperationalError) else error
        if not isinstance(original, pg.LockNotAvailable):
            raise
        driver.rollback()
        raise locked_error(driver, place.table, place.source, place.where, place.lock_wait) from None
    except psycopg.Error as error:
        told = translated(error, place.where)
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


def commit(driver: psycopg.Connection, place: Place, run: int) -> bool:
    """COMMIT what wrote `run` into the ledger, and where its answer is lost, ask the ledger.

    Whether it was cancelled just then, and done all the same: who wanted an end must get one.

    Raises:
        InDoubtError: the ledger cannot be asked.
        InterruptedLoadError: cancelled in the last moment, and nothing was written.
    """
    try:
        driver.commit()
    except (psycopg.OperationalError, KeyboardInterrupt) as error:
        if isinstance(error, psycopg.Error) and not driver.broken:
            raise
        is_cancelled = isinstance(error, KeyboardInterrupt)
        if _is_in_ledger(place, run):
            return is_cancelled
        if is_cancelled:
            raise InterruptedLoadError("cancelled at the last moment; nothing was written") from None
        raise
    return False


def _is_in_ledger(place: Place, run: int) -> bool:
    """Whether the run was committed: the source's lock tells when the old session is through."""
    try:
        with place.engine.connect() as connection:
            driver = driver_of(connection)
            limit_waiting(driver, _ASK_AGAIN)
            lock_source(driver, place.table, place.source)
            found = driver.execute("SELECT 1 FROM leadtui.runs WHERE run = %s", [run]).fetchone()
    except (psycopg.Error, DatabaseError):
        raise InDoubtError(
            f"{place.where}: the connection was lost at COMMIT, and the ledger cannot be asked; run {run} is in doubt",
            f"When the server is back: leadtui report {run}. Loading the file again is safe: it is never loaded twice.",
        ) from None
    return found is not None
