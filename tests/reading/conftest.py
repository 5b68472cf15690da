"""Fixtures of reading: small files written where tests want them, and tables of any size read from bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadtui import reading
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.source import Source
from leadtui.model.table import RawTable
from tests.reading.glance import Read, Write

# The corpus is no part of the repository; its tests exist where LEADTUI_CORPUS names its folder.
collect_ignore = [] if os.environ.get("LEADTUI_CORPUS") else ["test_reading_corpus.py"]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file with these bytes."""
    names = (f"file{number}.csv" for number in range(1_000))

    def write(content: bytes, name: str | None = None) -> Source:
        path = tmp_path / (name or next(names))
        path.write_bytes(content)
        return reading.find(str(path))

    return write


@pytest.fixture
def read(write: Write) -> Read:
    """A table read from bytes; the dialect is detected unless it is given."""

    def read(content: bytes, dialect: Dialect | None = None, **options: object) -> RawTable:
        source = write(content)
        detection = Detection(dialect) if dialect else reading.detect(source)
        return reading.read(source, detection, spool=None, **options)  # type: ignore[arg-type]

    return read
