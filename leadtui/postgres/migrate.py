"""Bringing a database up to date, and telling whether it is.

On the embedded server this happens by itself; anywhere else only when a person says `leadtui db
migrate`, because it creates tables.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

import psycopg
import sqlalchemy
from psycopg import sql

from leadtui.errors import DatabaseError
from leadtui.postgres import migrations
from leadtui.postgres.connect import driver_of

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('leadtui migrations', 0))"
_HINT: Final = "leadtui db migrate"


class MigrationState(StrEnum):
    """How the tables in the database relate to this version of leadtui."""

    NONE = "none"
    """Nothing of leadtui's is there yet."""
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"
    """Made by a newer leadtui."""


def migration_state(connection: psycopg.Connection) -> MigrationState:
    """Read the version the database says it has."""
    known = connection.execute("SELECT to_regclass(%s)", [f"{migrations.SCHEMA}.{migrations.VERSION_TABLE}"]).fetchone()
    if known is None or known[0] is None:
        return MigrationState.NONE
    query = sql.SQL("SELECT version_num FROM {}").format(sql.Identifier(migrations.SCHEMA, migrations.VERSION_TABLE))
    row = connection.execute(query).fetchone()
    if row is None:
        return MigrationState.NONE
    if row[0] == migrations.REVISIONS[-1]:
        return MigrationState.CURRENT
    return MigrationState.BEHIND if row[0] in migrations.REVISIONS else MigrationState.AHEAD


def require_current(connection: psycopg.Connection, where: str) -> None:
    """Refuse a database whose tables are not those of this version.

    Raises:
        DatabaseError: with the command that helps.
    """
    state = migration_state(connection)
    if state is MigrationState.NONE:
        raise DatabaseError(f"{where} has no tables of leadtui yet", _HINT)
    if state is MigrationState.BEHIND:
        raise DatabaseError(f"{where} is behind: its tables are those of an older leadtui", _HINT)
    if state is MigrationState.AHEAD:
        raise DatabaseError(f"{where} was migrated by a newer leadtui than this one", "Upgrade leadtui here.")


def migrate(engine: sqlalchemy.Engine, where: str) -> bool:
    """Create or upgrade leadtui's tables in one transaction; whether there was anything to do.

    Raises:
        DatabaseError: the database is not in UTF-8, or a newer leadtui's.
    """
    with engine.begin() as connection:
        driver = driver_of(connection)
        driver.execute(_LOCK)
        state = migration_state(driver)
        if state is MigrationState.CURRENT:
            return False
        if state is MigrationState.AHEAD:
            require_current(driver, where)
        _require_utf8(driver, where)
        driver.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(migrations.SCHEMA)))
        _upgrade(connection)
    return True


def _upgrade(connection: sqlalchemy.Connection) -> None:
    from alembic import command  # noqa: PLC0415  heavy, and needed once in a database's life
    from alembic.config import Config  # noqa: PLC0415  as above

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _require_utf8(connection: psycopg.Connection, where: str) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise DatabaseError(
            f"{where} is encoded {encoding}; leadtui needs UTF8",
            "Create one: createdb --encoding=UTF8 --template=template0 NAME",
        )
