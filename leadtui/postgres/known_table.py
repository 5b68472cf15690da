"""A table that was loaded once, as it is now: what undo, lineage and erasing need to know of it."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from leadtui.postgres.books import Books, StoredColumn, columns_of, find_books
from leadtui.postgres.live_table import locate_table
from leadtui.postgres.table_name import TableName


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table that was loaded once, as it is now."""

    schema: str
    table: str
    name: str
    """Both together, quoted: what the ledger calls it."""
    columns: tuple[StoredColumn, ...]
    books: Books

    @property
    def identifier(self) -> sql.Identifier:
        """Quoted for SQL."""
        return sql.Identifier(self.schema, self.table)


def find_table(connection: psycopg.Connection, name: str) -> KnownTable:
    """The table of that name, as the ledger writes it.

    Raises:
        DatabaseError: there is no such table any more.
        RefusedError: it has lost the columns leadtui keeps its lineage in, or tells its rows apart by.
    """
    schema, table, full = locate_table(connection, TableName.parse(name))
    columns = columns_of(connection, full)
    books = find_books(connection, sql.Identifier(schema, table), full, columns)
    return KnownTable(schema, table, full, tuple(columns.values()), books)
