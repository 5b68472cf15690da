"""The machine's own PostgreSQL, an older one: over TCP, with passwords, as people run it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

PASSWORD = "p@:/%#w"
ENCODED = "p%40%3A%2F%25%23w"


@dataclass(frozen=True, slots=True)
class MachineServer:
    """A server on a free port of this machine; superuser `boss`."""

    port: int
    binaries: Path
    cluster: Path
    options: dict[str, Any]
    """For `subprocess`: the account it runs as."""

    def url(self, database: str, user: str = "boss", secret: str = f":{ENCODED}") -> str:
        """Of one of its databases; `secret` is the password with the colon before it."""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """A statement by the superuser, and its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """On the same port as ever."""
        folder = self.cluster.parent
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {folder} -c fsync=off -c max_connections=20"
        self.control("-l", str(folder / "log"), "-o", options, "start")

    def control(self, *arguments: str) -> None:
        """Run pg_ctl."""
        command = [str(self.binaries / "pg_ctl"), "-D", str(self.cluster), "-w", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.options)


@pytest.fixture(scope="session")
def machine_server() -> Iterator[MachineServer]:
    """Started once; skipped where the machine has no PostgreSQL."""
    binaries = _binaries()
    options: dict[str, Any] = {"cwd": "/"}
    if os.geteuid() == 0:
        account = next((name for name in ("postgres", "nobody") if _has_account(name)), None)
        if account is None:
            pytest.skip("PostgreSQL does not run as root, and there is no other account")
        options |= {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    server = MachineServer(free_port(), binaries, folder / "data", options)
    try:
        _create(server, folder)
        yield server
    finally:
        if (server.cluster / "postmaster.pid").exists():
            server.control("-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def machine_database(machine_server: MachineServer, request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of an empty database there."""
    name = "leads"
    machine_server.execute(f"CREATE DATABASE {name}")
    yield name
    machine_server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _create(server: MachineServer, folder: Path) -> None:
    secret = folder / "secret"
    secret.write_text(PASSWORD)
    for path in (folder, secret):
        if "user" in server.options:
            shutil.chown(path, server.options["user"])
    made = [str(server.binaries / "initdb"), "-D", str(server.cluster), "-U", "boss", "-A", "scram-sha-256", "-N"]
    subprocess.run(
        [*made, "--pwfile", str(secret), "-E", "UTF8", "--locale=C"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **server.options,
    )
    server.start()


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    config = shutil.which("pg_config")
    if config is not None:
        folder = Path(subprocess.run([config, "--bindir"], check=True, capture_output=True, text=True).stdout.strip())
        if (folder / "postgres").exists():
            return folder
    pytest.skip("this machine has no PostgreSQL of its own (apt install postgresql)")


def _has_account(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
