"""Connections to the chosen database, each failure to connect told in one line.

SQLAlchemy's engine serves introspection and migrations; underneath is always psycopg, which rows are
copied through. No connection is kept when it is not in use.
"""

from __future__ import annotations

import re
from typing import Final, cast

import psycopg
import sqlalchemy

from leadtui.errors import DatabaseError
from leadtui.postgres import embedded
from leadtui.postgres.choose import DatabaseChoice
from leadtui.postgres.conninfo import Conninfo
from leadtui.postgres.failure import one_line

OLDEST: Final = 140000
_CAUSES: Final = (
    (r"password authentication failed|no password supplied|SASL|SCRAM", "Check the user and the password (~/.pgpass)."),
    (r"translate host name|Name or service|nodename", "Check the spelling of the host."),
    (r"database .* does not exist", "Create it with createdb, or name another one."),
    (r"role .* does not exist", "Check the user, or create it with createuser."),
    (r"server does not support SSL", "Where the network is trusted, add ?sslmode=disable to the URL."),
    (r"certificate|SSL error", "Check sslmode and sslrootcert."),
    (r"no pg_hba.conf entry|permission denied|not permitted", "Ask the owner of the server for the right to connect."),
    (r"require_auth|authentication method requirement", "It asks for a clear-text password without encryption."),
    (r"too many (clients|connections)|remaining connection slots", "Try again later."),
    (r"definition of service|service file", "Check PGSERVICE and ~/.pg_service.conf."),
    (r"refused|No such file|timeout|timed out|unreachable|No route", "Is it running there, and the port right?"),
)
"""Before a session exists there is no SQLSTATE; in a translated message no cause is found, and none is needed."""


def connect(choice: DatabaseChoice, *, autocommit: bool = False) -> psycopg.Connection:
    """A new session, the embedded server started where it is the choice.

    Raises:
        DatabaseError: there is no getting in, with the reason.
    """
    connection = _connected(choice.conninfo, choice.label) if choice.conninfo else _connected_to_embedded(choice.label)
    connection.autocommit = autocommit
    # Behind a pooler the next transaction may meet another session, which does not know our statements.
    connection.prepare_threshold = None
    if connection.info.server_version < OLDEST:
        version = connection.info.server_version // 10000
        connection.close()
        raise DatabaseError(f"{choice.label} is PostgreSQL {version}; leadtui needs {OLDEST // 10000} or later")
    return connection


def _connected(conninfo: Conninfo, label: str) -> psycopg.Connection:
    try:
        return psycopg.connect(**conninfo.parameters())  # type: ignore[arg-type]
    except psycopg.Error as error:
        raise _refused(error, label, conninfo) from None


def _connected_to_embedded(label: str) -> psycopg.Connection:
    """Once more if the server went away between the look at it and the connection."""
    try:
        return _connected(embedded.start(), label)
    except DatabaseError:
        return _connected(embedded.start(), label)


def engine_for(choice: DatabaseChoice) -> sqlalchemy.Engine:
    """SQLAlchemy's view of the database; it opens and closes sessions of `connect`."""
    return sqlalchemy.create_engine(
        "postgresql+psycopg://", creator=lambda: connect(choice), poolclass=sqlalchemy.NullPool, hide_parameters=True
    )


def driver_of(connection: sqlalchemy.Connection) -> psycopg.Connection:
    """The psycopg session under an SQLAlchemy one: same transaction."""
    return cast("psycopg.Connection", connection.connection.driver_connection)


def _refused(error: psycopg.Error, label: str, conninfo: Conninfo) -> DatabaseError:
    text = conninfo.scrub(str(error))
    hint = next((hint for pattern, hint in _CAUSES if re.search(pattern, text, re.IGNORECASE)), None)
    return DatabaseError(f"cannot connect to {label}: {_reason(text)}", hint)


def _reason(text: str) -> str:
    """The last thing said: libpq lists each address it tried before it."""
    told = [line for line in text.splitlines() if re.search(r"failed|FATAL|error|could not|timeout|defin|auth", line)]
    last = told[-1] if told else text
    return one_line(re.sub(r"^.*?(FATAL:|failed:|error:)\s*", "", last))
