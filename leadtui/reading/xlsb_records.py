"""The records of a binary workbook's part (xlsb), one after the other, whatever its size.

A record is its kind, its size and so many bytes: [MS-XLSB] 2.1.4.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import IO, Final

_PIECE: Final = 1 << 20
_HEADER: Final = 6
"""Bytes a record's kind and size take at most."""


def records(part: IO[bytes], kinds: Container[int], most: int = 16) -> Iterator[tuple[int, bytes]]:
    """The records of some kinds, and the first `most` bytes of each."""
    data, place, is_last = b"", 0, False
    while True:
        if len(data) - place < _HEADER + most and not is_last:
            piece = part.read(_PIECE)
            data, place, is_last = data[place:] + piece, 0, not piece
            continue
        if place >= len(data):
            return
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        if kind in kinds:
            yield kind, data[place : place + min(size, most)]
        place += size
        if place > len(data) and not is_last:
            part.seek(place - len(data), 1)
            data, place = b"", 0


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place after it."""
    value = 0
    for shift in range(most):
        byte = data[place] if place < len(data) else 0
        place += 1
        value |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:  # noqa: PLR2004  the highest bit says that more follows
            break
    return value, place
