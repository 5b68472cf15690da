"""The program, ready to be started, with a home and a database of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desk import Desk, make_desk
from tests.cli.program import Program, environment_in


@pytest.fixture
def home() -> Iterator[Path]:
    """A short folder, as the embedded server's socket wants it."""
    with tempfile.TemporaryDirectory(prefix="lt-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture
def program(home: Path, database_url: str) -> Program:
    """The program with a migrated database of its own."""
    return Program(home, database_url, environment_in(home, LEADTUI_DATABASE_URL=database_url))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A folder with mappings and samples, and the command line in this process."""
    return make_desk(tmp_path, monkeypatch, capsys)
