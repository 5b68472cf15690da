"""The program, ready to be started, with a home and a database of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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
