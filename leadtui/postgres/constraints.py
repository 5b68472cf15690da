"""What the constraints of a table say about rows as they would be stored: asked in SQL, before they are.

The rows wait in `pg_temp.future`, which has the columns of the table, its defaults and what it computes, and
no constraint. An expression that cannot be evaluated there (a right is missing, a function does not like it)
says nothing: the load itself will.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from leadtui.postgres.books import StoredColumn, columns_of
from leadtui.postgres.differ import inserted, joined, new_value
from leadtui.postgres.failure import one_line
from leadtui.postgres.merge import Merge

Broken = tuple[int, str, str | None, str | None, str]
"""Line, code, field, value, message."""
_TRIGGERS: Final[LiteralString] = (
    "SELECT count(*) FROM pg_trigger WHERE tgrelid = {table}::regclass AND NOT tgisinternal"
    " AND tgenabled <> 'D' AND tgtype & 3 = 3"
)
_CHECKS: Final[LiteralString] = (
    "SELECT conname::text, pg_get_expr(conbin, conrelid), ARRAY(SELECT a.attname::text"
    " FROM unnest(conkey) AS k (number) JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.number)"
    " FROM pg_constraint"
    " WHERE conrelid = {table}::regclass AND contype = 'c' ORDER BY conname"
)
_REFERENCES: Final[LiteralString] = """
SELECT c.confrelid::regclass::text, c.confrelid = c.conrelid,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place),
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k (number, place)
             JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number ORDER BY k.place)
FROM pg_constraint c WHERE c.conrelid = {table}::regclass AND c.contype = 'f' ORDER BY c.conname
"""
_UNIQUES: Final[LiteralString] = """
SELECT ARRAY(SELECT pg_get_indexdef(i.indexrelid, place, true) FROM generate_series(1, i.indnkeyatts) AS place),
       pg_get_expr(i.indpred, i.indrelid), coalesce((to_jsonb(i)->>'indnullsnotdistinct')::boolean, false),
       ARRAY(SELECT a.attname::text FROM unnest(i.indkey) AS k (number)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number), i.indexprs IS NOT NULL
