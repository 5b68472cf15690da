"""The decided undo carried out: rows as they were before the run, edits by hand included, and a run of its own."""

from __future__ import annotations

import getpass
import socket
from typing import TYPE_CHECKING, Final

from psycopg import errors as pg
from psycopg import sql

from leadtui import __version__
from leadtui.errors import BrokenPromiseError, ChangedError, RefusedError
from leadtui.model.undo import UndoPlan
from leadtui.postgres import put_back
from leadtui.postgres.failure import said

if TYPE_CHECKING:
    from leadtui.postgres.undo import Undoing

_ASIDE: Final = "undo|"
"""Before the key of a row that is about to get its former one: no lead key looks like this."""


def restore(undoing: Undoing, plan: UndoPlan) -> int:
    """Write everything, and return the number of the undo's run.

    Raises:
        ChangedError: somebody changed a row between the decision and the writing.
        RefusedError: a constraint of the table refuses what was there before.
    """
    number = _open_run(undoing, plan)
    _lock_rows(undoing)
    _keep_images(undoing, number)
    try:
        written = _take_out(undoing), _set_back(undoing), _put_back(undoing)
        undoing.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (pg.IntegrityError, pg.DataError, pg.RaiseException) as error:
        raise RefusedError(
            f"run {plan.run} cannot be undone: {plan.table} refuses what was there before: {said(error)}",
            "Nothing was written. Correct the table, then undo again.",
        ) from None
    if written != (plan.taken_out, plan.set_back, plan.put_back):
        raise ChangedError("somebody changed the same rows during the undo; nothing was written", "Undo again.")
    _restore_edits(undoing)
    _turn_states(undoing)
    return number


def _open_run(undoing: Undoing, plan: UndoPlan) -> int:
    """An undo counts what it put back as inserted, set back as updated, kept as unchanged, took out as vanished."""
    row = undoing.execute(
        "INSERT INTO leadtui.runs (kind, undoes_run, is_complete, table_name, source, mode, file_name, file_size,"
        " sha256, mapping_version, mapping_sha256, mapping_document, read, inserted, updated, unchanged, vanished,"
        " started, finished, person, host, leadtui_version)"
        " SELECT 'undo', run, false, table_name, source, mode, file_name, file_size, sha256, mapping_version,"
        " mapping_sha256, mapping_document, {read}, {put_back}, {set_back}, {kept}, {taken_out}, now(),"
        " clock_timestamp(), {person}, {host}, {version} FROM leadtui.runs WHERE run = {run} RETURNING run",
        read=plan.put_back + plan.set_back + plan.kept_count,
        put_back=plan.put_back,
        set_back=plan.set_back,
        kept=plan.kept_count,
        taken_out=plan.taken_out,
        person=getpass.getuser(),
        host=socket.gethostname(),
        version=__version__,
    ).fetchone()
    if row is None:
        raise BrokenPromiseError("the ledger gave no run number")
    # The row's trigger takes a change within a run for none by hand.
    undoing.connection.execute("SELECT set_config('leadtui.run', %s, true)", [str(row[0])])
    return int(row[0])


def _lock_rows(undoing: Undoing) -> None:
    """From here on the rows cannot change under our hands; those that did are noticed."""
    locked = undoing.execute(
        "SELECT count(*) FROM (SELECT FROM pg_temp.undone u JOIN {target} t ON t.ctid = u.tid AND t.xmin = u.version"
        " WHERE u.kept IS NULL FOR UPDATE OF t) AS locked"
    ).fetchone()
    wanted = undoing.execute("SELECT count(tid) FROM pg_temp.undone WHERE kept IS NULL").fetchone()
    if locked != wanted:
        raise ChangedError("somebody changed the same rows during the undo; nothing was written", "Undo again.")


def _keep_images(undoing: Undoing, number: int) -> None:
    """What the undo of this undo needs."""
    undoing.execute(
        "INSERT INTO leadtui.changes (run, table_name, lead_key, action, before, after_run, after_current, edits,"
        "   row_id, lineage)"
        " SELECT {number}, {table}, u.back_key, CASE u.action WHEN 'insert' THEN 'delete' WHEN 'delete' THEN 'insert'"
        "   WHEN 'settle' THEN 'settle' ELSE 'update' END, to_jsonb(t), (u.books->>'run_id')::bigint,"
        "   (u.books->>'is_current')::boolean, (SELECT jsonb_agg(to_jsonb(e)) FROM leadtui.edits e"
        "   WHERE e.table_name = {table} AND e.source = {source} AND e.lead_key = u.key),"
        "   u.row_id, {books} FROM pg_temp.undone u LEFT JOIN {target} t ON t.ctid = u.tid {entry}"
        " WHERE u.kept IS NULL",
        number=number,
        books=undoing.table.books.image("l"),
        entry=undoing.table.books.entry_of(undoing.past.source),
    )


