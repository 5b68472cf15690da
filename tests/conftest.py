"""Fixtures of all rooms.

Postgres: `database` is a fresh, migrated database on an embedded server of this test process; the
server starts with the first test that asks for it and is gone at the end. `database_url` is its URL,
for tests that start leadtui as a program.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import hypothesis
import psycopg
import pytest
from psycopg import sql

from leadtui.postgres import Database, choose, embedded, open_database

hypothesis.settings.register_profile("quick", max_examples=40)
hypothesis.settings.load_profile("quick")

# -- Postgres --------------------------------------------------------------------------------------

_NUMBERS = count(1)


@pytest.fixture(autouse=True)
def no_database_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test talks to whatever database this machine's environment names."""
    for name in os.environ:
        if name.startswith("PG") or name in {"DATABASE_URL", "LEADTUI_DATABASE_URL"}:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def embedded_folder() -> Iterator[Path]:
    """The folder of a running embedded server; its path is short, as sockets want it."""
    folder = Path(tempfile.mkdtemp(prefix="lt-", dir="/tmp"))
    try:
        embedded.start(folder)
        _hurry(folder)
        yield folder
    finally:
        embedded.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(folder: Path) -> None:
    """Nothing of this server has to outlive a power cut; tests that kill servers start their own."""
    data = folder / "data"
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write("fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n")
    os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGHUP)


@pytest.fixture(scope="session")
def migrated_template(embedded_folder: Path) -> str:
    """The name of a migrated database to copy: much faster than migrating one for each test."""
    name = "migrated"
    with _administrator(embedded_folder) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with open_database(choose(_url(embedded_folder, name))) as database:
        database.migrate()
    return name


@pytest.fixture
def empty_database_url(embedded_folder: Path) -> Iterator[str]:
    """A database of its own without any tables."""
    with _new_database(embedded_folder, "template1") as name:
        yield _url(embedded_folder, name)


@pytest.fixture
def database_url(embedded_folder: Path, migrated_template: str) -> Iterator[str]:
    """A migrated database of its own."""
    with _new_database(embedded_folder, migrated_template) as name:
        yield _url(embedded_folder, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database of its own, opened."""
    with open_database(choose(database_url)) as opened:
        yield opened


@contextmanager
def _new_database(folder: Path, template: str) -> Iterator[str]:
    name = f"test{next(_NUMBERS)}"
    of = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    with _administrator(folder) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**of))
        try:
            yield name
        finally:
            _drop(connection, sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**of))


def _drop(connection: psycopg.Connection, statement: sql.Composed) -> None:
    """Drop a database; autovacuum, which only a superuser may end, is waited for."""
    for _ in range(100):
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.1)
        else:
            return
    connection.execute(statement)


def _administrator(folder: Path) -> psycopg.Connection:
    return psycopg.connect(_url(folder, "leads"), autocommit=True)


def _url(folder: Path, name: str) -> str:
    return f"postgresql://{embedded.ROLE}@/{name}?host={quote(str(folder / 'socket'), safe='/')}"
