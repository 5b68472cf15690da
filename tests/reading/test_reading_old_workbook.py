"""Workbooks of the time before 2007 (xls), written by a real writer: values as they are shown, damage in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import xlwt
from xlwt.Style import default_style

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.table import RawTable

ZIP = xlwt.easyxf(num_format_str="00000")
PHONE = xlwt.easyxf(num_format_str="[<=9999999]###\\-####;\\(###\\)\\ ###\\-####")
DAY, MOMENT, HOUR, SPAN = (
    xlwt.easyxf(num_format_str=code) for code in ("m/d/yy", "m/d/yy h:mm", "h:mm AM/PM", "[h]:mm:ss")
)
HEADER = ["name", "zip", "phone", "opened", "seen", "hour", "worked", "is open", "share"]


def leads(folder: Path, edit: Callable[[xlwt.Workbook, xlwt.Worksheet], None] | None = None) -> Path:
    """Eight leads below a title."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    sheet.write_merge(0, 0, 0, 8, "Licensed providers, October 2026")
    for place, name in enumerate(HEADER):
        sheet.write(2, place, name)
    for number in range(8):
        opened = dt.date(2024, 1, 1 + number)
        cells = [
            (f"Künstler & Söhne {number}", default_style),
            (1500 + number, ZIP),
            (5125550100 + number, PHONE),
            (opened, DAY),
            (dt.datetime.combine(opened, dt.time(13, 5)), MOMENT),
            (dt.time(9, 30), HOUR),
            (1.5, SPAN),
            (number % 2 == 0, default_style),
            (0.25, xlwt.easyxf(num_format_str="0%")),
        ]
        for place, (value, style) in enumerate(cells):
            sheet.write(3 + number, place, value, style)
    if edit is not None:
        edit(book, sheet)
    path = folder / "leads.xls"
    book.save(str(path))
    return path


def table_of(path: Path) -> RawTable:
    source = reading.find(str(path))
    return reading.read(source, reading.detect(source), spool=None)


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    table = table_of(leads(tmp_path))
    assert [column.name for column in table.columns] == HEADER
    assert table.frame.drop("raw:line", "raw:lines", strict=False).collect().row(1)[:9] == (
        "Künstler & Söhne 1", "01501", "(512) 555-0101", "2024-01-02", "2024-01-02 13:05:00", "09:30:00", "36:00:00",
        "FALSE", "0.25",
    )  # fmt: skip
    assert table.issues["code"].to_list() == ["I-PREAMBLE"]


def test_what_stands_beside_the_values_is_told(tmp_path: Path) -> None:
    def edit(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.row(5).hidden = True
        sheet.col(2).hidden = True
        sheet.row(12).set_cell_error(1, "#DIV/0!")
        sheet.row(12).set_cell_number(2, 12345678901234567890.0)
        sheet.row(12).set_cell_text(0, "odd")
        sheet.write_merge(13, 14, 0, 0, "for two")
        sheet.write(14, 1, 3)
        book.add_sheet("Old").write(0, 0, "x")
        book.get_sheet(1).visibility = 1

    table = table_of(leads(tmp_path, edit))
    told = {(code, line) for code, line in table.issues.select("code", "line").rows()}
    assert told == {
        ("I-PREAMBLE", 1), ("I-HIDDEN", 3), ("I-HIDDEN", 6), ("I-BLANK", 12), ("W-ERROR", 13), ("W-DIGITS", 13),
        ("I-MERGED", 14), ("I-SHEETS", None),
    }  # fmt: skip
    frame = table.frame.collect()
    assert frame.row(8)[:3] == ("odd", "#DIV/0!", "12345678901234567000")


def test_only_the_sheet_with_the_table_is_read(tmp_path: Path) -> None:
    def edit(book: xlwt.Workbook, _: xlwt.Worksheet) -> None:
        book.add_sheet("Notes").write(0, 0, "nothing")

    path = leads(tmp_path, edit)
    assert reading.sheets(reading.find(str(path))) == ("Leads", "Notes")
    assert table_of(path).row_count == 8


def test_a_workbook_may_speak_of_other_documents(tmp_path: Path) -> None:
    path = leads(tmp_path, lambda _, sheet: sheet.write(11, 0, "WordDocument – EncryptedPackage"))
    assert table_of(path).row_count == 9


@pytest.mark.parametrize(
    ("stream", "said"),
    [("EncryptedPackage", "password"), ("WordDocument", "Word"), ("__properties_version1.0", "e-mail")],
)
def test_other_documents_in_the_same_container_are_called_by_their_name(tmp_path: Path, stream: str, said: str) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(1_500))
    with pytest.raises(SourceError, match=said):
        table_of(path)


def test_damage_is_a_sentence(tmp_path: Path) -> None:
    whole, by = leads(tmp_path).read_bytes(), Random(7)
    path = tmp_path / "damaged.xls"
    refused: list[SourceError] = []
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(by.choice([1, 5, 40])):
            content[by.randrange(len(content))] = by.randrange(256)
        path.write_bytes(content[: by.randrange(600, len(content))] if by.random() < 0.3 else content)
        try:
            table = table_of(path)
        except SourceError as error:
            refused.append(error)
        else:
            assert table.frame.collect().height == table.row_count
    assert len(refused) > 10
    assert all(error.hint and "\n" not in error.message for error in refused)
