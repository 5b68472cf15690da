"""The target table as it is in the database now, held against what the mapping wants to fill.

Whatever is wrong with it is said before a row is copied, and names the column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import psycopg
import sqlalchemy
from psycopg import sql
from sqlalchemy import types

from leadtui.errors import DatabaseError, RefusedError, UsageError
from leadtui.model.target import FieldType, Target
from leadtui.postgres.books import LINEAGE, Books, StoredColumn, columns_of, find_books
from leadtui.postgres.connect import driver_of
from leadtui.postgres.migrations import SCHEMA
from leadtui.postgres.table_name import TableName

_STAGED: Final = {
    FieldType.TEXT: "text",
    FieldType.INTEGER: "bigint",
    FieldType.NUMERIC: "numeric",
    FieldType.DATE: "date",
    FieldType.BOOLEAN: "boolean",
    FieldType.TIMESTAMP: "timestamptz",
}
_HOLDS: Final[dict[FieldType, tuple[type[types.TypeEngine[Any]], ...]]] = {
    FieldType.TEXT: (types.String,),
    FieldType.INTEGER: (types.Integer, types.Numeric),
    FieldType.NUMERIC: (types.Numeric,),
    FieldType.DATE: (types.Date,),
    FieldType.BOOLEAN: (types.Boolean,),
    FieldType.TIMESTAMP: (types.DateTime,),
}
_MADE_OF: Final = {
    FieldType.INTEGER: {"int2", "int4", "int8", "numeric", "float4", "float8"},
    FieldType.NUMERIC: {"numeric", "float4", "float8"},
    FieldType.DATE: {"date"},
    FieldType.BOOLEAN: {"bool"},
    FieldType.TIMESTAMP: {"timestamp", "timestamptz"},
}
"""The types a domain may be of to hold a field; a text can become anything."""
_SMALL: Final = (-(2**15), 2**15 - 1)
_PLAIN: Final = (-(2**31), 2**31 - 1)
_DIALECT: Final = sqlalchemy.create_mock_engine("postgresql+psycopg://", lambda *_: None).dialect


@dataclass(frozen=True, slots=True)
class LiveColumn:
    """One field of the target, as a column of the table."""

    name: str
    staged_as: str
    """The type its values wait in before they are merged."""
    stored_as: str
    """The column's own type, as SQL writes it."""
    misfit: sql.Composable | None = None
    """True for a staged value that the column cannot hold as it is; None when it holds them all."""
    is_required: bool = False
    """NOT NULL in a table that is not ours: a blank cannot erase it."""
    default: sql.Composable | None = None
    """What the server would take for nothing, in a table that is not ours."""

    @property
    def identifier(self) -> sql.Identifier:
        """Quoted for SQL."""
        return sql.Identifier(self.name)


@dataclass(frozen=True, slots=True)
class LiveTable:
    """A table that can be loaded."""

    schema: str
    table: str
    name: str
    """Both together, quoted as Postgres does: what the ledger calls it."""
    columns: tuple[LiveColumn, ...]
    """Those the target has fields for, in the target's order."""
    books: Books

    @property
    def identifier(self) -> sql.Identifier:
        """Quoted for SQL."""
        return sql.Identifier(self.schema, self.table)


def look_at(connection: sqlalchemy.Connection, target: Target, *, to_write: bool) -> LiveTable:
    """The target's table, fit to be planned for or, with `to_write`, loaded into.

    Raises:
        UsageError: the target's table name cannot be one, or a field is called like a lineage column.
        DatabaseError: there is no such table, or no right to use it.
        RefusedError: a column is missing or cannot hold its field.
    """
    driver = driver_of(connection)
    schema, table, name = locate_table(driver, TableName.parse(target.table))
    _require_rights(driver, name, to_write=to_write)
    stored = columns_of(driver, name)
    books = find_books(driver, sql.Identifier(schema, table), name, stored)
    reserved = [] if books.is_beside else sorted(set(target.fields) & set(LINEAGE))
    if reserved:
        raise UsageError(f"the field {reserved[0]!r} is called like a column leadtui keeps itself", "Rename the field.")
    found = {column["name"]: column["type"] for column in sqlalchemy.inspect(connection).get_columns(table, schema)}
    columns = []
    for field, declared in target.fields.items():
        if field not in stored or field not in found:
            raise RefusedError(
                f"the table {name} has no column {field!r} (any more)", "Correct the table or the mapping."
            )
        if books.is_beside:
            columns.append(column_of_others(driver, name, stored[field], found[field], declared.type))
        else:
            columns.append(_column(name, field, declared.type, found[field]))
    return LiveTable(schema, table, name, tuple(columns), books)


