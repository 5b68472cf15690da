"""Unpacking piece by piece, and never further than is allowed.

What a file says about its own unpacked size is not believed; bytes are counted as they come out.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Final, Protocol

from leadtui.errors import SourceError
from leadtui.model.source import Packing, Source
from leadtui.reading import limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_DAMAGED: Final = (zlib.error, lzma.LZMAError, zstd.ZstdError, zipfile.BadZipFile, EOFError, NotImplementedError)
_PIECE: Final = 256 << 10
_JUNK: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class Unpacked(io.RawIOBase):
    """Unpacks, counts and refuses."""

    def __init__(self, file: IO[bytes], source: Source, packing: Packing) -> None:
        super().__init__()
        self._file, self._source, self._packing = file, source, packing
        self._given = 0
        self._inner = file
        try:
            with _Telling(source):
                for layer in packing.layers:
                    self._inner = _OPENERS[layer](self._inner)
        except SourceError:
            file.close()
            raise

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """How many of the file's own bytes were taken."""
        return 0 if self.closed else self._file.tell()

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """The next bytes of the text."""
        view = memoryview(buffer)
        with _Telling(self._source):
            piece = self._inner.read(min(len(view), _PIECE))
        view[: len(piece)] = piece
        self._given += len(piece)
        check_unpacked(self._source, self._packing, self._given, self._file.tell())
        return len(piece)

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._file.close()
        super().close()


def check_unpacked(source: Source, packing: Packing, unpacked: int, packed: int) -> None:
    """Refuse what comes out if it is more than a person allowed, or looks like a bomb."""
    allowed = packing.max_bytes or limits.MAX_UNPACKED_TEXT_BYTES
    is_bomb = unpacked > limits.UNSUSPICIOUS_BYTES and unpacked > limits.MAX_UNPACKED_RATIO * packed
    if unpacked > allowed or (is_bomb and packing.max_bytes is None):
        message = f"{source.name}: {packed:,} bytes of it unpack to more than {limits.in_words(unpacked)}"
        enough = limits.in_words(max(4 * unpacked, 1 << 30))
        hint = f"If you trust the file, say how much it may be: --max-unpacked {enough}"
        raise SourceError(message, hint)


class _Telling:
    """Turns what libraries say about damage into a sentence."""

    def __init__(self, source: Source) -> None:
        self._name = source.name

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        # A library's own OSError has no number; one of the system has.
        if isinstance(error, SourceError) and not error.message.startswith(self._name):
            raise SourceError(f"{self._name}: {error.message}", error.hint) from None
        is_damage = isinstance(error, _DAMAGED) or (isinstance(error, OSError) and error.errno is None)
        if is_damage:
            raise SourceError(f"{self._name}: the compressed file is damaged ({error})", "Fetch it again.") from None


class _Decompressor(Protocol):
    """What bz2, lzma and zstd have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class _Stream(io.RawIOBase):
    """One compressed stream after the other, as the tools of each format read them."""

    def __init__(self, file: IO[bytes], new: Callable[[], _Decompressor]) -> None:
        super().__init__()
        self._file, self._new = file, new
        self._now = new()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        while True:
            if self._now.eof:
                self._rest = (self._now.unused_data or self._file.read(_PIECE)).lstrip(b"\0")
                if not self._rest:
                    return 0
                self._now = self._new()
            data = self._rest or (self._file.read(_PIECE) if self._now.needs_input else b"")
            if not data and self._now.needs_input:
                raise EOFError("it ends too early")
            self._rest = b""
            piece = self._now.decompress(data, len(view))
            if piece:
                view[: len(piece)] = piece
                return len(piece)


def _zip_member(file: IO[bytes]) -> IO[bytes]:
    archive = zipfile.ZipFile(file)
    try:
        return archive.open(_single_member(archive))
    except RuntimeError as error:  # that is what zipfile makes of a password
        raise zipfile.BadZipFile(str(error)) from error


def _single_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file in an archive.

    Raises:
        SourceError: there is none, more than one, or a password.
    """
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith(_JUNK) and not member.filename.endswith(_JUNK)
    ]
    if len(members) != 1:
        names = ", ".join(member.filename for member in members[:5]) + (" …" if len(members) > 5 else "")  # noqa: PLR2004
        raise SourceError(
            f"the archive holds {len(members):,} files{': ' * bool(members)}{names}",
            "Unpack it, and name the one with the table.",
        )
    if members[0].flag_bits & 1:
        raise SourceError("the archive is protected by a password", "Unpack it first.")
    return members[0]


def _lzma() -> _Decompressor:
    return lzma.LZMADecompressor(memlimit=limits.MAX_WINDOW_BYTES)


def _zstd() -> _Decompressor:
    return zstd.ZstdDecompressor(
        options={zstd.DecompressionParameter.window_log_max: limits.MAX_WINDOW_BYTES.bit_length() - 1}
    )


_OPENERS: Final[dict[str, Callable[[IO[bytes]], IO[bytes]]]] = {
    "gzip": lambda file: gzip.GzipFile(fileobj=file, mode="rb"),  # type: ignore[dict-item,return-value]
    "bzip2": lambda file: io.BufferedReader(_Stream(file, bz2.BZ2Decompressor)),
    "xz": lambda file: io.BufferedReader(_Stream(file, _lzma)),
    "zstd": lambda file: io.BufferedReader(_Stream(file, _zstd)),
    "zip": _zip_member,
}
