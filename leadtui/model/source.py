"""The file as found, before anything is known about its contents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple, Self

STDIN: Final = "-"
"""What standard input is called, where a file could be named."""


class Format(StrEnum):
    """Containers leadtui opens."""

    CSV = "csv"
    EXCEL = "excel"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"
    HTML = "html"
    XML = "xml"

    @property
    def has_sheets(self) -> bool:
        """Whether there may be several tables in it to choose from."""
        return self in {Format.EXCEL, Format.HTML, Format.XML}


@dataclass(frozen=True, slots=True)
class Packing:
    """How a text is compressed: what has to be undone, outermost first."""

    layers: tuple[str, ...]
    """`gzip`, `bzip2`, `xz`, `zstd`, `zip`."""
    max_bytes: int | None = None
    """What a person allows it to unpack to; None for the usual limits."""

    def __str__(self) -> str:
        return " in ".join(reversed(self.layers))


class Stamp(NamedTuple):
    """What tells that a file is no longer what it was."""

    inode: int
    size: int
    changed: int
    """Nanoseconds."""

    @classmethod
    def of(cls, status: os.stat_result) -> Self:
        """That of a file."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be loaded."""

    path: Path
    """Where the bytes are; for standard input, the private copy that was made of it."""
    name: str
    """What to call it on screen and in the ledger: the file's own name, `-` for standard input."""
    format: Format
    size: int
    """Bytes, as received."""
    packing: Packing | None = None
    """Of a compressed text; None for everything else."""
    stamp: Stamp | None = None
    """As it was found; None where nobody asks."""

    @property
    def stem(self) -> str:
        """The name without folder and extension; drafts and reject files are called after it."""
        return "stdin" if self.name == "-" else stem_of(self.name)


def stem_of(path: str) -> str:
    """A file's name without its extension, that of its compression included.

    >>> stem_of("in/leads.csv.gz"), stem_of("leads.2026.csv"), stem_of("leads.gz")
    ('leads', 'leads.2026', 'leads')
    """
    name = Path(path)
    packed = name.suffix.lower() in {".gz", ".bz2", ".xz", ".zst", ".zip"}
    return Path(name.stem).stem if packed else name.stem
