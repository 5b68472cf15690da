"""How the database is: server, encryption, migrations, size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg

from leadtui.postgres.migrate import MigrationState, migration_state


@dataclass(frozen=True, slots=True)
class DatabaseStatus:
    """What `leadtui db status` shows."""

    database: str
    """The label: `leads@db1`."""
    origin: str
    """Who chose it: `--db`, `DATABASE_URL`, `the default`."""
    is_embedded: bool
    server_version: str
    role: str
    tls: str | None
    """Protocol and cipher; None where the connection is not encrypted."""
    migrations: MigrationState
    revision: str | None
    """The latest migration applied."""
    size: int
    """Bytes of the whole database."""
    run_count: int


def read_status(connection: psycopg.Connection, database: str, origin: str, *, is_embedded: bool) -> DatabaseStatus:
    """Ask the server."""
    role, size = _one(connection, "SELECT current_user::text, pg_database_size(current_database())")
    state = migration_state(connection)
    has_ledger = state is not MigrationState.NONE
    return DatabaseStatus(
        database=database,
        origin=origin,
        is_embedded=is_embedded,
        server_version=str(connection.info.parameter_status("server_version")),
        role=role,
        tls=_tls(connection),
        migrations=state,
        revision=_one(connection, "SELECT version_num FROM leadtui.migration")[0] if has_ledger else None,
        size=size,
        run_count=_one(connection, "SELECT count(*) FROM leadtui.runs")[0] if has_ledger else 0,
    )


def _tls(connection: psycopg.Connection) -> str | None:
    if not connection.pgconn.ssl_in_use:
        return None
    version, cipher = _one(connection, "SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    return f"{version} {cipher}"


def _one(connection: psycopg.Connection, query: LiteralString) -> tuple[Any, ...]:
    return connection.execute(query).fetchone() or (None, None)
