"""Files made to do harm, or merely awful: read, or refused in one sentence; bounded, and nothing silent."""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui import pipeline
from leadtui.errors import SourceError
from leadtui.model.tidied import Tidied
from leadtui.reading import limits
from leadtui.store.spreadsheet import harmless
from tests.cli.program import Program, environment_in

Tidy = Callable[[bytes], tuple[Tidied, str, list[dict[str, Any]]]]


@pytest.fixture
def tidy(tmp_path: Path) -> Tidy:
    """Bytes tidied: what was written, as text, and its issues."""

    def run(content: bytes) -> tuple[Tidied, str, list[dict[str, Any]]]:
        (tmp_path / "a.csv").write_bytes(content)
        source = pipeline.find(str(tmp_path / "a.csv"), tmp_path)
        raw = pipeline.read(source, pipeline.detect(source), tmp_path)
        tidied = pipeline.tidy(raw, tmp_path / "out", "a")
        return tidied, tidied.csv.read_bytes().decode(), json.loads(tidied.issues.read_bytes())

    return run


def codes(issues: list[dict[str, Any]]) -> list[tuple[str, int | None]]:
    return [(issue["code"], issue["line"]) for issue in issues]


def test_markup_is_text(tidy: Tidy) -> None:
    text = "id,[bold red]x,[/]\n1,[/],[b\n2,[@click=app.quit]x[/],[]]\n3,[link=file:///x]y[/link],[\n"
    assert tidy(text.encode())[1:] == (text, [])


def test_a_name_that_may_mislead_is_told(tidy: Tidy) -> None:
    _, text, issues = tidy("id,\u0435mail,n\u202eame,a\u200bb,имя,naïve\n1,2,3,4,5,6\n2,3,4,5,6,7\n".encode())
    assert [(issue["code"], issue["before"]) for issue in issues] == [
        ("W-LETTERS", "\u0435mail"), ("W-LETTERS", "n\u202eame"), ("W-LETTERS", "a\u200bb"),
    ]  # fmt: skip
    assert "Cyrillic, Latin" in issues[0]["message"]
    assert text.startswith("id,\u0435mail,n\u202eame")


def test_a_pile_of_marks_and_a_megabyte_in_a_cell(tidy: Tidy) -> None:
    pile, family = "\u0301" * 10_000, "👨‍👩‍👧" * 1_000
    text = f"id,name\n1,e{pile}\n2,{family}\n3,{'y' * 1_000_000}\n"
    assert tidy(text.encode())[1:] == (text, [])


def test_formulas_stay_and_can_be_made_harmless(tidy: Tidy, tmp_path: Path) -> None:
    text = "id,v\n1,=cmd|' /C calc'!A0\n2,+1+1\n3,-2+3\n4,@SUM(A1)\n5,＝1\n6,+1 555 010-0101\n7,-12.50\n"
    assert tidy(text.encode())[1] == text
    program = Program(tmp_path, "", environment_in(tmp_path))
    assert program("tidy", "a.csv", "--to", "safe", "--spreadsheet-safe").code == 0
    written = pl.read_csv(tmp_path / "safe/a.csv", infer_schema=False, quote_char=None)["v"].to_list()
    assert written == ["'=cmd|' /C calc'!A0", "'+1+1", "'-2+3", "'@SUM(A1)", "'＝1", "+1 555 010-0101", "-12.50"]


@pytest.mark.parametrize(
    ("text", "is_formula"),
    [("\t=1", True), ("\r=1", True), (" =1", True), ("(555) 010-0101", False), ("-5", False), ("+1.5e7", False),
     ("-5%", False), ("=5", True), ("+5,1", False), ("-5;=1", True), ("--", True), ("", False), ("a=1", False)],
)  # fmt: skip
def test_what_a_spreadsheet_would_run(text: str, is_formula: bool) -> None:
    safe = pl.DataFrame({"x": [text]}).select(harmless(pl.col("x"))).item()
    assert safe == ("'" + text if is_formula else text)


def test_names_empty_equal_and_alike(tidy: Tidy) -> None:
    tail = "x" * 70
    _, text, issues = tidy(f"name,,  ,NAME,name,{tail},{tail}y\n1,2,3,4,5,6,7\n2,2,3,4,5,6,8\n".encode())
    assert [issue["after"] for issue in issues] == ["column 2", "column 3", "NAME (2)", "name (3)"]
    assert text.startswith("name,,")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"])
def test_wide_and_narrow_encodings(encoding: str, tidy: Tidy) -> None:
    text = "id,name\n1,Zoë\n2,Bjørn\n3,Cy\n"
    assert tidy(text.encode(encoding))[1] == text