FROM pg_index i WHERE i.indrelid = {table}::regclass AND i.indisunique AND i.indisvalid ORDER BY i.indexrelid
"""


def has_unknown_triggers(merge: Merge) -> bool:
    """Whether triggers may change rows before they are stored, so that nothing is known beforehand."""
    return bool(merge.count(_TRIGGERS))


def broken(merge: Merge) -> list[Broken]:
    """Every row of the decided merge that a constraint of the table refuses."""
    columns = columns_of(merge.connection, merge.table.name)
    _foresee(merge, columns)
    return [*_nulls(merge, columns), *_checks(merge, columns), *_references(merge), *_repeated(merge)]


def _foresee(merge: Merge, columns: dict[str, StoredColumn]) -> None:
    """Make `future`."""
    merge.execute(
        "CREATE TEMP TABLE future (LIKE {target} INCLUDING DEFAULTS INCLUDING GENERATED,"
        ' "raw:line" bigint, "raw:tid" tid) ON COMMIT DROP'
    )
    for column in columns.values():
        name = sql.Identifier(column.name)
        if column.is_required:
            merge.execute("ALTER TABLE pg_temp.future ALTER {name} DROP NOT NULL", name=name)
        if _is_numbered(column):
            merge.execute("ALTER TABLE pg_temp.future ALTER {name} DROP DEFAULT", name=name)
    fields = {column.name: column for column in merge.columns}
    stored = [column.name for column in columns.values() if not column.is_generated]
    merge.execute(
        'INSERT INTO pg_temp.future ({names}, "raw:line", "raw:tid") SELECT {values}, d.line, d.tid'
        " FROM pg_temp.differing d JOIN {target} t ON t.ctid = d.tid JOIN pg_temp.stage s ON s.{line} = d.line {joined}"
        " WHERE d.is_written",
        names=_listed(stored),
        values=sql.SQL(", ").join(
            new_value(merge, fields[name]) if name in fields else sql.Identifier("t", name) for name in stored
        ),
        joined=joined(merge, "d"),
    )
    merge.execute(
        'INSERT INTO pg_temp.future ({names}, "raw:line") SELECT {values}, f.line'
        " FROM pg_temp.fresh f JOIN pg_temp.stage s ON s.{line} = f.line",
        names=_listed(list(fields)),
        values=sql.SQL(", ").join(inserted(column) for column in merge.columns),
    )
    merge.execute("ANALYZE pg_temp.future")


def _is_numbered(column: StoredColumn) -> bool:
    """Whether the server counts its values, so that asking for one uses it up."""
    return bool(column.identity) or "nextval(" in (column.default or "")


def _nulls(merge: Merge, columns: dict[str, StoredColumn]) -> Iterator[Broken]:
    fields = {column.name for column in merge.columns}
    for column in columns.values():
        if not column.is_required or column.is_generated or _is_numbered(column):
            continue
        fed = "" if column.name in fields else ", and no field of the mapping fills it"
        rows = _asked(merge, "SELECT {line} FROM pg_temp.future WHERE {name} IS NULL", name=sql.Identifier(column.name))
        for (line,) in rows:
            yield line, "E-NULL", column.name, None, f"the table demands {column.name}{fed}"


def _checks(merge: Merge, columns: dict[str, StoredColumn]) -> Iterator[Broken]:
    for name, expression, about in merge.rows(_CHECKS):
        column = about[0] if len(about) == 1 and about[0] in columns else None
        value = sql.SQL("{}::text").format(sql.Identifier(column)) if column else sql.SQL("NULL")
        rows = _asked(
            merge,
            "SELECT {line}, {value} FROM pg_temp.future WHERE NOT ({expression})",
            value=value,
            expression=sql.SQL(expression),
        )
        for line, shown in rows:
            yield line, "E-CONSTRAINT", column, shown, f"breaks {name} of the table: {one_line(expression)}"


def _references(merge: Merge) -> Iterator[Broken]:
    fields = {column.name for column in merge.columns}
    for other, is_self, own, theirs in merge.rows(_REFERENCES):
        if not fields & set(own):
            continue
        same = sql.SQL(" AND ").join(
            sql.SQL("r.{} = f.{}").format(sql.Identifier(there), sql.Identifier(here))
            for here, there in zip(own, theirs, strict=True)
        )
        tables = [sql.SQL(other), *([sql.SQL("pg_temp.future")] if is_self else [])]
        rows = _asked(
            merge,
            "SELECT f.{line}, concat_ws(', ', {shown}) FROM pg_temp.future f WHERE {filled} AND {absent}",
            shown=sql.SQL(", ").join(sql.SQL("f.{}").format(sql.Identifier(here)) for here in own),
            filled=sql.SQL(" AND ").join(sql.SQL("f.{} IS NOT NULL").format(sql.Identifier(here)) for here in own),
            absent=sql.SQL(" AND ").join(
                sql.SQL("NOT EXISTS (SELECT FROM {} r WHERE {})").format(table, same) for table in tables
            ),
        )
        for line, shown in rows:
            yield line, "E-REFERENCE", own[0], shown, f"{', '.join(own)} refers to nothing in {other}"


def _repeated(merge: Merge) -> Iterator[Broken]:
    """Rows with a value that must be unique and that another row has: of the table, or before it in the file."""
    fields = {column.name for column in merge.columns}
    for parts, condition, is_null_equal, own, is_expression in merge.rows(_UNIQUES):
        if not (is_expression or fields & set(own)):
            continue
        keys = [sql.Identifier(f"raw:key{place}") for place in range(len(parts))]
        equal = sql.SQL("IS NOT DISTINCT FROM" if is_null_equal else "=")
        told = sql.SQL(" AND ").join(sql.SQL("m.{} IS NOT NULL").format(key) for key in keys)
        rows = _asked(
            merge,
            "WITH mine AS (SELECT {line}, {keys}, first_value({line}) OVER"
            '    (PARTITION BY {keys} ORDER BY "raw:tid" IS NULL, {line}) AS winner'
            '  FROM (SELECT {line}, "raw:tid", {made} FROM pg_temp.future WHERE {condition}) AS made)'
            ", theirs AS (SELECT {made} FROM {target} t WHERE {condition}"
            "    AND NOT EXISTS (SELECT FROM pg_temp.differing d WHERE d.tid = t.ctid AND d.is_written))"
            " SELECT m.{line}, concat_ws(', ', {shown}), nullif(m.winner, m.{line}) FROM mine m"
            " WHERE {told} AND (m.winner <> m.{line} OR EXISTS (SELECT FROM theirs o WHERE {same}))",
            keys=sql.SQL(", ").join(keys),
            made=sql.SQL(", ").join(
                sql.SQL("{} AS {}").format(sql.SQL(part), key) for part, key in zip(parts, keys, strict=True)
            ),
            condition=sql.SQL(condition or "TRUE"),
            shown=sql.SQL(", ").join(sql.SQL("m.{}").format(key) for key in keys),
            told=sql.SQL("TRUE") if is_null_equal else told,
            same=sql.SQL(" AND ").join(sql.SQL("o.{0} {1} m.{0}").format(key, equal) for key in keys),
        )
        for line, shown, winner in rows:
            who = f"line {winner} of the file" if winner is not None else "another row of the table"
            said = ", ".join(parts)
            yield line, "E-UNIQUE", own[0] if own else None, shown, f"{who} has the same {said}, which must be unique"


def _asked(merge: Merge, template: LiteralString, **parts: Any) -> list[tuple[Any, ...]]:
    """The rows of a query; none where it cannot be answered."""
    try:
        with merge.connection.transaction():
            return merge.rows(template, **parts)
    except psycopg.OperationalError:
        raise
    except psycopg.Error:
        return []


def _listed(names: list[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, names))
