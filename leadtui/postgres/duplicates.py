"""Rows of one file that are the same lead: one stays, the others are counted and named.

Among rows of the same key the last one wins, or the first where the mapping says so. A row that has
no better key, but shares a weaker one with a row that has, is the same lead and loses to that row
wherever it stands: were it to win, two licensed places that share a telephone could both be lost to
one line without a licence.
"""

from __future__ import annotations

from typing import Final

from psycopg import sql

from leadtui.errors import RefusedError
from leadtui.model.plan import Duplicate
from leadtui.postgres.merge import Merge

SHOWN: Final = 1_000
"""Duplicates that are listed one by one in a plan; the ledger has them all."""


def drop_duplicates(merge: Merge) -> None:
    """Make `keyed`, one row per lead, and `lost`.

    Raises:
        RefusedError: a row has no complete key; checking should have rejected it.
    """
    merge.execute(
        "CREATE TEMP TABLE keyed ON COMMIT DROP AS SELECT line, own, {rank} AS rank"
        " FROM (SELECT s.{line} AS line, {best} AS own FROM pg_temp.stage s OFFSET 0) AS rows",
        best=merge.key.best("s"),
        rank=merge.key.rank(sql.SQL("own")),
    )
    _refuse_keyless(merge)
    merge.execute("ANALYZE pg_temp.keyed")
    merge.execute("CREATE TEMP TABLE lost (line bigint, kept bigint, key text, is_equal boolean) ON COMMIT DROP")
    merge.execute(
        "INSERT INTO pg_temp.lost SELECT k.line, kept.line, k.own FROM pg_temp.keyed k"
        " JOIN (SELECT own, {wins}(line) AS line FROM pg_temp.keyed GROUP BY own HAVING count(*) > 1) AS kept"
        " ON kept.own = k.own AND kept.line <> k.line",
        wins=sql.SQL("min" if merge.rules.duplicates == "first" else "max"),
    )
    _forget_lost(merge)
    present = {rank for (rank,) in merge.rows("SELECT DISTINCT rank FROM pg_temp.keyed")}
    weaker = sorted(present - {min(present, default=0)}, reverse=True)
    for rank in weaker:
        _lose_to_better_keys(merge, rank)
    if weaker:
        _forget_lost(merge)
    _compare_lost(merge)


def rows_that_differ(merge: Merge) -> list[tuple[int, int]]:
    """The lines of all rows of leads whose rows say different things, each with the line of another one.

    Nothing is left changed.
    """
    with merge.connection.transaction(force_rollback=True):
        drop_duplicates(merge)
        pairs = merge.rows(
            "SELECT l.line, l.kept FROM pg_temp.lost l WHERE l.kept IN"
            " (SELECT d.kept FROM pg_temp.lost d WHERE NOT coalesce(d.is_equal, false)) ORDER BY l.line"
        )
    return sorted({line: other for one, two in pairs for line, other in ((two, one), (one, two))}.items())


def duplicates(merge: Merge) -> tuple[Duplicate, ...]:
    """The duplicates one by one, in file order, at most `SHOWN`."""
    rows = merge.rows(
        "SELECT l.line, l.kept, l.key, coalesce(l.is_equal, false) FROM pg_temp.lost l ORDER BY l.line LIMIT {limit}",
        limit=SHOWN,
    )
    return tuple(Duplicate(*row) for row in rows)


def _refuse_keyless(merge: Merge) -> None:
    line = merge.count("SELECT min(line) FROM pg_temp.keyed WHERE own IS NULL HAVING count(*) > 0")
    if line:
        names = " or ".join(" + ".join(alternative) for alternative in merge.key.alternatives)
        raise RefusedError(f"line {line} has no key: {names}", "Such rows belong among the rejects.")


def _lose_to_better_keys(merge: Merge, rank: int) -> None:
    merge.execute(
        "INSERT INTO pg_temp.lost SELECT DISTINCT ON (k.line) k.line, better.line, k.own FROM pg_temp.keyed k"
        " JOIN (SELECT b.line, b.rank, {weaker} AS weaker FROM pg_temp.keyed b"
        "       JOIN pg_temp.stage s ON s.{line} = b.line WHERE b.rank < {rank} OFFSET 0) AS better"
        " ON better.weaker = k.own WHERE k.rank = {rank} ORDER BY k.line, better.rank, better.line",
        weaker=merge.key.text(rank, "s"),
        rank=rank,
    )


def _forget_lost(merge: Merge) -> None:
    if merge.count("SELECT count(*) FROM pg_temp.lost"):
        merge.execute("DELETE FROM pg_temp.keyed k USING pg_temp.lost l WHERE l.line = k.line")


def _compare_lost(merge: Merge) -> None:
    """Whether each row says the same as the one it lost to; as a join, because there may be very many of them."""
    if not merge.count("SELECT count(*) FROM pg_temp.lost"):
        return
    one, other = (
        sql.SQL(", ").join(sql.SQL("{}.{}").format(sql.SQL(row), column.identifier) for column in merge.columns)
        for row in ("a", "b")
    )
    merge.execute("ANALYZE pg_temp.lost")
    merge.execute(
        "UPDATE pg_temp.lost l SET is_equal = ROW({one}) IS NOT DISTINCT FROM ROW({other})"
        " FROM pg_temp.stage a, pg_temp.stage b WHERE a.{line} = l.line AND b.{line} = l.kept",
        one=one,
        other=other,
    )
