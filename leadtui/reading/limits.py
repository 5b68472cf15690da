"""What reading refuses to go beyond, so that no file can take all memory or all time."""

from __future__ import annotations

from typing import Final

MAX_COLUMNS: Final = 1_600
"""PostgreSQL's own limit for a table."""
MAX_RECORD_BYTES: Final = 16 << 20
"""One record of a text file, with all its lines."""
OPEN_QUOTE_LINES: Final = 1_000
"""How far the end of a quoted cell is looked for where quotes don't add up."""
OPEN_QUOTE_BYTES: Final = 8 << 20
"""How much is read on in the hope that they do."""
MAX_DOCUMENT_BYTES: Final = 256 << 20
"""A workbook or a JSON array, which can't be read in blocks."""
MAX_CELLS: Final = 40_000_000
"""Of a sheet, blank ones between the first and the last included."""
MAX_UNPACKED_RATIO: Final = 200
"""Contents that are so many times the file's size are taken for a bomb."""
UNSUSPICIOUS_BYTES: Final = 64 << 20
"""Up to here nobody asks how many times the file's size it is."""
MAX_UNPACKED_BYTES: Final = 2 << 30
"""What a workbook may unpack to."""
MAX_UNPACKED_TEXT_BYTES: Final = 32 << 30
"""What a compressed text may unpack to, or what may come in by a pipe; it is never held whole."""
MAX_LAYERS: Final = 3
"""How often a text may be compressed."""
MAX_WINDOW_BYTES: Final = 128 << 20
"""What unpacking may look back on."""

PREVIEW_BYTES: Final = 256 << 10
"""What is looked at before the first paint, and where dialects are detected."""
BLOCK_BYTES: Final = 4 << 20
"""Read, hashed, parsed and spooled at a time."""
CAREFUL_BYTES: Final = 512 << 10
"""Looked at line by line at a time."""
DAMAGED_BYTES: Final = 1 << 20
"""The same, where only few lines need it."""
SPOOL_BYTES: Final = 32 << 20
"""Files from this size on are kept on disk, not in memory."""
SCAN_BYTES: Final = 64 << 20
"""Up to this size the whole file is asked for its encoding."""
LISTED_REMARKS: Final = 100
"""Remarks of one kind (blank lines, say) are listed so often, then counted."""


def in_words(size: int) -> str:
    """A size as flags take it.

    >>> [in_words(size) for size in (12, 5 << 20, 32 << 30)]
    ['12B', '5MB', '32GB']
    """
    if size >= 1 << 30 and size % (1 << 30) == 0:
        return f"{size >> 30}GB"
    return f"{size >> 20}MB" if size >= 1 << 20 else f"{size}B"
