"""A table as the catalogue describes it: columns, types, what is unique or checked, what people wrote about it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import psycopg

from leadtui.model.live import LiveField, TableShape
from leadtui.model.target import FieldType
from leadtui.postgres.checks import ranges_of, values_of
from leadtui.postgres.live_table import locate_table
from leadtui.postgres.table_name import TableName

_TYPES: Final = {
    **dict.fromkeys(("text", "varchar", "bpchar", "citext", "name"), FieldType.TEXT),
    **dict.fromkeys(("int2", "int4", "int8"), FieldType.INTEGER),
    **dict.fromkeys(("numeric", "float4", "float8"), FieldType.NUMERIC),
    **dict.fromkeys(("timestamp", "timestamptz"), FieldType.TIMESTAMP),
    "date": FieldType.DATE,
    "bool": FieldType.BOOLEAN,
}
_COLUMNS: Final = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), coalesce(b.typname, t.typname),
       coalesce(b.typtype, t.typtype)::text = 'e', a.attnotnull OR t.typnotnull,
       pg_get_expr(d.adbin, d.adrelid), a.attidentity <> '' OR a.attgenerated <> '',
       col_description(a.attrelid, a.attnum),
       ARRAY(SELECT enumlabel::text FROM pg_enum e WHERE e.enumtypid = coalesce(b.oid, t.oid) ORDER BY e.enumsortorder)
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
# Of the table and, for columns of a domain, of the domain: there the value is called VALUE.
_CHECKS: Final = """
SELECT a.attname, pg_get_constraintdef(c.oid) FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.conrelid = %(table)s::regclass AND c.contype = 'c' AND cardinality(c.conkey) = 1
UNION ALL
SELECT a.attname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_attribute a ON a.atttypid = c.contypid
WHERE a.attrelid = %(table)s::regclass AND c.contype = 'c' AND NOT a.attisdropped
"""
_KEYS: Final = """
SELECT ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
             WHERE k.place <= i.indnkeyatts ORDER BY k.place)
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
WHERE i.indrelid = %s::regclass AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
ORDER BY NOT i.indisprimary, x.relname
"""
_REFERENCES: Final = """
SELECT a.attname, c.confrelid::regclass::text FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.conrelid = %s::regclass AND c.contype = 'f' AND cardinality(c.conkey) = 1
"""


def describe(connection: psycopg.Connection, name: TableName) -> TableShape:
    """What the catalogue says about a table; nothing of its rows is looked at.

    Raises:
        DatabaseError: there is no such table.
        UsageError, RefusedError: it is not one to be loaded into.
    """
    schema, table, full = locate_table(connection, name)
    checks: dict[str, list[str]] = defaultdict(list)
    for column, definition in connection.execute(_CHECKS, {"table": full}):
        checks[column].append(definition)
    references: dict[str, str] = dict(connection.execute(_REFERENCES, [full]).fetchall())
    rows = connection.execute(_COLUMNS, [full]).fetchall()
    comment = connection.execute("SELECT obj_description(%s::regclass, 'pg_class')", [full]).fetchone()
    keys = tuple(tuple(columns) for (columns,) in connection.execute(_KEYS, [full]))
    return TableShape(
        name=str(TableName(schema, table)),
        table=table,
        comment=comment[0] if comment else None,
        columns=tuple(_column(row, checks.get(row[0], []), references.get(row[0])) for row in rows),
        keys=tuple(dict.fromkeys(key for key in keys if key)),
    )


def _column(row: tuple[Any, ...], checks: list[str], refers_to: str | None) -> LiveField:
    name, stored_as, base, is_enum, is_required, default, is_own, comment, labels = row
    of_checks = next((found for check in checks if (found := values_of(check, name))), ())
    return LiveField(
        name=name,
        type=FieldType.TEXT if is_enum else _TYPES.get(base),
        stored_as=stored_as,
        is_required=is_required,
        default=default,
        is_filled_by_server=is_own or (default or "").startswith("nextval("),
        comment=comment,
        choices=tuple(labels) or of_checks,
        ranges=tuple(found for check in checks for found in ranges_of(check, name)),
        refers_to=refers_to,
    )
