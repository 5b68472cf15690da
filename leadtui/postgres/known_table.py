"""A table that was loaded once, as it is now: what undo, lineage and erasing need to know of it."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from leadtui.errors import RefusedError
from leadtui.postgres.live_table import LINEAGE, locate_table
from leadtui.postgres.table_name import TableName


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column of a table, and whether its values can be written."""

    name: str
    is_generated: bool
    is_always_identity: bool


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table that was loaded once, as it is now."""

    schema: str
    table: str
    name: str
    """Both together, quoted: what the ledger calls it."""
    columns: tuple[StoredColumn, ...]

    @property
    def identifier(self) -> sql.Identifier:
        """Quoted for SQL."""
        return sql.Identifier(self.schema, self.table)


def find_table(connection: psycopg.Connection, name: str) -> KnownTable:
    """The table of that name, as the ledger writes it.

    Raises:
        DatabaseError: there is no such table any more.
        RefusedError: it has lost the columns leadtui keeps its lineage in.
    """
    schema, table, full = locate_table(connection, TableName.parse(name))
    rows = connection.execute(
        "SELECT attname, attgenerated <> '', attidentity = 'a' FROM pg_attribute"
        " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [full],
    ).fetchall()
    columns = tuple(StoredColumn(*row) for row in rows)
    missing = sorted(set(LINEAGE) - {column.name for column in columns})
    if missing:
        raise RefusedError(f"the table {full} has no column {missing[0]!r} any more, which leadtui keeps lineage in")
    return KnownTable(schema, table, full, columns)
