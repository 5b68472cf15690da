"""What a person sees in a sheet is what is read; what can't be seen is told; what would do harm is refused."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.source import Source
from leadtui.model.table import RawTable
from leadtui.reading import limits, ods_rows, xlsb_records
from leadtui.reading.number_format import shown_as
from tests.reading.books import LEADS, Value, binary_workbook, opendocument, patched, workbook
from tests.reading.glance import codes, rows, spans

SHEET = "xl/worksheets/sheet1.xml"
TABLE: list[list[Value]] = [["id", "zip", "phone"], *([number, 1569 + number, 5125550101] for number in range(6))]  # type: ignore[list-item]


def table_of(source: Source) -> RawTable:
    return reading.read(source, reading.detect(source), spool=None)


def issue_of(table: RawTable, code: str) -> tuple[object, ...]:
    return table.issues.filter(code=code).select("line", "column", "value", "becomes").row(0)


@pytest.mark.parametrize(
    ("code", "number", "wanted"),
    [
        ("00000", 1569, "01569"),
        ("00000", 123456, "123456"),
        ("00000\\-0000", 15691234, "01569-1234"),
        ('00000"-"0000', 15691234, "01569-1234"),
        ("000\\-00\\-0000", 12345678, "012-34-5678"),
        ("(000) 000-0000", 5125550101, "(512) 555-0101"),
        ("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5550101, "555-0101"),
        ("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5125550101, "(512) 555-0101"),
        ("[$-409]0000;@", 7, None),
        ("00000", 1.5, None),
        ("00000", -3, None),
        ("0.00", 7, None),
        ("#,##0", 7000, None),
        ("0%", 1, None),
        ("0", 7, None),
        ("yyyy\\-mm\\-dd", 7, None),
        ("0.00E+00", 7, None),
        ("", 7, None),
    ],
)
def test_formats_that_say_something(code: str, number: float, wanted: str | None) -> None:
    shown = shown_as(code)
    assert (shown(number) if shown else None) == wanted


def test_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    formats = '<numFmts count="2"><numFmt numFmtId="170" formatCode="00000"/>'
    formats += '<numFmt numFmtId="171" formatCode="[&lt;=9999999]###\\-####;\\(###\\)\\ ###\\-####"/></numFmts>'
    source = patched(source, "xl/styles.xml", "<fonts>", formats + "<fonts>")
    styles = '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    source = patched(source, "xl/styles.xml", '<xf numFmtId="14" applyNumberFormat="1"/>', styles)
    for row in (2, 3, 4):
        source = patched(source, SHEET, f'r="B{row}"', f'r="B{row}" s="2"')
        source = patched(source, SHEET, f'r="C{row}"', f's="3" r="C{row}"')
    assert rows(table_of(source))[:4] == [
        ("0", "01569", "(512) 555-0101"),
        ("1", "01570", "(512) 555-0101"),
        ("2", "01571", "(512) 555-0101"),
        ("3", "1572", "5125550101"),
    ]


def test_an_error_is_no_blank(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    source = patched(source, SHEET, '<c r="B3"><v>1570</v></c>', '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    source = patched(source, SHEET, '<c r="A4"><v>2</v></c>', '<c r="A4" t="e"><v>#REF!</v></c>')
    table = table_of(source)
    assert rows(table)[1:3] == [("1", "#DIV/0!", "5125550101"), ("#REF!", "1571", "5125550101")]
    assert codes(table) == [("W-ERROR", 3), ("W-ERROR", 4)]
    assert issue_of(table, "W-ERROR") == (3, "zip", "#DIV/0!", "#DIV/0!")


def test_every_digit_in_the_file_is_kept_and_a_lost_one_is_told(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    for old, new in (("1569", "1234567890123456789"), ("1570", "4000123412341230"), ("1571", "1.23456789012345E+17")):
        source = patched(source, SHEET, f"<v>{old}</v>", f"<v>{new}</v>")
    table = table_of(source)
    assert [row[1] for row in rows(table)][:3] == ["1234567890123456789", "4000123412341230", "123456789012345000"]
    assert codes(table) == [("W-DIGITS", 3), ("W-DIGITS", 4)]


def test_what_is_hidden_or_merged_is_told(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE, "Old": TABLE, "Empty": []}, hidden=["Old"])
    for row in (3, 4, 6):
        source = patched(source, SHEET, f'<row r="{row}"', f'<row hidden="1" r="{row}"')
    source = patched(source, SHEET, "<sheetData>", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>')
    source = patched(source, SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="C2:C4"/></mergeCells>')
    table = table_of(source)
    assert table.row_count == 6
    assert codes(table) == [
        ("I-HIDDEN", 1), ("I-MERGED", 2), ("I-HIDDEN", 3), ("I-HIDDEN", 6), ("I-SHEETS", None),
    ]  # fmt: skip
    messages = table.issues["message"].to_list()
    assert "column “zip” is hidden" in messages[0]
    assert "Rows 2 to 4 of “phone”" in messages[1]
    assert "Rows 3 to 4 are hidden" in messages[2]
    assert "“Empty”, “Old” (hidden)" in messages[4]


def test_the_first_of_like_sheets_is_taken_and_notes_are_passed(tmp_path: Path) -> None:
    long: list[list[Value]] = [["id", "zip"], *([number, number] for number in range(40))]  # type: ignore[list-item]
    source = workbook(tmp_path / "a.xlsx", {"Read me": [["a note"], ["and more"]], "May": long, "June": long * 2})
    detection = reading.detect(source)
    assert detection.dialect.sheet == "May"
    assert detection.confidence < 0.7
    assert "June" in detection.reasons[0].because


def test_a_title_over_merged_cells(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": LEADS})
    merged = '</sheetData><mergeCells><mergeCell ref="A1:E1"/></mergeCells>'
    source = patched(source, SHEET, "</sheetData>", merged)
    table = table_of(source)
    assert [column.name for column in table.columns] == ["name", "zip", "issued", "rate", "active"]
    assert codes(table) == [("I-PREAMBLE", 1), ("I-BLANK", 6)]


def test_cells_without_their_places(tmp_path: Path) -> None:
    """Some writers leave the places of cells and rows out."""
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    source = patched(source, SHEET, '<c r="B3"><v>1570</v></c>', '<c t="e"><v>#N/A</v></c>')
    for row in range(1, 8):
        source = patched(source, SHEET, f'<row r="{row}"', "<row")
        for letter in "ABC":
            if (letter, row) != ("B", 3):
                source = patched(source, SHEET, f' r="{letter}{row}"', "")
    assert rows(table_of(source))[1] == ("1", "#N/A", "5125550101")


def test_a_table_far_from_the_corner_keeps_its_row_numbers(tmp_path: Path) -> None:
    far: list[list[Value]] = [*[[]] * 9, *([None, None, *row] for row in TABLE)]
    table = table_of(workbook(tmp_path / "a.xlsx", {"Leads": far}))
    assert spans(table)[0] == (11, 1)
    assert rows(table)[0][-3:] == ("0", "1569", "5125550101")


def test_a_long_sheet_is_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadtui.reading.workbook._ROWS", 7)
    many: list[list[Value]] = [["id", "zip"], *([number, f"{number:05}"] for number in range(100))]  # type: ignore[list-item]
    source = workbook(tmp_path / "a.xlsx", {"Leads": many})
    assert rows(table_of(source)) == [(str(number), f"{number:05}") for number in range(100)]
    part = reading.read(source, reading.detect(source), spool=None, limit=10)
    assert (part.row_count, part.is_partial) == (10, True)


# -- what would do harm ------------------------------------------------------------------------------


def test_one_cell_far_away_does_not_fill_the_memory(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    source = patched(source, SHEET, "</sheetData>", far)
    with pytest.raises(SourceError, match="1,048,576 rows and 16,384 columns"):
        reading.detect(source)
    source = patched(source, SHEET, "XFD1048576", "XFD99999999999999999999")
    with pytest.raises(SourceError, match="reaches over"):
        reading.detect(source)


def test_a_million_styled_rows_are_no_rows(tmp_path: Path) -> None:
    """Formatting reaches to the last row, values don't; 20,000 rows stand for the million."""
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    styled = "".join(f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(8, 20_000))
    table = table_of(patched(source, SHEET, "</sheetData>", styled + "</sheetData>"))
    assert table.row_count == 6


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": TABLE})
    source = patched(source, SHEET, "</sheetData>", " " * 5_000_000 + "</sheetData>")
    content = bytearray(source.path.read_bytes())
    with zipfile.ZipFile(source.path) as archive:
        size = archive.getinfo(SHEET).file_size
    assert content.count(struct.pack("<I", size)) >= 2
    source.path.write_bytes(content.replace(struct.pack("<I", size), struct.pack("<I", 3_000)))
    with pytest.raises(SourceError, match="unpacks to more than it says"):
        reading.detect(reading.find(str(source.path)))


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    source = workbook(tmp_path / "a.xlsx", {"Leads": LEADS})
    source = patched(source, SHEET, "<worksheet", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><worksheet')
    source = patched(source, SHEET, ">Ada<", ">&e;<")
    with pytest.raises(SourceError, match="cannot be opened") as caught:
        reading.detect(source)
    assert "the secret" not in str(caught.value)


def test_a_sheet_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": LEADS})
    source = patched(source, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "http://127.0.0.1:9/sheet.xml")
    with pytest.raises(SourceError):
        reading.detect(source)


def test_a_macro_under_another_name_is_only_data(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xls", {"Leads": LEADS})
    with zipfile.ZipFile(source.path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    assert table_of(reading.find(str(source.path))).row_count == 3


def test_a_workbook_under_a_password(tmp_path: Path) -> None:
    """An encrypted workbook is an OLE file with a stream of that name."""
    (tmp_path / "a.xlsx").write_bytes(_compound("EncryptedPackage"))
    with pytest.raises(SourceError, match=r"password|cannot be opened"):
        reading.detect(reading.find(str(tmp_path / "a.xlsx")))


def _compound(name: str) -> bytes:
    """The smallest OLE container: a header, one sector of the table, one of the directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)

    def entry(title: str, kind: int, child: int) -> bytes:
        encoded = title.encode("utf-16-le")
        record = encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(encoded) + 2, kind, 1, 2**32 - 1, 2**32 - 1, child
        )
        return (record + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)).ljust(128, b"\0")

    directory = entry("Root Entry", 5, 1) + entry(name, 2, 2**32 - 1) + bytes(256)
    return header + table + directory


# -- OpenDocument ------------------------------------------------------------------------------------


def _ods_row(*texts: str, repeated: int = 1, cells: int = 1) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{cells}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    source = opendocument(
        tmp_path / "a.ods", _ods_row("id", "name") + _ods_row("1", "Ada") + _ods_row("2", "Bo") + blank
    )
    assert rows(reading.read(source, Detection(Dialect(sheet="One")), spool=None)) == [("1", "Ada"), ("2", "Bo")]


@pytest.mark.parametrize(("repeated", "cells"), [(1_000_000_000, 1), (1, 1_000_000_000), (100_000, 16_000)])
def test_an_opendocument_bomb_is_refused(repeated: int, cells: int, tmp_path: Path) -> None:
    bomb = _ods_row("1", "Ada", repeated=repeated, cells=cells)
    with pytest.raises(SourceError, match="more than 40,000,000 cells"):
        reading.detect(opendocument(tmp_path / "a.ods", _ods_row("id", "name") + bomb))


def test_an_opendocument_sheet_with_a_torn_tag_is_refused(tmp_path: Path) -> None:
    source = opendocument(tmp_path / "a.ods", _ods_row("id", "name") + _ods_row("1", "Ada"))
    with pytest.raises(SourceError, match="the workbook is damaged"):
        reading.detect(patched(source, "content.xml", "</table:table>", "</,able:table>"))


def test_a_binary_workbook(tmp_path: Path) -> None:
    source = binary_workbook(tmp_path / "a.xlsb", [(0, 0, 1.5), (0, 1, 2), (1, 0, 78701), (1, 1, 3)])
    assert rows(reading.read(source, Detection(Dialect(sheet="One", header_row=None)), spool=None)) == [
        ("1.5", "2"),
        ("78701", "3"),
    ]


def test_a_binary_workbook_with_one_cell_far_away_is_refused(tmp_path: Path) -> None:
    source = binary_workbook(tmp_path / "a.xlsb", [(0, 0, 1), (1_000_000, 16_000, 2)])
    with pytest.raises(SourceError, match="more than 40,000,000 cells"):
        reading.detect(source)


def test_a_binary_workbook_with_a_cell_where_no_sheet_reaches_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="where no sheet reaches"):
        reading.detect(binary_workbook(tmp_path / "a.xlsb", [(0, 1 << 31, 1)]))


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=5), st.integers(1, 9), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_records_are_followed_over_the_borders_of_pieces(sizes: list[int], piece: int, by: random.Random) -> None:
    """Rows and cells among records of any other kind and size."""
    content, wanted = b"", []
    for size in sizes:
        body = by.randbytes(size)
        content += bytes([0x80 | 0x11, 0x03, size & 0x7F | 0x80, size >> 7]) + body
        row, column = by.randrange(1 << 20), by.randrange(1 << 14)
        content += b"\0\x04" + row.to_bytes(4, "little") + b"\x05\x05" + column.to_bytes(4, "little") + b"x"
        wanted += [(0, row), (5, column)]
    with patch.object(xlsb_records, "_PIECE", piece):
        found = xlsb_records.records(io.BytesIO(content), {0, *range(2, 12)}, 4)
        assert [(kind, int.from_bytes(start, "little")) for kind, start in found] == wanted


def test_the_limit_of_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 20)
    with pytest.raises(SourceError, match="7 rows and 3 columns"):
        reading.detect(workbook(tmp_path / "a.xlsx", {"Leads": TABLE}))


_ZIP = (
    '<number:number-style style:name="N5"><number:number number:decimal-places="0" number:min-integer-digits="5"/>'
    "</number:number-style>"
)
_PHONE = (
    '<number:number-style style:name="N7"><number:number number:min-integer-digits="1">'
    '<number:embedded-text number:position="4">-</number:embedded-text></number:number></number:number-style>'
    '<number:number-style style:name="N10"><number:text>(</number:text><number:number number:min-integer-digits="1">'
    '<number:embedded-text number:position="4">-</number:embedded-text>'
    '<number:embedded-text number:position="7">) </number:embedded-text></number:number>'
    '<style:map style:condition="value()&lt;=9999999" style:apply-style-name="N7"/></number:number-style>'
)
_NICER = (
    '<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1" '
    'number:grouping="true"/></number:number-style>'
)


def _ods_numbers(*cells: tuple[str, str], row: str = "") -> str:
    inside = "".join(
        f'<table:table-cell{style} office:value-type="float" office:value="{number}"/>' for style, number in cells
    )
    return f"<table:table-row{row}>{inside}</table:table-row>"


def test_numbers_of_an_opendocument_sheet_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """By the style of the cell, of what the style is made from, of its row, or of its column."""
    styles = _ZIP + _PHONE + _NICER
    for name, more in {
        "zip": 'style:data-style-name="N5"', "child": 'style:parent-style-name="zip"',
        "phone": 'style:data-style-name="N10"', "nicer": 'style:data-style-name="N2"',
    }.items():  # fmt: skip
        styles += f'<style:style style:name="{name}" style:family="table-cell" {more}/>'
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:default-cell-style-name="zip" table:visibility="collapse"/>'
    zip_, child, phone, nicer = (f' table:style-name="{name}"' for name in ("zip", "child", "phone", "nicer"))
    content = columns + _ods_row("id", "phone", "zip")
    content += _ods_numbers((nicer, "1000"), (phone, "5125550101"), ("", "1569"))
    content += _ods_numbers((zip_, "2"), (phone, "5550101"), (child, "1570"), row=' table:visibility="filter"')
    content += _ods_numbers(("", "3"), ("", "4"), (nicer, "1571"), row=' table:default-cell-style-name="zip"')
    source = opendocument(tmp_path / "a.ods", content)
    source = patched(source, "content.xml", "<office:body>", f"<office:automatic-styles>{styles}"
                     "</office:automatic-styles><office:body>")  # fmt: skip
    table = table_of(patched(source, "content.xml", "<office:document-content", _MORE_NAMES))
    assert rows(table) == [
        ("1000", "(512) 555-0101", "01569"),
        ("00002", "555-0101", "01570"),
        ("00003", "00004", "1571"),
    ]
    hidden = table.issues.filter(code="I-HIDDEN")["message"].to_list()
    assert [text.split(" hidden")[0] for text in hidden] == ["The column “zip” is", "Row 3 is"]


_MORE_NAMES = "<office:document-content" + "".join(
    f' xmlns:{name}="urn:{name}"' for name in ("number", "style", "calcext")
)


def test_an_error_and_every_digit_of_an_opendocument_sheet(tmp_path: Path) -> None:
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    error += 'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="4.11111111111111E+015"/>'
    content = _ods_row("id", "rate") + f"<table:table-row>{number}{error}</table:table-row>" + _ods_row("5", "6")
    source = opendocument(tmp_path / "a.ods", content)
    table = table_of(patched(source, "content.xml", "<office:document-content", _MORE_NAMES))
    assert rows(table)[0] == ("4111111111111110", "#DIV/0!")
    assert issue_of(table, "W-ERROR") == (2, "rate", "#DIV/0!", "#DIV/0!")
    assert issue_of(table, "W-DIGITS")[0] == 2


def test_the_rows_of_a_sheet_over_the_borders_of_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "".join(_ods_row(f"{number}", "x" * (number % 50)) for number in range(200))
    source = opendocument(tmp_path / "a.ods", content)
    with zipfile.ZipFile(source.path) as archive:
        whole = list(ods_rows.parts(archive))
        monkeypatch.setattr(ods_rows, "_PIECE", 61)
        parted = list(ods_rows.parts(archive))
    assert parted == whole


def test_numbers_of_a_binary_workbook_are_read_as_they_are_shown(tmp_path: Path) -> None:
    cells = [(0, 0, 1.0), (0, 1, 1569.0), (1, 0, 2.0), (1, 1, 1570.0), (2, 0, 4111111111111110.0), (2, 1, 3.0)]
    styles = {(0, 1): 1, (1, 1): 1, (2, 1): 2}
    source = binary_workbook(tmp_path / "a.xlsb", cells, styles, codes=("00000", "#,##0.00"), hidden_row=1)
    table = reading.read(source, Detection(Dialect(sheet="One", header_row=None)), spool=None)
    assert rows(table) == [("1", "01569"), ("2", "01570"), ("4111111111111110", "3")]
    assert table.issues.filter(code="I-HIDDEN")["line"].to_list() == [2]
    assert table.issues.filter(code="W-DIGITS")["line"].to_list() == [3]
