"""Servers that stop, crash, fill up and refuse: the table is as before or as after, and the next load goes well."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psycopg
import pytest

from leadtui.errors import DatabaseError
from leadtui.postgres import Database, choose, embedded, open_database
from leadtui.postgres.postmaster import read
from tests.faults.test_crashes import image, wait_until_alone
from tests.postgres.loads import Row, change, request, stored

FIRST: Final[list[Row]] = [{"company": f"C{n}", "license_number": f"L{n}", "capacity": n} for n in range(20)]
MANY: Final[list[Row]] = [{"company": f"C{n}", "license_number": f"L{n}", "capacity": 100} for n in range(1_000)]
DICE: Final = random.Random(16)
WIDE: Final[list[Row]] = [{**row, "company": DICE.randbytes(15_000).hex()} for row in MANY]
"""More than 16 megabytes, which no server can make smaller than that."""
MOMENTS = pytest.mark.parametrize("moment", [1])
"""At which report of progress it happens: the first one is in the middle of the copy."""


@pytest.fixture(scope="module")
def own_folder() -> Iterator[Path]:
    """A server that tests may break."""
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    try:
        embedded.start(folder)
        with open_database(choose(embedded.url(folder))) as database:
            database.migrate()
        yield folder
    finally:
        embedded.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own(own_folder: Path) -> Iterator[Database]:
    """Its database, with one load done."""
    embedded.start(own_folder)
    with open_database(choose(embedded.url(own_folder))) as database:
        change(database, "TRUNCATE leads, leadtui.runs, leadtui.edits RESTART IDENTITY CASCADE")
        database.load(request(FIRST))
        yield database


def at(moment: int, act: Callable[[], object]) -> Callable[[int, int], None]:
    """A progress function that acts once."""
    calls = [0]

    def tell(_done: int, _total: int) -> None:
        calls[0] += 1
        if calls[0] == moment:
            act()

    return tell


def backend(database: Database) -> int:
    """The process of the load's session."""
    query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'leadtui' AND pid <> pg_backend_pid()"
    (row,) = stored(database, query + " AND datname = current_database() AND state <> 'idle'")
    return int(row["pid"])


def as_before_and_works(database: Database, before: list[list[Row]]) -> None:
    """The oracle: nothing of the load is there, nothing is left, and it can be done now."""
    wait_until_alone(database)
    assert image(database) == before
    report = database.load(request(MANY))
    assert (report.counts.inserted, report.counts.updated) == (len(MANY) - 20, 20)
    assert len(stored(database, "SELECT FROM leads")) == len(MANY)


@MOMENTS
def test_a_server_that_is_stopped_at_once(own: Database, own_folder: Path, moment: int) -> None:
    before = image(own)
    server = read(own_folder / "data")
    assert server is not None
    with pytest.raises(DatabaseError) as caught:
        own.load(request(MANY), on_progress=at(moment, lambda: os.kill(server.pid, signal.SIGQUIT)))
    assert caught.value.exit_code == 6
    assert "\n" not in caught.value.message
    deadline = time.monotonic() + 20
    while read(own_folder / "data") is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    embedded.start(own_folder)
    as_before_and_works(own, before)


@MOMENTS
def test_a_server_that_crashes_and_recovers(own: Database, moment: int) -> None:
    """It is loaded into all the same, or said to be down."""
    before = image(own)
    with suppress(DatabaseError):
        report = own.load(request(MANY), on_progress=at(moment, lambda: os.kill(backend(own), signal.SIGKILL)))
        assert report.counts.inserted == len(MANY) - 20
        wait_until_alone(own)
        assert len(own.runs()) == 2
        return
    deadline = time.monotonic() + 20
    while True:
        with suppress(DatabaseError, psycopg.Error):
            own.runs()
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)
    as_before_and_works(own, before)


def test_a_server_restarted_between_two_files(own: Database, own_folder: Path) -> None:
    assert embedded.stop(own_folder)
    embedded.start(own_folder)
    after = request([{**row, "capacity": 77} for row in FIRST])
    assert own.load(after).counts.updated == 20
    assert [run.counts.read for run in own.runs()] == [20, 20]


