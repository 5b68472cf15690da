"""What becomes of each field of a known row, and which rows change at all.

`new_value` is the one place where blanks and edits by hand are decided; the comparison of the plan and
the UPDATE of the load are both made from it.
"""

from __future__ import annotations

from typing import Final

import polars as pl
from psycopg import sql

from leadtui.model.plan import LoadRequest
from leadtui.postgres.live_table import LiveColumn
from leadtui.postgres.merge import Merge
from leadtui.postgres.stage import copy_frame

JOINED: Final = sql.SQL(
    " LEFT JOIN pg_temp.edited e ON e.key = {known}.key LEFT JOIN pg_temp.spoiled p ON p.line = {known}.line"
)


def find_differing(merge: Merge, request: LoadRequest) -> None:
    """Make `differing`, and what it is decided by: `edited` and `spoiled`."""
    _note_edited(merge)
    _note_spoiled(merge, request)
    merge.execute(
        "CREATE TEMP TABLE differing ON COMMIT DROP AS"
        " SELECT m.line, m.tid, m.version, m.key, {new_key} AS new_key, array_remove(ARRAY[{changed}], NULL) AS changed"
        " FROM pg_temp.matched m JOIN pg_temp.keyed k ON k.line = m.line JOIN {target} t ON t.ctid = m.tid"
        " JOIN pg_temp.stage s ON s.{line} = m.line {joined}"
        " WHERE NOT t.is_current OR m.key <> {new_key} OR {differs}",
        new_key=_new_key(merge),
        changed=sql.SQL(", ").join(_changed(merge)),
        differs=sql.SQL(" OR ").join([*(_differs(merge, column) for column in merge.columns), sql.SQL("FALSE")]),
        joined=joined("m"),
    )


def new_value(merge: Merge, column: LiveColumn) -> sql.Composable:
    """SQL: what the field will be, from file row `s`, known row `t`, its `edited` e and `spoiled` p."""
    current = sql.SQL("t.{}").format(column.identifier)
    value = incoming(column)
    if merge.rules.blanks == "keep":
        value = sql.SQL("coalesce({}, {})").format(value, current)
    else:
        # A cell that could not be read is no blank.
        value = sql.SQL("CASE WHEN {} = ANY (p.fields) THEN {} ELSE {} END").format(column.name, current, value)
    if merge.rules.edited == "keep":
        value = sql.SQL("CASE WHEN {} = ANY (e.fields) THEN {} ELSE {} END").format(column.name, current, value)
    return value


def incoming(column: LiveColumn) -> sql.Composable:
    """SQL: the field of file row `s`, in the type it is stored as."""
    return sql.SQL("s.{}::{}").format(column.identifier, sql.SQL(column.stored_as))


def joined(known: str) -> sql.Composable:
    """SQL: the joins `new_value` needs, `known` being the table that has line and key."""
    return JOINED.format(known=sql.Identifier(known))


def kept_edits(merge: Merge) -> list[tuple[str, str]]:
    """Key and field of values changed by hand that the file says otherwise, and that stay."""
    if merge.rules.edited != "keep":
        return []
    cases = sql.SQL(" ").join(
        sql.SQL("WHEN {} THEN {} IS DISTINCT FROM t.{} AND s.{} IS NOT NULL").format(
            column.name, incoming(column), column.identifier, column.identifier
        )
        for column in merge.columns
    )
    return merge.rows(
        "SELECT e.key, f.field FROM pg_temp.edited e CROSS JOIN unnest(e.fields) AS f (field)"
        " JOIN pg_temp.matched m ON m.key = e.key JOIN {target} t ON t.ctid = m.tid"
        " JOIN pg_temp.stage s ON s.{line} = m.line WHERE CASE f.field {cases} ELSE FALSE END ORDER BY 1, 2",
        cases=cases,
    )


def _new_key(merge: Merge) -> sql.Composable:
    """The better of the two keys; of two of the same alternative, the file's."""
    return sql.SQL("CASE WHEN k.rank <= {} THEN k.own ELSE m.key END").format(merge.key.rank(sql.SQL("m.key")))


def _differs(merge: Merge, column: LiveColumn) -> sql.Composable:
    return sql.SQL("{} IS DISTINCT FROM t.{}").format(new_value(merge, column), column.identifier)


def _changed(merge: Merge) -> list[sql.Composable]:
    cases = [
        sql.SQL("CASE WHEN {} THEN {} END").format(_differs(merge, column), column.name) for column in merge.columns
    ]
    return [
        *cases,
        sql.SQL("CASE WHEN NOT t.is_current THEN 'is_current' END"),
        sql.SQL("CASE WHEN m.key <> {} THEN 'lead_key' END").format(_new_key(merge)),
    ]


def _note_edited(merge: Merge) -> None:
    merge.execute(
        "CREATE TEMP TABLE edited ON COMMIT DROP AS SELECT lead_key AS key, array_agg(field) AS fields"
        " FROM leadtui.edits WHERE table_name = {table} AND source = {source} GROUP BY lead_key"
    )


def _note_spoiled(merge: Merge, request: LoadRequest) -> None:
    """Cells whose text could not be read and became NULL; of interest only where a blank erases."""
    merge.execute("CREATE TEMP TABLE spoiled (line bigint, fields text[]) ON COMMIT DROP")
    if merge.rules.blanks == "keep":
        return
    cells = request.checked.issues.lazy().filter(
        pl.col("line").is_not_null() & pl.col("field").is_not_null() & pl.col("value").is_not_null(),
        pl.col("becomes").is_null(),
    )
    merge.execute("CREATE TEMP TABLE spoiled_cell (line bigint, field text) ON COMMIT DROP")
    copy_frame(merge.connection, sql.Identifier("pg_temp", "spoiled_cell"), cells.select("line", "field"), 0)
    merge.execute(
        "INSERT INTO pg_temp.spoiled SELECT line, array_agg(DISTINCT field) FROM pg_temp.spoiled_cell GROUP BY line"
    )
