"""One load of a source at a time, per table; the lock goes with the transaction."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors as pg
from psycopg import sql

from leadtui.errors import LockedError

_HOLDERS: Final = """
    SELECT DISTINCT a.pid, a.usename, a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.granted AND l.pid <> pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.locktype = 'advisory' AND l.objsubid = 1
           AND (l.classid::bigint << 32 | l.objid::bigint)
               IN (hashtextextended(%(name)s, 0), hashtextextended(%(all)s, 0))
        OR l.locktype = 'relation' AND l.relation = to_regclass(%(table)s) AND l.mode IN
           ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'))
    ORDER BY a.pid"""


def limit_waiting(connection: psycopg.Connection, seconds: float) -> None:
    """For this transaction: give up waiting for any lock after so long."""
    milliseconds = max(1, round(seconds * 1000))
    connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(milliseconds))


def lock_source(connection: psycopg.Connection, table: str, source: str, *, whole_table: bool = False) -> None:
    """Wait for other loads of the source into the table, then keep them out until the transaction ends.

    With `whole_table`, loads of every source: where two sources may have the same row.
    """
    for name in (_name(table, source), *([_name(table, "")] if whole_table else [])):
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def locked_error(connection: psycopg.Connection, table: str, source: str, where: str, waited: float) -> LockedError:
    """Who is in the way; called after the transaction was rolled back."""
    try:
        rows = connection.execute(
            _HOLDERS, {"name": _name(table, source), "all": _name(table, ""), "table": table}
        ).fetchall()
    except pg.Error:
        rows = []
    holders = ", ".join(f"pid {pid} (user {user}, {program or 'unnamed program'})" for pid, user, program in rows)
    return LockedError(
        f"{where}: {source} cannot be loaded into {table} now; waited {waited:g} s for {holders or 'another session'}",
        "Try again when it is done, or wait longer: --lock-wait SECONDS.",
    )


def _name(table: str, source: str) -> str:
    return f"leadtui load {table} {source}"
