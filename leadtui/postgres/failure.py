"""What the server or the connection said, as one clear line of ours.

Postgres' own texts may be long, translated, or carry values of rows; the SQLSTATE decides what is
said, and of the server's words only the first line is quoted, cut to a decent length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
import sqlalchemy.exc
from psycopg import errors as pg

from leadtui.errors import DatabaseError, LockedError

_LONGEST: Final = 300
RETRYABLE: Final = ("40001", "40P01", "57P01", "57P02", "57P03", "53300", "25P03")
"""And the class 08: what may go well when tried again from the start."""
_ROOM: Final = "Free some space there, then load again."
_FILES: Final = "md.c"
"""Where a server writes its tables: a quota or a limit of the system has no SQLSTATE of its own."""

_SAID: Final[tuple[tuple[type[psycopg.Error], str, str | None], ...]] = (
    (pg.LockNotAvailable, "another session holds a lock on what is needed", "Try again, or wait longer: --lock-wait."),
    (pg.QueryCanceled, "the server cancelled the work: {said}", "If that was a timeout, raise statement_timeout."),
    (pg.AdminShutdown, "the server ended the connection: {said}", "Try again when it is back."),
    (pg.CrashShutdown, "the server crashed and is recovering", "Try again in a moment."),
    (pg.CannotConnectNow, "the server is starting or stopping", "Try again in a moment."),
    (pg.TooManyConnections, "the server has no connection left", "Try again later, or raise max_connections."),
    (pg.DiskFull, "the server's disk is full: {said}", _ROOM),
    (pg.OutOfMemory, "the server is out of memory: {said}", None),
    (pg.ReadOnlySqlTransaction, "the database takes no writes (a standby, or read only by configuration)", None),
    (pg.InsufficientPrivilege, "not allowed by the server: {said}", "Ask the owner of the database for the right."),
    (pg.DeadlockDetected, "the server broke a deadlock with another session", "Try again."),
    (pg.SerializationFailure, "another session changed the same rows at the same time", "Try again."),
    (pg.IdleInTransactionSessionTimeout, "the server ended the connection: idle in transaction for too long", None),
)


def one_line(text: str) -> str:
    """The first line of what a server said, without control characters and of bounded length."""
    first = next((line for line in text.strip().splitlines() if line.strip()), "no reason given")
    plain = "".join(letter if letter.isprintable() else " " for letter in first[: _LONGEST * 2])
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def said(error: psycopg.Error) -> str:
    """The server's own words, cut to one line."""
    return one_line(error.diag.message_primary or str(error))


def is_retryable(error: psycopg.Error) -> bool:
    """Whether the same work may go well from the start: lost connections, deadlocks and the like."""
    state = error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError)
    return state in RETRYABLE or state.startswith("08")


def translated(error: psycopg.Error, where: str) -> DatabaseError | LockedError:
    """The failure as one of ours; `where` is the database's label."""
    for kind, message, hint in _SAID:
        if isinstance(error, kind):
            made = LockedError if kind is pg.LockNotAvailable else DatabaseError
            return made(f"{where}: {message.format(said=said(error))}", hint)
    if error.sqlstate == "XX000" and error.diag.source_file == _FILES:
        return DatabaseError(f"{where}: the server cannot write its files: {said(error)}", _ROOM)
    if error.sqlstate is None and isinstance(error, psycopg.OperationalError):
        return DatabaseError(f"{where}: the connection was lost: {said(error)}", "Nothing was written. Try again.")
    return DatabaseError(f"{where}: {said(error)}" + (f" ({error.sqlstate})" if error.sqlstate else ""))


@contextmanager
def translating(where: Callable[[], str]) -> Iterator[None]:
    """Turn every failure of the server inside into a `DatabaseError` or `LockedError`."""
    try:
        yield
    except psycopg.Error as error:
        raise translated(error, where()) from None
    except sqlalchemy.exc.DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            raise translated(error.orig, where()) from None
        raise
