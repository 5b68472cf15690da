"""What undo needs to know of a load: each row as it was before, and what was known of edits by hand.

A row that a load inserts needs no image: it is there since that load.
"""

from __future__ import annotations

from typing import Final

from psycopg import sql

from leadtui.postgres.differ import incoming
from leadtui.postgres.merge import Merge

STILL: Final = sql.SQL("t.ctid = d.tid AND t.xmin = d.version")
"""Row `t` is still the version that was decided about, in `d`."""
_NONE: Final = sql.SQL("NULL")


def keep_updated(merge: Merge, run: int) -> None:
    """The rows about to be changed."""
    merge.execute(
        "INSERT INTO leadtui.changes (run, table_name, lead_key, action, before, after_run, after_current, edits,"
        "   row_id, lineage)"
        " SELECT {run}, {table}, d.new_key, 'update', to_jsonb(t), {run}, true, {edits}, {row_id}, {books}"
        " FROM pg_temp.differing d JOIN {target} t ON {still} {entry}",
        run=run,
        edits=_edits(merge, sql.SQL("d.key")),
        row_id=merge.books.row_id,
        books=merge.books.image("l"),
        entry=merge.books.entry_of(merge.mapping.name),
        still=STILL,
    )


def keep_gone(merge: Merge, run: int, *, is_deletion: bool) -> None:
    """The rows about to be marked or deleted."""
    deleted = sql.SQL("d.is_removable") if is_deletion else sql.SQL("FALSE")
    merge.execute(
        "INSERT INTO leadtui.changes (run, table_name, lead_key, action, before, after_run, after_current, edits,"
        "   row_id, lineage)"
        " SELECT {run}, {table}, d.key, CASE WHEN {deleted} THEN 'delete' ELSE 'vanish' END, to_jsonb(t),"
        "   CASE WHEN NOT {deleted} THEN b.run_id END, CASE WHEN NOT {deleted} THEN false END, {edits}, {row_id},"
        "   {books} FROM pg_temp.gone d JOIN {known} ON {still} AND b.source = {source} AND b.lead_key = d.key",
        run=run,
        deleted=deleted,
        edits=_edits(merge, sql.SQL("d.key")),
        row_id=merge.books.row_id,
        books=merge.books.image("b"),
        still=STILL,
    )


def note_seen(merge: Merge, run: int) -> None:
    """The known rows that stay as they are; where the file was all of its source, those are the current ones."""
    if merge.is_complete:
        return
    merge.execute(
        "INSERT INTO leadtui.seen SELECT {run}, m.key FROM pg_temp.matched m"
        " WHERE NOT EXISTS (SELECT FROM pg_temp.differing d WHERE d.line = m.line)"
        " UNION ALL SELECT {run}, l.key FROM pg_temp.lost l WHERE l.kept IS NULL",
        run=run,
    )


def settle_edits(merge: Merge, run: int) -> None:
    """Forget edits by hand that are no more: overwritten, equal to the file, or of a deleted row."""
    if not merge.has_edited:
        return
    mine = sql.SQL("h.table_name = {} AND h.source = {}").format(merge.table.name, merge.mapping.name)
    _find_settled(merge, mine)
    merge.execute(
        "INSERT INTO leadtui.changes (run, table_name, lead_key, action, before, after_run, after_current, edits,"
        "   row_id, lineage)"
        " SELECT DISTINCT ON (d.key) {run}, {table}, d.key, 'settle', to_jsonb(t), b.run_id, b.is_current, {edits},"
        "   {row_id}, {books} FROM pg_temp.settled d JOIN {known} ON b.source = {source} AND b.lead_key = d.key"
        " WHERE NOT EXISTS (SELECT FROM leadtui.changes c WHERE c.run = {run} AND c.lead_key = d.key)",
        run=run,
        edits=_edits(merge, sql.SQL("d.key")),
        row_id=merge.books.row_id,
        books=merge.books.image("b"),
    )
    merge.execute(
        "DELETE FROM leadtui.edits h USING pg_temp.settled d WHERE {mine} AND h.lead_key = d.was AND h.field = d.field",
        mine=mine,
    )
    if merge.rules.vanished == "delete":
        merge.execute("DELETE FROM leadtui.edits h USING pg_temp.gone d WHERE {mine} AND h.lead_key = d.key", mine=mine)
    _follow_keys(merge, mine)


def _edits(merge: Merge, key: sql.Composable) -> sql.Composable:
    """SQL: what is known of edits by hand of the row of that key."""
    if not merge.has_edited:
        return _NONE
    return sql.SQL(
        "(SELECT jsonb_agg(to_jsonb(h)) FROM leadtui.edits h"
        " WHERE h.table_name = {} AND h.source = {} AND h.lead_key = {})"
    ).format(merge.table.name, merge.mapping.name, key)


def _find_settled(merge: Merge, mine: sql.Composable) -> None:
    """Make `settled`: key now, key before, and field of each edit whose field now holds what the file says."""
    equal = sql.SQL(" ").join(
        sql.SQL("WHEN {} THEN {} IS NOT DISTINCT FROM t.{}").format(column.name, incoming(column), column.identifier)
        for column in merge.columns
    )
    merge.execute(
        "CREATE TEMP TABLE settled ON COMMIT DROP AS SELECT b.lead_key AS key, h.lead_key AS was, h.field"
        " FROM leadtui.edits h JOIN pg_temp.matched m ON m.key = h.lead_key JOIN pg_temp.stage s ON s.{line} = m.line"
        " LEFT JOIN pg_temp.differing d ON d.line = m.line"
        " JOIN {known} ON b.source = {source} AND b.lead_key = coalesce(d.new_key, m.key)"
        " WHERE {mine} AND CASE h.field {equal} ELSE FALSE END",
        mine=mine,
        equal=equal,
    )


def _follow_keys(merge: Merge, mine: sql.Composable) -> None:
    """Edits go with the row to its better key; what was known of a former row of that key is no more."""
    merge.execute(
        "DELETE FROM leadtui.edits h USING pg_temp.differing d"
        " WHERE {mine} AND h.lead_key = d.new_key AND d.new_key <> d.key",
        mine=mine,
    )
    merge.execute(
        "UPDATE leadtui.edits h SET lead_key = d.new_key FROM pg_temp.differing d"
        " WHERE {mine} AND h.lead_key = d.key AND d.new_key <> d.key",
        mine=mine,
    )
