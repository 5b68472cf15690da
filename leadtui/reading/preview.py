"""The first rows of a file, at the same speed whatever its size."""

from __future__ import annotations

from leadtui.model.dialect import Detection
from leadtui.model.source import Format, Source
from leadtui.model.table import RawTable
from leadtui.reading.access import signed, told
from leadtui.reading.limits import PREVIEW_BYTES
from leadtui.reading.read import read
from leadtui.reading.text import preview_text

_ROWS = 500


def preview(source: Source, detection: Detection) -> RawTable:
    """The rows in the first part of a file; `is_partial` unless these are all.

    Raises:
        SourceError: as `read`.
    """
    if source.format is Format.CSV and not detection.dialect.cuts:
        with told(source):
            return signed(preview_text(source, detection), PREVIEW_BYTES)
    return read(source, detection, spool=None, limit=_ROWS)