def test_bytes_that_are_no_text_are_told(tidy: Tidy) -> None:
    good = "".join(f"{n},Zoë {n}\n" for n in range(20)).encode()
    tidied, text, issues = tidy(b"id,name\n" + good + b"90,\xc0\xafx\n91,\xed\xa0\x80y\n" + b"92,z\n")
    assert codes(issues) == [("E-ENCODING", 22), ("E-ENCODING", 23)]
    assert (tidied.row_count, tidied.rejected_count) == (21, 2)
    assert "Zoë" in text
    _, text, issues = tidy("id,name\n1,Zoë\n2,Bjørn\n".encode("cp1252"))
    assert text == "id,name\n1,Zoë\n2,Bjørn\n"
    assert codes(issues) == [("I-ENCODING", None)]


def test_marks_at_the_start_and_in_the_middle(tidy: Tidy) -> None:
    _, text, _ = tidy(b"\xef\xbb\xbf\xef\xbb\xbfid,name\n1,\xef\xbb\xbfx\n2,y\n3,z\n")
    assert text == "id,name\n1,\ufeffx\n2,y\n3,z\n"


def test_the_end_of_copy_is_text(tidy: Tidy) -> None:
    _, text, issues = tidy(b'a,b\n\\.,1\n\\N,2\n"\\.",3\n\\.\n4,5\n')
    assert text == "a,b\n\\.,1\n\\N,2\n\\.,3\n4,5\n"
    assert [(issue["line"], issue["before"]) for issue in issues] == [(5, "\\.")]


def test_an_open_quote_names_its_own_line(tidy: Tidy) -> None:
    rows = "".join(f"{n},name {n},3\n" for n in range(60_000))
    tidied, _, issues = tidy(f'id,name,x\n1,"open,2\n{rows}'.encode())
    assert codes(issues) == [("E-QUOTE", 2)]
    assert tidied.row_count == 60_000


@pytest.mark.parametrize("start", [b"", b"id,name\n1,", b'id,name\n1,"'], ids=["alone", "in a row", "quoted"])
def test_a_line_without_end(start: bytes, tidy: Tidy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadtui.reading.text.MAX_RECORD_BYTES", 300_000)
    monkeypatch.setattr("leadtui.reading.text.OPEN_QUOTE_BYTES", 200_000)
    with pytest.raises(SourceError, match="is longer than"):
        tidy(start + b"x" * 6_000_000)


def test_lines_of_nothing(tidy: Tidy) -> None:
    for end in (b"\n", b"\r\n", b"\r"):
        tidied, _, issues = tidy(b"a,b" + end + b"1,2" + end + end * 300_000 + b"3,4" + end)
        assert tidied.row_count == 2
        assert {code for code, _ in codes(issues)} == {"I-BLANK"}
        assert len(issues) <= 102


def test_a_million_delimiters(tidy: Tidy) -> None:
    with pytest.raises(SourceError, match=r"longer than|columns"):
        tidy(b"," * 1_000_000 + b"\n")
    with pytest.raises(SourceError, match="2,001 columns"):
        tidy((b"a" + b",a" * 2_000 + b"\n") * 3)
    tidied, text, issues = tidy(b"a,b\n1,2\n3,4\n" + b"," * 1_000_000 + b"\n5,6\n")
    assert text == "a,b\n1,2\n3,4\n5,6\n"
    assert issues
    assert tidied.row_count == 3


def test_a_bomb_in_a_small_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNSUSPICIOUS_BYTES", 1 << 20)
    (tmp_path / "a.csv").write_bytes(gzip.compress(b"id,name\n" + b"1,aaaaaaaaaa\n" * 400_000))
    source = pipeline.find(str(tmp_path / "a.csv"), tmp_path)
    with pytest.raises(SourceError, match="unpack to more than"):
        pipeline.detect(source)


def test_what_a_spreadsheet_destroyed(tidy: Tidy) -> None:
    _, text, issues = tidy(
        "id,phone,zip,v\n1,1.23457E+11,01569,#REF!\n2,5125550100,1569,=“00123”\n"
        '3,5125550101,10001,"=""00123"""\n4,5125550102,10002,#N/A\n5,1.5E-05,2E5,E+11\n'.encode()
    )
    found = [(issue["code"], issue["line"], issue["column"], issue["before"]) for issue in issues]
    assert [one for one in found if one[0] != "I-QUOTE"] == [
        ("W-ERROR", 2, "v", "#REF!"), ("W-DIGITS", 2, "phone", "1.23457E+11"), ("W-EXCEL", 3, "v", "=“00123”"),
        ("W-EXCEL", 4, "v", '="00123"'), ("W-ERROR", 5, "v", "#N/A"),
    ]  # fmt: skip
    assert "1.23457E+11" in text


# -- names and places ----------------------------------------------------------------------------------


def test_a_name_is_a_name(tmp_path: Path) -> None:
    names = ["-rf", "--help", "a\nb.csv", "\x1b[2J.csv", "file*.csv", "a?b.csv", "[x].csv", "~"]
    for name in names:
        (tmp_path / name).write_text("id,name\n1,Ada\n2,Bo\n")
    (tmp_path / "fileX.csv").write_text("never,read\n1,2\n")
    result = Program(tmp_path, "", environment_in(tmp_path))("tidy", "--to", "out", "--", *names)
    assert result.code == 0, result.err
    assert result.out.count(" 2 rows") == len(result.out.splitlines()) == len(names)
    assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize("name", ["http://127.0.0.1:9/a.csv", "s3://bucket/a.csv", "file*.csv", "a\0b", ""])
def test_an_address_or_a_pattern_is_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "fileX.csv").write_text("never,read\n1,2\n")
    with pytest.raises(SourceError):
        pipeline.find(name, tmp_path)


