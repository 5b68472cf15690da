"""The picture before Textual is there: the file's first lines, and nothing a terminal would obey."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadtui.tui.curtain import GLIMPSE_LINES, glimpse


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"a,b\n1,2\n", ["    1  a,b", "    2  1,2"]),
        (b"a\r\nb\rc", ["    1  a", "    2  b", "    3  c"]),
        ("ä\nö\n".encode(), ["    1  ä", "    2  ö"]),
        ("ä\nö\n".encode("cp1252"), ["    1  ä", "    2  ö"]),
        ("ä\nö\n".encode("utf-16"), ["    1  ä", "    2  ö"]),
        (b"x\x1b]0;pwn\x07\n", []),
        (b"x\x1b[2J\n", ["    1  x␛[2J"]),
        (b"PK\x03\x04\0\0rest", []),
        (b"", []),
    ],
)
def test_a_glimpse_is_the_first_lines_made_safe(tmp_path: Path, content: bytes, lines: list[str]) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert glimpse(str(path)) == lines


def test_a_glimpse_of_a_long_file_is_short(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n" * 100_000 + b"x" * 1_000_000)
    assert len(glimpse(str(path))) == GLIMPSE_LINES
    path.write_bytes(b"x" * 1_000_000)
    assert glimpse(str(path)) == []


def test_nothing_is_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert glimpse(str(pipe)) == glimpse(str(tmp_path)) == glimpse("-") == glimpse("not there") == []
    assert glimpse("a\0b") == []
