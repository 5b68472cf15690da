"""A load's statements for tables that are not ours: the books lie beside the table, in `leadtui.lineage`.

Such a table has no trigger of ours, so edits by hand are found by comparing its rows with what they were
when leadtui last saw them; and it may have rows that nobody loaded: one that a row of the file is, is adopted.
"""

from __future__ import annotations

from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from leadtui.errors import RefusedError
from leadtui.postgres.differ import inserted, joined, new_value
from leadtui.postgres.images import STILL
from leadtui.postgres.merge import Merge

_MANY: Final = 1_000


def expect_many(connection: psycopg.Connection, count: int) -> None:
    """Keep the planner from joining many rows one by one.

    It knows nothing yet of books that were opened in the same transaction, and takes them for a few.
    """
    if count > _MANY:
        connection.execute("SET LOCAL enable_nestloop = off")


# -- deciding --


def disown_matched(merge: Merge) -> None:
    """Take back matches with rows that have become other rows: no key agrees, and few values are as they were."""
    agree = sql.SQL(" OR ").join(
        sql.SQL("({} = {}) IS TRUE").format(merge.key.text(rank, "s"), merge.key.text(rank, "t"))
        for rank in merge.key.ranks
    )
    merge.execute(
        "CREATE TEMP TABLE astray ON COMMIT DROP AS SELECT m.line, m.tid, m.key FROM pg_temp.matched m"
        " JOIN {known} ON t.ctid = m.tid AND b.source = {source} AND b.lead_key = m.key"
        " JOIN pg_temp.stage s ON s.{line} = m.line"
        " WHERE b.written <> to_jsonb(t) AND NOT ({agree}) AND {is_another}",
        agree=agree,
        is_another=_is_another(merge),
    )
    _disown(merge, "DELETE FROM pg_temp.matched m USING pg_temp.astray a WHERE a.line = m.line")


def disown_gone(merge: Merge) -> None:
    """Rows that have become other rows have not vanished: they are nothing of this source's any more."""
    merge.execute(
        "CREATE TEMP TABLE astray ON COMMIT DROP AS SELECT NULL::bigint AS line, g.tid, g.key FROM pg_temp.gone g"
        " JOIN {known} ON t.ctid = g.tid AND b.source = {source} AND b.lead_key = g.key"
        " WHERE b.written <> to_jsonb(t) AND {is_another}",
        is_another=_is_another(merge),
    )
    _disown(merge, "DELETE FROM pg_temp.gone g USING pg_temp.astray a WHERE a.tid = g.tid")


def _is_another(merge: Merge) -> sql.Composable:
    """SQL: more than half of the values that row `t` had are others by now."""
    return sql.SQL(
        "(SELECT 2 * count(*) FILTER (WHERE n.value = w.value) < count(*) FROM jsonb_each(b.written) w"
        " JOIN jsonb_each(to_jsonb(t)) n USING (key) WHERE w.value <> 'null' AND key <> ALL ({}::text[]))"
    ).format([column.name for column in merge.books.identity])


def _disown(merge: Merge, free: LiteralString) -> None:
    if merge.count("SELECT count(*) FROM pg_temp.astray"):
        merge.execute(free)
        merge.execute(
            "DELETE FROM leadtui.lineage l USING pg_temp.astray a WHERE l.table_name = {table}"
            " AND l.source = {source} AND l.lead_key = a.key"
        )
    merge.execute("DROP TABLE pg_temp.astray")


def adopt_unbooked(merge: Merge) -> None:
    """Pair what is fresh with rows of the table that this source has no books of, alternative by alternative."""
    for rank in merge.key.ranks:
        while _adopt(merge, rank):
            pass


def _adopt(merge: Merge, rank: int) -> int:
    return merge.count(
        "WITH pairs AS ("
        '  SELECT s.{line} AS line, s."raw:own" AS own, t."raw:tid" AS tid, t."raw:version" AS version'
        '  FROM (SELECT {of_file} AS "raw:key", f.own AS "raw:own", s.* FROM pg_temp.fresh f'
        "        JOIN pg_temp.stage s ON s.{line} = f.line OFFSET 0) AS s"
        '  JOIN (SELECT {of_table} AS "raw:key", t.ctid AS "raw:tid", t.xmin AS "raw:version", t.* FROM {target} t'
        "        WHERE NOT EXISTS (SELECT FROM leadtui.lineage l WHERE {is_of} AND l.source = {source}) OFFSET 0) AS t"
        '  ON t."raw:key" = s."raw:key"'
        '  WHERE NOT EXISTS (SELECT FROM pg_temp.matched m WHERE m.tid = t."raw:tid") AND {agreeing}'
        "), best AS (SELECT DISTINCT ON (line) * FROM pairs ORDER BY line, tid)"
        ", found AS (INSERT INTO pg_temp.matched SELECT DISTINCT ON (tid) line, tid, version, own, true, true"
        "            FROM best ORDER BY tid, line RETURNING line)"
        ", taken AS (DELETE FROM pg_temp.fresh f USING found WHERE found.line = f.line RETURNING f.line)"
        " SELECT count(*) FROM taken",
        of_file=merge.key.text(rank, "s"),
        of_table=merge.key.text(rank, "t"),
        is_of=merge.books.is_of("l"),
        agreeing=merge.key.agree_above(rank),
    )


