"""Many loaders at once while loaders, sessions and the server die: what the ledger says is what is in the table."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from leadtui.errors import LeadtuiError
from leadtui.postgres import Database, choose, embedded, open_database
from leadtui.postgres.postmaster import read
from tests.faults.chaos import MONTHS, SOURCES, month
from tests.faults.test_crashes import wait_until_alone
from tests.postgres.loads import Row, stored

_PATIENCE = 30.0
_SESSIONS = "FROM pg_stat_activity WHERE application_name = 'leadtui' AND state <> 'idle'"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Of a server that is broken again and again."""
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    try:
        embedded.start(folder)
        with open_database(choose(embedded.url(folder))) as database:
            database.migrate()
        yield folder
    finally:
        embedded.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class _Loaders:
    """The processes, and what is done to them."""

    folder: Path
    count: int
    by: random.Random
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed: int = 0
    started: int = 0

    def fill(self) -> None:
        """Start one for each that has died."""
        self.processes = [process for process in self.processes if process.poll() is None]
        while len(self.processes) < self.count:
            self.started += 1
            log = str(self.folder / f"{self.started}.log")
            command = [
                sys.executable,
                "-m",
                "tests.faults.chaos",
                str(embedded.url(self.folder)),
                str(self.started),
                log,
            ]
            self.processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))

    def kill(self) -> None:
        """Without a warning."""
        self.killed += 1
        chosen = self.by.choice(self.processes)
        chosen.kill()
        chosen.wait(_PATIENCE)

    def end(self) -> None:
        """With one: it has two seconds."""
        chosen = self.by.choice(self.processes)
        chosen.terminate()
        # One that has only just been started knows nothing of signals yet.
        assert chosen.wait(_PATIENCE) in {130, -signal.SIGTERM}

    def stop(self) -> None:
        """All of them."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(_PATIENCE)

    def told(self) -> list[int]:
        """The runs that were reported as done."""
        return [int(line) for log in self.folder.glob("*.log") for line in log.read_text().split()]


def _on_a_session(folder: Path, what: str) -> None:
    with suppress(psycopg.Error), psycopg.connect(str(embedded.url(folder)), autocommit=True) as connection:
        connection.execute(f"SELECT {what}(pid) {_SESSIONS} ORDER BY random() LIMIT 1".encode())


def _crash(folder: Path) -> None:
    """A session's process dies, and the server recovers by itself."""
    with suppress(psycopg.Error, ProcessLookupError):
        with psycopg.connect(str(embedded.url(folder)), autocommit=True) as connection:
            found = connection.execute(f"SELECT pid {_SESSIONS} LIMIT 1".encode()).fetchone()
        if found:
            os.kill(found[0], signal.SIGKILL)


def _restart(folder: Path) -> None:
    server = read(folder / "data")
    if server is None:
        return
    os.kill(server.pid, signal.SIGQUIT)
    end = time.monotonic() + _PATIENCE
    while read(folder / "data") is not None and time.monotonic() < end:
        time.sleep(0.05)
    embedded.start(folder)


@pytest.mark.parametrize(
    ("loaders", "seconds", "pause"), [(2, 12, 1.5), pytest.param(8, 600, 5.0, marks=pytest.mark.soak)]
)
def test_whatever_dies_the_ledger_tells_the_truth(folder: Path, loaders: int, seconds: float, pause: float) -> None:
    by = random.Random(loaders)
    crew = _Loaders(folder, loaders, by)
    deeds: list[Callable[[], None]] = [
        crew.kill,
        crew.end,
        lambda: _on_a_session(folder, "pg_terminate_backend"),
        lambda: _on_a_session(folder, "pg_cancel_backend"),
        lambda: _crash(folder),
        lambda: _restart(folder),
    ]
    crew.fill()
    try:
        end, number = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            time.sleep(pause * by.uniform(0.5, 1.5))
            deeds[number % len(deeds)]()
            number += 1
            crew.fill()
    finally:
        crew.stop()
    _holds(folder, crew)


def _content(database: Database) -> list[Row]:
    """The rows, but for what depends on when they were loaded."""
    times = "ARRAY['run_id', 'first_seen', 'last_seen']"
    return stored(database, f"SELECT to_jsonb(l) - {times} AS row FROM public.leads l ORDER BY source, lead_key")


def _holds(folder: Path, crew: _Loaders) -> None:
    embedded.start(folder)
    with _patiently(lambda: open_database(choose(embedded.url(folder)))) as database:
        wait_until_alone(database)
        runs = stored(database, "SELECT run, source, sha256, state FROM leadtui.runs ORDER BY run")
        assert {run["state"] for run in runs} == {"loaded"}
        told = Counter(crew.told())
        assert told, "nothing was loaded at all"
        assert set(told.values()) == {1}
        known = {run["run"] for run in runs}
        assert set(told) <= known
        # What nobody was told of was committed just before its loader died.
        assert len(known) - len(told) <= crew.started
        assert stored(database, "SELECT FROM pg_locks WHERE locktype = 'advisory'") == []
        assert stored(database, "SELECT FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'") == []
        found = _content(database)
        # The same files one after the other, in the ledger's order.
        files = {made.sha256: made for source in range(SOURCES) for number in range(MONTHS)
                 for made in [month(source, number)]}  # fmt: skip
        with psycopg.connect(str(embedded.url(folder)), autocommit=True) as connection:
            connection.execute("TRUNCATE leads, leadtui.runs, leadtui.edits RESTART IDENTITY CASCADE")
        for run in runs:
            database.load(files[run["sha256"]])
        assert _content(database) == found


def _patiently(make: Callable[[], Database]) -> Database:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return make()
        except LeadtuiError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
