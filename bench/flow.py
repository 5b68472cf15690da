"""The whole way of a dirty file, from bytes to keyed rows, against COPY of the same rows when they are clean.

The floor is psycopg's COPY of the finished rows into an empty table of the same server, CPU of client and
server together, as is ours. What was planted is counted, so that speed is never bought with rows.
"""

from __future__ import annotations

import io
import resource
import tempfile
from pathlib import Path

from bench.load import prepared
from bench.shared.measure import Server, generator, server
from leadtui.model.plan import LoadRequest
from leadtui.model.table import LINE
from leadtui.postgres import Database, choose, open_database

LAYOUT = "source3"


def main(*, full: bool) -> None:
    """One round at each size; the ratio is what to look at, not the seconds."""
    with server() as own:
        for count in (100_000, 1_000_000) if full else (10_000,):
            with tempfile.TemporaryDirectory(dir=own.folder) as folder:
                _round(own, Path(folder), count)


def _round(own: Server, folder: Path, count: int) -> None:
    path = folder / f"{count}.csv"
    make = generator()
    path.write_bytes(make.to_csv(list(make.rows(LAYOUT, count))))
    with open_database(choose(own.url)) as database:
        request, making = own.cpu(lambda: prepared(path, folder))
        report, loading = own.cpu(lambda: database.load(request))
        assert report.counts.inserted == count, report.counts
        floor = own.cpu(lambda: _copy(database, request))[1].total
        own.run("TRUNCATE public.leads")
    spent = making.total
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:,} rows: prepare {1e6 * spent / count:.1f} + load {1e6 * loading.total / count:.1f} us CPU a row,"
        f" COPY of the clean rows {1e6 * floor / count:.1f}; {(spent + loading.total) / floor:.1f} x COPY;"
        f" peak {peak} MB"
    )


def _copy(database: Database, request: LoadRequest) -> None:
    rows = request.checked.good.drop(LINE).collect()
    buffer = io.BytesIO()
    rows.write_csv(buffer, include_header=False)
    names = ", ".join(rows.columns)
    with database._session() as connection, connection.cursor() as cursor:  # noqa: SLF001  the floor is below the room
        cursor.execute(f"CREATE TEMP TABLE floor AS SELECT {names} FROM public.leads LIMIT 0".encode())
        with cursor.copy(f"COPY floor ({names}) FROM STDIN (FORMAT csv)".encode()) as copy:
            copy.write(buffer.getbuffer())
