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
from leadtui.postgres.connect import driver_of
from leadtui.postgres.migrations import SCHEMA
from leadtui.postgres.table_name import TableName

LINEAGE: Final[dict[str, type[types.TypeEngine[Any]]]] = {
    "source": types.String,
    "lead_key": types.String,
    "run_id": types.Integer,
    "file_line": types.Integer,
    "first_seen": types.DateTime,
    "last_seen": types.DateTime,
    "is_current": types.Boolean,
}
"""Columns after the fields: where a row comes from and whether it still stands."""
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
    reserved = sorted(set(target.fields) & set(LINEAGE))
    if reserved:
        raise UsageError(f"the field {reserved[0]!r} is called like a column leadtui keeps itself", "Rename the field.")
    _require_rights(driver, name, to_write=to_write)
    found = {column["name"]: column for column in sqlalchemy.inspect(connection).get_columns(table, schema)}
    for wanted, kind in LINEAGE.items():
        if wanted not in found or not isinstance(found[wanted]["type"], kind):
            raise RefusedError(
                f"the table {name} has no column {wanted!r} of the kind leadtui keeps its lineage in",
                "Loading tables without those columns is not possible yet.",
            )
    columns = []
    for field, declared in target.fields.items():
        if field not in found:
            raise RefusedError(
                f"the table {name} has no column {field!r} (any more)", "Correct the table or the mapping."
            )
        columns.append(_column(name, field, declared.type, found[field]["type"]))
    return LiveTable(schema, table, name, tuple(columns))


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
