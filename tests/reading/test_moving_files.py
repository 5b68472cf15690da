"""F28: a file that is written to, cut or replaced while it is worked on is never taken for the one that was seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from leadtui import reading
from leadtui.errors import ChangedError, SourceError
from leadtui.model.table import LINE, LINE_COUNT

_ROWS = 400_000
_CONTENT = b"id,name\n" + b"".join(b"%d,Ada %d\n" % (number, number) for number in range(_ROWS))
_SPANS = pl.DataFrame({LINE: [3], LINE_COUNT: [1]})


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"7,Bo\n")


def _cut(path: Path) -> None:
    os.truncate(path, len(_CONTENT) // 2)


def _replace(path: Path) -> None:
    other = path.with_name("other.csv")
    other.write_bytes(_CONTENT)
    other.replace(path)


def _write_over(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"no,eman\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_bytes(_CONTENT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


@pytest.mark.parametrize("change", [_append, _cut, _replace, _write_over])
def test_a_change_while_reading_is_told(path: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    source = reading.find(str(path))
    detection = reading.detect(source)
    blocks: list[int] = []

    def on_progress(done: int, _: int) -> None:
        if not blocks:
            change(path)
        blocks.append(done)

    with pytest.raises(ChangedError, match=r"leads\.csv was (written to|replaced by another file)"):
        reading.read(source, detection, spool=tmp_path, on_progress=on_progress)
    assert blocks


@pytest.mark.parametrize("change", [_append, _cut, _replace, _write_over])
def test_rejects_are_never_cut_out_of_another_file(path: Path, change: Callable[[Path], None]) -> None:
    source = reading.find(str(path))
    table = reading.read(source, reading.detect(source), spool=None)
    assert reading.raw_records(source, table.dialect, _SPANS)["raw"].to_list() == [b"1,Ada 1\n"]
    change(path)
    with pytest.raises(ChangedError, match="Wait until it is complete"):
        reading.raw_records(source, table.dialect, _SPANS)


def test_a_file_that_is_gone_is_no_changed_one(path: Path) -> None:
    source = reading.find(str(path))
    table = reading.read(source, reading.detect(source), spool=None)
    path.unlink()
    with pytest.raises(SourceError, match="Is the file still there"):
        reading.raw_records(source, table.dialect, _SPANS)
