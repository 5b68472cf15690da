"""Whether a workbook has number formats with zeros in front, of the kinds whose formats are not read cell by cell."""

from __future__ import annotations

import re
import zipfile
from typing import Final

_MOST_BYTES: Final = 32 << 20
_PARTS: Final = {
    # Format codes stand there as UTF-16; zeros behind a point are decimals.
    "xl/styles.bin": re.compile(rb"(?<!\.\0)(?<!0\0)(?:0\0){3,}"),
    "styles.xml": re.compile(rb'<number:number\b[^>]*\bmin-integer-digits="(?:[2-9]|\d\d)'),
    "content.xml": re.compile(rb'<number:number\b[^>]*\bmin-integer-digits="(?:[2-9]|\d\d)'),
}


def has_padded_formats(archive: zipfile.ZipFile) -> bool:
    """Whether cells may be shown with zeros in front (`00000`), which their values haven't got."""
    names = set(archive.namelist())
    for part, pattern in _PARTS.items():
        if part in names:
            with archive.open(part) as file:
                if pattern.search(file.read(_MOST_BYTES)):
                    return True
    return False
