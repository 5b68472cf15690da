"""JSON lines and arrays of objects: keys are columns, numbers keep the digits they were written with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from leadtui.reading.limits import MAX_COLUMNS, MAX_DOCUMENT_BYTES, MAX_RECORD_BYTES, SPOOL_BYTES
from leadtui.reading.packed import open_bytes

_ROWS: Final = 20_000


class _Digits(str):
    """A number as written."""

    __slots__ = ()


_LOAD: Final = json.JSONDecoder(parse_int=_Digits, parse_float=_Digits, parse_constant=_Digits).decode


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    text: bytes
    cells: dict[str, str | None] | None
    """None when it is no JSON object."""


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
        SourceError: an array that is damaged or too big, or too many different keys.
    """
    # One record more than wanted tells whether there are more.
    wanted = None if limit is None else limit + 1
    keys = _keys(source, wanted)
    columns, _ = name_columns(list(keys), None)
    gathering = Gathering(columns, None, spool if source.packing or source.size > SPOOL_BYTES else None)
    done = 0
    rows: list[dict[str, str | int | None]] = []
    for record in islice(_records(source), wanted):
        done += len(record.text)
        if record.cells is None:
            shown = record.text.decode("utf-8", "surrogateescape")
            message = f"Record {record.number} is no JSON object."
            gathering.reject([Reject(record.number, 1, "E-JSON", message, shown, 0)])
        else:
            row: dict[str, str | int | None] = {keys[key]: value for key, value in record.cells.items()}
            rows.append(row | {LINE: record.number, LINE_COUNT: 1})
        if len(rows) >= _ROWS:
            gathering.add(pl.DataFrame(rows, schema=gathering.schema), _ROWS * len(record.text))
            rows = []
            if on_progress is not None:
                on_progress(min(done, source.size), source.size)
    gathering.add(pl.DataFrame(rows, schema=gathering.schema), done)
    with source.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return first_rows(gathering.finish(source, detection, sha256, is_partial=False), limit)


def json_records(source: Source) -> Iterator[tuple[int, bytes]]:
    """Record numbers and the bytes they stand in."""
    return ((record.number, record.text) for record in _records(source))


def _keys(source: Source, wanted: int | None) -> dict[str, str]:
    """The columns of all keys, in the order they are first seen."""
    keys: dict[str, str] = {}
    for record in islice(_records(source), wanted):
        for key in record.cells or ():
            keys.setdefault(key, f"{RAW}{len(keys)}")
        if len(keys) > MAX_COLUMNS:
            raise SourceError(f"{source.name}: more than {MAX_COLUMNS:,} different keys", "Is this really a table?")
    return keys


def _records(source: Source) -> Iterator[_Record]:
    with open_bytes(source) as file:
        start = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        yield from _array(source)
        return
    number = 0
    with open_bytes(source) as file:
        while line := file.readline(MAX_RECORD_BYTES):
            if len(line) >= MAX_RECORD_BYTES:
                raise SourceError(f"{source.name}: record {number + 1:,} is longer than {MAX_RECORD_BYTES >> 20} MB")
            text = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
            if text.strip():
                number += 1
                yield _Record(number, line, _object(text))


def _array(source: Source) -> Iterator[_Record]:
    with open_bytes(source) as file:
        text = file.read(MAX_DOCUMENT_BYTES + 1)
    if len(text) > MAX_DOCUMENT_BYTES:
        message = (
            f"{source.name}: a JSON array of more than {MAX_DOCUMENT_BYTES >> 20} MB is too big to be read at once"
        )
        raise SourceError(message, "Write one object per line (JSON lines).")
    try:
        values = _LOAD(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{source.name}: the JSON is not UTF-8 (byte {error.start:,})") from None
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{source.name}: the JSON is damaged: {error}") from None
    for number, value in enumerate(values, start=1):
        yield _Record(number, _written(value).encode("utf-8", "surrogatepass"), _cells(value))


def _object(text: bytes) -> dict[str, str | None] | None:
    try:
        return _cells(_LOAD(text.decode()))
    except (ValueError, RecursionError):
        return None


def _cells(value: object) -> dict[str, str | None] | None:
    if not isinstance(value, dict):
        return None
    cells = {key: _cell(cell) for key, cell in value.items()}
    # Half a surrogate pair can be written in JSON, but is no text.
    is_text = all((text or "").isprintable() or _is_text(text or "") for text in (*cells, *cells.values()))
    return cells if is_text else None


def _is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text) and "\0" not in text


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    return _written(value)


def _written(value: object) -> str:
    """A value as JSON again, numbers with their own digits."""
    match value:
        case _Digits():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {_written(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
