"""Taking back a run: which rows are as the run left them, and which something else has happened to since.

A row is as the run left it when the same run is still its last writer, it is current or not as it was
then, nobody changed it by hand, and no later file of the source had it. Only such rows are restored;
the others are kept, each with the reason. The decision is one temporary table, `undone`, which
`restore.py` carries out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from leadtui.errors import ChangedError, UsageError
from leadtui.model.undo import KeptRow, UndoPlan, UndoReport
from leadtui.postgres import put_back
from leadtui.postgres.beside import expect_many
from leadtui.postgres.connect import driver_of
from leadtui.postgres.known_table import KnownTable, find_table
from leadtui.postgres.lock import lock_source
from leadtui.postgres.restore import restore
from leadtui.postgres.transaction import Place, commit, transaction, with_patience

_LISTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class PastLoad:
    """The run to be taken back, as the ledger has it."""

    run: int
    kind: str
    state: str
    table: str
    source: str
    file_name: str
    started: datetime
    finished: datetime
    pruned: datetime | None

    @classmethod
    def of(cls, connection: psycopg.Connection, run: int, where: str) -> PastLoad:
        """From the ledger.

        Raises:
            UsageError: there is no such run, or it can't be taken back (any more).
        """
        row = connection.execute(
            "SELECT run, kind, state, table_name, source, file_name, started, finished, pruned,"
            " (SELECT max(u.run) FROM leadtui.runs u WHERE u.undoes_run = r.run AND u.state = 'loaded')"
            " FROM leadtui.runs r WHERE run = %s",
            [run],
        ).fetchone()
        if row is None:
            raise UsageError(f"{where} knows no run {run}", "leadtui runs")
        found, undone_by = cls(*row[:-1]), row[-1]
        if found.state == "undone":
            raise UsageError(
                f"run {run} is undone already" + (f", by run {undone_by}" if undone_by else ""),
                f"To have it back: leadtui undo {undone_by}" if undone_by else None,
            )
        if found.pruned is not None:
            raise UsageError(
                f"run {run} cannot be undone any more: its before-images were pruned on {found.pruned:%Y-%m-%d}"
            )
        return found


@dataclass(frozen=True, slots=True)
class Undoing:
    """A run being taken back: the values its statements are made from."""

    connection: psycopg.Connection
    past: PastLoad
    table: KnownTable

    def execute(self, template: LiteralString, **parts: Any) -> psycopg.Cursor[Any]:
        """Run a statement; `{target}`, `{known}`, `{table}`, `{source}` and `{run}` are known to each."""
        return self.connection.execute(
            sql.SQL(template).format(
                target=self.table.identifier,
                known=self.table.books.known,
                table=self.table.name,
                source=self.past.source,
                run=self.past.run,
                **parts,
            )
        )


def plan(place: Place, run: int) -> UndoPlan:
    """What taking back the run would do now; nothing is written.

    Raises:
        UsageError: there is no such run, or it cannot be taken back.
    """

    def once() -> UndoPlan:
        with transaction(place) as connection:
            return _decide(_begin(driver_of(connection), place, run), place.where)

    return with_patience(once)


def undo(place: Place, run: int, expected: UndoPlan | None) -> UndoReport:
    """Take back the run, in one transaction; itself a run of the ledger.

    Raises:
        UsageError: there is no such run, or it cannot be taken back.
        ChangedError: it would do something else than `expected`.
        RefusedError: a constraint of the table refuses what was there before.
        LockedError: a load of the source is running.
    """

    def once() -> UndoReport:
        with transaction(place) as connection:
            driver = driver_of(connection)
            past = PastLoad.of(driver, run, place.where)
            lock_source(driver, past.table, past.source)
            undoing = _begin(driver, place, run)
            lock_source(driver, past.table, past.source, whole_table=undoing.table.books.is_beside)
            decided = _decide(undoing, place.where)
            if expected is not None and expected != decided:
                raise ChangedError(
                    f"{past.table} changed since the preview: other rows would be restored; nothing was written",
                    f"Look again: leadtui undo {run} --dry-run",
                )
            number = restore(undoing, decided)
            commit(driver, Place(place.engine, place.where, past.table, past.source, place.lock_wait), number)
            return UndoReport(number, decided)

    return with_patience(once)


def _begin(driver: psycopg.Connection, place: Place, run: int) -> Undoing:
    past = PastLoad.of(driver, run, place.where)
    return Undoing(driver, past, find_table(driver, past.table))


def _decide(undoing: Undoing, where: str) -> UndoPlan:
    _gather(undoing)
    _keep_changed(undoing)
    _keep_reloaded(undoing)
    _keep_displaced(undoing)
    counts = dict.fromkeys(("insert", "update", "vanish", "delete", "settle", "adopt"), 0)
    counts.update(undoing.execute("SELECT action, count(*) FROM pg_temp.undone WHERE kept IS NULL GROUP BY 1"))
    kept = undoing.execute(
        "SELECT key, kept, count(*) OVER () FROM pg_temp.undone WHERE kept IS NOT NULL"
        " AND action NOT IN ('settle', 'adopt')"
        " ORDER BY key LIMIT {limit}",
        limit=_LISTED,
    ).fetchall()
    past = undoing.past
    return UndoPlan(
        run=past.run,
        is_redo=past.kind == "undo",
        table=past.table,
        database=where,
        source=past.source,
        file_name=past.file_name,
        finished=past.finished,
        taken_out=counts["insert"],
        set_back=counts["update"] + counts["vanish"],
        put_back=counts["delete"],
        kept_count=kept[0][2] if kept else 0,
        kept=tuple(KeptRow(key, reason) for key, reason, _ in kept),
    )


def _gather(undoing: Undoing) -> None:
    """Make `undone`: every row the run changed, as it was before and as it is now."""
    books = undoing.table.books
    if books.is_beside:
        touched = "SELECT read + vanished FROM leadtui.runs WHERE run = {run}"
        expect_many(undoing.connection, (undoing.execute(touched).fetchone() or (0,))[0])
        put_back.note_edits(undoing)
        found = sql.SQL(
            "{} t ON {} LEFT JOIN leadtui.lineage b ON b.table_name = {} AND b.source = {} AND b.row_id = c.row_id"
        ).format(undoing.table.identifier, books.is_row(sql.SQL("c.row_id")), books.name, undoing.past.source)
    else:
        found = sql.SQL("{} ON b.source = {} AND b.lead_key = c.lead_key").format(books.known, undoing.past.source)
    undoing.execute(
        "CREATE TEMP TABLE undone ON COMMIT DROP AS"
        " SELECT c.action, c.lead_key AS key, coalesce({before}->>'lead_key', c.lead_key) AS back_key, c.before,"
        "   {before} AS books, c.row_id, c.after_run, c.after_current, c.edits, t.ctid AS tid, t.xmin AS version,"
        "   b.run_id, b.is_current, NULL::text AS kept"
        " FROM leadtui.changes c LEFT JOIN {found} WHERE c.run = {run} AND c.table_name = {table}"
        # A load notes nothing of the rows it inserts: they are those first seen by it.
        " UNION ALL SELECT 'insert', b.lead_key, b.lead_key, NULL, NULL, {row_id}, {run}, true, NULL, t.ctid, t.xmin,"
        "   b.run_id, b.is_current, NULL FROM {known}"
        " WHERE {is_load} AND b.source = {source} AND b.first_seen = {started}"
        " AND NOT EXISTS (SELECT FROM leadtui.changes c WHERE c.run = {run} AND c.lead_key = b.lead_key)",
        before=books.before("c"),
        found=found,
        row_id=books.row_id,
        is_load=undoing.past.kind == "load",
        started=undoing.past.started,
    )
    undoing.execute("ANALYZE pg_temp.undone")


def _keep_changed(undoing: Undoing) -> None:
    """Rows that are not as the run left them."""
    undoing.execute(
        "UPDATE pg_temp.undone SET kept = CASE"
        " WHEN action = 'delete' THEN CASE WHEN tid IS NOT NULL THEN 'there again since' END"
        " WHEN tid IS NULL THEN 'deleted since, or known by another key'"
        " WHEN run_id IS DISTINCT FROM after_run THEN format('loaded again since, by run %s', run_id)"
        " WHEN is_current IS DISTINCT FROM after_current"
        "   THEN CASE WHEN is_current THEN 'current again since' ELSE 'vanished since' END END"
    )
    if undoing.table.books.is_beside:
        put_back.keep_shared(undoing)
    undoing.execute(
        "UPDATE pg_temp.undone u SET kept = 'changed by hand since: ' || e.fields FROM ("
        "  SELECT lead_key, string_agg(field, ', ' ORDER BY field) AS fields FROM leadtui.edits"
        "  WHERE table_name = {table} AND source = {source} AND at_run >= {run} GROUP BY 1) AS e"
        " WHERE e.lead_key = u.key AND u.kept IS NULL"
    )


def _keep_reloaded(undoing: Undoing) -> None:
    """Current rows that a later file had, too, unless an undo has made them current after it."""
    undoing.execute(
        "WITH later AS (SELECT run, is_complete FROM leadtui.runs WHERE table_name = {table} AND source = {source}"
        "   AND run > {run} AND kind = 'load' AND state = 'loaded'),"
        # A file that was all of its source had every row that is current since; the last one is enough to know.
        " had AS (SELECT u.key, r.run FROM pg_temp.undone u,"
        "     (SELECT max(run) AS run FROM later WHERE is_complete) AS r"
        "   WHERE u.kept IS NULL AND u.is_current AND r.run IS NOT NULL"
        "   UNION ALL SELECT s.lead_key, s.run FROM leadtui.seen s JOIN later r ON r.run = s.run),"
        " last AS (SELECT key, max(run) AS run FROM had h WHERE NOT EXISTS ("
        "     SELECT FROM leadtui.changes c JOIN leadtui.runs w ON w.run = c.run"
        "     WHERE c.table_name = {table} AND c.lead_key = h.key AND w.source = {source} AND w.kind = 'undo'"
        "     AND w.state = 'loaded' AND w.run > h.run) GROUP BY key)"
        " UPDATE pg_temp.undone u SET kept = format('in the file of run %s, too', last.run) FROM last"
        " WHERE last.key = u.key AND u.kept IS NULL AND u.is_current"
    )


def _keep_displaced(undoing: Undoing) -> None:
    """Rows whose former key is another row's now; keeping one may stand in the way of the next."""
    while undoing.execute(
        "UPDATE pg_temp.undone u SET kept = 'its former key is another row''s now' FROM {known}"
        " WHERE u.kept IS NULL AND u.action <> 'insert' AND b.source = {source} AND b.lead_key = u.back_key"
        " AND t.ctid IS DISTINCT FROM u.tid AND NOT EXISTS (SELECT FROM pg_temp.undone o"
        "   WHERE o.tid = t.ctid AND o.kept IS NULL AND (o.action = 'insert' OR o.back_key <> o.key))"
    ).rowcount:
        pass
