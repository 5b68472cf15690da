"""Which known row each row of the file is, if any.

Almost all rows are found by their own key, which is the known row's `lead_key`. What is left is tried
by each alternative in order, in both directions: a lead known by telephone and zip that now has a
licence (its `lead_key` is our weaker key), and one known by its licence that came without it this
time (our own key is among its fields). Two rows that both have a stronger alternative and disagree on
it are two leads, whatever weaker one they share.
"""

from __future__ import annotations

from psycopg import sql

from leadtui.postgres import beside
from leadtui.postgres.merge import Merge


def match(merge: Merge) -> None:
    """Make `matched` and `fresh`."""
    merge.execute(
        "CREATE TEMP TABLE matched (line bigint, tid tid, version xid, key text, is_current boolean,"
        " is_adopted boolean) ON COMMIT DROP"
    )
    is_known = merge.count("SELECT count(*) FROM (SELECT FROM {known} WHERE b.source = {source} LIMIT 1) AS one")
    if is_known:
        merge.execute(
            "INSERT INTO pg_temp.matched SELECT k.line, t.ctid, t.xmin, b.lead_key, b.is_current, false"
            " FROM pg_temp.keyed k JOIN {known} ON b.source = {source} AND b.lead_key = k.own"
        )
        if merge.books.is_beside:
            beside.disown_matched(merge)
        merge.execute("ANALYZE pg_temp.matched")
    merge.execute(
        "CREATE TEMP TABLE fresh ON COMMIT DROP AS SELECT k.* FROM pg_temp.keyed k"
        " WHERE NOT EXISTS (SELECT FROM pg_temp.matched m WHERE m.line = k.line)"
    )
    if is_known and len(merge.key.ranks) > 1:
        merge.execute("ANALYZE pg_temp.fresh")
        _match_others(merge)
    if merge.books.is_beside and merge.count("SELECT count(*) FROM pg_temp.fresh"):
        beside.adopt_unbooked(merge)


def _match_others(merge: Merge) -> None:
    """Alternative by alternative, each until it finds no more."""
    for rank in merge.key.ranks[1:]:
        in_file = {found for (found,) in merge.rows("SELECT DISTINCT rank FROM pg_temp.fresh")}
        if any(found < rank for found in in_file):
            while _assign(merge, rank, found_by=sql.SQL('b.lead_key = s."raw:key"')):
                pass
        better = [known for known in merge.key.ranks[: rank - 1] if in_file - {known} and _is_known(merge, known)]
        if better and any(found <= rank for found in in_file):
            by_fields = sql.SQL('({}) AND {} = s."raw:key"').format(
                sql.SQL(" OR ").join(_of_rank(merge, known) for known in better), merge.key.text(rank, "t")
            )
            while _assign(merge, rank, found_by=by_fields):
                pass


def _is_known(merge: Merge, rank: int) -> bool:
    """Whether the source has a row in the table whose key is of this alternative."""
    return bool(
        merge.count(
            "SELECT count(*) FROM (SELECT FROM {known} WHERE b.source = {source} AND {of_rank} LIMIT 1) AS one",
            of_rank=_of_rank(merge, rank),
        )
    )


def _of_rank(merge: Merge, rank: int) -> sql.Composable:
    """SQL: the row is known by this alternative; a pattern, because an index finds those."""
    label = "+".join(merge.key.alternatives[rank - 1]) + "="
    pattern = label.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return sql.SQL("b.lead_key LIKE {}").format(pattern)


def _assign(merge: Merge, rank: int, *, found_by: sql.Composable) -> int:
    """Pair fresh rows with known ones, each at most once: current rows first, then by key; earlier lines first."""
    return merge.count(
        "WITH pairs AS ("
        "  SELECT s.{line} AS line, t.ctid AS tid, t.xmin AS version, b.lead_key AS key, b.is_current"
        '  FROM (SELECT {text} AS "raw:key", s.* FROM pg_temp.fresh f'
        "        JOIN pg_temp.stage s ON s.{line} = f.line WHERE f.rank <= {rank} OFFSET 0) AS s"
        "  JOIN {known} ON b.source = {source} AND {found_by}"
        "  WHERE NOT EXISTS (SELECT FROM pg_temp.matched m WHERE m.tid = t.ctid) AND {agreeing}"
        "), best AS (SELECT DISTINCT ON (line) * FROM pairs ORDER BY line, is_current DESC, key)"
        ", found AS (INSERT INTO pg_temp.matched SELECT DISTINCT ON (tid) line, tid, version, key, is_current, false"
        "            FROM best"
        "            ORDER BY tid, line RETURNING line)"
        ", taken AS (DELETE FROM pg_temp.fresh f USING found WHERE found.line = f.line RETURNING f.line)"
        " SELECT count(*) FROM taken",
        text=merge.key.text(rank, "s"),
        rank=rank,
        found_by=found_by,
        agreeing=merge.key.agree_above(rank),
    )
