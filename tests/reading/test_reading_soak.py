"""A hundred thousand files with bytes changed at random: a table or one sentence, in bounded time, nothing lost."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from typing import Final

import pytest

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.table import LINE
from tests.reading.bed.run import alone

_FILES: Final = 100_000
_MOST_SECONDS: Final = 5.0
"""Of the processor, for files of a few kilobytes; usual is a hundredth."""
_SIGNS: Final = [
    b'"',
    b"'",
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\\",
    b"\0",
    b"\xff",
    b" ",
    b"\xc3",
    b"=",
    b'""',
]


def mutated(content: bytes, by: Random) -> bytes:
    """The bytes with one to six accidents."""
    for _ in range(by.randint(1, 6)):
        place = by.randrange(len(content) + 1)
        match by.randrange(5):
            case 0:
                content = content[:place] + by.choice(_SIGNS) + content[place:]
            case 1:
                content = content[:place] + content[place + by.randint(1, 9) :]
            case 2:
                content = content[:place] + content[place : place + by.randint(1, 200)] + content[place:]
            case 3:
                content = content[:place] + by.choice(_SIGNS) + content[place + 1 :]
            case _:
                content = content[:place] if by.random() < 0.1 else content[:place] + by.randbytes(2) + content[place:]
    return content


def check(content: bytes, path: Path) -> None:
    """Read it; whatever the bytes are, rows, rejects and issues add up."""
    path.write_bytes(content)
    try:
        source = reading.find(str(path))
        table = reading.read(source, reading.detect(source), spool=None)
    except SourceError as error:
        assert error.message  # noqa: PT017  both ends are fine
        return
    assert table.read_count == table.row_count + table.unreadable.height
    assert table.frame.collect().height == table.row_count
    rejected = table.issues.filter("rejects")["line"].to_list()
    assert sorted(rejected) == table.unreadable[LINE].to_list()


def sweep(path: Path, count: int, seed: int) -> None:
    by = Random(seed)
    cases = [case.content for case in alone([seed], rows=12)]
    for number in range(count):
        content = mutated(by.choice(cases), by)
        start = time.process_time()
        check(content, path)
        assert time.process_time() - start < _MOST_SECONDS, (number, content)


def test_a_few_mutated_files(tmp_path: Path) -> None:
    sweep(tmp_path / "a.csv", 100, 5)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_very_many_mutated_files(tmp_path: Path, part: int) -> None:
    sweep(tmp_path / "a.csv", _FILES // 10, 100 + part)
