"""A corrected rejects file, made the file it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.source import Format, Source
from leadtui.store import without_reasons

HEAD = b"leadtui_line,code,reason,Name,City\n"


@pytest.mark.parametrize(
    ("content", "wanted", "dialect"),
    [
        (HEAD + b"7,E-KEY,no key,Ann,Rome\n", b"Name,City\nAnn,Rome\n", Dialect()),
        (HEAD + b'7,E-ROW,"cells: 3, not 2",Ann,Rome\r\n', b"Name,City\nAnn,Rome\r\n", Dialect()),
        (HEAD + b'7,E-ROW,"so ""odd""",,"a, ""b""\nc"\n', b'Name,City\n,"a, ""b""\nc"\n', Dialect()),
        (HEAD + b"7,E-ROW,x,caf\xe9,Rome", b"Name,City\ncaf\xe9,Rome", Dialect(encoding="cp1252")),
        (HEAD + b"7,E-ROW,x,caf\xff,Rome", b"Name,City\ncaf\xff,Rome", Dialect()),
        (b"\xef\xbb\xbf" + HEAD + b"7,E,x,a,b\n", b"\xef\xbb\xbfName,City\na,b\n", Dialect()),
        (HEAD.replace(b",", b"\t") + b"7\tE\tx, y\ta\tb\n", b"Name\tCity\na\tb\n", Dialect(delimiter="\t")),
        (HEAD + b'7,E,x,a \\"b\\",c\n8,E,x,d,e\n', b'Name,City\na \\"b\\",c\nd,e\n', Dialect(escape="\\")),
        (b'7,E-KEY,"a, b",Ann,Rome\n', b"Ann,Rome\n", Dialect(header_row=None)),
        (HEAD + b"\n7,E,x,a,b\n", b"Name,City\n\na,b\n", Dialect()),
        (HEAD + b"7,E\n", b"Name,City\n\n", Dialect()),
    ],
)
def test_line_code_and_reason_are_taken_from_the_front(
    tmp_path: Path, content: bytes, wanted: bytes, dialect: Dialect
) -> None:
    path = tmp_path / "a.rejects.csv"
    path.write_bytes(content)
    made = without_reasons(Source(path, "a.rejects.csv", Format.CSV, len(content)), dialect, tmp_path)
    assert made.path.read_bytes() == wanted
    assert made.name == "a.rejects.csv"
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"Name,City\nAnn,Rome\n", b"line,code,reason,Name\n1,E,x,Ann\n"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="is no rejects file"):
        without_reasons(Source(path, "a.csv", Format.CSV, len(content)), Dialect(), tmp_path)
