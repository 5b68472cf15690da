"""Bytes of a file in UTF-8, whichever kind of Unicode it is written in; what is UTF-8 passes untouched."""

from __future__ import annotations

import codecs
import io
from typing import IO, TYPE_CHECKING, Final

from leadtui.errors import SourceError
from leadtui.model.source import Source
from leadtui.reading.encoding import wide_encoding
from leadtui.reading.packed import open_bytes

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_HEAD: Final = 64 << 10
_PIECE: Final = 256 << 10


def open_utf8(source: Source) -> io.BufferedReader:
    """The text's bytes from the start, unpacked and in UTF-8.

    Raises:
        SourceError: (also while it is read) damaged, beyond a limit, or no text in the encoding it begins in.
    """
    with open_bytes(source) as file:
        wide = wide_encoding(file.read(_HEAD))
    file = open_bytes(source)
    return file if wide is None else io.BufferedReader(_Narrowed(file, wide, source.name), _PIECE)


class _Narrowed(io.RawIOBase):
    """UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, file: IO[bytes], encoding: str, name: str) -> None:
        super().__init__()
        self._file, self._name, self._encoding = file, name, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._left = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """The next bytes of the text."""
        view = memoryview(buffer)
        is_last = False
        while not self._left and not is_last:
            piece = self._file.read(_PIECE)
            is_last = not piece
            try:
                text = self._decoder.decode(piece, final=is_last)
            except UnicodeDecodeError:
                raise SourceError(f"{self._name}: the file begins as {self._encoding}, but does not go on so") from None
            self._left = text.encode("utf-8", "surrogatepass")
        given, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(given)] = given
        return len(given)

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._file.close()
        super().close()
