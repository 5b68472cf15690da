"""The rows of a run: those it brought in new, or all that are as it wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
from psycopg import sql

from leadtui.model.plan import LoadReport
from leadtui.postgres.known_table import find_table

Write = Callable[[bytes], object]


def copy_rows(
    connection: psycopg.Connection, report: LoadReport, write: Write, *, is_new: bool, limit: int | None
) -> None:
    """The rows as CSV with a header line, in file order, handed to `write` piece by piece."""
    command = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER)").format(
        _query(connection, report, sql.SQL("t.*"), is_new=is_new, limit=limit)
    )
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for piece in copy:
            write(bytes(piece))


def json_rows(connection: psycopg.Connection, report: LoadReport, *, is_new: bool, limit: int | None) -> Iterator[str]:
    """The rows, each as one JSON object, in file order."""
    query = _query(connection, report, sql.SQL("to_jsonb(t)::text"), is_new=is_new, limit=limit)
    with connection.cursor("rows_of_run") as cursor:
        cursor.itersize = 5_000
        cursor.execute(query)
        for (row,) in cursor:
            yield row


def _query(
    connection: psycopg.Connection, report: LoadReport, what: sql.Composable, *, is_new: bool, limit: int | None
) -> sql.Composed:
    books = find_table(connection, report.table).books
    # A row is first seen by the load that inserted it, whatever has been written to it since.
    mine = sql.SQL("b.first_seen = {}").format(report.started) if is_new else books.is_last_of(report.run)
    return sql.SQL("SELECT {} FROM {} WHERE b.source = {} AND {} ORDER BY b.run_id, b.file_line, b.lead_key {}").format(
        what,
        books.known,
        report.source,
        mine,
        sql.SQL("") if limit is None else sql.SQL("LIMIT {}").format(limit),
    )
