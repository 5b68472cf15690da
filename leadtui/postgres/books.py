"""Where the bookkeeping of a table is kept: whose its rows are, since which load, and whether they still stand.

A table of ours has columns for it. Any other table is never altered: its books lie in `leadtui.lineage`,
which knows a row by the columns that identify it. Statements that read need not care: `{known}` is the rows
`t` of the table with their books `b`, and what is written is in two places only (`apply.py`, `beside.py` for
loads; `restore.py`, `put_back.py` for undo).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

from leadtui.errors import RefusedError

_TEXTS: Final = frozenset({"text", "varchar", "bpchar"})
_WHOLE: Final = frozenset({"int2", "int4", "int8"})
_MOMENTS: Final = frozenset({"timestamptz", "timestamp"})
LINEAGE: Final[dict[str, frozenset[str]]] = {
    "source": _TEXTS,
    "lead_key": _TEXTS,
    "run_id": _WHOLE,
    "file_line": _WHOLE,
    "first_seen": _MOMENTS,
    "last_seen": _MOMENTS,
    "is_current": frozenset({"bool"}),
}
"""Columns after the fields of a table of ours, and the types each may have."""
_COLUMNS: Final = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), t.typname, coalesce(b.typname, t.typname)::text,
       a.attnotnull OR t.typnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> '', a.attidentity::text
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
_IDENTITIES: Final = """
SELECT parts FROM (
    SELECT i.indisprimary, x.relname, i.indnkeyatts,
           ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)
                 JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND a.attnotnull
                 WHERE k.place <= i.indnkeyatts ORDER BY k.place) AS parts
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indrelid = %s::regclass AND i.indisunique AND i.indisvalid AND i.indimmediate
      AND i.indpred IS NULL AND i.indexprs IS NULL) AS found
WHERE cardinality(parts) = indnkeyatts ORDER BY NOT indisprimary, indnkeyatts, relname
"""


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column of a table as the catalogue has it."""

    name: str
    stored_as: str
    """As SQL writes its type: `character varying(40)`."""
    type_name: str
    base: str
    """Of a domain the type under it; otherwise as `type_name`."""
    is_required: bool
    """NOT NULL."""
    default: str | None
    """The expression the server takes where nothing is given."""
    is_generated: bool
    identity: str
    """Empty, `a` (always) or `d` (by default)."""

    @property
    def is_always_identity(self) -> bool:
        """Whether its values can only be written by overriding the server."""
        return self.identity == "a"


