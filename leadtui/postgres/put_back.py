"""An undo's statements for tables that are not ours: values in the table, books in `leadtui.lineage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from leadtui.postgres.beside import note_touched

if TYPE_CHECKING:
    from leadtui.postgres.undo import Undoing


def note_edits(undoing: Undoing) -> None:
    """Note which fields of the run's rows somebody has changed since leadtui last saw them."""
    undoing.execute(
        "CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT l.source, l.lead_key AS key, l.written AS was,"
        "   to_jsonb(t) AS now FROM {known} JOIN leadtui.lineage l ON l.table_name = b.table_name"
        "   AND l.row_id = b.row_id WHERE b.source = {source} AND l.written <> to_jsonb(t)"
        "   AND (b.first_seen = {started} OR EXISTS (SELECT FROM leadtui.changes c"
        "     WHERE c.run = {run} AND c.lead_key = b.lead_key))",
        started=undoing.past.started,
    )
    note_touched(undoing)


def keep_shared(undoing: Undoing) -> None:
    """Rows that another source has written since, or, if the run inserted them, has now."""
    undoing.execute(
        "UPDATE pg_temp.undone u SET kept = 'loaded again since, by ' || o.source FROM {target} t"
        " JOIN leadtui.lineage o ON {is_of} WHERE t.ctid = u.tid AND u.kept IS NULL AND o.source <> {source}"
        " AND (o.run_id > {run} OR u.action = 'insert' AND o.is_current)",
        is_of=undoing.table.books.is_of("o"),
    )


def take_out(undoing: Undoing) -> int:
    """Rows the run inserted; how many."""
    return undoing.execute(
        "WITH deleted AS (DELETE FROM {target} t USING pg_temp.undone u"
        "   WHERE t.ctid = u.tid AND u.kept IS NULL AND u.action = 'insert' RETURNING {row_id} AS row_id)"
        ", closed AS (DELETE FROM leadtui.lineage l USING deleted d"
        "   WHERE l.table_name = {table} AND l.row_id = d.row_id)"
        " SELECT FROM deleted",
        row_id=undoing.table.books.row_id,
    ).rowcount


def set_back(undoing: Undoing, columns: list[str]) -> int:
    """Rows changed in place, and their books; how many that were not merely adopted or confirmed."""
    undoing.execute(
        "DELETE FROM leadtui.lineage l USING pg_temp.undone u WHERE l.table_name = {table} AND l.source = {source}"
        " AND l.lead_key = u.key AND u.kept IS NULL AND u.action IN ('update', 'vanish', 'adopt')"
    )
    undoing.execute(
        "CREATE TEMP TABLE set_back ON COMMIT DROP AS SELECT t.ctid AS tid, {row_id} AS was_id, {row_id} AS row_id,"
        "   to_jsonb(t) AS image, u.before, u.books, u.action, u.after_run FROM pg_temp.undone u"
        " JOIN {target} t ON t.ctid = u.tid WHERE u.kept IS NULL AND u.action IN ('update', 'vanish', 'adopt')",
        row_id=undoing.table.books.row_id,
    )
    if columns:
        undoing.execute(
            "WITH written AS (UPDATE {target} t SET {assigned} FROM ("
            '  SELECT x.tid AS "raw:tid", r.* FROM pg_temp.set_back x'
            "  CROSS JOIN LATERAL jsonb_populate_record(NULL::{target}, x.before) AS r"
            "  WHERE x.action <> 'adopt' AND x.before <> x.image) AS former"
            ' WHERE t.ctid = former."raw:tid"'
            ' RETURNING former."raw:tid" AS tid, {row_id} AS row_id, to_jsonb(t) AS image)'
            " UPDATE pg_temp.set_back x SET row_id = w.row_id, image = w.image FROM written w WHERE w.tid = x.tid",
            assigned=sql.SQL(", ").join(sql.SQL("{0} = former.{0}").format(sql.Identifier(name)) for name in columns),
            row_id=undoing.table.books.row_id,
        )
    _open_books(undoing, sql.SQL("pg_temp.set_back"))
    undoing.execute(
        "UPDATE leadtui.lineage l SET written = x.image, row_id = x.row_id FROM pg_temp.set_back x"
        " WHERE l.table_name = {table} AND l.row_id = x.was_id AND l.source <> {source}"
    )
    row = undoing.execute("SELECT count(*) FROM pg_temp.set_back WHERE action <> 'adopt'").fetchone()
    return int(row[0]) if row else 0


def put_back(undoing: Undoing, columns: list[sql.Identifier]) -> int:
    """Rows the run deleted; how many."""
    undoing.execute(
        "CREATE TEMP TABLE put_back ON COMMIT DROP AS SELECT u.row_id, u.books, u.before,"
        "   NULL::jsonb AS image FROM pg_temp.undone u WHERE u.kept IS NULL AND u.action = 'delete'"
    )
    written = undoing.execute(
        "INSERT INTO {target} ({columns}) OVERRIDING SYSTEM VALUE SELECT {values} FROM pg_temp.put_back x"
        " CROSS JOIN LATERAL jsonb_populate_record(NULL::{target}, x.before) AS r",
        columns=sql.SQL(", ").join(columns),
        values=sql.SQL(", ").join(sql.SQL("r.{}").format(column) for column in columns),
    ).rowcount
    undoing.execute(
        "UPDATE pg_temp.put_back x SET image = to_jsonb(t) FROM {target} t WHERE {is_row}",
        is_row=undoing.table.books.is_row(sql.SQL("x.row_id")),
    )
    _open_books(undoing, sql.SQL("pg_temp.put_back"))
    return written


def _open_books(undoing: Undoing, rows: sql.SQL) -> None:
    """The books as they were; where there were none, there are none again."""
    undoing.execute(
        "INSERT INTO leadtui.lineage AS l SELECT {table}, {source}, r.lead_key, x.row_id, r.run_id, r.file_line,"
        "   r.first_seen, r.last_seen, r.is_current, x.image FROM {rows} x"
        " CROSS JOIN LATERAL jsonb_populate_record(NULL::leadtui.lineage, x.books) AS r WHERE x.books IS NOT NULL"
        " ON CONFLICT (table_name, source, lead_key) DO UPDATE SET row_id = excluded.row_id, run_id = excluded.run_id,"
        "   file_line = excluded.file_line, first_seen = excluded.first_seen, last_seen = excluded.last_seen,"
        "   is_current = excluded.is_current, written = excluded.written",
        rows=rows,
    )
