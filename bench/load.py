"""Loading: CPU seconds of client and server together, as ratios to COPY, in interleaved rounds; memory; merges.

The file has 20 columns, 3 % repeated keys and planted bad dates; every load is held against what was planted.
Small by default; `BENCH=full` takes 100,000 and 1,000,000 rows and merges into 3,000,000.
"""

from __future__ import annotations

import csv
import io
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl
import psycopg

from bench.shared.measure import Server, Spent, generator, server
from leadtui import checking, cleaning, reading, store
from leadtui.model.plan import Counts, LoadRequest
from leadtui.model.table import LINE, LINE_COUNT
from leadtui.postgres import Database, choose, open_database

LAYOUT: Final = "source3"
_KINDS: Final = 5_000
"""Rows that are made up; the others are those again, under other licences."""
_AGAIN: Final = 33
"""Every so manieth row has the key of the one before: 3 %."""
_BAD: Final = 50
"""Every so manieth row has a date that is none: 2 %."""
_CLEAR: Final = "TRUNCATE public.leads, leadtui.runs, leadtui.edits CASCADE"
_CHILD: Final = "import sys; from bench.load import in_child; in_child(*sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Planted:
    """A file, and what is in it."""

    path: Path
    rows: int
    again: int
    bad: int

    def check(self, counts: Counts, issues: pl.DataFrame) -> None:
        """Speed is never bought with rows."""
        assert (counts.read, counts.duplicates, counts.rejected) == (self.rows, self.again, 0), counts
        assert counts.inserted + counts.updated + counts.unchanged == self.rows - self.again, counts
        assert issues.filter(pl.col("code") == "E-DATE").height == self.bad


def main(*, full: bool) -> None:
    """The ratios are what to look at, not the seconds."""
    sizes, known, merged = ((100_000, 1_000_000), 3_000_000, 100_000) if full else ((20_000,), 60_000, 2_000)
    with server() as own:
        for count in sizes:
            planted = plant(own.folder / f"{count}.csv", count)
            _against_copy(own, planted, rounds=3)
            print(f"{count:,} rows: peak memory of the client {_peak(own, planted)} MB", flush=True)
        _merge(own, known, merged)


def plant(path: Path, count: int, first: int = 0) -> Planted:
    """Write a dirty file."""
    kinds = list(generator().rows(LAYOUT, min(count, _KINDS)))
    names = list(kinds[0])
    places = [names.index(name) for name in ("Operation", "Issue Date")]
    rows = [list(row.values()) for row in kinds]
    again = bad = 0
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for number in range(count):
            row = rows[number % len(rows)].copy()
            is_again = number % _AGAIN == _AGAIN - 1
            row[places[0]] = str(10_000_000 + first + number - is_again)
            again += is_again
            if number % _BAD == _BAD - 1:
                row[places[1]] = "31/31/1999"
                bad += 1
            writer.writerow(row)
    return Planted(path, count, again, bad)


def prepared(path: Path, folder: Path) -> LoadRequest:
    """All steps before the plan."""
    mapping = store.load(LAYOUT)
    source = reading.find(str(path))
    raw = reading.read(source, reading.detect(source, layout=mapping.layout), spool=folder)
    recipe = cleaning.settle(cleaning.compile_recipe(mapping, raw.columns), raw)
    checked = checking.check(raw, recipe, mapping.target, spool=folder)
    records = reading.raw_records(source, raw.dialect, checked.rejected.select(LINE, LINE_COUNT))
    rejects = checked.rejected.join(records, on=[LINE, LINE_COUNT], how="left", maintain_order="left")
    return LoadRequest(mapping, store.canonical(mapping), source, raw.sha256, checked, rejects)


