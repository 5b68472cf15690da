"""The bytes of given records as they stand in the file, in one pass; what a rejects file is made of."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

import polars as pl

from leadtui.model.dialect import Detection, Dialect
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE, LINE_COUNT, RawTable
from leadtui.reading.access import told
from leadtui.reading.json_values import json_records
from leadtui.reading.limits import BLOCK_BYTES
from leadtui.reading.packed import open_bytes
from leadtui.reading.parquet import read_parquet
from leadtui.reading.workbook import read_workbook

_UNITS: Final = {"utf-16": 2, "utf-32": 4}


def raw_records(source: Source, dialect: Dialect, spans: pl.DataFrame) -> pl.DataFrame:
    """`spans` (`raw:line`, `raw:line_count`) with a column `raw` of the original bytes, line end included.

    Workbooks and Parquet files have no lines: their rows are written as CSV in UTF-8.
    """
    wanted = spans.select(LINE, LINE_COUNT).unique().sort(LINE)
    with told(source):
        raw = pl.Series("raw", list(_spans(source, dialect, wanted)), dtype=pl.Binary)
    found = wanted.with_columns(raw)
    return spans.join(found, on=[LINE, LINE_COUNT], how="left", maintain_order="left")


def _spans(source: Source, dialect: Dialect, wanted: pl.DataFrame) -> Iterator[bytes]:
    """The bytes of each span; spans are in order and don't overlap, or they end up empty."""
    if wanted.is_empty():
        return
    lines = _lines(source, dialect)
    at = 0
    for line, line_count in wanted.iter_rows():
        skipped = line - 1 - at
        if skipped < 0:
            yield b""
            continue
        next(islice(lines, skipped, skipped), None)
        yield b"".join(islice(lines, line_count))
        at = line - 1 + line_count


def _lines(source: Source, dialect: Dialect) -> Iterator[bytes]:
    match source.format:
        case Format.CSV:
            return text_lines(source, dialect.encoding)
        case Format.JSON_LINES:
            return (record.text for record in json_records(source))
        case Format.EXCEL | Format.HTML | Format.XML:
            return _written(read_workbook(source, Detection(dialect)))
        case Format.PARQUET:
            return _written(read_parquet(source, Detection(dialect), spool=None))


def text_lines(source: Source, encoding: str) -> Iterator[bytes]:
    """The physical lines of a text file, bytes untouched: each ends in LF, CRLF or a CR that stands alone."""
    feed, carriage = _line_ends(source, encoding)
    unit = len(feed)
    rest = b""
    with open_bytes(source) as file:
        while piece := file.read(BLOCK_BYTES):
            lines = _split(rest + piece, feed, carriage, unit)
            # The last one may go on, and a CR at its end may be half of CRLF.
            rest = lines.pop() if lines else b""
            if lines and lines[-1].endswith(carriage) and not rest:
                rest = lines.pop()
            yield from lines
    yield from _split(rest, feed, carriage, unit)


def _line_ends(source: Source, encoding: str) -> tuple[bytes, bytes]:
    name = codecs.lookup(encoding).name
    with open_bytes(source) as file:
        start = file.read(4)
    for family, unit in _UNITS.items():
        if name.startswith(family):
            is_big = name.endswith("be") or start[:unit] in {codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE}
            pad = b"\0" * (unit - 1)
            return (pad + b"\n", pad + b"\r") if is_big else (b"\n" + pad, b"\r" + pad)
    return b"\n", b"\r"


def _split(text: bytes, feed: bytes, carriage: bytes, unit: int) -> list[bytes]:
    if unit == 1:
        return text.splitlines(keepends=True)
    lines, start = [], 0
    for place in range(0, len(text) - unit + 1, unit):
        character = text[place : place + unit]
        if character == feed or (character == carriage and text[place + unit : place + 2 * unit] != feed):
            lines.append(text[start : place + unit])
            start = place + unit
    return [*lines, text[start:]] if start < len(text) else lines


def _written(table: RawTable) -> Iterator[bytes]:
    """Rows as CSV lines at the numbers they have in the file; numbers without a row give nothing."""
    at = 0
    for *cells, line, _ in table.frame.collect().iter_rows():
        for _ in range(line - 1 - at):
            yield b""
        text = io.StringIO(newline="")
        csv.writer(text).writerow(cells)
        yield text.getvalue().encode()
        at = line
