"""Workbooks, Parquet and JSON as text: what a person sees there is what is read."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.mapping import Layout
from leadtui.model.table import LINE, LINE_COUNT
from tests.reading.books import LEADS, workbook
from tests.reading.glance import codes, rows, spans


def test_a_sheet_below_a_title(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Notes": [["see the other sheet"]], "Leads": LEADS})
    detection = reading.detect(source)
    assert (detection.dialect.sheet, detection.dialect.header_row) == ("Leads", 3)
    table = reading.read(source, detection, spool=None)
    assert [column.name for column in table.columns] == ["name", "zip", "issued", "rate", "active"]
    assert rows(table) == [
        ("Ada", "78701", "2024-03-01", "0.5", "TRUE"),
        ("Bo", "01569", "2023-12-31", "1234567890123", "FALSE"),
        ("Cy", "10001", None, "0.0000001", None),
    ]
    assert spans(table) == [(4, 1), (5, 1), (7, 1)]
    assert codes(table) == [("I-PREAMBLE", 1), ("I-BLANK", 6), ("I-SHEETS", None)]
    assert table.sha256 == reading.preview(source, detection).sha256


def test_the_sheet_can_be_said(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"One": [["a"], ["1"]], "Two": LEADS, "Old": LEADS * 2}, hidden=["Old"])
    assert reading.detect(source).dialect.sheet == "Two"
    said = reading.detect(source, layout=Dialect(sheet="One", header_row=1))
    assert rows(reading.read(source, said, spool=None)) == [("1",)]
    with pytest.raises(SourceError, match="no sheet 'Three'") as caught:
        reading.detect(source, layout=Dialect(sheet="Three"))
    assert "One, Two" in (caught.value.hint or "")


def test_next_month_the_sheet_has_another_name_and_no_title(tmp_path: Path) -> None:
    layout = Layout(sheet="May 2026", header_row=3, columns=5)
    names = ["name", "zip", "issued", "rate", "active"]
    source = workbook(tmp_path / "a.xlsx", {"June 2026": LEADS[2:]})
    assert reading.detect(source, layout=layout, names=names).dialect.model_dump(include={"sheet", "header_row"}) == {
        "sheet": "June 2026",
        "header_row": 1,
    }


def test_workbook_rows_come_back_as_csv(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": [["a", "b"], ['x, "y"', 1], ["z", 2]]})
    found = reading.raw_records(source, Dialect(sheet="Leads"), pl.DataFrame({LINE: [3, 2], LINE_COUNT: [1, 1]}))
    assert found["raw"].to_list() == [b"z,2\r\n", b'"x, ""y""",1\r\n']