def test_what_is_no_file_is_said_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    names = [str(tmp_path), str(tmp_path / "pipe"), "/dev/zero", str(tmp_path / "empty"), str(tmp_path / "gone"), "-"]
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)
        server.bind("socket")
        result = Program(tmp_path, "", environment_in(tmp_path))("tidy", "--json", "--to", "out", *names, "socket")
    assert result.code == 2
    reasons = [document["exit"]["reason"] for document in result.json]
    for reason, said in zip(
        reasons, ["a folder", "a pipe", "a device", "empty", "no such file", "empty", "a socket"], strict=True
    ):
        assert said in reason


# -- anything at all -----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(min_size=1, max_size=400)
    | st.text(alphabet=",;\t|\"'\\\r\n a1é-{}[]:=", min_size=1).map(str.encode)
)
def test_any_bytes_are_read_or_refused(content: bytes, tidy: Tidy) -> None:
    try:
        tidied, _, _ = tidy(content)
    except SourceError as error:
        assert "\n" not in error.message  # noqa: PT017  one sentence
    else:
        assert tidied.row_count >= 0


SEEDS = (
    b"id,name,zip\n" + b"".join(b'%d,"Ada ""%d"" L",0%d\r\n' % (n, n, 1000 + n) for n in range(40)),
    "\n".join(json.dumps({"id": n, "a": {"b": [n], "c": "é"}}) for n in range(20)).encode(),
    json.dumps([{"id": n} for n in range(20)], indent=1).encode(),
    b"id    name      zip\n----  --------  -----\n"
    + b"".join(b"%-4d  name %-3d  %05d\n" % (n, n, n) for n in range(20)),
    gzip.compress(b"id,name\n1,Ada\n2,Bo\n" * 9, mtime=0),
)


def mutated(seed: bytes, by: random.Random) -> bytes:
    """A few bytes changed, pieces cut out, doubled or put elsewhere."""
    content = bytearray(seed)
    for _ in range(by.randrange(1, 6)):
        place, size = by.randrange(len(content) + 1), by.randrange(1, 40)
        piece = bytes(content[place : place + size])
        match by.randrange(4):
            case 0:
                content[place : place + 1] = bytes([by.choice(b'",;\n\r\0\t\xff\xc3{}[]\\ ')])
            case 1:
                del content[place : place + size]
            case 2:
                content[place:place] = piece * by.randrange(1, 4)
            case _:
                content[by.randrange(len(content) + 1) : 0] = piece
    return bytes(content) or b"x"


def sweep(tidy: Tidy, count: int) -> None:
    by = random.Random(7)
    for number in range(count):
        content = mutated(by.choice(SEEDS), by)
        start = time.process_time()
        try:
            tidy(content)
        except SourceError:
            pass
        except BaseException:
            sys.stderr.write(f"mutation {number}: {content!r}\n")
            raise
        assert time.process_time() - start < 20


def test_damaged_files_never_break_anything(tidy: Tidy) -> None:
    sweep(tidy, 150)


@pytest.mark.soak
def test_a_hundred_thousand_damaged_files(tidy: Tidy) -> None:
    sweep(tidy, 100_000)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("start", "piece", "times"),
    [(b"", b"x" * 1_000_000, 500), (b"a,b\n", b"\n" * 1_000_000, 10), (b'a,b\n1,"', b"x\n" * 500_000, 500),
     (b"a,b\n", b"1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n" * 25_000, 2_000)],
    ids=["a line of 500 MB", "ten million lines of nothing", "500 MB in an open quote", "2 GB on 1.5 GB of memory"],
)  # fmt: skip
def test_whole_size(start: bytes, piece: bytes, times: int, tmp_path: Path) -> None:
    with (tmp_path / "big.csv").open("wb") as file:
        file.write(start)
        for _ in range(times):
            file.write(piece)
    code = (
        "import resource, sys\nfrom leadtui.cli.main import run\n"
        f"code = run(['tidy', '-q', {str(tmp_path / 'big.csv')!r}, '--to', {str(tmp_path / 'out')!r}])\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10\n"
        "sys.exit(99 if peak > 700 else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment_in(tmp_path), timeout=900, check=False)
    assert done.returncode in {0, 2}