def note_edits(merge: Merge) -> None:
    """Note which fields of the rows at hand somebody has changed since leadtui last saw them."""
    merge.execute(
        "CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT l.source, l.lead_key AS key, l.written AS was,"
        "   to_jsonb(t) AS now FROM (SELECT tid FROM pg_temp.matched UNION ALL SELECT tid FROM pg_temp.gone) AS m"
        " JOIN {target} t ON t.ctid = m.tid JOIN leadtui.lineage l ON {is_of} WHERE l.written <> to_jsonb(t)",
        is_of=merge.books.is_of("l"),
    )
    note_touched(merge)


def note_touched(at_work: Any) -> None:
    """Write down what is in `touched`, for a load or an undo."""
    if not at_work.execute("SELECT count(*) FROM pg_temp.touched").fetchone()[0]:
        return
    at_work.execute(
        "INSERT INTO leadtui.edits (table_name, source, lead_key, field, edited_by, at_run)"
        " SELECT {table}, d.source, d.key, k.key, 'somebody', (SELECT coalesce(max(run), 0) FROM leadtui.runs)"
        " FROM pg_temp.touched d CROSS JOIN LATERAL (SELECT key FROM jsonb_each(d.was) w JOIN jsonb_each(d.now) n"
        "   USING (key) WHERE w.value <> n.value AND key <> ALL ({computed}::text[])) AS k"
        " ON CONFLICT (table_name, source, lead_key, field) DO UPDATE SET edited_at = now(), at_run = excluded.at_run",
        computed=list(at_work.table.books.computed),
    )
    at_work.execute(
        "UPDATE leadtui.lineage l SET written = d.now FROM pg_temp.touched d"
        " WHERE l.table_name = {table} AND l.source = d.source AND l.lead_key = d.key"
    )


# -- writing --


def adopt(merge: Merge, run: int) -> None:
    """Open books for the rows that were there before; their images are kept, so that they can be closed again."""
    merge.execute(
        "INSERT INTO leadtui.changes (run, table_name, lead_key, action, before, after_run, after_current, row_id)"
        " SELECT {run}, {table}, d.key, 'adopt', to_jsonb(t), NULL, true, {row_id}"
        " FROM pg_temp.matched d JOIN {target} t ON {still} WHERE d.is_adopted"
        " AND NOT EXISTS (SELECT FROM pg_temp.differing o WHERE o.line = d.line)",
        run=run,
        row_id=merge.books.row_id,
        still=STILL,
    )
    merge.execute(
        "INSERT INTO leadtui.lineage AS l (table_name, source, lead_key, row_id, last_seen, is_current, written)"
        " SELECT {table}, {source}, d.key, {row_id}, now(), true, to_jsonb(t)"
        " FROM pg_temp.matched d JOIN {target} t ON {still} WHERE d.is_adopted"
        # Of a row that somebody deleted the books may be left.
        " ON CONFLICT (table_name, source, lead_key) DO UPDATE SET row_id = excluded.row_id, run_id = NULL,"
        "   file_line = NULL, first_seen = NULL, last_seen = now(), is_current = true, written = excluded.written",
        row_id=merge.books.row_id,
        still=STILL,
    )


def write_updates(merge: Merge, span: dict[str, int]) -> int:
    """Known rows: those whose values change, and the books of all that are decided to; how many."""
    updates = [sql.SQL("{} = {}").format(column.identifier, new_value(merge, column)) for column in merge.columns]
    return merge.count(
        "WITH written AS ("
        "  UPDATE {target} t SET {updates} FROM pg_temp.differing d JOIN pg_temp.stage s ON s.{line} = d.line {joined}"
        "  WHERE {still} AND d.is_written AND d.line BETWEEN {first} AND {last}"
        "  RETURNING d.line, {row_id} AS row_id, to_jsonb(t) AS image"
        "), noted AS (UPDATE leadtui.lineage l SET lead_key = d.new_key, run_id = {run}, file_line = d.line,"
        "    last_seen = now(), is_current = true, row_id = coalesce(w.row_id, l.row_id),"
        "    written = coalesce(w.image, l.written)"
        "  FROM pg_temp.differing d LEFT JOIN written w ON w.line = d.line"
        "  WHERE l.table_name = {table} AND l.source = {source} AND l.lead_key = d.key"
        "  AND d.line BETWEEN {first} AND {last} AND (w.line IS NOT NULL OR NOT d.is_written) RETURNING l.lead_key)"
        " SELECT count(*) FROM noted",
        updates=sql.SQL(", ").join(updates),
        joined=joined(merge, "d"),
        still=STILL,
        row_id=merge.books.row_id,
        **span,
    )