def locate_table(connection: psycopg.Connection, name: TableName) -> tuple[str, str, str]:
    """Schema, table, and both together as Postgres quotes them.

    Raises:
        DatabaseError: there is no such table.
        UsageError, RefusedError: it is not one to be loaded into.
    """
    row = connection.execute(
        "SELECT n.nspname, c.relname, format('%%I.%%I', n.nspname, c.relname), c.relkind::text"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(%s)",
        [name.identifier.as_string(connection)],
    ).fetchone()
    if row is None:
        raise DatabaseError(f"there is no table {name}", "leadtui db status")
    schema, table, full, kind = row
    if schema.startswith("pg_") or schema in {"information_schema", SCHEMA}:
        raise UsageError(f"{full} is not for loading into")
    if kind != "r":
        raise RefusedError(f"{full} is not a plain table (a view, or a partitioned or foreign table)")
    heirs = connection.execute("SELECT count(*) FROM pg_inherits WHERE inhparent = %s::regclass", [full]).fetchone()
    if heirs != (0,):
        raise RefusedError(f"{full} is not a plain table: other tables inherit from it")
    return schema, table, full


def _require_rights(connection: psycopg.Connection, name: str, *, to_write: bool) -> None:
    rights = ["SELECT", "INSERT", "UPDATE"] if to_write else ["SELECT"]
    for right in rights:
        row = connection.execute("SELECT has_table_privilege(%s, %s), current_user", [name, right]).fetchone()
        if row is not None and not row[0]:
            raise DatabaseError(f"the role {row[1]} may not {right} on {name}", f"GRANT {right} ON {name} TO {row[1]};")


def _column(table: str, field: str, wanted: FieldType, found: types.TypeEngine[Any]) -> LiveColumn:
    stored_as = found.compile(dialect=_DIALECT)
    if not isinstance(found, _HOLDS[wanted]) or isinstance(found, types.Enum):
        raise RefusedError(
            f"the column {field!r} of {table} is {stored_as.lower()}, which cannot hold a field of type {wanted.value}",
            "Correct the table or the mapping.",
        )
    return LiveColumn(field, _STAGED[wanted], stored_as, _misfit(sql.Identifier(field), found, wanted))


def column_of_others(
    connection: psycopg.Connection, table: str, stored: StoredColumn, found: types.TypeEngine[Any], wanted: FieldType
) -> LiveColumn:
    """A column of a table that is not ours: of whatever type can be made of the field.

    Raises:
        RefusedError: the server fills it itself, or its type cannot be filled or compared.
    """
    if stored.is_generated or stored.is_always_identity:
        raise RefusedError(
            f"the server fills the column {stored.name!r} of {table} itself", "Take the field out of the mapping."
        )
    field = sql.Identifier(stored.name)
    is_plain = isinstance(found, _HOLDS[wanted]) and not isinstance(found, types.Enum)
    if not is_plain and wanted is not FieldType.TEXT and stored.base not in _MADE_OF[wanted]:
        raise RefusedError(
            f"the column {stored.name!r} of {table} is {stored.stored_as}, which cannot hold a field of type"
            f" {wanted.value}",
            "Correct the table or the mapping.",
        )
    if not is_plain:
        _require_comparable(connection, table, stored)
    asked = sql.SQL("NOT leadtui.is_input({}::text, {})").format(field, stored.stored_as)
    return LiveColumn(
        stored.name,
        _STAGED[wanted],
        stored.stored_as,
        _misfit(field, found, wanted) if is_plain else asked,
        is_required=stored.is_required,
        default=_default(table, stored),
    )


def _default(table: str, stored: StoredColumn) -> sql.Composable | None:
    if stored.identity:
        return sql.SQL("nextval(pg_get_serial_sequence({}, {}))").format(table, stored.name)
    return sql.SQL(f"({stored.default})") if stored.default is not None else None


def _require_comparable(connection: psycopg.Connection, table: str, stored: StoredColumn) -> None:
    query = sql.SQL("SELECT NULL::{0} IS DISTINCT FROM NULL::{0}").format(sql.SQL(stored.stored_as))
    try:
        with connection.transaction():
            connection.execute(query)
    except psycopg.errors.UndefinedFunction:
        raise RefusedError(
            f"the column {stored.name!r} of {table} is {stored.stored_as}, whose values cannot be compared",
            "Take the field out of the mapping, or give the column another type.",
        ) from None


def _misfit(field: sql.Identifier, found: types.TypeEngine[Any], wanted: FieldType) -> sql.Composable | None:
    if isinstance(found, types.String) and found.length is not None:
        return sql.SQL("char_length({}) > {}").format(field, found.length)
    if isinstance(found, types.Numeric) and not isinstance(found, types.Float) and found.precision is not None:
        digits, scale = found.precision, found.scale or 0
        return sql.SQL("abs({0}) >= {1} OR round({0}::numeric, {2}) <> {0}").format(
            field, sql.SQL(f"1e{digits - scale}::numeric"), scale
        )
    if wanted is FieldType.INTEGER and isinstance(found, types.Integer) and not isinstance(found, types.BigInteger):
        least, most = _SMALL if isinstance(found, types.SmallInteger) else _PLAIN
        return sql.SQL("{} NOT BETWEEN {} AND {}").format(field, least, most)
    return None
