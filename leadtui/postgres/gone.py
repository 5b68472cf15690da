"""Known rows of the source that the file does not have any more.

A known row whose row of the file is rejected has not vanished: it stays as it is, and is named.

A known row that a row of the file could also be, had it not been matched to a better one, has not
vanished: it is spared, and named for a person to look at.
"""

from __future__ import annotations

from psycopg import sql

from leadtui.postgres import beside
from leadtui.postgres.merge import Merge


def find_gone(merge: Merge) -> None:
    """Make `gone` and `spared`."""
    merge.execute(
        "CREATE TEMP TABLE gone ON COMMIT DROP AS"
        " SELECT t.ctid AS tid, t.xmin AS version, b.lead_key AS key, {rank} AS rank,"
        "   {is_removable} AS is_removable FROM {known} WHERE b.source = {source} AND b.is_current AND {asked}"
        " AND NOT EXISTS (SELECT FROM pg_temp.matched m WHERE m.tid = t.ctid)",
        rank=merge.key.rank(sql.SQL("b.lead_key")),
        is_removable=merge.books.is_removable,
        # An appended file says nothing about the rows it does not have.
        asked=merge.says_what_is_gone,
    )
    if merge.books.is_beside:
        beside.disown_gone(merge)
    merge.execute("CREATE TEMP TABLE held (key text, line bigint) ON COMMIT DROP")
    for rank in merge.key.ranks:
        if merge.staged.refused.issuperset(merge.key.alternatives[rank - 1]):
            _hold(merge, rank)
    merge.execute("CREATE TEMP TABLE spared (tid tid, key text, line bigint, own text) ON COMMIT DROP")
    in_table = {rank for (rank,) in merge.rows("SELECT DISTINCT rank FROM pg_temp.gone")}
    in_file = {rank for (rank,) in merge.rows("SELECT DISTINCT rank FROM pg_temp.keyed")} if in_table else set()
    for rank in merge.key.ranks[1:]:
        # Rows of the same alternative are told apart by it: only different ones can meet further down.
        if any(known != found for known in in_table for found in in_file if max(known, found) <= rank):
            _spare(merge, rank)


def _hold(merge: Merge, rank: int) -> None:
    """Keep what a rejected row of the file is, by one alternative of the key."""
    merge.execute(
        "WITH hit AS ("
        '  SELECT DISTINCT ON (t."raw:tid") t."raw:tid" AS tid, t."raw:lead" AS key, r.{line} AS line'
        '  FROM (SELECT g.tid AS "raw:tid", g.key AS "raw:lead", {of_table} AS "raw:key"'
        "        FROM pg_temp.gone g JOIN {target} t ON t.ctid = g.tid OFFSET 0) AS t"
        '  JOIN (SELECT r.{line}, {of_file} AS "raw:key" FROM pg_temp.refused r OFFSET 0) AS r'
        '  ON r."raw:key" = t."raw:key" ORDER BY t."raw:tid", r.{line}),'
        " kept AS (INSERT INTO pg_temp.held SELECT key, line FROM hit)"
        " DELETE FROM pg_temp.gone g USING hit WHERE hit.tid = g.tid",
        of_table=merge.key.text(rank, "t"),
        of_file=merge.key.text(rank, "r"),
    )


def _spare(merge: Merge, rank: int) -> None:
    merge.execute(
        "WITH hit AS ("
        '  INSERT INTO pg_temp.spared SELECT DISTINCT ON (t."raw:tid") t."raw:tid", t."raw:lead", s.{line}, s."raw:own"'
        '  FROM (SELECT g.tid AS "raw:tid", g.key AS "raw:lead", g.rank AS "raw:rank", {of_table} AS "raw:key", t.*'
        "        FROM pg_temp.gone g JOIN {target} t ON t.ctid = g.tid WHERE g.rank <= {rank} OFFSET 0) AS t"
        '  JOIN (SELECT k.own AS "raw:own", k.rank AS "raw:rank", {of_file} AS "raw:key", s.* FROM pg_temp.keyed k'
        "        JOIN pg_temp.stage s ON s.{line} = k.line WHERE k.rank <= {rank} OFFSET 0) AS s"
        '  ON s."raw:key" = t."raw:key" AND s."raw:rank" <> t."raw:rank" WHERE {agreeing}'
        '  ORDER BY t."raw:tid", s.{line} RETURNING tid)'
        " DELETE FROM pg_temp.gone g USING hit WHERE hit.tid = g.tid",
        of_table=merge.key.text(rank, "t"),
        of_file=merge.key.text(rank, "s"),
        rank=rank,
        agreeing=merge.key.agree_above(rank),
    )
