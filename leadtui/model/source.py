"""The file as found, before anything is known about its contents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """Containers leadtui opens."""

    CSV = "csv"
    EXCEL = "excel"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be loaded."""

    path: Path
    """Where the bytes are; for standard input, the private copy that was made of it."""
    name: str
    """What to call it on screen and in the ledger: the file's own name, `-` for standard input."""
    format: Format
    size: int
    """Bytes."""

    @property
    def stem(self) -> str:
        """The name without folder and extension; drafts and reject files are called after it."""
        return "stdin" if self.name == "-" else Path(self.name).stem