@dataclass(frozen=True, slots=True)
class Books:
    """The bookkeeping of one table."""

    table: sql.Identifier
    name: str
    """The table, as the ledger calls it."""
    identity: tuple[StoredColumn, ...] = ()
    """The columns that tell its rows apart; none where the books are columns of the table itself."""
    computed: tuple[str, ...] = ()
    """Columns the server works out from the others."""

    @property
    def is_beside(self) -> bool:
        """Whether they are kept in `leadtui.lineage`."""
        return bool(self.identity)

    @property
    def known(self) -> sql.Composable:
        """SQL: rows `t` that some source has, with their books `b`."""
        if not self.is_beside:
            columns = sql.SQL(", ").join(sql.SQL("t.{}").format(sql.Identifier(name)) for name in LINEAGE)
            return sql.SQL("({} t CROSS JOIN LATERAL (SELECT {}) AS b)").format(self.table, columns)
        # From the books to the row by the table's own index.
        return sql.SQL("({} t JOIN leadtui.lineage b ON b.table_name = {} AND {})").format(
            self.table, self.name, self.is_row(sql.SQL("b.row_id"))
        )

    def is_of(self, entry: str) -> sql.Composable:
        """SQL: the entry of `leadtui.lineage` is about row `t`; from the row to the books by their index."""
        return sql.SQL("{0}.table_name = {1} AND {0}.row_id = {2}").format(
            sql.Identifier(entry), self.name, self.row_id
        )

    def is_row(self, row_id: sql.Composable) -> sql.Composable:
        """SQL: `t` is the row of that id."""
        return sql.SQL(" AND ").join(
            sql.SQL("t.{} = ({}->>{})::{}").format(
                sql.Identifier(column.name), row_id, place, sql.SQL(column.stored_as)
            )
            for place, column in enumerate(self.identity)
        )

    @property
    def row_id(self) -> sql.Composable:
        """SQL: the id of row `t`; NULL where the table keeps its books itself."""
        if not self.is_beside:
            return sql.SQL("NULL::jsonb")
        parts = sql.SQL(", ").join(sql.SQL("t.{}").format(sql.Identifier(column.name)) for column in self.identity)
        return sql.SQL("jsonb_build_array({})").format(parts)

    @property
    def is_removable(self) -> sql.Composable:
        """SQL: a known row that vanished may be deleted.

        Beside the table that is only one that was loaded, and that no other source has.
        """
        if not self.is_beside:
            return sql.SQL("TRUE")
        return sql.SQL(
            "(b.first_seen IS NOT NULL AND NOT EXISTS (SELECT FROM leadtui.lineage o WHERE o.table_name = b.table_name"
            " AND o.row_id = b.row_id AND o.source <> b.source AND o.is_current))"
        )

    def is_last_of(self, run: int) -> sql.Composable:
        """SQL: a known row has the values that the run wrote; beside the table, no other source's run came later."""
        mine = sql.SQL("b.run_id = {}").format(run)
        return sql.SQL("{} AND NOT {}").format(mine, self.written_by_others_since(run)) if self.is_beside else mine

    def written_by_others_since(self, run: int) -> sql.Composable:
        """SQL: a run of another source has written the known row later than `run`."""
        return sql.SQL(
            "EXISTS (SELECT FROM leadtui.lineage o WHERE o.table_name = b.table_name AND o.row_id = b.row_id"
            " AND o.source <> b.source AND o.run_id > {})"
        ).format(run)

    def before(self, change: str) -> sql.Composable:
        """SQL: the books as JSON, as they were before a change noted in `leadtui.changes`; NULL if there were none."""
        return sql.SQL("{}.{}").format(
            sql.Identifier(change), sql.Identifier("lineage" if self.is_beside else "before")
        )

    def entry_of(self, source: str) -> sql.Composable:
        """SQL: a join of row `t` with the entry `l` of the source, if there is one; nothing for a table of ours."""
        if not self.is_beside:
            return sql.SQL("")
        return sql.SQL("LEFT JOIN leadtui.lineage l ON {} AND l.source = {}").format(self.is_of("l"), source)

    def image(self, entry: str) -> sql.Composable:
        """SQL: an entry of `leadtui.lineage` as JSON; NULL where the table keeps its books itself."""
        if not self.is_beside:
            return sql.SQL("NULL::jsonb")
        return sql.SQL("to_jsonb({}) - '{{written,table_name}}'::text[]").format(sql.Identifier(entry))


def columns_of(connection: psycopg.Connection, name: str) -> dict[str, StoredColumn]:
    """The columns of a table, in their order."""
    rows = connection.execute(_COLUMNS, [name]).fetchall()
    return {row[0]: StoredColumn(*row) for row in rows}


def find_books(
    connection: psycopg.Connection, table: sql.Identifier, name: str, columns: dict[str, StoredColumn]
) -> Books:
    """Where the books of a table are kept, or would be.

    Raises:
        RefusedError: it has lost the columns they were kept in or its rows were told apart by, or nothing tells
            its rows apart.
    """
    missing = [part for part, types in LINEAGE.items() if part not in columns or columns[part].base not in types]
    if not missing:
        return Books(table, name)
    registered = connection.execute("SELECT identified_by FROM leadtui.tables WHERE table_name = %s", [name]).fetchone()
    identities = [parts for (parts,) in connection.execute(_IDENTITIES, [name])]
    if registered is not None:
        if set(registered[0]) not in [set(parts) for parts in identities]:
            raise RefusedError(
                f"the rows of {name} were told apart by {', '.join(registered[0])}, which is not unique any more",
                "Give the table that key again.",
            )
        return _beside(table, name, columns, registered[0])
    if _was_loaded(connection, name):
        raise RefusedError(f"the table {name} has no column {missing[0]!r} any more, which leadtui keeps lineage in")
    if not identities:
        raise RefusedError(
            f"nothing tells the rows of {name} apart: it has neither a primary key nor a unique column without NULLs",
            f"ALTER TABLE {name} ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;",
        )
    return _beside(table, name, columns, identities[0])


def _beside(table: sql.Identifier, name: str, columns: dict[str, StoredColumn], identity: list[str]) -> Books:
    computed = tuple(column.name for column in columns.values() if column.is_generated)
    return Books(table, name, tuple(columns[part] for part in identity), computed)


def register(connection: psycopg.Connection, books: Books) -> None:
    """Remember by which columns the rows are told apart, with the first load."""
    if books.is_beside:
        connection.execute(
            "INSERT INTO leadtui.tables VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [books.name, [column.name for column in books.identity]],
        )


def _was_loaded(connection: psycopg.Connection, name: str) -> bool:
    row: tuple[Any, ...] | None = connection.execute(
        "SELECT FROM leadtui.runs WHERE table_name = %s LIMIT 1", [name]
    ).fetchone()
    return row is not None
