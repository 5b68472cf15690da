"""Whatever kills a save leaves the old file or the new one, whole; two saves at once do not mix."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from leadtui import store
from leadtui.errors import ChangedError, UsageError
from leadtui.model.mapping import ColumnMap

KILLED = Path(__file__).with_name("killed.py")


def test_killed_at_any_moment_the_old_or_the_new_file_is_whole(project: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(KILLED), "25"], capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["killed"] == 25
    assert told["last"] > 12, "the children must have saved something before they died"
    assert told["leftovers"] == []
    kept = store.load("source").version - 8
    assert len(list((project / "mappings" / ".history" / "source").glob("v*.yaml"))) >= kept


@pytest.mark.soak
def test_killed_a_thousand_times(project: Path) -> None:
    result = subprocess.run([sys.executable, str(KILLED), "1000"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["leftovers"] == []


def test_a_save_that_cannot_be_written_leaves_the_old_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project / "mappings" / "source.yaml"
    before = path.read_text()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    mapping = store.load("source").model_copy(update={"columns": {"A": ColumnMap(skip="x")}})
    with pytest.raises(UsageError, match="No space left on device"):
        store.save(mapping)
    assert path.read_text() == before
    assert [path.name for path in (project / "mappings").rglob("*.tmp")] == []


def test_of_two_saves_at_once_one_wins_and_the_other_is_told(project: Path) -> None:
    mapping = store.load("source")
    barrier, outcomes = threading.Barrier(8), []

    def save(number: int) -> None:
        barrier.wait()
        try:
            store.save(mapping.model_copy(update={"columns": {"A": ColumnMap(skip=str(number))}}))
            outcomes.append("saved")
        except ChangedError:
            outcomes.append("told")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", *["told"] * 7]
    assert store.load("source").version == 9