def test_a_damaged_workbook(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"Leads": LEADS})
    with zipfile.ZipFile(source.path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(SourceError, match="cannot be opened"):
        reading.detect(reading.find(str(source.path)))
    (tmp_path / "b.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    with pytest.raises(SourceError, match="cannot be opened"):
        reading.detect(reading.find(str(tmp_path / "b.xls")))


def test_parquet_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame(
        {
            "id": [1, 2],
            "zip": [78701.0, None],
            "rate": [0.5, 2.0],
            "day": [dt.date(2024, 3, 1), None],
            "ok": [True, False],
            "ages": [[1, 2], None],
            "raw": [b"x", b"\xff"],
        }
    ).write_parquet(path)
    source = reading.find(str(path))
    table = reading.read(source, reading.detect(source), spool=None)
    assert [column.header for column in table.columns] == ["id", "zip", "rate", "day", "ok", "ages", "raw"]
    assert rows(table) == [
        ("1", "78701", "0.5", "2024-03-01", "true", "[1,2]", "78"),
        ("2", None, "2.0", None, "false", None, "ff"),
    ]
    path.write_bytes(path.read_bytes()[:-20])
    source = reading.find(str(path))
    with pytest.raises(SourceError, match="cannot be read"):
        reading.read(source, reading.detect(source), spool=None)


MOMENTS = [dt.datetime(2024, 3, 1, 12, 30, tzinfo=None), dt.datetime(2024, 3, 1, 12, 30, 5, 120)]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (pl.Series([Decimal("1.50"), None]), ("1.50", None)),
        (pl.Series([1e20, 1e-7]), ("100000000000000000000", "0.0000001")),
        (pl.Series([0.1, 2.5], dtype=pl.Float32), ("0.1", "2.5")),
        (pl.Series([2**100, -1], dtype=pl.Int128), ("1267650600228229401496703205376", "-1")),
        (pl.Series(MOMENTS), ("2024-03-01 12:30:00", "2024-03-01 12:30:05.00012")),
        (pl.Series([dt.datetime(2024, 3, 1), None]), ("2024-03-01", None)),  # noqa: DTZ001
        (
            pl.Series(MOMENTS).dt.replace_time_zone("America/Chicago"),
            ("2024-03-01 12:30:00-06:00", "2024-03-01 12:30:05.00012-06:00"),
        ),
        (pl.Series([dt.time(1, 2), dt.time(1, 2, 3, 500_000)]), ("01:02:00", "01:02:03.5")),
        (pl.Series([dt.timedelta(hours=26, seconds=3), None]), ("P1DT2H3S", None)),
        (pl.Series(["a", None], dtype=pl.Categorical), ("a", None)),
        (pl.Series([None, None], dtype=pl.Null), (None, None)),
        (pl.Series([{"a": 1, "b": "x"}, None]), ('{"a":1,"b":"x"}', None)),
        (pl.Series([[1, 2], [3, 4]], dtype=pl.Array(pl.Int64, 2)), ("[1,2]", "[3,4]")),
    ],
    ids=lambda value: str(value.dtype) if isinstance(value, pl.Series) else "",
)
def test_every_type_of_parquet_has_a_text(values: pl.Series, wanted: tuple[str | None, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"id": [1, 2], "value": values}).write_parquet(path)
    source = reading.find(str(path))
    assert rows(reading.read(source, reading.detect(source), spool=None)) == [("1", wanted[0]), ("2", wanted[1])]


def test_a_nul_in_parquet_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"id": [1, 2], "name": ["A\0da", "Bo"]}).write_parquet(path)
    source = reading.find(str(path))
    table = reading.read(source, reading.detect(source), spool=None)
    assert rows(table) == [("2", "Bo")]
    assert codes(table) == [("E-NUL", 1)]


def test_json_lines_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"id": 1.50, "zip": "01569", "big": 12345678901234567890}\n\n'
        b'{"zip": null, "new": [1, {"a": 1E5}], "ok": true}\nnot json\n["no object"]\n{"id": "\\ud800"}\n'
    )
    source = reading.find(str(path))
    table = reading.read(source, reading.detect(source), spool=None)
    assert [column.name for column in table.columns] == ["id", "zip", "big", "new", "ok"]
    assert rows(table) == [
        ("1.50", "01569", "12345678901234567890", None, None),
        (None, None, None, '[1, {"a": 1E5}]', "true"),
    ]
    assert codes(table) == [("E-JSON", 3), ("E-JSON", 4), ("E-JSON", 5)]
    found = reading.raw_records(source, table.dialect, table.unreadable)
    assert found["raw"].to_list()[:2] == [b"not json\n", b'["no object"]\n']


def test_a_json_array(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"a": 1, "b": "x"},\n {"a": 2.0}]')
    source = reading.find(str(path))
    table = reading.preview(source, reading.detect(source))
    assert rows(table) == [("1", "x"), ("2.0", None)]
    path.write_text('[{"a": 1},')
    source = reading.find(str(path))
    with pytest.raises(SourceError, match="damaged"):
        reading.preview(source, reading.detect(source))
    path.write_text("[" * 100_000)
    source = reading.find(str(path))
    with pytest.raises(SourceError, match="damaged"):
        reading.preview(source, reading.detect(source))


def test_a_file_that_went_away(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    source = reading.find(str(path))
    detection = reading.detect(source)
    path.unlink()
    for work in (
        lambda: reading.detect(source),
        lambda: reading.preview(source, detection),
        lambda: reading.read(source, detection, spool=None),
        lambda: reading.raw_records(source, Dialect(), pl.DataFrame({LINE: [2], LINE_COUNT: [1]})),
    ):
        with pytest.raises(SourceError, match="reading failed"):
            work()
