"""A file as a table of text, and the names its frames use.

A raw frame never carries the header's own texts as column names (they may repeat, be blank or be
hostile): column *i* is `raw:i`. The prefix `raw:` also holds where the row stood in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from leadtui.model.dialect import Detection, Dialect
from leadtui.model.issue import issue_frame
from leadtui.model.source import Source

RAW: Final = "raw:"
"""Prefix of everything in a frame that comes from the file; no field name may start with it."""
LINE: Final = "raw:line"
"""Int64: first physical line of the row, 1-based (sheet row in Excel, record number in Parquet and JSON)."""
LINE_COUNT: Final = "raw:line_count"
"""Int64: how many physical lines the row takes."""
UNREADABLE_SCHEMA: Final[dict[str, pl.DataType]] = {LINE: pl.Int64(), LINE_COUNT: pl.Int64()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file."""

    index: int
    """0-based."""
    header: str
    """The header text as is; empty where the file has none."""
    name: str
    """`header` made distinct and never blank: what mappings and screens call the column."""

    @property
    def key(self) -> str:
        """What raw frames call the column."""
        return f"{RAW}{self.index}"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file read as text: nothing converted, nothing dropped without an issue."""

    source: Source
    detection: Detection
    columns: tuple[Column, ...]
    frame: pl.LazyFrame
    """`raw:0` … (String), `raw:line`, `raw:line_count`, one row per readable record, in file order."""
    row_count: int
    """Rows of `frame`."""
    sha256: str
    """Hex digest of the bytes that were read."""
    unreadable: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=UNREADABLE_SCHEMA))
    """`raw:line`, `raw:line_count` of records that are no rows; each has an issue that rejects it."""
    issues: pl.DataFrame = field(default_factory=issue_frame)
    """What reading noticed, in `ISSUE_SCHEMA`."""
    is_partial: bool = False
    """Only the first rows were read (a preview, or `--limit`)."""

    @property
    def dialect(self) -> Dialect:
        """How the file was read."""
        return self.detection.dialect

    @property
    def read_count(self) -> int:
        """Data records of the file: readable or not."""
        return self.row_count + self.unreadable.height

    def column(self, name: str) -> Column | None:
        """The column of that name, exactly."""
        return next((column for column in self.columns if column.name == name), None)
