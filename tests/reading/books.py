"""Workbooks written by hand, so that no library is needed to make one, and no binary file is kept."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from leadtui import reading
from leadtui.model.source import Source

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Value = str | int | float | bool | dt.date | None


def cell(column: int, row: int, value: Value) -> str:
    place = f'r="{chr(65 + column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c {place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.date):
        return f'<c {place} s="1"><v>{(value - dt.date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c {place}><v>{value}</v></c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Value]]], hidden: Sequence[str] = ()) -> Source:
    """A minimal xlsx file, so that no library is needed to write one."""
    with zipfile.ZipFile(path, "w") as archive:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{TYPES}.worksheet+xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>{parts}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>'
            '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
            "</styleSheet>",
        )
        named = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"'
            f"{' state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
            for number, name in enumerate(sheets, start=1)
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>'
        )
        targets = "".join(
            f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{targets}</Relationships>'
        )
        for number, table in enumerate(sheets.values(), start=1):
            body = "".join(
                f'<row r="{row}">{"".join(cell(column, row, value) for column, value in enumerate(values))}</row>'
                for row, values in enumerate(table, start=1)
                if values
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return reading.find(str(path))


LEADS: list[list[Value]] = [
    ["Licences of March"],
    [],
    ["name", "zip", "issued", "rate", "active"],
    ["Ada", 78701, dt.date(2024, 3, 1), 0.5, True],
    ["Bo", "01569", dt.date(2023, 12, 31), 1234567890123, False],
    [],
    ["Cy", 10001, None, 1e-7, None],
]


def patched(source: Source, part: str, old: str, new: str, *, every: bool = False) -> Source:
    """The workbook with a text of one part replaced; `old` must be there."""
    with zipfile.ZipFile(source.path) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), -1 if every else 1)
    with zipfile.ZipFile(source.path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return reading.find(str(source.path))


def opendocument(path: Path, rows: str) -> Source:
    """A minimal ods file with one sheet of these rows (XML)."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="One">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return reading.find(str(path))


def binary_workbook(
    path: Path,
    cells: Sequence[tuple[int, int, float]],
    styles: Mapping[tuple[int, int], int] | None = None,
    codes: Sequence[str] = (),
    hidden_row: int | None = None,
) -> Source:
    """A minimal xlsb file with one sheet "One" of these numbers (row and column from 0, in order).

    Style n shows a number as `codes[n - 1]` says.
    """

    def record(kind: int, body: bytes = b"") -> bytes:
        size, sizes = len(body), bytearray()
        while size > 0x7F:
            sizes.append(size & 0x7F | 0x80)
            size >>= 7
        name = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return name + bytes(sizes) + bytes([size]) + body

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    rows = sorted({row for row, _, _ in cells})
    last_column = max(column for _, column, _ in cells)
    body = record(129) + record(148, struct.pack("<IIII", rows[0], rows[-1], 0, last_column)) + record(145)
    for at in rows:
        body += record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0x10 * (at == hidden_row), 0, 0))
        body += b"".join(
            record(5, struct.pack("<IId", column, (styles or {}).get((row, column), 0), value))
            for row, column, value in cells
            if row == at
        )
    body += record(146) + record(130)
    sheet = record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("One"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", record(131) + record(143) + sheet + record(144) + record(132))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.bin", body)
        formats = b"".join(record(44, struct.pack("<H", 164 + place) + wide(code)) for place, code in enumerate(codes))
        used = [
            record(47, struct.pack("<HHIIIH", 0, number, 0, 0, 0, 0)) for number in (0, *range(164, 164 + len(codes)))
        ]
        one = record(626, struct.pack("<I", 1)) + used[0] + record(627)
        formats = record(615, struct.pack("<I", len(codes))) + formats + record(616) + one
        styles_part = record(278) + formats + record(617, struct.pack("<I", len(used))) + b"".join(used) + record(618)
        archive.writestr("xl/styles.bin", styles_part + record(279))
    return reading.find(str(path))
