"""Whatever a writer can write comes back; whatever bytes there are, reading ends in a table or one sentence."""

from __future__ import annotations

import csv
import io
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.table import LINE, LINE_COUNT, RawTable
from leadtui.reading.careful import careful
from leadtui.reading.fast import FastLane, count_lines
from leadtui.reading.mend import Bench, Habits
from tests.reading.bed.draft import Style
from tests.reading.glance import Read, Write, filled, rows, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "a",
            " ",
            '"',
            '""',
            ",",
            ";",
            "\t",
            "|",
            "\n",
            "\r",
            "\r\n",
            "'",
            "é",
            "0",
            "\\",
            "\ufeff",
            "x\ny",
            "\x1b[2J",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)
TABLE = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8)
)
ENCODING = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030"])


@contextmanager
def small_blocks(size: int) -> Iterator[None]:
    with patch("leadtui.reading.text.BLOCK_BYTES", size), patch("leadtui.reading.text.CAREFUL_BYTES", size // 2 + 1):
        yield


def table_of(content: bytes, dialect: Dialect) -> RawTable:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(content)
        source = reading.find(str(path))
        table = reading.read(source, Detection(dialect), spool=None)
        found = table.frame.collect()
        again = reading.raw_records(source, dialect, found.select(LINE, LINE_COUNT))
        assert again["raw"].null_count() == 0
        return table


@settings(deadline=None)
@given(
    TABLE,
    st.tuples(st.sampled_from(",;\t|:^"), st.sampled_from("\"'")),
    st.sampled_from(["\n", "\r\n", "\r"]),
    ENCODING,
    st.sampled_from([7, 64, 1 << 20]),
)
def test_any_table_comes_back(
    table: list[list[str]], marks: tuple[str, str], end: str, encoding: str, block: int
) -> None:
    text = io.StringIO(newline="")
    delimiter, quote = marks
    # Unquoted line ends of another kind are nobody's dialect.
    all_cells = [cell for row in table for cell in row]
    has_breaks = any("\n" in cell or "\r" in cell for cell in all_cells)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if has_breaks else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, quotechar=quote, lineterminator=end, quoting=quoting)
    header = [f"h{place}" for place in range(len(table[0]))]
    writer.writerows([header, *table])
    with small_blocks(block):
        found = table_of(text.getvalue().encode(encoding), Dialect(encoding=encoding, delimiter=delimiter, quote=quote))
    wanted = [tuple(row) for row in table if any(cell.strip() for cell in row)]
    assert filled(rows(found)) == wanted
    assert found.unreadable.is_empty()
    assert set(found.issues["code"]) <= {"I-BLANK", "I-ENCODING", "I-ALONE"}


