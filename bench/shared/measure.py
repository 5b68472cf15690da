"""A server of its own for a bench, and the CPU seconds of this process and of that server together."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import psutil
import psycopg

from leadtui.postgres import choose, embedded, open_database

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Server:
    """An embedded server with a migrated database."""

    folder: Path
    url: str
    process: psutil.Process

    def cpu(self, work: Callable[[], T]) -> tuple[T, Spent]:
        """What `work` gives, and what it cost."""
        client, server = _client(), self._spent()
        result = work()
        self._settle()
        return result, Spent(_client() - client, self._spent() - server)

    def run(self, statement: str) -> None:
        """A statement, committed."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _settle(self) -> None:
        """Wait for sessions that were closed to end: only then does the server know what they cost."""
        for _ in range(200):
            # One that has ended has no command any more until the server has taken note of it.
            commands = [" ".join(_command(child)) for child in self.process.children()]
            if not any(not command or "leadtui leads [local]" in command for command in commands):
                return
            time.sleep(0.01)

    def _spent(self) -> float:
        """Of the server, its living children, and those that it has seen end."""
        total = sum(self.process.cpu_times()[:4])
        for backend in self.process.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                total += sum(backend.cpu_times()[:2])
        return float(total)


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds."""

    client: float
    server: float

    @property
    def total(self) -> float:
        """Of both."""
        return self.client + self.server


def _command(process: psutil.Process) -> list[str]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return list(process.cmdline())
    return []


def _client() -> float:
    return float(sum(psutil.Process().cpu_times()[:4]))


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Started for the bench, and gone after it."""
    with tempfile.TemporaryDirectory(prefix="lt-", dir="/tmp") as name:
        folder = Path(name)
        embedded.start(folder / "pg")
        try:
            url = embedded.url(folder / "pg") or ""
            with open_database(choose(url)) as database:
                database.migrate()
            number = int((folder / "pg" / "data" / "postmaster.pid").read_text().split()[0])
            yield Server(folder, url, psutil.Process(number))
        finally:
            embedded.stop(folder / "pg")


def generator() -> ModuleType:
    """`data/make.py`, which is a script and no package."""
    path = Path(__file__).parents[2] / "data" / "make.py"
    spec = importlib.util.spec_from_file_location("make", path)
    assert spec
    assert spec.loader
    module = sys.modules["make"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