def _take_out(undoing: Undoing) -> int:
    if undoing.table.books.is_beside:
        return put_back.take_out(undoing)
    return undoing.execute(
        "DELETE FROM {target} t USING pg_temp.undone u WHERE t.ctid = u.tid AND u.kept IS NULL AND u.action = 'insert'"
    ).rowcount


def _set_back(undoing: Undoing) -> int:
    """Rows changed in place; those with another key step aside first, so that none stands in another's way."""
    columns = _columns(undoing, can_be_updated=True)
    if undoing.table.books.is_beside:
        return put_back.set_back(undoing, columns)
    undoing.execute(
        "UPDATE {target} t SET lead_key = {aside} || t.lead_key FROM pg_temp.undone u"
        " WHERE t.ctid = u.tid AND u.kept IS NULL AND u.action IN ('update', 'vanish') AND u.back_key <> u.key",
        aside=_ASIDE,
    )
    return undoing.execute(
        "UPDATE {target} t SET {assigned} FROM ("
        '  SELECT x.ctid AS "raw:tid", r.* FROM pg_temp.undone u JOIN {target} x ON x.source = {source}'
        "  AND x.lead_key = CASE WHEN u.back_key <> u.key THEN {aside} || u.key ELSE u.key END"
        "  CROSS JOIN LATERAL jsonb_populate_record(x, u.before) AS r"
        "  WHERE u.kept IS NULL AND u.action IN ('update', 'vanish')) AS former"
        ' WHERE t.ctid = former."raw:tid"',
        aside=_ASIDE,
        assigned=sql.SQL(", ").join(sql.SQL("{0} = former.{0}").format(sql.Identifier(name)) for name in columns),
    ).rowcount


def _put_back(undoing: Undoing) -> int:
    columns = [sql.Identifier(name) for name in _columns(undoing, can_be_updated=False)]
    if undoing.table.books.is_beside:
        return put_back.put_back(undoing, columns)
    return undoing.execute(
        "INSERT INTO {target} ({columns}) OVERRIDING SYSTEM VALUE SELECT {values} FROM pg_temp.undone u"
        " CROSS JOIN LATERAL jsonb_populate_record(NULL::{target}, u.before) AS r"
        " WHERE u.kept IS NULL AND u.action = 'delete'",
        columns=sql.SQL(", ").join(columns),
        values=sql.SQL(", ").join(sql.SQL("r.{}").format(column) for column in columns),
    ).rowcount


def _columns(undoing: Undoing, *, can_be_updated: bool) -> list[str]:
    """The columns the images and the table have in common; what was added since keeps its value or default."""
    known = undoing.execute(
        "SELECT DISTINCT k.name FROM (SELECT before FROM pg_temp.undone WHERE before IS NOT NULL LIMIT 1) AS one"
        " CROSS JOIN LATERAL jsonb_object_keys(one.before) AS k (name)"
    ).fetchall()
    in_images = {name for (name,) in known}
    return [
        column.name
        for column in undoing.table.columns
        if not column.is_generated
        and not (can_be_updated and column.is_always_identity)
        and (not in_images or column.name in in_images)
    ]


def _restore_edits(undoing: Undoing) -> None:
    """What was known of edits by hand, as it was."""
    undoing.execute(
        "DELETE FROM leadtui.edits e USING pg_temp.undone u WHERE e.table_name = {table} AND e.source = {source}"
        " AND u.kept IS NULL AND e.lead_key IN (u.key, u.back_key)"
    )
    undoing.execute(
        "INSERT INTO leadtui.edits SELECT e.* FROM pg_temp.undone u"
        " CROSS JOIN LATERAL jsonb_populate_recordset(NULL::leadtui.edits, u.edits) AS e WHERE u.kept IS NULL"
        " ON CONFLICT DO NOTHING"
    )


def _turn_states(undoing: Undoing) -> None:
    """The run is undone; the one it undid, if it was an undo itself, stands again; and so on down."""
    state = "undone"
    run: int | None = undoing.past.run
    while run is not None:
        row = undoing.connection.execute(
            "UPDATE leadtui.runs SET state = %s WHERE run = %s RETURNING undoes_run", [state, run]
        ).fetchone()
        run = row[0] if row else None
        state = "loaded" if state == "undone" else "undone"
