"""Columns of fixed width: cut where all lines are blank, or where a ruler says so; what doesn't fit is told."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from leadtui import reading
from leadtui.model.dialect import Dialect
from leadtui.model.table import LINE, LINE_COUNT
from tests.reading.glance import Read, Write, codes, rows, spans

PEOPLE = [
    ("id", "name", "zip", "amount"),
    ("1", "Ada Lovelace", "01569", "12.50"),
    ("2", "Bo", "78701", "1,234.00"),
    ("3", "Cy Zoë Long-Name", "10001", ""),
    ("4", "Dee", "02134", "7.25"),
    ("5", "Ed van der Berg", "60601", "99.99"),
    ("6", "Fay", "33101", "100.00"),
]


def laid_out(table: Sequence[Sequence[str]], gap: str = "  ", right: Sequence[int] = (3,), ruler: str = "") -> str:
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    lines = [
        gap.join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    if ruler:
        lines.insert(1, gap.join(ruler * width for width in widths))
    return "\n".join(lines) + "\n"


def wanted(table: Sequence[Sequence[str]]) -> list[tuple[str | None, ...]]:
    return [tuple(cell or None for cell in row) for row in table[1:]]


@pytest.mark.parametrize("ruler", ["", "-", "="])
@pytest.mark.parametrize("gap", [" ", "  ", "     "])
def test_gutters_and_rulers(ruler: str, gap: str, read: Read) -> None:
    many = [*PEOPLE, *(tuple(row) for row in PEOPLE[1:] * 3)]
    table = read(laid_out(many, gap, ruler=ruler).encode())
    assert [column.name for column in table.columns] == list(PEOPLE[0])
    assert rows(table) == wanted(many)
    assert [code for code, _ in codes(table)] == []
    assert spans(table)[0] == (3 if ruler else 2, 1)


def test_line_ends_and_encodings(read: Read) -> None:
    text = laid_out(PEOPLE)
    for content in (text.replace("\n", "\r\n").encode(), text.encode("utf-16"), text.encode("cp1252")):
        assert rows(read(content)) == wanted(PEOPLE)


def test_without_a_header(read: Read) -> None:
    lines = [(f"{n:04}", "Ada Bo Cyrus Dee"[n % 7 : 6 + n * 5 % 11], f"2024-03-{n:02}") for n in range(1, 25)]
    table = read(laid_out(lines, right=()).encode())
    assert table.dialect.header_row is None
    assert len(table.columns) == 3
    assert rows(table)[0] == ("0001", lines[0][1].strip(), "2024-03-01")
    assert table.row_count == 24


def test_a_title_and_a_footer(read: Read) -> None:
    text = "The report of the licences of March 2026, all of them\n\n" + laid_out(PEOPLE * 1, ruler="-")
    table = read((text + "\nTotal: 6 records were found in this run of the report\n").encode())
    assert rows(table) == wanted(PEOPLE)
    assert [code for code, _ in codes(table)] == ["I-PREAMBLE", "I-BLANK", "I-FOOTER"]


def test_a_value_that_reaches_over_the_border_is_told(read: Read) -> None:
    text = laid_out(PEOPLE * 1, ruler="-") + "7   " + "x" * 20 + "1.00\n"
    table = read(text.encode())
    assert codes(table) == [("W-CUT", 9)]
    assert table.row_count == 7


def test_bad_bytes_are_rejected(read: Read) -> None:
    bad = laid_out(PEOPLE).encode() + b"7   G\0y                 11111\n" + laid_out(PEOPLE[1:]).encode()
    table = read(bad)
    assert codes(table) == [("E-NUL", 8)]
    assert table.unreadable.rows() == [(8, 1)]


def test_bad_bytes_above_the_table_are_shown(write: Write) -> None:
    source = write(b"Leads of M\xc3rz\n" + laid_out(PEOPLE, ruler="-").encode())
    table = reading.read(source, reading.detect(source), spool=None)
    assert table.issues.filter(code="I-PREAMBLE")["value"].to_list() == ["Leads of M\ufffdrz"]


def test_what_is_said_is_believed(write: Write) -> None:
    source = write(b"AAA0001x\nBBB0002y\n")
    detection = reading.detect(source, layout=Dialect(header_row=None, cuts=(0, 3, 7)))
    table = reading.read(source, detection, spool=None)
    assert rows(table) == [("AAA", "0001", "x"), ("BBB", "0002", "y")]


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n" + "1  ,2  ,3\n" * 20,
        "name;city\n" + "Ada  L;Rome\nBo;Oslo\n" * 10,
        "a b\n" + "".join(f"{n} {n * 7919 % 1000}\n" for n in range(30)),
        "word\n" + "Ada\nBo  Long\nCyrus\n" * 9,
        "| a   | b |\n" + "| 1   | 2 |\n" * 12,
        "".join(f"{'lorem ipsum dolor sit amet consectetur'[n:]} {'x' * n}\n" for n in range(20)),
    ],
    ids=["padded csv", "semicolons", "blanks", "one column", "pipes", "prose"],
)
def test_what_is_not_fixed_width(text: str, write: Write) -> None:
    assert reading.detect(write(text.encode())).dialect.cuts == ()


def test_a_delimited_file_whose_first_cells_are_all_of_one_length_is_not_fixed_width(write: Write) -> None:
    notes = [f"with  {'a, b, ' * (number % 9)}commas" for number in range(40)]
    lines = [f'{number:036x},X{number:02},a b{" c" * (number % 3)},"{note}"' for number, note in enumerate(notes)]
    source = write(("(Do Not Modify) Lead Identifier of all,Sum,Topic,Note\n" + "\n".join(lines) + "\n").encode())
    assert reading.detect(source).dialect.cuts == ()


def test_blocks_and_limits(read: Read, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadtui.reading.fixed_width.BLOCK_BYTES", 5_000)
    chance = random.Random(4)
    table = [("id", "word", "n"), *((str(n), "w" * chance.randrange(1, 9), str(n * 7)) for n in range(3_000))]
    content = laid_out(table, right=(2,)).encode()
    whole = read(content)
    assert rows(whole) == wanted(table)
    assert spans(whole)[-1] == (3_001, 1)
    assert read(content, limit=7).row_count == 7
    source = write(content)
    preview = reading.preview(source, reading.detect(source))
    assert rows(preview) == wanted(table)[: preview.row_count]
    found = reading.raw_records(source, whole.dialect, whole.frame.tail(1).select(LINE, LINE_COUNT).collect())
    assert found["raw"].item() == content.splitlines(keepends=True)[-1]


NAMED = ["License", "Name", "State", "Phone", "Seats"]


def placed(rows: list[list[str]], *, right: bool = False) -> bytes:
    cut = [(cell.rjust if right else cell.ljust)(20) for row in rows for cell in row]
    lines = ["".join(cut[at : at + len(NAMED)]).rstrip() for at in range(0, len(cut), len(NAMED))]
    return "\n".join([*lines, ""]).encode()


FIRMS = ["Acme", "Brightstart", "Daisyhouse", "Bo"]
ROWS = [[f"L{number}", FIRMS[number % 4], "TX", f"(512) 555-01{number}", str(number)] for number in range(10, 40)]


@pytest.mark.parametrize("right", [False, True])
def test_a_name_may_be_longer_than_its_values_and_a_blank_inside_a_value_is_no_gutter(read: Read, right: bool) -> None:
    table = read(placed([NAMED, *ROWS], right=right))
    assert [column.header for column in table.columns] == NAMED
    assert rows(table) == [tuple(row) for row in ROWS]


def test_a_code_in_brackets_belongs_to_what_follows(read: Read) -> None:
    table = read(placed(ROWS))
    assert rows(table)[-1] == tuple(ROWS[-1])
