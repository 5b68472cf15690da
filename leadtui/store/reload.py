"""A rejects file that somebody has corrected, made the file it was: without the line, code and reason in front."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.source import Source, Stamp

_FRONT: Final = 3
"""Cells that stand in front of each record."""
_FIRST: Final = "leadtui_line"


def without_reasons(source: Source, dialect: Dialect, folder: Path) -> Source:
    """A copy in `folder` of what stands behind the reasons, byte for byte, under the same name.

    Raises:
        SourceError: it is no rejects file of leadtui.
    """
    encoding = codecs.lookup(dialect.encoding).name
    # What is no text in the encoding comes through as it is; marks at the beginning belong to no cell.
    text = source.path.read_bytes().decode(encoding, "surrogateescape")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    records = list(_records(text[len(mark) :], dialect))
    first = records[0] if records else ""
    if not first.startswith(_FIRST) and not (dialect.header_row is None and first[:1].isdigit()):
        raise SourceError(
            f"{source.name} is no rejects file: its first column is not {_FIRST}",
            "Correct the file leadtui wrote (….rejects.csv), and leave its first three columns as they are.",
        )
    path = folder / "reload.csv"
    content = mark + "".join(_behind(record, dialect) for record in records)
    path.write_bytes(content.encode(encoding, "surrogateescape"))
    os.utime(path, ns=(source.path.stat().st_atime_ns, source.path.stat().st_mtime_ns))
    return replace(source, path=path, stamp=Stamp.of(path.stat()))


def _records(text: str, dialect: Dialect) -> Iterator[str]:
    """Each record with its line end; lines within quotes are one record."""
    record = ""
    for line in text.splitlines(keepends=True):
        record += line
        if _is_closed(record, dialect):
            yield record
            record = ""
    if record:
        yield record


def _is_closed(record: str, dialect: Dialect) -> bool:
    if dialect.quote is None:
        return True
    if dialect.escape is not None:
        record = record.replace(dialect.escape * 2, "").replace(dialect.escape + dialect.quote, "")
    return record.count(dialect.quote) % 2 == 0


def _behind(record: str, dialect: Dialect) -> str:
    """What stands behind the third delimiter outside quotes; a blank line as it is."""
    delimiter = dialect.delimiter if len(dialect.delimiter) == 1 else ","
    found, is_quoted = 0, False
    for place, letter in enumerate(record):
        if letter == (dialect.quote or '"'):
            is_quoted = not is_quoted
        elif letter == delimiter and not is_quoted:
            found += 1
            if found == _FRONT:
                return record[place + 1 :]
    return record if not record.strip() else record[len(record.rstrip("\r\n")) :]
