"""The embedded server's life: created, shared, killed, stopped; and who may come in."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from leadtui.errors import DatabaseError
from leadtui.postgres import choose, embedded, open_database, postmaster
from leadtui.postgres.account import server_account

ASK = (
    "import sys; from pathlib import Path; from leadtui.postgres import embedded; import psycopg\n"
    "with psycopg.connect(**embedded.start(Path(sys.argv[1])).parameters()) as connection:\n"
    "    print(connection.execute('SELECT pg_postmaster_start_time()').fetchone()[0])"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short place for a server, and no server left there."""
    place = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    yield place / "pg"
    embedded.stop(place / "pg")
    shutil.rmtree(place)


def answer(folder: Path, query: str = "SELECT current_user || '@' || current_database()") -> str | None:
    parameters: dict[str, str] = embedded.start(folder).parameters()
    with psycopg.connect(**parameters) as connection:  # type: ignore[arg-type]
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
    return str(row[0]) if row else None


def as_account(name: str) -> dict[str, Any]:
    group = pwd.getpwnam(name).pw_gid
    return {"user": name, "group": group, "extra_groups": [], "cwd": "/", "capture_output": True}


def ask_in_processes(folder: Path, count: int) -> list[str]:
    asked = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", ASK, str(folder)], stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    return [process.communicate(timeout=60)[0].strip() for process in asked]


def test_it_starts_stops_and_keeps_its_rows(folder: Path) -> None:
    assert embedded.url(folder) is None
    assert embedded.stop(folder) is False
    assert answer(folder) == "leadtui@leads"
    assert str(answer(folder, "SHOW server_version")).startswith("18")
    assert answer(folder, "SHOW listen_addresses") == ""
    answer(folder, "CREATE TABLE kept AS SELECT 1 AS one")
    assert embedded.url(folder) == f"postgresql://leadtui@/leads?host={folder}/socket"
    assert embedded.stop(folder) is True
    assert embedded.url(folder) is None
    assert answer(folder, "SELECT one FROM kept") == "1"


def test_many_processes_start_one_server_and_it_outlives_them(folder: Path) -> None:
    starts = ask_in_processes(folder, 4)
    assert len(set(starts)) == 1
    assert starts[0]
    assert ask_in_processes(folder, 1) == starts[:1]


def test_it_comes_back_after_being_killed(folder: Path) -> None:
    answer(folder, "CREATE TABLE kept AS SELECT 1 AS one")
    running = postmaster.read(folder / "data")
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    while postmaster.read(folder / "data") is not None:
        time.sleep(0.01)
    assert answer(folder, "SELECT one FROM kept") == "1"


def test_a_process_number_left_by_a_power_cut_that_is_in_use_again(folder: Path) -> None:
    answer(folder)
    file = folder / "data" / "postmaster.pid"
    lines = file.read_text().splitlines()
    embedded.stop(folder)
    # As after a power cut: the file is there, and the number now belongs to another program of the same account.
    account = server_account(folder / "data")
    with subprocess.Popen(["sleep", "60"], **account.child_options()) as other:
        file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
        account.give(file)
        assert answer(folder) == "leadtui@leads"
        other.kill()


def test_a_start_that_was_interrupted_is_begun_anew(folder: Path) -> None:
    (folder / "data.new" / "base").mkdir(parents=True)
    assert answer(folder) == "leadtui@leads"
    assert not (folder / "data.new").exists()


def test_nobody_else_may_come_in(folder: Path) -> None:
    answer(folder)
    socket = folder / "socket"
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "data").stat().st_mode) == 0o700
    assert (folder / "data" / "pg_hba.conf").read_text() == "local all all peer map=owner\n"
    if os.geteuid() == 0:
        for other in ("nobody", "daemon"):
            tried = subprocess.run(
                [str(embedded.binaries() / "psql"), str(embedded.url(folder)), "-c", "SELECT 1"],
                check=False,
                **as_account(other),
            )
            assert tried.returncode != 0
            assert b"Permission denied" in tried.stderr


