"""The decided merge carried out: rows inserted, updated and marked, each with what it was before.

Every known row is written only if it still is the version that was decided about (ctid and xmin);
the caller compares the number of rows written with the number decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from psycopg import errors as pg
from psycopg import sql

from leadtui.errors import ChangedError, RefusedError
from leadtui.model.plan import Counts
from leadtui.postgres import beside
from leadtui.postgres.differ import incoming, joined, new_value
from leadtui.postgres.failure import said
from leadtui.postgres.images import STILL, keep_gone, keep_updated, note_seen, settle_edits
from leadtui.postgres.merge import Merge

_CONSTRAINTS: Final = (pg.IntegrityError, pg.DataError, pg.RaiseException)
_ALL: Final = (0, 2**62)


@dataclass(frozen=True, slots=True)
class _Written:
    inserted: int
    updated: int


def apply(merge: Merge, run: int, planned: Counts, previous: datetime | None) -> Counts:
    """Write everything, and return the counts of what was written.

    Raises:
        RefusedError: a constraint of the table refuses a row; the file's line is named.
        ChangedError: somebody changed a row between the decision and the writing.
    """
    merge.execute(
        "INSERT INTO leadtui.duplicates SELECT {run}, l.line, l.kept, l.key, coalesce(l.is_equal, false)"
        " FROM pg_temp.lost l",
        run=run,
    )
    note_seen(merge, run)
    keep_updated(merge, run)
    if merge.books.is_beside:
        beside.adopt(merge, run)
    written = _write(merge, run)
    vanished = _vanish(merge, run, previous)
    expected = (planned.inserted, planned.updated, planned.vanished)
    if (written.inserted, written.updated, vanished) != expected:
        raise ChangedError("somebody changed the same rows during the load; nothing was written", "Plan again.")
    if merge.books.is_beside:
        beside.tidy_books(merge, run)
    settle_edits(merge, run)
    return Counts(
        planned.read,
        written.inserted,
        written.updated,
        merge.count("SELECT count(*) FROM pg_temp.matched") - written.updated,
        planned.rejected,
        merge.count("SELECT count(*) FROM pg_temp.lost"),
        vanished,
    )


def _write(merge: Merge, run: int) -> _Written:
    try:
        with merge.connection.transaction():
            return _write_lines(merge, run, *_ALL)
    except _CONSTRAINTS as error:
        line = _first_refused(merge, run)
        place = f"line {line}" if line is not None else "a row"
        raise RefusedError(
            f"{place} cannot be stored in {merge.table.name}: {said(error)}",
            "Nothing was written. Correct the file, the mapping or the table, then load again.",
        ) from None


def _write_lines(merge: Merge, run: int, first: int, last: int) -> _Written:
    span = {"run": run, "first": first, "last": last}
    if merge.books.is_beside:
        written = _Written(updated=beside.write_updates(merge, span), inserted=beside.write_inserts(merge, span))
    else:
        written = _Written(updated=_update(merge, span), inserted=_insert(merge, span))
    # What would only be checked at COMMIT is checked here, where the row can still be named.
    merge.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return written


def _update(merge: Merge, span: dict[str, int]) -> int:
    updates = [sql.SQL("{} = {}").format(column.identifier, new_value(merge, column)) for column in merge.columns]
    return merge.execute(
        "UPDATE {target} t SET {updates}, lead_key = d.new_key, run_id = {run}, file_line = d.line,"
        " last_seen = now(), is_current = true"
        " FROM pg_temp.differing d JOIN pg_temp.stage s ON s.{line} = d.line {joined}"
        " WHERE {still} AND d.line BETWEEN {first} AND {last}",
        updates=sql.SQL(", ").join(updates),
        joined=joined(merge, "d"),
        still=STILL,
        **span,
    ).rowcount


def _insert(merge: Merge, span: dict[str, int]) -> int:
    return merge.execute(
        "INSERT INTO {target} ({fields}, source, lead_key, run_id, file_line, first_seen, last_seen, is_current)"
        " SELECT {values}, {source}, f.own, {run}, f.line, now(), now(), true"
        " FROM pg_temp.fresh f JOIN pg_temp.stage s ON s.{line} = f.line WHERE f.line BETWEEN {first} AND {last}",
        fields=sql.SQL(", ").join(column.identifier for column in merge.columns),
        values=sql.SQL(", ").join(incoming(column) for column in merge.columns),
        **span,
    ).rowcount


def _first_refused(merge: Merge, run: int) -> int | None:
    """A line that is refused by itself, found by halving; None when only rows together are refused."""
    first = merge.count("SELECT min({line}) FROM pg_temp.stage")
    last = merge.count("SELECT max({line}) FROM pg_temp.stage")
    if not _is_refused(merge, run, first, last):
        return None
    while first < last:
        middle = (first + last) // 2
        if _is_refused(merge, run, first, middle):
            last = middle
        elif _is_refused(merge, run, middle + 1, last):
            first = middle + 1
        else:
            return None
    return first


def _is_refused(merge: Merge, run: int, first: int, last: int) -> bool:
    try:
        with merge.connection.transaction(force_rollback=True):
            _write_lines(merge, run, first, last)
    except _CONSTRAINTS:
        return True
    return False


def _vanish(merge: Merge, run: int, previous: datetime | None) -> int:
    """Mark or delete the rows that are gone; they were last seen in the run before this one."""
    if merge.rules.vanished == "keep":
        return merge.count("SELECT count(*) FROM pg_temp.gone")
    is_deletion = merge.rules.vanished == "delete"
    keep_gone(merge, run, is_deletion=is_deletion)
    if merge.books.is_beside:
        return beside.close_gone(merge, is_deletion=is_deletion, previous=previous)
    if is_deletion:
        return merge.execute("DELETE FROM {target} t USING pg_temp.gone d WHERE {still}", still=STILL).rowcount
    return merge.execute(
        "UPDATE {target} t SET is_current = false, last_seen = greatest(t.last_seen, {previous}::timestamptz)"
        " FROM pg_temp.gone d WHERE {still}",
        previous=previous,
        still=STILL,
    ).rowcount
