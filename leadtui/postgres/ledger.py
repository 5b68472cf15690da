"""The ledger in schema `leadtui`: what each run did."""

from __future__ import annotations

import getpass
import socket
from typing import Any, Final

import polars as pl
import psycopg
from psycopg import errors as pg
from psycopg import sql
from psycopg.types.json import Jsonb

from leadtui import __version__
from leadtui.errors import BrokenPromiseError, UsageError
from leadtui.model.plan import REJECTS_SCHEMA, Counts, LoadReport, LoadRequest
from leadtui.model.table import LINE, LINE_COUNT
from leadtui.model.target import Mode
from leadtui.postgres.merge import Merge
from leadtui.postgres.past import Past
from leadtui.postgres.stage import copy_frame

_COUNTS: Final = ("read", "inserted", "updated", "unchanged", "rejected", "duplicates", "vanished")
_REPORT: Final = sql.SQL(
    "SELECT run, table_name, source, mode, mapping_version, file_name, sha256, {}, started, finished, state, kind,"
    " undoes_run, reloads_run, encoding FROM leadtui.runs"
).format(sql.SQL(", ").join(map(sql.Identifier, _COUNTS)))


def open_run(connection: psycopg.Connection, request: LoadRequest, known: Past, merge: Merge) -> int:
    """Write the run's row, without counts yet, and mark the session as ours; the run's number."""
    row = connection.execute(
        "INSERT INTO leadtui.runs (table_name, source, mode, file_name, file_size, sha256, mapping_version,"
        " mapping_sha256, mapping_document, started, finished, person, host, leadtui_version, previous_run,"
        " repeats_run, reloads_run, is_complete, filled, encoding)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, now(), now(), %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " RETURNING run",
        [
            merge.table.name,
            request.mapping.name,
            request.mapping.load.mode.value,
            _printable(request.file.name),
            request.file.size,
            request.sha256,
            request.mapping.version,
            request.mapping.sha256,
            request.mapping_document,
            getpass.getuser(),
            socket.gethostname(),
            __version__,
            known.latest,
            known.same.run if known.same else None,
            request.reloads_run,
            merge.is_complete,
            Jsonb(merge.staged.filled),
            request.encoding,
        ],
    ).fetchone()
    if row is None:
        raise BrokenPromiseError("the ledger gave no run number")
    connection.execute("SELECT set_config('leadtui.run', %s, true)", [str(row[0])])
    return int(row[0])


def write_rejects(connection: psycopg.Connection, run: int, rejects: pl.DataFrame) -> None:
    """Keep the rejected records beside the run, bytes as received."""
    if rejects.is_empty():
        return
    rows = rejects.lazy().select(
        pl.lit(run).alias("run"),
        pl.col(LINE).alias("line"),
        pl.col(LINE_COUNT).alias("line_count"),
        pl.col("code", "reason").str.replace_all("\0", "\N{SYMBOL FOR NULL}", literal=True),
        (pl.lit("\\x") + pl.col("raw").bin.encode("hex")).alias("raw"),
    )
    copy_frame(connection, sql.Identifier("leadtui", "rejects"), rows, rejects.height)


def close_run(connection: psycopg.Connection, run: int, counts: Counts) -> None:
    """Write the counts; the ledger's own CHECK holds the row equation, in the same transaction as the rows.

    Raises:
        BrokenPromiseError: it does not hold.
    """
    try:
        connection.execute(
            "UPDATE leadtui.runs SET read = %s, inserted = %s, updated = %s, unchanged = %s, rejected ="
            " (SELECT count(*) FROM leadtui.rejects r WHERE r.run = %s), duplicates = %s, vanished = %s,"
            " finished = clock_timestamp() WHERE run = %s",
            [
                *(counts.read, counts.inserted, counts.updated, counts.unchanged),
                *(run, counts.duplicates, counts.vanished, run),
            ],
        )
    except pg.CheckViolation:
        raise BrokenPromiseError(
            f"the row equation does not hold: {counts.read:,} read, but {counts.inserted:,} inserted,"
            f" {counts.updated:,} updated, {counts.unchanged:,} unchanged, {counts.rejected:,} rejected,"
            f" {counts.duplicates:,} duplicates; nothing was written",
            "This is a mistake in leadtui; please report it.",
        ) from None


def runs(connection: psycopg.Connection, where: str, limit: int) -> tuple[LoadReport, ...]:
    """The latest runs, newest first."""
    rows = connection.execute(_REPORT + sql.SQL(" ORDER BY run DESC LIMIT {}").format(limit)).fetchall()
    return tuple(_report(row, where) for row in rows)


def report(connection: psycopg.Connection, where: str, run: int) -> LoadReport:
    """What a run did.

    Raises:
        UsageError: there is no such run.
    """
    row = connection.execute(_REPORT + sql.SQL(" WHERE run = {}").format(run)).fetchone()
    if row is None:
        raise UsageError(f"{where} knows no run {run}", "leadtui runs")
    return _report(row, where)


def rejects(connection: psycopg.Connection, run: int) -> pl.DataFrame:
    """The rejected records of a run, in `REJECTS_SCHEMA`, in file order."""
    rows = connection.execute(
        "SELECT line, line_count, code, reason, raw FROM leadtui.rejects WHERE run = %s ORDER BY line", [run]
    ).fetchall()
    return pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row")


def _report(row: tuple[Any, ...], where: str) -> LoadReport:
    run, table, source, mode, version, file_name, sha256, *rest = row
    counts, times = Counts(*rest[: len(_COUNTS)]), rest[len(_COUNTS) :]
    started, finished, state, kind, undoes, reloads, encoding = times
    return LoadReport(
        run=run,
        table=table,
        database=where,
        source=source,
        mode=Mode(mode),
        mapping_version=version,
        file_name=file_name,
        sha256=sha256,
        counts=counts,
        started=started,
        finished=finished,
        state=state,
        kind=kind,
        undoes_run=undoes,
        reloads_run=reloads,
        encoding=encoding or "utf-8",
    )


def _printable(name: str) -> str:
    """File names may hold bytes that are no text; those are shown, not lost."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
