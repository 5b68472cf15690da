"""JSON records as a table: keys are columns, those of objects inside joined by dots, lists stay JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection
from leadtui.model.source import Source
from leadtui.model.table import LINE, LINE_COUNT, RAW, RawTable
from leadtui.reading.columns import name_columns
from leadtui.reading.gather import Gathering, Reject, first_rows
from leadtui.reading.json_values import JsonRecord, json_records, list_inside
from leadtui.reading.json_values import Path as Keys
from leadtui.reading.limits import MAX_COLUMNS, SPOOL_BYTES

_ROWS: Final = 20_000


def read_json(
    source: Source,
    detection: Detection,
    *,
    spool: Path | None,
    limit: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> RawTable:
    """All records, or the first `limit`; a line that is no JSON object is rejected, the others are read.

    Raises:
        SourceError: what is not one object per line is damaged, or there are too many different keys.
    """
    # One record more than wanted tells whether there are more.
    wanted = None if limit is None else limit + 1
    keys = _keys(source, wanted)
    columns, _ = name_columns([".".join(path) for path in keys], None)
    gathering = Gathering(columns, None, spool if source.packing or source.size > SPOOL_BYTES else None)
    if (inside := list_inside(source)) is not None:
        gathering.remark("I-JSON", None, inside)
    done = 0
    records = islice(json_records(source), wanted)
    while block := list(islice(records, _ROWS)):
        gathering.reject([_reject(record) for record in block if record.cells is None])
        size = sum(len(record.text) for record in block)
        gathering.add(pl.DataFrame(list(_rows(block, keys)), schema=gathering.schema, orient="row"), size)
        done += size
        if on_progress is not None:
            on_progress(min(done, source.size), source.size)
    with source.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return first_rows(gathering.finish(source, detection, sha256, is_partial=False), limit)


def _rows(block: list[JsonRecord], keys: dict[Keys, str]) -> Iterator[dict[str, str | int | None]]:
    for record in block:
        if record.cells is not None:
            row: dict[str, str | int | None] = {
                keys[path]: value for path, value in record.cells.items() if path in keys
            }
            yield row | {LINE: record.number, LINE_COUNT: 1}


def _reject(record: JsonRecord) -> Reject:
    text = record.text.decode("utf-8", "surrogateescape")
    return Reject(record.number, 1, "E-JSON", f"Record {record.number} is no JSON object.", text, 0)


def _keys(source: Source, wanted: int | None) -> dict[Keys, str]:
    """The columns of all keys, in the order they are first seen.

    A key that is only ever null, where other records have an object, is no column beside those of the object.
    """
    filled: dict[Keys, bool] = {}
    insides: set[Keys] = set()
    for record in islice(json_records(source), wanted):
        for path, value in (record.cells or {}).items():
            filled[path] = filled.get(path, False) or value is not None
            insides.update(path[:depth] for depth in range(1, len(path)))
        if len(filled) > MAX_COLUMNS:
            raise SourceError(f"{source.name}: more than {MAX_COLUMNS:,} different keys", "Is this really a table?")
    kept = [path for path, is_filled in filled.items() if is_filled or path not in insides]
    return {path: f"{RAW}{place}" for place, path in enumerate(kept)}
