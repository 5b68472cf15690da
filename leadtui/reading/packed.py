"""Compressed text read as if it weren't; most files are not compressed and pay nothing for it."""

from __future__ import annotations

import io
import re
from typing import Final

from leadtui.model.source import Source

_MARKS: Final = {
    "gzip": rb"\x1f\x8b",
    # The size of its blocks and the mark of the first: a table may begin with "BZhomes".
    "bzip2": rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)",
    "xz": rb"\xfd7zXZ\x00",
    "zstd": rb"\x28\xb5\x2f\xfd",
    "zip": rb"PK\x03\x04",
}


def packed_with(head: bytes) -> str | None:
    """The compression that these first bytes tell; None when they tell none."""
    return next((name for name, mark in _MARKS.items() if re.match(mark, head)), None)


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