def test_the_peer_is_asked_for_even_with_an_open_folder(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs a second account")
    answer(folder)
    for opened in (folder.parent, folder, folder / "socket"):
        opened.chmod(0o777)
    (folder / "socket" / ".s.PGSQL.5432").chmod(0o777)
    tried = subprocess.run(
        [str(embedded.binaries() / "psql"), str(embedded.url(folder)), "-c", "SELECT 1"],
        check=False,
        **as_account("nobody"),
    )
    assert b"Peer authentication failed" in tried.stderr


def test_the_log_holds_no_values(folder: Path) -> None:
    answer(folder, "CREATE TABLE one (n int CHECK (n < 5))")
    with pytest.raises(psycopg.errors.CheckViolation):
        answer(folder, "INSERT INTO one VALUES (4711471)")
    log = (folder / "log").read_text()
    assert "violates check constraint" in log
    assert "4711471" not in log


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    deep = folder / ("long-name-" * 9) / "pg"
    try:
        assert answer(deep) == "leadtui@leads"
        running = postmaster.read(deep / "data")
        assert running is not None
        assert len(str(running.socket_folder)) < 60
        assert stat.S_IMODE(running.socket_folder.stat().st_mode) == 0o700
    finally:
        embedded.stop(deep)
    assert not running.socket_folder.exists()


def test_a_socket_folder_of_somebody_else_is_refused(folder: Path) -> None:
    deep = folder / ("long-name-" * 9) / "pg"
    deep.mkdir(parents=True)
    mine = server_account(deep / "data")
    chosen = postmaster.socket_folder(deep, mine)
    chosen.rmdir()
    target = folder / "elsewhere"
    target.mkdir()
    chosen.symlink_to(target)
    try:
        with pytest.raises(DatabaseError, match="belongs to somebody else"):
            embedded.start(deep)
    finally:
        chosen.unlink()


@pytest.mark.parametrize("name", ["a b'c\"d%f", "with,comma"])
def test_odd_letters_in_the_path(folder: Path, name: str) -> None:
    odd = folder / name
    try:
        assert answer(odd) == "leadtui@leads"
        with psycopg.connect(str(embedded.url(odd))) as connection:
            assert connection.info.dbname == "leads"
    finally:
        embedded.stop(odd)


def test_a_folder_that_cannot_be_used_is_one_sentence(folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file, not a folder")
    with pytest.raises(DatabaseError, match=r"the embedded database's folder .* cannot be used: ") as caught:
        embedded.start(folder)
    assert caught.value.hint is not None
    assert "XDG_DATA_HOME" in caught.value.hint
    folder.unlink()


def test_broken_data_is_one_sentence(folder: Path) -> None:
    answer(folder)
    embedded.stop(folder)
    (folder / "data" / "global" / "pg_control").unlink()
    with pytest.raises(DatabaseError, match=r"the embedded Postgres does not start: could not open file .*pg_control"):
        embedded.start(folder)


def test_data_of_another_version_is_left_alone(folder: Path) -> None:
    answer(folder)
    embedded.stop(folder)
    (folder / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseError, match="was made by PostgreSQL 16; this is 18"):
        embedded.start(folder)


def test_opening_it_migrates_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(folder.parent))
    try:
        with open_database(choose()) as database:
            status = database.status()
        assert (status.database, status.migrations, status.is_embedded) == ("leads@embedded", "current", True)
        assert status.tls is None
    finally:
        embedded.stop()


def test_it_runs_as_an_ordinary_user_too(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("is what every other test of this page does")
    folder.parent.chmod(0o755)
    folder.mkdir()
    person = pwd.getpwnam("daemon")
    os.chown(folder, person.pw_uid, person.pw_gid)
    # All is imported while the interpreter, which may lie in /root, can still be read.
    become = f"import os; os.setgroups([]); os.setgid({person.pw_gid}); os.setuid({person.pw_uid}); os.chdir('/')"
    imports, starting = ASK.split("\n", 1)
    started = subprocess.run(
        [sys.executable, "-B", "-c", f"{imports}\n{become}\n{starting}", str(folder)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert started.returncode == 0, started.stderr
    assert (folder / "data").stat().st_uid == person.pw_uid
    assert answer(folder, "SELECT 'root comes in through the account that owns the data'")
