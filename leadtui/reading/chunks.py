"""A file's bytes as UTF-8, piece by piece, hashed on the way.

Bytes that don't belong to the encoding become bytes that don't belong to UTF-8, so that the rows they
stand in are found later, and no others.
"""

from __future__ import annotations

import codecs
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from leadtui.model.source import Source
from leadtui.reading.packed import open_bytes

_UNDECODABLE = "leadtui.undecodable"
_MARK = "\ufeff"


class Digest(Protocol):
    """What hashlib returns."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""


def _keep_undecodable(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return "\udcff" * (error.end - error.start), error.end
    raise error


codecs.register_error(_UNDECODABLE, _keep_undecodable)


class Transcoder:
    """From one encoding to UTF-8, across the borders of pieces."""

    def __init__(self, encoding: str) -> None:
        self._encoding = codecs.lookup(encoding).name
        self._decoder: codecs.IncrementalDecoder | None = None
        self._at_start = True

    def __call__(self, piece: bytes, *, is_last: bool) -> bytes:
        """The next piece in UTF-8; byte-order marks at the very start are dropped."""
        text = piece
        if self._encoding not in {"utf-8", "ascii", "utf-8-sig"}:
            self._decoder = self._decoder or self._new_decoder(piece)
            text = self._decoder.decode(piece, is_last).encode("utf-8", "surrogatepass")
        if self._at_start and text:
            mark = _MARK.encode()
            while text.startswith(mark):
                text = text.removeprefix(mark)
            self._at_start = False
        return text

    def _new_decoder(self, start: bytes) -> codecs.IncrementalDecoder:
        encoding = self._encoding
        marks = {
            "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
            "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
        }
        # Wide text without its mark comes from Windows.
        if encoding in marks and not start.startswith(marks[encoding]):
            encoding += "-le"
        return codecs.getincrementaldecoder(encoding)(_UNDECODABLE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file."""

    text: bytes
    """UTF-8."""
    done: int
    """Bytes of the file read so far."""
    is_last: bool


def chunks(source: Source, encoding: str, digest: Digest, size: int) -> Generator[Chunk]:
    """The pieces of a file, cut after line feeds if there are any, so that nobody need join them again.

    The next one is read and hashed while this one is worked on.
    """
    transcode = Transcoder(encoding)
    tail = b""
    with open_bytes(source) as file, ThreadPoolExecutor(1, "leadtui-read") as ahead:

        def next_piece() -> tuple[bytes, int]:
            piece = file.read(size)
            digest.update(piece)
            return piece, file.raw.tell()

        coming = ahead.submit(next_piece)
        piece, done = coming.result()
        while piece:
            coming = ahead.submit(next_piece)
            text = transcode(piece, is_last=False)
            cut = text.rfind(b"\n") + 1 or len(text)
            whole = b"".join((tail, memoryview(text)[:cut])) if tail or cut < len(text) else text
            tail = text[cut:]
            yield Chunk(whole, done, is_last=False)
            piece, done = coming.result()
        yield Chunk(tail + transcode(b"", is_last=True), done, is_last=True)


def head(source: Source, encoding: str, size: int) -> bytes:
    """The first bytes in UTF-8; of a longer file, whole lines only (if there is a line end at all)."""
    with open_bytes(source) as file:
        piece = file.read(size)
        is_whole = len(piece) < size or not file.read(1)
    text = Transcoder(encoding)(piece, is_last=is_whole)
    if is_whole:
        return text
    end = max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1
    return text[:end] or text