def write_inserts(merge: Merge, span: dict[str, int]) -> int:
    """New rows with their books; how many.

    The server returns rows in the order it inserts them, which is how each finds the line it came from.

    Raises:
        RefusedError: a trigger or a rule of the table leaves rows out.
    """
    row = merge.execute(
        "WITH made AS (INSERT INTO {target} AS t ({fields}) SELECT {values} FROM pg_temp.fresh f"
        "    JOIN pg_temp.stage s ON s.{line} = f.line WHERE f.line BETWEEN {first} AND {last} ORDER BY f.line"
        "    RETURNING {row_id} AS row_id, to_jsonb(t) AS image"
        "), numbered AS (SELECT row_id, image, row_number() OVER () AS place FROM made)"
        ", wanted AS (SELECT line, own, row_number() OVER (ORDER BY line) AS place FROM pg_temp.fresh"
        "    WHERE line BETWEEN {first} AND {last})"
        ", noted AS (INSERT INTO leadtui.lineage AS l (table_name, source, lead_key, row_id, run_id, file_line,"
        "      first_seen, last_seen, is_current, written)"
        "    SELECT {table}, {source}, own, row_id, {run}, line, now(), now(), true, image FROM numbered"
        "    JOIN wanted USING (place)"
        "    ON CONFLICT (table_name, source, lead_key) DO UPDATE SET row_id = excluded.row_id, run_id = {run},"
        "      file_line = excluded.file_line, first_seen = now(), last_seen = now(), is_current = true,"
        "      written = excluded.written RETURNING l.lead_key)"
        " SELECT (SELECT count(*) FROM made), (SELECT count(*) FROM wanted), (SELECT count(*) FROM noted)",
        fields=sql.SQL(", ").join(column.identifier for column in merge.columns),
        values=sql.SQL(", ").join(inserted(column) for column in merge.columns),
        row_id=merge.books.row_id,
        **span,
    ).fetchone()
    made, wanted, noted = row or (0, 0, 0)
    if made != wanted:
        raise RefusedError(
            f"{merge.table.name} took {made:,} of {wanted:,} new rows: a trigger or a rule of it leaves some out",
            "Nothing was written. leadtui cannot say then which rows are there.",
        )
    return int(noted)


def tidy_books(merge: Merge, run: int) -> None:
    """After writing: what other sources know of the same rows, ids that changed, and books of rows long gone."""
    merge.execute(
        "UPDATE leadtui.lineage o SET written = l.written, row_id = l.row_id"
        " FROM leadtui.changes c JOIN leadtui.lineage l ON l.table_name = {table} AND l.source = {source}"
        "   AND l.lead_key = c.lead_key AND l.run_id = {run}"
        " WHERE c.run = {run} AND c.action = 'update' AND o.table_name = {table} AND o.source <> {source}"
        " AND o.row_id = c.row_id",
        run=run,
    )
    if {column.name for column in merge.books.identity} & {column.name for column in merge.columns}:
        merge.execute(
            "UPDATE leadtui.changes c SET row_id = l.row_id FROM leadtui.lineage l WHERE c.run = {run}"
            " AND c.action = 'update' AND l.table_name = {table} AND l.source = {source} AND l.lead_key = c.lead_key"
            " AND l.row_id <> c.row_id",
            run=run,
        )
    merge.execute(
        "DELETE FROM leadtui.lineage o USING leadtui.lineage l WHERE l.table_name = {table} AND l.source = {source}"
        " AND l.run_id = {run} AND l.first_seen = now() AND o.table_name = {table} AND o.row_id = l.row_id"
        " AND (o.source <> l.source OR o.lead_key <> l.lead_key)",
        run=run,
    )


def close_gone(merge: Merge, *, is_deletion: bool, previous: object) -> int:
    """Mark what is gone in the books, and delete what may be deleted; how many are gone."""
    if is_deletion:
        merge.execute(
            "WITH deleted AS (DELETE FROM {target} t USING pg_temp.gone d WHERE {still} AND d.is_removable"
            "   RETURNING {row_id} AS row_id)"
            " DELETE FROM leadtui.lineage l USING deleted d WHERE l.table_name = {table} AND l.row_id = d.row_id",
            still=STILL,
            row_id=merge.books.row_id,
        )
    marked = merge.execute(
        "UPDATE leadtui.lineage l SET is_current = false, last_seen = greatest(l.last_seen, {previous}::timestamptz)"
        " FROM pg_temp.gone d WHERE l.table_name = {table} AND l.source = {source} AND l.lead_key = d.key",
        previous=previous,
    ).rowcount
    removed = merge.count("SELECT count(*) FROM pg_temp.gone WHERE is_removable") if is_deletion else 0
    return marked + removed
