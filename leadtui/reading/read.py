"""A whole file as text columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leadtui.model.dialect import Detection
from leadtui.model.source import Format, Source
from leadtui.model.table import RawTable
from leadtui.reading.access import signed, told
from leadtui.reading.fixed_width import read_fixed
from leadtui.reading.json_lines import read_json
from leadtui.reading.last_row import ended
from leadtui.reading.parquet import read_parquet
from leadtui.reading.text import read_text
from leadtui.reading.workbook import read_workbook


def read(
    source: Source,
    detection: Detection,
    *,
    spool: Path | None,
    limit: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> RawTable:
    """All rows of a file (or the first `limit`), every cell as text; big files are kept in the folder `spool`.

    `on_progress` is told the bytes done and the bytes there are; what it raises goes to the caller.

    Raises:
        SourceError: the file is gone, damaged, or beyond a limit; bad rows are issues, never exceptions.
    """
    with told(source):
        match source.format:
            case Format.CSV if detection.dialect.cuts:
                return ended(signed(read_fixed(source, detection, spool=spool, limit=limit, on_progress=on_progress)))
            case Format.CSV:
                return signed(read_text(source, detection, spool=spool, limit=limit, on_progress=on_progress))
            case Format.EXCEL | Format.HTML | Format.XML:
                return ended(read_workbook(source, detection, limit=limit))
            case Format.PARQUET:
                return read_parquet(source, detection, spool=spool, limit=limit)
            case Format.JSON_LINES:
                return signed(read_json(source, detection, spool=spool, limit=limit, on_progress=on_progress))