@contextmanager
def little_room(folder: Path) -> Iterator[None]:
    """The server runs where no file may grow beyond 16 megabytes, which is the size of its log's files."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    embedded.stop(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 << 20, usual[1]))
    try:
        embedded.start(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    yield
    embedded.stop(folder)
    embedded.start(folder)


def test_a_server_whose_disk_is_full(own: Database, own_folder: Path) -> None:
    before = image(own)
    with little_room(own_folder):
        with pytest.raises(DatabaseError) as caught:
            own.load(request(WIDE))
        assert "the server cannot write its files" in caught.value.message
        assert caught.value.exit_code == 6
        assert caught.value.hint is not None
        wait_until_alone(own)
        assert image(own) == before
    as_before_and_works(own, before)


def test_a_session_that_idles_too_long_is_ended_and_tried_again(own: Database) -> None:
    change(own, "ALTER DATABASE leads SET idle_in_transaction_session_timeout = '300ms'")
    try:
        slept: list[int] = []

        def once(_plan: object) -> None:
            if not slept:
                slept.append(1)
                time.sleep(1)

        report = own.load(request([{**row, "capacity": 77} for row in FIRST]), on_plan=once)
    finally:
        change(own, "ALTER DATABASE leads RESET idle_in_transaction_session_timeout")
    assert report.counts.updated == 20
    assert len(own.runs()) == 2


def test_no_connection_left_is_said_so_and_nothing_is_partial(database: Database, database_url: str) -> None:
    name = stored(database, "SELECT current_database() AS name")[0]["name"]
    change(database, f"ALTER DATABASE {name} CONNECTION LIMIT 3")
    start, done, refused = threading.Barrier(10), [], []

    def load(number: int) -> None:
        start.wait()
        try:
            with open_database(choose(database_url)) as opened:
                done.append(opened.load(request(FIRST, source=f"s{number}")).run)
        except DatabaseError as error:
            refused.append(error)

    threads = [threading.Thread(target=load, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    change_limit = f"ALTER DATABASE {name} CONNECTION LIMIT -1"
    wait_for(lambda: change(database, change_limit))
    assert len(done) + len(refused) == 10
    assert {error.exit_code for error in refused} <= {6}
    assert all("connection" in error.message for error in refused)
    assert len(stored(database, "SELECT FROM leads")) == 20 * len(done)
    assert sorted(run.run for run in database.runs()) == sorted(done)


def wait_for(act: Callable[[], object]) -> None:
    """Do it as soon as there is a connection."""
    for _ in range(100):
        with suppress(psycopg.OperationalError):
            act()
            return
        time.sleep(0.05)
    act()


FULL: Final = """
import resource, sys
from leadtui.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["leadtui", *sys.argv[2:]]
main()
"""


SAMPLE: Final = Path(__file__).parents[2] / "data" / "source3.csv"


@pytest.mark.parametrize(("is_good", "room"), [(False, 2_000), (True, 5_000)], ids=["rejects", "spool"])
def test_a_client_whose_disk_is_full_loads_nothing(
    database: Database, database_url: str, room: int, *, is_good: bool
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    try:
        rows = "".join(
            f"{n},,,1 A ST,AUSTIN,TX,78701,TRAVIS,,Type,Full Permit,1/5/08,12,,,Y,Y,Y,Y\n" for n in range(3_000)
        )
        header = (
            "Operation,Agency Number,Operation Name,Address,City,State,Zip,County,Phone,Type,Status,Issue Date,"
            "Capacity,Email Address,Facility ID,Monitoring Frequency,Infant,Toddler,Preschool,School\n"
        )
        (folder / "f.csv").write_text(SAMPLE.read_text() if is_good else header + rows)
        environment = {
            **os.environ,
            **{f"XDG_{name}_HOME": str(folder) for name in ("DATA", "STATE", "CONFIG", "CACHE")},
        }
        command = ["load", "f.csv", "--saved-mapping", "source3", "--max-rejects", "100%", "--db", database_url]
        told = subprocess.run(
            [sys.executable, "-c", FULL, str(room), *command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 4, told.stderr
        assert ("no room is left" if is_good else "can't be written") in told.stderr
        assert "Traceback" not in told.stderr
        assert stored(database, "SELECT FROM leads") == stored(database, "SELECT FROM leadtui.runs") == []
        assert not list(folder.glob("*.rejects*"))
        assert not list(folder.rglob("spool-*"))
    finally:
        shutil.rmtree(folder)
