"""The two lanes give the same table, and on regular files that of Python's csv."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leadtui.model.dialect import Detection, Dialect
from leadtui.model.table import LINE, LINE_COUNT, RawTable
from leadtui.reading import find, read
from leadtui.reading.fast import FastLane

QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@dataclass(frozen=True)
class Written:
    """A file as it is written down."""

    text: str
    dialect: Dialect
    end: str


DIALECTS = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ";", "\t", "|", ":", "^"]),
    quote=st.sampled_from(['"', "'", None]),
    header_row=st.sampled_from([1, None]),
)
# Letters, the marks of every dialect, what is wide in UTF-8, blanks; line ends more often than by chance.
LETTERS = st.one_of(
    st.sampled_from("ab1,;\t|:^\"' é漢\n"), st.characters(exclude_categories=["Cs"], max_codepoint=0x2FF)
)


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Any text at all that begins with a header."""
    dialect = draw(DIALECTS)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    header = dialect.delimiter.join("xyz"[: draw(st.integers(1, 3))])
    lines = draw(st.lists(st.text(LETTERS.filter(lambda letter: letter not in "\0\r"), max_size=12), max_size=8))
    # Where line ends are mixed, odd ones are mended by what stands around them, which blocks are free to cut.
    return Written("\n".join([header, *lines, ""]).replace("\n", end), dialect, end)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Dialect, str, list[list[str]]]:
    """Rows of one width that a strict writer can write."""
    dialect = draw(DIALECTS.filter(lambda dialect: dialect.quote is not None and dialect.header_row == 1))
    width = draw(st.integers(2, 4))
    # An apostrophe before a number is a spreadsheet's, and is taken off.
    cell = st.text(st.sampled_from("ab1,;\t|:^\"' é漢\n"), max_size=6).filter(lambda text: not text.startswith("'1"))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=8))
    return dialect, draw(st.sampled_from(["\n", "\r\n"])), [list("wxyz"[:width]), *rows]


def _table(path: Path, written: bytes, dialect: Dialect) -> RawTable:
    path.write_bytes(written)
    return read(find(str(path)), Detection(dialect), spool=None)


def _seen(table: RawTable) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[tuple[object, ...]]]:
    # Blank lines may be told one by one or as a run.
    issues = table.issues.filter(pl.col("code") != "I-BLANK")
    return table.frame.collect().rows(), table.unreadable.rows(), issues.rows()


@QUIET
@given(written=files())
@example(written=Written("x^y^z\r\n", Dialect(delimiter="^"), "\r\n"))
def test_a_block_is_read_the_same_by_both_lanes(tmp_path: Path, written: Written) -> None:
    path, content = tmp_path / "any.csv", written.text.encode()
    quick = _table(path, content, written.dialect)
    with patch.object(FastLane, "parse", lambda *_: None):
        slow = _table(path, content, written.dialect)
    assert _seen(quick) == _seen(slow)


def _written(cell: str, quoting: str) -> str | float | None:
    """A cell as its writer wants it: numbers, or nothing at all, are not quoted by some."""
    if quoting in {"nonnumeric", "strings"} and cell == "1":
        return 1
    return None if quoting in {"notnull", "strings"} and not cell else cell


@QUIET
@given(table=tables(), quoting=st.sampled_from(["minimal", "all", "nonnumeric", "strings", "notnull", "none"]))
def test_what_csv_writes_is_what_is_read(
    tmp_path: Path, table: tuple[Dialect, str, list[list[str]]], quoting: str
) -> None:
    """In every way of quoting the standard library has; Python writes `strings` and `notnull` from 3.12 on."""
    dialect, end, rows = table
    if quoting == "none":
        # A line end can't be escaped.
        dialect = dialect.model_copy(update={"escape": "\\"})
        rows = [[cell.replace("\n", " ") for cell in row] for row in rows]
    text = io.StringIO(newline="")
    assert dialect.quote is not None
    csv.writer(
        text,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=getattr(csv, f"QUOTE_{quoting.upper()}", csv.QUOTE_NONNUMERIC),
        escapechar=dialect.escape,
        lineterminator=end,
    ).writerows([[_written(cell, quoting) for cell in row] for row in rows])
    raw = _table(tmp_path / "regular.csv", text.getvalue().encode(), dialect)
    found = [[cell or "" for cell in row] for row in raw.frame.drop(LINE, LINE_COUNT).collect().rows()]
    wanted = [row for row in rows[1:] if any(cell.strip() for cell in row) and row != rows[0]]
    assert found == wanted
    assert raw.unreadable.is_empty()
    lines = raw.frame.select(LINE, LINE_COUNT).collect().rows()
    at = 2
    starts = []
    for row in rows[1:]:
        count = 1 + sum(cell.count("\n") for cell in row)
        if row in wanted:
            starts.append((at, count))
        at += count
    assert lines == starts
