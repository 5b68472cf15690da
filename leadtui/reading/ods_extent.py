"""How many cells an OpenDocument sheet claims: one tag can stand for a million rows of a thousand cells."""

from __future__ import annotations

import zipfile

from leadtui.reading.ods_rows import ROW, TABLE, parts


def ods_cells(archive: zipfile.ZipFile, at_most: int) -> int:
    """The cells of the biggest sheet up to its last value, counted until there are more than `at_most`."""
    biggest = row = width = 0
    for part in parts(archive):
        if part.name == TABLE:
            row = width = 0
        elif part.name == ROW and not part.is_end:
            row += part.repeated
            width = max(width, filled := part.width)
            biggest = max(biggest, row * width) if filled else biggest
            if biggest > at_most:
                break
    return biggest
