"""Parquet files as text: what was typed there becomes the text a person would write."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import polars as pl
from polars.exceptions import PolarsError

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection
from leadtui.model.source import Source
from leadtui.model.table import LINE, LINE_COUNT, RAW, RawTable
from leadtui.reading.columns import name_columns
from leadtui.reading.gather import Gathering, Reject, first_rows
from leadtui.reading.limits import MAX_COLUMNS, SPOOL_BYTES
from leadtui.reading.typed import text_of

_ROWS: Final = 100_000
_EXACT: Final = 2.0**53
"""Up to here a float knows every whole number."""


def read_parquet(source: Source, detection: Detection, *, spool: Path | None, limit: int | None = None) -> RawTable:
    """All rows; numbers, dates and lists as text, the record's number as its line.

    Raises:
        SourceError: damaged, or too wide.
    """
    try:
        return _read(source, detection, spool=spool, limit=limit)
    except (PolarsError, OSError) as error:
        raise SourceError(f"{source.name}: the Parquet file cannot be read ({error})") from None


def _read(source: Source, detection: Detection, *, spool: Path | None, limit: int | None) -> RawTable:
    scan = pl.scan_parquet(source.path, glob=False)
    schema = scan.collect_schema()
    if len(schema) > MAX_COLUMNS:
        raise SourceError(f"{source.name}: {len(schema):,} columns; a table has at most {MAX_COLUMNS:,}")
    columns, _ = name_columns(schema.names(), None)
    gathering = Gathering(columns, None, spool if source.size > SPOOL_BYTES else None)
    start, is_partial = 0, False
    texts = _texts(scan, schema)
    while True:
        frame = scan.slice(start, _ROWS).select(texts).collect()
        if frame.is_empty():
            break
        numbers = pl.int_range(start + 1, start + 1 + frame.height, dtype=pl.Int64, eager=True)
        rows = frame.with_columns(numbers.alias(LINE), pl.lit(1, dtype=pl.Int64).alias(LINE_COUNT))
        gathering.add(_without_nul(rows, gathering), frame.height)
        start += frame.height
        if limit is not None and gathering.row_count > limit:
            is_partial = True
            break
    with source.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return first_rows(gathering.finish(source, detection, sha256, is_partial=is_partial), limit)


def _without_nul(frame: pl.DataFrame, gathering: Gathering) -> pl.DataFrame:
    """The rows that can be kept as text; the others are rejected."""
    cells = frame.columns[:-2]
    is_bad = frame.select(pl.any_horizontal(pl.col(cells).str.contains("\0", literal=True)).fill_null(value=False))
    places = is_bad.to_series()
    if places.any():
        message = "The record holds a NUL byte, which no text column can keep."
        gathering.reject(
            [
                Reject(row[-2], 1, "E-NUL", message, ",".join(cell or "" for cell in row[:-2]), len(cells))
                for row in frame.filter(places).iter_rows()
            ]
        )
    return frame.filter(~places)


def _texts(scan: pl.LazyFrame, schema: pl.Schema) -> list[pl.Expr]:
    # Programs that know no empty whole numbers write 78701 as 78701.0, and days as midnights; a whole column decides.
    floats = [name for name, kind in schema.items() if kind.is_float()]
    times = [name for name, kind in schema.items() if isinstance(kind, pl.Datetime) and kind.time_zone is None]
    exact = (pl.col(floats) == pl.col(floats).round()) & (pl.col(floats).abs() < _EXACT)
    midnight = pl.col(times).dt.time() == pl.time(0)
    asked = [test.fill_null(value=True).all() for test, names in ((exact, floats), (midnight, times)) if names]
    whole = scan.select(asked).collect().row(0, named=True) if asked else {}
    return [
        text_of(pl.col(name), kind, is_whole=whole.get(name, _is_text(scan, name, kind))).alias(f"{RAW}{index}")
        for index, (name, kind) in enumerate(schema.items())
    ]


def _is_text(scan: pl.LazyFrame, name: str, kind: pl.DataType) -> bool:
    """Whether a column of bytes holds nothing but UTF-8."""
    if kind != pl.Binary:
        return False
    try:
        scan.select(pl.col(name).cast(pl.String).str.len_bytes().max()).collect()
    except PolarsError:
        return False
    return True
