"""Connections that break: reset, silent, slow, and lost at the worst moment, which is the answer to COMMIT."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Final

import pytest

from leadtui.errors import InDoubtError
from leadtui.postgres import Database, choose, open_database
from leadtui.postgres.connect import connect
from tests.faults.proxy import Proxy, proxy
from tests.faults.test_crashes import FIRST, SECOND, content, image, wait_until_alone
from tests.postgres.loads import request, stored

WIDE: Final = [{"company": f"C{number} " + "x" * 100, "license_number": f"W{number}"} for number in range(3_000)]


@pytest.fixture
def line(database: Database, database_url: str) -> Iterator[Proxy]:
    """A line to the database, after a first load by another one."""
    database.load(request(FIRST))
    with proxy(database_url) as made:
        yield made


def after(database: Database) -> None:
    """Nothing is left behind, and each run of the ledger has its rows."""
    wait_until_alone(database)
    assert stored(database, "SELECT FROM pg_locks WHERE locktype = 'advisory' AND database ="
                  " (SELECT oid FROM pg_database WHERE datname = current_database())") == []  # fmt: skip
    broken = "SELECT run FROM leadtui.runs WHERE read <> inserted + updated + unchanged + rejected + duplicates"
    assert stored(database, broken) == []


@pytest.mark.parametrize("share", [0.5, *[pytest.param(n / 20, marks=pytest.mark.soak) for n in range(1, 20)]])
def test_a_reset_in_the_copy_is_tried_again_from_the_start(database: Database, line: Proxy, share: float) -> None:
    with open_database(choose(line.url)) as through:
        line.reset_after = round(share * 300_000)
        report = through.load(request(WIDE))
    assert line.happened == ["reset"]
    assert report.counts.inserted == len(WIDE)
    assert len(database.runs()) == 2
    after(database)


@pytest.mark.parametrize("lost", ["answer", "question"])
def test_a_lost_commit_is_looked_up_and_never_done_twice(database: Database, line: Proxy, lost: str) -> None:
    with open_database(choose(line.url)) as through:
        line.lose_commit = lost
        report = through.load(request(SECOND))
    assert line.happened == ["commit"]
    assert (report.state, report.counts.inserted, report.counts.updated) == ("loaded", 1, 2)
    assert next(run.run for run in database.runs()) == report.run
    assert len(database.runs()) == 2
    assert [row["row"]["capacity"] for row in content(database)] == [2, None, None, None]
    after(database)


def test_a_lost_commit_that_cannot_be_looked_up_is_in_doubt_and_said_so(database: Database, line: Proxy) -> None:
    with open_database(choose(line.url)) as through:
        line.lose_commit = "answer"
        line.on_loss = lambda: setattr(line, "is_closed", True)
        with pytest.raises(InDoubtError, match=r"the ledger cannot be asked; run \d+ is in doubt") as caught:
            through.load(request(SECOND))
    assert caught.value.exit_code == 6
    again = database.load(request(SECOND))
    assert again.state == "already_loaded"
    assert len(database.runs()) == 2
    after(database)


@pytest.mark.soak
def test_a_thousand_commits_in_doubt(database: Database, line: Proxy) -> None:
    dice = random.Random(6)
    counts = {"answer": 0, "question": 0, "doubt": 0}
    with open_database(choose(line.url)) as through:
        for number in range(1_000):
            lost = dice.choice(["answer", "question"])
            is_closed = dice.random() < 0.3
            line.lose_commit = lost
            line.on_loss = lambda is_closed=is_closed: setattr(line, "is_closed", is_closed)  # type: ignore[misc]
            file = request([{"license_number": "K", "capacity": number}], source="loop", sha256=f"file {number}")
            try:
                report = through.load(file)
            except InDoubtError:
                counts["doubt"] += 1
                line.is_closed = False
                line.lose_commit = None
                report = through.load(file)
                assert report.state == ("already_loaded" if lost == "answer" else "loaded")
            counts[lost] += 1
            assert report.run
            rows = stored(database, "SELECT capacity FROM leads WHERE source = 'loop'")
            assert rows == [{"capacity": number}]
    of_loop = "SELECT count(*) AS n, count(DISTINCT sha256) AS d FROM leadtui.runs WHERE source = 'loop'"
    assert stored(database, of_loop) == [{"n": 1_000, "d": 1_000}]
    assert min(counts.values()) > 100
    after(database)


@pytest.mark.soak
def test_a_slow_line_is_only_slow(database: Database, line: Proxy) -> None:
    told: list[int] = []
    with open_database(choose(line.url)) as through:
        opened = line.count
        line.delay, line.rate = 0.3, 50_000.0
        report = through.load(request(WIDE), on_progress=lambda done, _total: told.append(done))
    assert report.counts.inserted == len(WIDE)
    assert len(told) > 20, "somebody who waits is told that it goes on"
    assert line.count == opened + 1, "no false timeout"
    after(database)


def test_a_line_that_falls_silent_is_noticed_by_the_system(line: Proxy) -> None:
    with connect(choose(line.url)) as connection, socket.socket(fileno=connection.fileno()) as sock:
        asked = {
            name: sock.getsockopt(socket.IPPROTO_TCP, getattr(socket, name))
            for name in ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_USER_TIMEOUT")
        }
        sock.detach()
    assert asked["TCP_KEEPIDLE"] + asked["TCP_KEEPINTVL"] * asked["TCP_KEEPCNT"] <= 30
    assert asked["TCP_USER_TIMEOUT"] == 30_000


SILENCED: Final = """
import subprocess, sys, time
from leadtui.errors import DatabaseError
from leadtui.postgres import choose, open_database
from tests.faults.proxy import proxy
from tests.faults.test_network import WIDE
from tests.postgres.loads import request
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
began = []
def silence(done, total):
    if not began:
        subprocess.run(["ip", "link", "set", "lo", "down"], check=True)
        began.append(time.monotonic())
with proxy(sys.argv[1]) as line, open_database(choose(line.url)) as through:
    try:
        through.load(request(WIDE), on_progress=silence)
    except DatabaseError as error:
        print(round(time.monotonic() - began[0]), error.exit_code, error.message)
"""


@pytest.mark.soak
def test_a_black_hole_ends_within_half_a_minute(database: Database, database_url: str) -> None:
    """In a network of its own, whose only line goes down: nothing comes back, not even a reset."""
    database.load(request(FIRST))
    before = image(database)
    apart = ["unshare", "-n" if os.geteuid() == 0 else "-rn"]
    command = [*apart, sys.executable, "-c", SILENCED, database_url]
    if subprocess.run([*apart, "ip", "link"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody have a network of its own")
    began = time.monotonic()
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert told.stdout, told.stderr
    seconds, code, message = told.stdout.split(" ", 2)
    assert int(seconds) <= 45, told.stdout
    assert code == "6"
    assert "connect" in message
    assert time.monotonic() - began < 60
    assert image(database) == before
    after(database)
