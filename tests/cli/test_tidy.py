"""`leadtui tidy`: any file becomes strict CSV, and what was odd about it is listed; no database, no screen."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui import pipeline, reading
from leadtui.cli.side_by_side import side_by_side, workers_for
from leadtui.cli.verbs.tidy import stems
from leadtui.model.dialect import Detection, Dialect
from tests.cli.program import Program, environment_in

KEYS = ["code", "line", "column", "before", "after", "confidence", "message"]


@pytest.fixture
def tidy(home: Path) -> Program:
    """The program without any database."""
    return Program(home, "", environment_in(home, LEADTUI_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none"))


def issues_of(folder: Path, stem: str) -> list[dict[str, Any]]:
    found = json.loads((folder / f"{stem}.issues.json").read_bytes())
    assert all(list(issue) == KEYS for issue in found)
    return list(found)


def test_a_clean_file_comes_back_with_an_empty_list(tidy: Program) -> None:
    (tidy.folder / "a.csv").write_bytes(b'\xef\xbb\xbfname;zip\r\nZo\xc3\xa9;01569\r\n"x; ""y""";""\r\n')
    result = tidy("tidy", "a.csv", "--to", "out")
    assert (result.code, result.err) == (0, "")
    assert (tidy.folder / "out/a.csv").read_bytes() == b'name,zip\nZo\xc3\xa9,01569\n"x; ""y""",""\n'
    assert issues_of(tidy.folder / "out", "a") == []
    assert sorted(path.name for path in (tidy.folder / "out").iterdir()) == ["a.csv", "a.issues.json"]


def test_no_header_row_is_written_where_there_is_none(tidy: Program) -> None:
    lines = "".join(f"{number},2024-03-{number:02},{number * 7}.5\n" for number in range(1, 20))
    (tidy.folder / "a.csv").write_text(lines)
    assert tidy("tidy", "a.csv", "--to", "out").code == 0
    assert (tidy.folder / "out/a.csv").read_text() == lines


def test_headers_stay_as_they_are_even_if_two_are_the_same(tidy: Program) -> None:
    (tidy.folder / "a.csv").write_text("id,Phone,Phone,\n1,555-0101,555-0102,x\n2,555-0103,555-0104,y\n")
    assert tidy("tidy", "a.csv", "--to", "out").code == 0
    assert (tidy.folder / "out/a.csv").read_text().startswith("id,Phone,Phone,\n")
    assert [issue["code"] for issue in issues_of(tidy.folder / "out", "a")] == ["I-HEADER", "I-HEADER"]


def test_a_rejected_line_is_an_issue_and_no_row(tidy: Program) -> None:
    good = "".join(f"{number},Ada {number},2024-03-01\n" for number in range(30))
    (tidy.folder / "a.csv").write_bytes(f"id,name,day\n{good}".encode() + b"30,A\0da,2024-03-01\n31,Bo,2024-03-01\n")
    result = tidy("tidy", "a.csv", "--to", "out", "--json")
    assert result.code == 0
    assert result.json["rows"] == {"written": 31, "rejected": 1}
    (issue,) = issues_of(tidy.folder / "out", "a")
    assert (issue["code"], issue["line"], issue["before"]) == ("E-NUL", 32, "30,A␀da,2024-03-01")
    assert (tidy.folder / "out/a.csv").read_text() == f"id,name,day\n{good}31,Bo,2024-03-01\n"


def test_one_bad_file_stops_no_other(tidy: Program) -> None:
    (tidy.folder / "empty.csv").touch()
    for name in ("a.csv", "b.csv", "b.txt"):
        (tidy.folder / name).write_text(f"id,name\n1,{name}\n2,x\n")
    for jobs in ("1", "2"):
        result = tidy("tidy", "a.csv", "empty.csv", "gone.csv", "b.csv", "b.txt", "--to", jobs, "-j", jobs, "--json")
        assert result.code == 2
        assert [document["exit"]["code"] for document in result.json] == [0, 2, 2, 0, 0]
        assert [document["csv"] for document in result.json] == [
            f"{jobs}/a.csv", None, None, f"{jobs}/b.csv.csv", f"{jobs}/b.txt.csv",
        ]  # fmt: skip
        assert "empty.csv" in result.err
        assert "gone.csv" in result.err
        assert "empty" in result.json[1]["exit"]["reason"]
        assert len(list((tidy.folder / jobs).iterdir())) == 6


def test_standard_input_and_a_limit(tidy: Program) -> None:
    result = tidy("tidy", "-", "--to", "out", "--limit", "1", "-q", stdin=b"id,name\n1,Ada\n2,Bo\n")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (tidy.folder / "out/stdin.csv").read_text() == "id,name\n1,Ada\n"


