"""From the request to the decision about each row, inside the transaction; plan and load both begin here.

Nothing but temporary tables is written. `LoadPlan` is read off them; the load then carries out the same
tables, so what was planned is what is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

import sqlalchemy
from psycopg import sql

from leadtui.model.plan import Counts, Doubt, FieldChange, LoadPlan, LoadRequest, RowChange
from leadtui.model.target import Mode
from leadtui.postgres import doubts
from leadtui.postgres.beside import expect_many, note_edits
from leadtui.postgres.connect import driver_of
from leadtui.postgres.differ import find_differing, joined, new_value
from leadtui.postgres.duplicates import drop_duplicates, duplicates
from leadtui.postgres.exceptions import note_exceptions
from leadtui.postgres.gone import find_gone
from leadtui.postgres.keys import LeadKey
from leadtui.postgres.live_table import LiveTable
from leadtui.postgres.match import match
from leadtui.postgres.merge import Merge
from leadtui.postgres.past import Past
from leadtui.postgres.stage import Progress, stage
from leadtui.postgres.unusual import unusual

_KEYS_SHOWN = 12
_CHANGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Decided:
    """The temporary tables are made; this is what they say."""

    merge: Merge
    plan: LoadPlan


def decide(
    connection: sqlalchemy.Connection,
    request: LoadRequest,
    table: LiveTable,
    past: Past,
    *,
    where: str,
    on_progress: Progress | None = None,
) -> Decided:
    """Stage the file's rows and decide about each.

    Raises:
        UsageError: the mapping lacks a key.
        RefusedError: a value cannot be stored.
    """
    LeadKey.of(request.mapping)
    driver = driver_of(connection)
    staged = stage(driver, request, table, on_progress)
    if table.books.is_beside:
        expect_many(driver, staged.row_count)
    merge = Merge(
        driver,
        request.mapping,
        table,
        staged,
        on_progress,
        is_addition=request.reloads_run is not None,
        is_older=past.older is not None,
    )
    merge = decide_rows(merge, request)
    return Decided(merge, _plan(merge, request, past, where))


def decide_rows(merge: Merge, request: LoadRequest) -> Merge:
    """Make every temporary table from `stage` on; the same merge, knowing what is excepted."""
    drop_duplicates(merge)
    match(merge)
    if merge.rules.mode is Mode.APPEND:
        _leave_known(merge)
    find_gone(merge)
    if merge.books.is_beside:
        note_edits(merge)
    merge = note_exceptions(merge, request)
    find_differing(merge)
    return merge


def _leave_known(merge: Merge) -> None:
    """In mode append, a row already present is a duplicate, and nothing else of the table is looked at."""
    merge.execute("INSERT INTO pg_temp.lost SELECT m.line, NULL, m.key FROM pg_temp.matched m")
    merge.execute("DELETE FROM pg_temp.matched")


def _plan(merge: Merge, request: LoadRequest, past: Past, where: str) -> LoadPlan:
    counts = _counts(merge, request)
    return LoadPlan(
        table=merge.table.name,
        database=where,
        source=merge.mapping.name,
        mode=merge.rules.mode,
        counts=counts,
        changes=_changes(merge),
        inserted_examples=_keys(merge, "SELECT own FROM pg_temp.fresh ORDER BY line LIMIT {limit}"),
        vanished_examples=_keys(merge, "SELECT key FROM pg_temp.gone ORDER BY key LIMIT {limit}"),
        doubts=_doubts(merge, request, counts, past),
        already_loaded=past.same,
        duplicates=duplicates(merge),
        digest=_digest(merge),
    )


def _counts(merge: Merge, request: LoadRequest) -> Counts:
    updated = merge.count("SELECT count(*) FROM pg_temp.differing")
    return Counts(
        read=request.checked.read_count,
        inserted=merge.count("SELECT count(*) FROM pg_temp.fresh"),
        updated=updated,
        unchanged=merge.count("SELECT count(*) FROM pg_temp.matched") - updated,
        rejected=request.rejects.height,
        duplicates=merge.count("SELECT count(*) FROM pg_temp.lost"),
        vanished=merge.count("SELECT count(*) FROM pg_temp.gone"),
    )


def _keys(merge: Merge, query: LiteralString) -> tuple[str, ...]:
    return tuple(key for (key,) in merge.rows(query, limit=_KEYS_SHOWN))


def _doubts(merge: Merge, request: LoadRequest, counts: Counts, past: Past) -> tuple[Doubt, ...]:
    found = [
        doubts.too_many_rejects(merge, counts, request.checked.unforeseen_count),
        doubts.too_many_vanished(merge, counts),
        doubts.older_file(request, past),
        doubts.ambiguous_keys(merge),
        doubts.held_by_rejects(merge),
        doubts.kept_by_hand(merge),
        doubts.unequal_duplicates(merge),
        *unusual(merge, request, counts, past.recent),
    ]
    return tuple(doubt for doubt in found if doubt is not None)


def _changes(merge: Merge) -> tuple[FieldChange, ...]:
    counted = merge.rows(
        "SELECT f.field, count(*) FROM pg_temp.differing d CROSS JOIN unnest(d.changed) AS f (field)"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    examples = _examples(merge)
    return tuple(FieldChange(field, count, tuple(examples.get(field, ()))) for field, count in counted)


def _examples(merge: Merge) -> dict[str, list[RowChange]]:
    values = [
        sql.SQL("({}, t.{}::text, ({})::text)").format(column.name, column.identifier, new_value(merge, column))
        for column in merge.columns
    ]
    rows = merge.rows(
        "WITH chosen AS (SELECT * FROM (SELECT d.line, d.tid, d.key, d.new_key, f.field,"
        "   row_number() OVER (PARTITION BY f.field ORDER BY d.line) AS place"
        "   FROM pg_temp.differing d CROSS JOIN unnest(d.changed) AS f (field)) AS each_one WHERE place <= {shown})"
        " SELECT c.field, c.new_key, c.line, v.before, v.after FROM chosen c JOIN {target} t ON t.ctid = c.tid"
        " JOIN pg_temp.stage s ON s.{line} = c.line {joined}"
        " CROSS JOIN LATERAL (VALUES {values}, ('is_current', 'false', 'true'),"
        "   ('lead_key', c.key, c.new_key)) AS v (field, before, after)"
        " WHERE v.field = c.field ORDER BY c.field, c.line",
        shown=_CHANGES_SHOWN,
        joined=joined(merge, "c"),
        values=sql.SQL(", ").join(values),
    )
    examples: dict[str, list[RowChange]] = {}
    for field, key, line, before, after in rows:
        examples.setdefault(field, []).append(RowChange(key, line, before, after))
    return examples


def _digest(merge: Merge) -> str:
    """Equal for two plans exactly when they do the same to the same rows."""
    parts = merge.rows(
        "SELECT (SELECT sum(hashtextextended(own, 1)) FROM pg_temp.fresh),"
        " (SELECT sum(hashtextextended(concat_ws('|', d.key, d.new_key, d.changed::text, to_jsonb(t)::text), 2))"
        "  FROM pg_temp.differing d JOIN {target} t ON t.ctid = d.tid),"
        " (SELECT sum(hashtextextended(key, 3)) FROM pg_temp.gone)"
    )
    return "/".join(str(part or 0) for part in parts[0])
