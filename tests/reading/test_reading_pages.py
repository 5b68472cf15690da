"""Web pages and XML that come under the name of a workbook: read as tables, told what is left out, or refused."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.source import Format, Source
from leadtui.model.table import RawTable
from tests.reading.glance import Write, codes, rows, spans

NAMES = ("License", "Name", "Street", "Zip")
CELLS = [(f"L{number}", f"Acme & Co {number}", f"{number} Elm St", f"0{1000 + number}") for number in range(1, 9)]
SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def whole(source: Source, **layout: object) -> RawTable:
    told = Dialect.model_validate(layout) if layout else None
    return reading.read(source, reading.detect(source, layout=told), spool=None)


def tr(cells: tuple[str, ...], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell.replace('&', '&amp;')}</{tag}>" for cell in cells) + "</tr>"


def table(*, title: str = "", more: str = "") -> str:
    return f"<table border=1>{title}{tr(NAMES, 'th')}{''.join(map(tr, CELLS))}{more}</table>"


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}<style>td {{mso-number-format:'@'}}</style></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", ["list.xls", "list.html", "list.csv"])
def test_a_page_with_a_table_is_that_table_whatever_it_is_called(write: Write, name: str) -> None:
    found = whole(write(page(table()), name))
    assert found.source.format is Format.HTML
    assert [column.header for column in found.columns] == list(NAMES)
    assert rows(found) == CELLS
    assert spans(found)[0] == (2, 1)
    assert codes(found) == []


def test_titles_spans_lines_and_hidden_rows_are_those_of_a_sheet(write: Write) -> None:
    title = "<tr><td colspan=4>Facilities as of 10/31/2026</td></tr>"
    more = (
        "<tr style='display: none'><td>L9<td>Bo<br>and&nbsp;sons<td> 9  Elm <b>St</b> <td>01009"
        "<tr><td rowspan=2>L10<td>Cy<td>x<td>1<tr><td>Dee<td>y<td>2"
    )
    found = whole(write(page(table(title=title, more=more)), "list.xls"))
    assert rows(found)[-3:] == [
        ("L9", "Bo\nand sons", "9 Elm St", "01009"),
        ("L10", "Cy", "x", "1"),
        (None, "Dee", "y", "2"),
    ]
    assert {code for code, _ in codes(found)} == {"I-PREAMBLE", "I-HIDDEN", "I-MERGED"}


def test_other_tables_are_told_and_can_be_chosen(write: Write) -> None:
    menu = "<table><tr><td>Home</td><td>Log out</td></tr></table>"
    source = write(page(f"<table><tr><td>{menu}{table()}</td></tr></table>"), "list.xls")
    assert reading.sheets(source) == ("table 2", "table 3")
    found = whole(source)
    assert (found.dialect.sheet, rows(found)) == ("table 3", CELLS)
    assert "I-SHEETS" in dict(codes(found))
    assert rows(whole(source, sheet="table 2", header_row=None)) == [("Home", "Log out")]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("cp1252", ""),
        ("shift-jis", "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>"),
    ],
)
def test_a_page_says_how_it_is_written_down(write: Write, encoding: str, head: str) -> None:
    name = "東京保育園" if encoding == "shift-jis" else "Niño’s"
    text = page(table(more=tr(("L9", name, "x", "1"))), head).decode()
    assert rows(whole(write(text.encode(encoding), "list.xls")))[-1][1] == name


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><body><form>Please log in</form></body></html>", "a web page without a table"),
        (b"<?xml version='1.0'?><a><b>1</b></a>", "XML without records"),
        (b"<?xml version='1.0'?><a><b>1</b>", "the XML is damaged in line 1"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a><b>&x;</b></a>", "entities of its own"),
        (f"<?xml version='1.0'?><Workbook {SS}><Worksheet ss:Name='A'/></Workbook>".encode(), "no sheet with anything"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(write: Write, content: bytes, what: str) -> None:
    with pytest.raises(SourceError) as refused:
        whole(write(content, "list.xls"))
    assert what in refused.value.message


def test_a_workbook_of_2003_is_read_as_its_cells_say(write: Write) -> None:
    head = "".join(f"<Cell><Data ss:Type='String'>{name}</Data></Cell>" for name in (*NAMES, "Since", "Open"))
    said = [[f"<Cell><Data ss:Type='String'>{cell}</Data></Cell>" for cell in row] for row in CELLS]
    body = "".join(
        f"<Row>{''.join(row)}"
        "<Cell><Data ss:Type='DateTime'>2026-03-01T00:00:00.000</Data></Cell>"
        "<Cell><Data ss:Type='Boolean'>1</Data></Cell></Row>"
        for row in said
    ).replace(" & ", " &amp; ")
    far = "<Row ss:Index='12' ss:Hidden='1'><Cell ss:Index='2'><Data ss:Type='Number'>7</Data></Cell></Row>"
    text = (
        f"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook {SS}><Worksheet ss:Name='List'><Table>"
        f"<Row>{head}</Row>{body}{far}</Table></Worksheet><Worksheet ss:Name='Old'><Table><Row><Cell><Data>x</Data>"
        "</Cell></Row></Table></Worksheet></Workbook>"
    )
    found = whole(write(text.encode(), "list.xls"))
    assert rows(found)[0] == (*CELLS[0], "2026-03-01", "TRUE")
    assert rows(found)[-1] == (None, "7", None, None, None, None)
    assert spans(found)[-1] == (12, 1)
    assert {"I-SHEETS", "I-HIDDEN"} <= {code for code, _ in codes(found)}


def test_records_of_xml_are_rows_even_where_something_groups_them(write: Write) -> None:
    def facility(number: int) -> str:
        return (
            f"<x:Facility id='{number}'><Name>Acme {number}</Name><Address><City>Reno</City></Address>"
            f"<Phone>1</Phone><Phone>2</Phone></x:Facility>"
        )

    groups = "".join(
        f"<County name='C{group}'>{''.join(facility(10 * group + place) for place in range(9))}</County>"
        for group in range(3)
    )
    text = f"<?xml version='1.0'?><x:List xmlns:x='urn:x'><Made>today</Made>{groups}</x:List>"
    found = whole(write(text.encode(), "list.xml"))
    assert [column.header for column in found.columns] == ["id", "Name", "Address.City", "Phone"]
    assert (found.row_count, rows(found)[0]) == (27, ("0", "Acme 0", "Reno", "1; 2"))
    assert codes(found) == [("I-XML", None)]


@settings(deadline=None, max_examples=30)
@given(st.binary(max_size=40), st.integers(0, 600), st.integers(0, 30))
def test_damage_never_ends_in_a_traceback(junk: bytes, place: int, gone: int) -> None:
    content = page(table())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xls"
        path.write_bytes(content[:place] + junk + content[place + gone :])
        with contextlib.suppress(SourceError):
            whole(reading.find(str(path)))
