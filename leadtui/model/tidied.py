"""A table written down tidily: what was written, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leadtui.model.dialect import Dialect
from leadtui.model.source import Source


@dataclass(frozen=True, slots=True)
class Tidied:
    """One file as strict CSV, and its issues beside it."""

    source: Source
    dialect: Dialect
    """How the file was read."""
    sha256: str
    """Of the bytes that were read."""
    row_count: int
    """Rows written."""
    rejected_count: int
    """Records that are no rows: they stand among the issues only."""
    by_code: tuple[tuple[str, int], ...]
    """How many issues of each code."""
    csv: Path
    """Strict UTF-8, RFC 4180, LF; NULL is an empty cell, empty text is `""`."""
    issues: Path
    """A JSON list."""

    @property
    def read_count(self) -> int:
        """Data records of the file: written or not."""
        return self.row_count + self.rejected_count

    @property
    def issue_count(self) -> int:
        """Of all codes."""
        return sum(count for _, count in self.by_code)
