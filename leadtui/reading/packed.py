"""Compressed text read as if it weren't; most files are not compressed and pay nothing for it."""

from __future__ import annotations

import io
from typing import Final

from leadtui.model.source import Source

MAGIC: Final = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
}


def packed_with(head: bytes) -> str | None:
    """The compression that these first bytes tell; None when they tell none."""
    return next((name for magic, name in MAGIC.items() if head.startswith(magic)), None)


def open_bytes(source: Source) -> io.BufferedReader:
    """The text's bytes from the start, unpacked if need be; `raw.tell()` of it counts the file's own bytes.

    Raises:
        SourceError: (also while it is read) damaged, or beyond a limit.
    """
    file = source.path.open("rb")
    if source.packing is None:
        return file
    from leadtui.reading.unpack import Unpacked  # noqa: PLC0415  archives' libraries load only when they are needed

    return io.BufferedReader(Unpacked(file, source, source.packing), 256 << 10)
