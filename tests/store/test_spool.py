"""Spools are gone afterwards, even of processes that were killed, and never taken from the living."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leadtui.store import spool_folder

HOLD = """
import sys
from leadtui.store import spool_folder
with spool_folder("a.csv") as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def private_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_it_is_private_and_gone_afterwards() -> None:
    with spool_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "rows").write_bytes(b"rows of customers")
    assert not folder.exists()


def test_a_living_process_keeps_its_folder_and_a_killed_one_leaves_nothing() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        theirs = Path(other.stdout.readline().strip())
        (theirs / "rows").write_bytes(b"rows of customers")
        with spool_folder():
            assert (theirs / "rows").exists()
        other.kill()
        other.wait()
        assert theirs.exists()
        told: list[str] = []
        with spool_folder("b.csv", told.append):
            assert not theirs.exists()
        with spool_folder("b.csv", told.append):
            assert told == ["a.csv"]
