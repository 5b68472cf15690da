"""The whole way of a dirty file, from bytes to keyed rows, against COPY of the same rows when they are clean.

The floor is psycopg's COPY of the finished rows into an empty table of the same server, CPU of client and
server together, as is ours. What was planted is counted, so that speed is never bought with rows.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import psutil

from leadtui import checking, cleaning, reading, store
from leadtui.model.plan import LoadRequest
from leadtui.model.table import LINE, LINE_COUNT
from leadtui.postgres import Database, choose, embedded, open_database

LAYOUT = "source3"
T = TypeVar("T")


def main(*, full: bool) -> None:
    """One round at each size; the ratio is what to look at, not the seconds."""
    with tempfile.TemporaryDirectory(prefix="lt-", dir="/tmp") as name:
        folder = Path(name)
        embedded.start(folder / "pg")
        try:
            for count in (100_000, 1_000_000) if full else (10_000,):
                _round(folder, count, psutil.Process(_postmaster(folder)))
        finally:
            embedded.stop(folder / "pg")


def _postmaster(folder: Path) -> int:
    return int((folder / "pg" / "data" / "postmaster.pid").read_text().split()[0])


def _generator() -> ModuleType:
    """`data/make.py`, which is a script and no package."""
    path = Path(__file__).parents[1] / "data" / "make.py"
    spec = importlib.util.spec_from_file_location("make", path)
    assert spec
    assert spec.loader
    module = sys.modules["make"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _round(folder: Path, count: int, server: psutil.Process) -> None:
    path = folder / f"{count}.csv"
    make = _generator()
    path.write_bytes(make.to_csv(list(make.rows(LAYOUT, count))))
    with open_database(choose(embedded.url(folder / "pg"))) as database:
        database.migrate()
        request, spent = _cpu(lambda: _prepared(path, folder), server)
        report, loading = _cpu(lambda: database.load(request), server)
        assert report.counts.inserted == count, report.counts
        floor = _cpu(lambda: _copy(database, request), server)[1]
        _forget(database)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:,} rows: prepare {1e6 * spent / count:.1f} + load {1e6 * loading / count:.1f} us CPU a row,"
        f" COPY of the clean rows {1e6 * floor / count:.1f}; {(spent + loading) / floor:.1f} x COPY; peak {peak} MB"
    )


def _prepared(path: Path, folder: Path) -> LoadRequest:
    mapping = store.load(LAYOUT)
    source = reading.find(str(path))
    raw = reading.read(source, reading.detect(source, layout=mapping.layout), spool=folder)
    recipe = cleaning.settle(cleaning.compile_recipe(mapping, raw.columns), raw)
    checked = checking.check(raw, recipe, mapping.target, spool=folder)
    records = reading.raw_records(source, raw.dialect, checked.rejected.select(LINE, LINE_COUNT))
    rejects = checked.rejected.join(records, on=[LINE, LINE_COUNT], how="left", maintain_order="left")
    return LoadRequest(mapping, store.canonical(mapping), source, raw.sha256, checked, rejects)


def _copy(database: Database, request: LoadRequest) -> None:
    rows = request.checked.good.drop(LINE).collect()
    buffer = io.BytesIO()
    rows.write_csv(buffer, include_header=False)
    names = ", ".join(rows.columns)
    with database._session() as connection, connection.cursor() as cursor:  # noqa: SLF001  the floor is below the room
        cursor.execute(f"CREATE TEMP TABLE floor AS SELECT {names} FROM public.leads LIMIT 0".encode())
        with cursor.copy(f"COPY floor ({names}) FROM STDIN (FORMAT csv)".encode()) as copy:
            copy.write(buffer.getbuffer())


def _forget(database: Database) -> None:
    with database._session() as connection:  # noqa: SLF001  as above
        connection.execute("TRUNCATE public.leads")
        connection.commit()


def _cpu(work: Callable[[], T], server: psutil.Process) -> tuple[T, float]:
    """What `work` gives, and the CPU seconds of this process and of the server for it."""
    before = _spent(server)
    result = work()
    return result, _spent(server) - before


def _spent(server: psutil.Process) -> float:
    """Of this process, the server, its living children, and those that it has seen end."""
    total = sum(psutil.Process().cpu_times()[:2]) + sum(server.cpu_times()[:4])
    for backend in server.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            total += sum(backend.cpu_times()[:2])
    return float(total)
