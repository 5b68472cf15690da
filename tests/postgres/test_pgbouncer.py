"""Behind PgBouncer in transaction mode, where each transaction may meet another session of the server."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from leadtui.postgres import choose, open_database
from tests.postgres.conftest import PASSWORD, MachineServer, free_port
from tests.postgres.loads import request

_PATIENCE = 10.0
_SESSIONS = 2
_LOADS = 8


@pytest.fixture
def pooled_url(machine_server: MachineServer, machine_database: str) -> Iterator[str]:
    """The address of a pool of very few sessions."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("PgBouncer is not installed")
    port, folder = free_port(), machine_server.cluster.parent
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n{machine_database} = host=127.0.0.1 port={machine_server.port} dbname={machine_database}"
        f" user=boss password='{PASSWORD}'\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = any\npool_mode = transaction\n"
        f"default_pool_size = {_SESSIONS}\nserver_reset_query_always = 0\nunix_socket_dir =\n"
    )
    with subprocess.Popen([program, "-q", str(settings)], stderr=subprocess.DEVNULL, **machine_server.options) as pool:
        try:
            url = f"postgresql://boss@127.0.0.1:{port}/{machine_database}"
            _wait_for(url)
            yield url
        finally:
            pool.terminate()


def _wait_for(url: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def test_migrate_plan_load_undo_and_look(pooled_url: str) -> None:
    with open_database(choose(pooled_url, environ={})) as database:
        assert database.migrate() is True
        first = request([{"company": "Little Stars", "license_number": "110622"}])
        assert database.plan(first).counts.inserted == 1
        report = database.load(first)
        assert database.load(first).state == "already_loaded"
        assert [run.run for run in database.runs()] == [report.run]
        database.undo(report.run)
        assert database.load(first).counts.inserted == 1


def test_many_loads_over_few_sessions(pooled_url: str) -> None:
    """More loads than sessions, of one source and of several: each waits its turn, none is lost or doubled."""
    with open_database(choose(pooled_url, environ={})) as database:
        database.migrate()

    def load(number: int) -> str:
        rows = [{"company": f"C{line}", "license_number": f"L{line}", "capacity": number} for line in range(50)]
        with open_database(choose(pooled_url, environ={})) as own:
            return own.load(request(rows, source=f"s{number % 3}", lock_wait=60.0)).state

    with ThreadPoolExecutor(_LOADS) as threads:
        assert list(threads.map(load, range(_LOADS))) == ["loaded"] * _LOADS
    with psycopg.connect(pooled_url, prepare_threshold=None) as connection:
        counts = connection.execute("SELECT source, count(*) FROM leads GROUP BY 1 ORDER BY 1").fetchall()
        locks = connection.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()
    assert counts == [("s0", 50), ("s1", 50), ("s2", 50)]
    assert locks == (0,)