def _against_copy(own: Server, planted: Planted, rounds: int) -> None:
    """Typed rows, the whole way, and a reload, beside COPY of the typed and of the raw file."""
    typed: list[float] = []
    whole: list[float] = []
    again: list[float] = []
    with _database(own) as database:
        for number in range(rounds):
            own.run(_CLEAR)
            request, making = own.cpu(lambda: prepared(planted.path, own.folder))
            report, loading = own.cpu(lambda: database.load(request))  # noqa: B023  called at once
            planted.check(report.counts, request.checked.issues)
            forced = replace(request, force=True)
            repeated, reload = own.cpu(lambda: database.load(forced))  # noqa: B023  as above
            assert repeated.counts.unchanged == planted.rows - planted.again
            floor = own.cpu(lambda: _copy_typed(own, request))[1]  # noqa: B023  as above
            raw = own.cpu(lambda: _copy_raw(own, planted.path))[1]
            typed.append(loading.total / floor.total)
            whole.append(raw.total / (making.total + loading.total))
            again.append(reload.server / loading.server)
            if number == 0:
                _tell_costs(planted.rows, {"prepare": making, "load": loading, "COPY typed": floor, "COPY raw": raw})
    print(
        f"{planted.rows:,} rows: load {statistics.median(typed):.2f} x COPY of the clean typed rows;"
        f" raw file to keyed table {statistics.median(whole):.3f} of raw COPY's rows per CPU second;"
        f" reload of the same rows {statistics.median(again):.2f} x the first load's server CPU",
        flush=True,
    )


def _tell_costs(count: int, costs: dict[str, Spent]) -> None:
    parts = ", ".join(
        f"{name} {1e6 * spent.client / count:.1f} + {1e6 * spent.server / count:.1f}" for name, spent in costs.items()
    )
    print(f"{count:,} rows: us CPU a row, client + server: {parts}", flush=True)


def _copy_typed(own: Server, request: LoadRequest) -> None:
    """The floor of a load: the finished rows, written as CSV before and copied into a table without an index."""
    rows = request.checked.good.drop(LINE).collect()
    names = ", ".join(rows.columns)
    with psycopg.connect(own.url) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE floor AS SELECT {names} FROM public.leads LIMIT 0".encode())
        with cursor.copy(f"COPY floor ({names}) FROM STDIN (FORMAT csv)".encode()) as copy:
            for block in rows.iter_slices(50_000):
                text = io.BytesIO()
                block.write_csv(text, include_header=False)
                copy.write(text.getbuffer())


def _copy_raw(own: Server, path: Path) -> None:
    """The floor of the whole way: the file's own bytes into columns of text."""
    with path.open("rb") as file, psycopg.connect(own.url) as connection, connection.cursor() as cursor:
        width = len(next(csv.reader([file.readline().decode()])))
        columns = ", ".join(f"c{number} text" for number in range(width))
        cursor.execute(f"CREATE TEMP TABLE floor ({columns})".encode())
        with cursor.copy("COPY floor FROM STDIN (FORMAT csv)") as copy:
            while piece := file.read(1 << 20):
                copy.write(piece)


def _peak(own: Server, planted: Planted) -> int:
    """Megabytes, of a process that does nothing else."""
    own.run(_CLEAR)
    command = [sys.executable, "-c", _CHILD, own.url, str(planted.path), str(own.folder)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def in_child(url: str, path: str, folder: str) -> None:
    """Load a file, and print the megabytes that took."""
    import resource  # noqa: PLC0415  of no use to the parent

    with open_database(choose(url)) as database:
        database.load(prepared(Path(path), Path(folder)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _merge(own: Server, known: int, merged: int) -> None:
    """A small file into a big table, and into an empty one: other leads of the source, and the same ones again."""
    small = plant(own.folder / "small.csv", merged, first=known)
    again = plant(own.folder / "again.csv", merged)
    with _database(own) as database:
        files = [_added(prepared(planted.path, own.folder)) for planted in (small, again)]
        own.run(_CLEAR)
        empty = own.cpu(lambda: database.load(files[0]))[1].total
        own.run(_CLEAR)
        big = plant(own.folder / "big.csv", known)
        database.load(prepared(big.path, own.folder))
        own.run("VACUUM ANALYZE public.leads")
        report, new = own.cpu(lambda: database.load(files[0]))
        small.check(report.counts, files[0].checked.issues)
        same = own.cpu(lambda: database.load(files[1]))[1].total
    print(
        f"{merged:,} rows into {known:,}: {new.total / empty:.2f} x into an empty table if they are new,"
        f" {same / empty:.2f} x if they are there",
        flush=True,
    )


def _added(request: LoadRequest) -> LoadRequest:
    """What is not in a file that adds to its source has not vanished."""
    load = request.mapping.load.model_copy(update={"vanished": "keep"})
    target = request.mapping.target.model_copy(update={"load": load})
    return replace(request, mapping=request.mapping.model_copy(update={"target": target}))


@contextmanager
def _database(own: Server) -> Iterator[Database]:
    with open_database(choose(own.url)) as database:
        yield database