@settings(deadline=None)
@given(
    TABLE,
    st.sampled_from([",", ";", "\t", "|", "||", ", ", "::"]),
    st.sampled_from(["always", "where needed", "never"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([7, 64, 1 << 20]),
)
def test_any_table_with_escapes_comes_back(
    table: list[list[str]], delimiter: str, quoted: str, end: str, block: int
) -> None:
    """Quotes, delimiters and escapes that are text have a backslash before them."""
    quote = None if quoted == "never" else '"'
    style = Style(delimiter=delimiter, quote=quote, escape="\\", always=quoted == "always", end=end)
    # A line end can't be escaped, and what a long delimiter begins with would run into it.
    if quote is None:
        table = [[" ".join(cell.splitlines()) for cell in row] for row in table]
    unsafe = "\\" + (delimiter[0] if len(delimiter) > 1 else "")
    safe = str.maketrans(unsafe, "/" * len(unsafe)) if quoted != "always" else {}
    cells = [[cell.translate(safe) for cell in row] for row in table]
    lines = [delimiter.join(map(style.cell, row)) + end for row in [[f"h{n}" for n in range(len(table[0]))], *cells]]
    with small_blocks(block):
        found = table_of("".join(lines).encode(), Dialect(delimiter=delimiter, quote=quote, escape="\\"))
    wanted = [tuple(row) for row in cells if any(cell.strip() for cell in row)]
    assert filled(rows(found)) == wanted
    assert found.unreadable.is_empty()


@settings(deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["utf-8", "cp1252", "utf-16", "shift_jis"]), st.sampled_from([5, 1 << 20])
)
def test_any_bytes_end_in_a_table_or_one_sentence(content: bytes, encoding: str, block: int) -> None:
    try:
        with small_blocks(block):
            table = table_of(b"a,b\n" + content, Dialect(encoding=encoding))
    except SourceError as error:
        assert error.message  # noqa: PT017  both ends are fine
    else:
        assert table.read_count == table.row_count + table.unreadable.height
        rejected = table.issues.filter("rejects")["line"].to_list()
        assert sorted(rejected) == table.unreadable[LINE].to_list()


@settings(deadline=None)
@given(st.text(st.sampled_from('ab",\n\r'), max_size=60), st.sampled_from([5, 1 << 20]))
def test_no_line_is_lost(text: str, block: int) -> None:
    """Every physical line that holds anything is a row's, a reject's, or named in an issue."""
    with small_blocks(block):
        table = table_of(b"h1,h2\n" + text.encode(), Dialect())
    covered = {1}
    for line, count in [*spans(table), *table.unreadable.rows()]:
        covered.update(range(line, line + count))
    told = {line for line in table.issues["line"] if line is not None}
    for number, line in enumerate((b"h1,h2\n" + text.encode()).splitlines(), start=1):
        assert not line.strip(b' ,"') or number in covered | told, (number, line)


@settings(deadline=None)
@given(TABLE, st.sampled_from(["\n", "\r\n"]))
def test_both_lanes_agree(table: list[list[str]], end: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    block, width = text.getvalue().encode(), len(table[0])
    columns = tuple(reading.columns.name_columns([None] * width, None)[0])
    lane = FastLane(Dialect(), width)
    quick = lane.parse(block, 1)
    slow = careful(block, lane, Bench(columns, Habits((), width)), 1, is_last=True)
    assert quick is not None
    assert slow.frame.select(quick.columns).equals(quick)
    assert slow.consumed == len(block)


@pytest.mark.parametrize(
    "block",
    [
        b"a,b\nc\n",  # short
        b"a,b\nc,d,e\n",  # long
        b"a,b\nc\nd,e,f\n",  # short and long make the right number of delimiters
        b'a,5" b\n',  # a stray quote
        b'""a"k",b\n',  # quotes Polars would drop
        b'"a"b,c\n',  # text after the end of a cell
        b'a,"b\n',  # no end
        b"a\r,b\n",  # a return Polars would eat
        b'"a"\r,b\n',
        b"a,\0\n",
        b"a,\xff\n",
        b"\n",
        b"a,b\n\nc,d\n",
    ],
)
def test_the_fast_lane_believes_nothing_irregular(block: bytes) -> None:
    assert FastLane(Dialect(), 2).parse(block, 1) is None


def test_lines_are_counted_as_people_count_them() -> None:
    assert count_lines(b"a\nb\r\nc\rd\n\r\n") == 5


# -- big files -------------------------------------------------------------------------------------


def test_a_spooled_table_is_the_same(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"id,name\n" + b"".join(b'%d,"Ada\nLow"\n' % number for number in range(20_000))
    source = write(content)
    detection = reading.detect(source)
    in_memory = reading.read(source, detection, spool=tmp_path)
    monkeypatch.setattr("leadtui.reading.text.SPOOL_BYTES", 1)
    monkeypatch.setattr("leadtui.reading.text.BLOCK_BYTES", 1 << 14)
    monkeypatch.setattr("leadtui.reading.gather.SPOOL_FILE_BYTES", 1 << 16)
    spooled = reading.read(source, detection, spool=tmp_path)
    assert len(list(tmp_path.glob("raw-*/*.arrow"))) > 2
    assert spooled.frame.collect().equals(in_memory.frame.collect())
    assert (spooled.row_count, spooled.sha256) == (20_000, in_memory.sha256)


def test_a_preview_is_the_first_part(write: Write) -> None:
    content = b"id,name\n" + b"".join(b'%d,"Ada, Low"\n' % number for number in range(60_000))
    source = write(content)
    first = reading.preview(source, reading.detect(source))
    assert first.is_partial
    assert 10_000 < first.row_count < 30_000
    assert rows(first)[-1] == (str(first.row_count - 1), "Ada, Low")
    small = write(b"a,b\n1,2\n")
    assert not reading.preview(small, reading.detect(small)).is_partial


def test_a_limit_takes_the_first_rows(read: Read) -> None:
    content = b"a,b\n" + b"1,2\n" * 10 + b"1,2,3\n" + b"1,2\n" * 5
    first = read(content, Dialect(), limit=10)
    assert (first.row_count, first.is_partial, first.unreadable.height) == (10, True, 0)
    assert rows(first) == [("1", "2")] * 10
    whole = read(content, Dialect(), limit=15)
    assert (whole.row_count, whole.is_partial, whole.unreadable.height) == (15, False, 1)


def test_progress_is_told_and_can_cancel(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadtui.reading.text.BLOCK_BYTES", 1_000)
    content = b"a,b\n" + b"1,2\n" * 1_000
    told: list[tuple[int, int]] = []
    read(content, Dialect(), on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(content), len(content))
    assert told == sorted(told)

    class Cancelled(Exception):  # noqa: N818  it is no error
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(content, Dialect(), on_progress=cancel)


# -- original bytes --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16", "utf-32-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_original_bytes_come_back(write: Write, encoding: str, end: str) -> None:
    lines = ["a,b", "1,é", f'2,"x{end}y"', "", "3,z"]
    source = write(end.join(lines).encode(encoding))
    dialect = Dialect(encoding=encoding)
    wanted = pl.DataFrame({LINE: [6, 3, 2], LINE_COUNT: [1, 2, 1]})
    found = reading.raw_records(source, dialect, wanted)
    bare = encoding if encoding != "utf-16" else "utf-16-le"
    assert found["raw"].to_list() == [text.encode(bare) for text in ("3,z", f'2,"x{end}y"{end}', f"1,é{end}")]


def test_original_bytes_keep_what_is_broken(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["leadtui.reading.raw_records"], "BLOCK_BYTES", 3)
    source = write(b"a,b\r\n1,\xff\0\r\r\n2,\xc3\r\n")
    found = reading.raw_records(source, Dialect(), pl.DataFrame({LINE: [2, 4], LINE_COUNT: [2, 1]}))
    assert found["raw"].to_list() == [b"1,\xff\0\r\r\n", b"2,\xc3\r\n"]