def test_a_file_is_never_replaced_by_its_own_tidy_self(tidy: Program) -> None:
    text = "id;name\n1;Ada\n2;Bo\n"
    (tidy.folder / "a.csv").write_text(text)
    result = tidy("tidy", "a.csv", "--to", ".")
    assert result.code == 2
    assert "is the file itself" in result.err
    assert (tidy.folder / "a.csv").read_text() == text
    assert [path.name for path in tidy.folder.glob("*.*")] == ["a.csv"]


def test_former_results_are_replaced_whole(tidy: Program) -> None:
    (tidy.folder / "a.csv").write_text("id,name\n1,Ada\n2,Bo\n")
    (tidy.folder / "out").mkdir()
    (tidy.folder / "out/a.csv").write_text("old " * 1_000)
    assert tidy("tidy", "a.csv", "--to", "out").code == 0
    assert (tidy.folder / "out/a.csv").read_text() == "id,name\n1,Ada\n2,Bo\n"


def test_a_place_that_cannot_be_written(tidy: Program) -> None:
    (tidy.folder / "a.csv").write_text("id,name\n1,Ada\n2,Bo\n")
    (tidy.folder / "out/a.csv").mkdir(parents=True)
    result = tidy("tidy", "a.csv", "--to", "out")
    assert result.code == 2
    assert "cannot be written" in result.err
    assert [path.name for path in (tidy.folder / "out").iterdir()] == ["a.csv"]
    assert tidy("tidy", "a.csv", "--to", "a.csv").code == 2
    assert tidy("tidy", "a.csv").code == 2


def test_names_full_of_escapes_are_written_and_not_obeyed(tidy: Program) -> None:
    name = "-rf \x1b]0;pwned\x07\n[x]*?.csv"
    (tidy.folder / name).write_text("id,name\n1,Ada\n2,Bo\n")
    result = tidy("tidy", "--to", "out", "--", name)
    assert result.code == 0
    assert "\x1b" not in result.out + result.err
    assert len(result.out.splitlines()) == 1
    assert (tidy.folder / "out" / name).exists()


def test_results_are_called_after_their_files() -> None:
    assert stems(["A.csv", "a.txt"]) == ["A.csv", "a.txt"]
    assert stems(["x/a.csv", "y/a.csv", "a.csv.csv"]) == ["a.csv", "a.csv.2", "a.csv.csv"]


def test_it_loads_neither_a_database_nor_a_screen(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,Ada\n2,Bo\n")
    code = (
        "import sys\nfrom leadtui.cli.main import run\n"
        f"assert run(['tidy', '-q', {str(tmp_path / 'a.csv')!r}, '--to', {str(tmp_path / 'out')!r}]) == 0\n"
        "print('\\n'.join({name.split('.')[0] for name in sys.modules}))"
    )
    environment = environment_in(tmp_path)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert not {"sqlalchemy", "psycopg", "alembic", "textual", "rich"} & set(done.stdout.split())


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_was_read_is_what_is_written(table: list[list[str]], tmp_path: Path) -> None:
    """Whatever the cells hold, Python's csv reads back what was in the frame, and so does leadtui."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["id", "a", "b", "c"], *(["1", *row] for row in table)])
    (tmp_path / "a.csv").write_bytes(text.getvalue().encode())
    detection = Detection(Dialect())
    raw = reading.read(reading.find(str(tmp_path / "a.csv")), detection, spool=None)
    tidied = pipeline.tidy(raw, tmp_path / "out", "a")
    written = tidied.csv.read_bytes().decode("utf-8", "strict")
    assert list(csv.reader(io.StringIO(written, newline=""), strict=True))[1:] == [
        [cell or "" for cell in row] for row in raw.frame.select(keys(4)).collect().rows()
    ]
    again = reading.read(reading.find(str(tidied.csv)), detection, spool=None)
    assert again.frame.select(keys(4)).collect().equals(raw.frame.select(keys(4)).collect())


def keys(count: int) -> list[str]:
    return [f"raw:{index}" for index in range(count)]


def _die_of_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return 2 * number


def test_a_worker_that_dies_takes_nobody_with_it() -> None:
    assert list(side_by_side(_die_of_three, range(6), 2, died=lambda number: -number)) == [0, 2, 4, -3, 8, 10]


def test_few_files_are_not_worth_a_process() -> None:
    assert workers_for(10, None) == 1
    assert workers_for(10, 4) == 4
    assert workers_for(2, 4) == 2
    assert workers_for(0, 4) == 1
