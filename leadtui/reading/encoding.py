"""The encoding of a text file, by what its bytes can and cannot be.

A mark at the start decides; then UTF-8, which text in another encoding hardly ever fits by accident;
then cp1252, if its accents stand where letters stand; only what is left is asked of statistics.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterator
from typing import Final

from leadtui.model.dialect import Reason
from leadtui.model.source import Source
from leadtui.reading.limits import PREVIEW_BYTES, SCAN_BYTES
from leadtui.reading.packed import open_bytes

MARKS: Final = (
    # UTF-32 first: its little-endian mark starts with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SCAN_PIECE: Final = 8 << 20
_PLACES: Final = 64
"""Where big files are sampled."""
_PLACE_BYTES: Final = 64 << 10
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_UTF7: Final = re.compile(rb"\+[A-Za-z0-9+/]{3,}(?:-|(?![A-Za-z0-9+/]))")
_UNUSED_IN_CP1252: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_AROUND: Final = 1
_PLAUSIBLE: Final = 0.9
_ENOUGH: Final = 20_000
_PUNCTUATION: Final = frozenset("‘’“”‚„–—…•·€£©®™°º²³¼½¾«»§¶¿¡ªº\xa0×")
_RARE: Final = frozenset("ÿþðÞÐ÷")
_ACCENTS_IN_A_ROW: Final = 1.8
_FEW: Final = 8
"""Bytes above ASCII, below which statistics are guesswork."""


def find_encoding(source: Source) -> Reason:
    """The Python codec name of the file's encoding, and why."""
    with open_bytes(source) as file:
        head = file.read(PREVIEW_BYTES)
    return _by_head(head) or _narrow(b"".join(_samples(source)), source)


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, if a file that begins so is written in it."""
    found = _by_head(head)
    return found.value if found is not None and found.value.startswith(("utf-16", "utf-32")) else None


def _by_head(head: bytes) -> Reason | None:
    """What the first bytes settle."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return _reason(name, "the file starts with a byte-order mark", 1.0)
    wide = _wide(head)
    if wide is not None:
        return _reason(wide, "every other byte is zero, as in wide text without a mark", 0.95)
    if _is_utf7(head):
        return _reason("utf-7", "letters with accents are written as in UTF-7 (+AOk-)", 0.8)
    return None


def _is_utf7(head: bytes) -> bool:
    """Whether plus signs and minus signs enclose nothing but letters; phone numbers never do."""
    found = _UTF7.findall(head) if head.isascii() else ()
    try:
        letters = "".join(one.decode("utf-7") for one in found)
    except UnicodeDecodeError:
        return False
    return len(found) > 1 and all(letter.isalpha() and "\xbf" < letter < "\u0250" for letter in letters)


def _reason(value: str, because: str, confidence: float) -> Reason:
    return Reason("encoding", value, because, confidence)


def _wide(head: bytes) -> str | None:
    if head.count(0) <= len(head) // 8:
        return None
    length = len(head) // 4
    zeros = [head[place::4].count(0) > length * 0.7 for place in range(4)]
    match zeros:
        case [False, True, True, True]:
            return "utf-32-le"
        case [True, True, True, False]:
            return "utf-32-be"
        case [False, True, False, True]:
            return "utf-16-le"
        case [True, False, True, False]:
            return "utf-16-be"
    return None


def _samples(source: Source) -> Iterator[bytes]:
    """The whole file, or pieces from all over it, cut at line ends so that no character is halved."""
    with open_bytes(source) as file:
        if source.packing is not None or source.size <= SCAN_BYTES:
            for _ in range(SCAN_BYTES // _SCAN_PIECE):
                piece = file.read(_SCAN_PIECE)
                # Only what is not ASCII decides; the rest need not be kept.
                yield piece if not piece.isascii() else b""
                if len(piece) < _SCAN_PIECE:
                    break
            return
        for place in range(_PLACES):
            file.seek(place * (source.size - _PLACE_BYTES) // (_PLACES - 1))
            piece = file.read(_PLACE_BYTES)
            start, end = piece.find(b"\n") + 1, piece.rfind(b"\n") + 1
            piece = piece[start:end] or piece
            yield piece if not piece.isascii() else b""


def _narrow(sample: bytes, source: Source) -> Reason:
    is_whole = source.packing is None and source.size <= SCAN_BYTES
    where = "the file" if is_whole else f"{_PLACES} places of the file"
    if source.packing is not None:
        where = f"the file's first {SCAN_BYTES >> 20} MB"
        with contextlib.suppress(UnicodeDecodeError):  # a character may be cut in two at the end
            sample = codecs.getincrementaldecoder("utf-8")().decode(sample).encode()
    if not sample:
        return _reason("utf-8", f"{where} holds nothing but ASCII", 1.0 if is_whole else 0.97)
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return _not_strict_utf8(sample, where)
    return _reason("utf-8", f"every accent of {where} is valid UTF-8", 1.0 if is_whole else 0.98)


def _not_strict_utf8(sample: bytes, where: str) -> Reason:
    text = sample.decode("utf-8", "surrogateescape")
    wrong = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    right = sum(1 for character in text if character > "\x7f") - wrong
    if right and right >= wrong:
        return _reason("utf-8", f"{right:,} accents of {where} are valid UTF-8, {wrong:,} bytes are damaged", 0.9)
    share, count = _fit(sample)
    runs = [len(run) for run in _HIGH.findall(sample[: 1 << 20])]
    # Accents stand alone among plain letters; whole words above ASCII are another alphabet.
    is_accented = not runs or sum(runs) / len(runs) <= _ACCENTS_IN_A_ROW
    if is_accented and share >= _PLAUSIBLE and not _UNUSED_IN_CP1252.search(sample):
        because = f"not UTF-8; as cp1252 {share:.0%} of {count:,} accents and signs stand where they make sense"
        return _reason("cp1252", because, 0.6 + 0.35 * min(1.0, count / 20))
    if count < _FEW:
        return _reason("utf-8", f"{wrong:,} bytes of {where} fit no encoding; their rows are rejected", 0.7)
    return _by_statistics(sample)


def _fit(sample: bytes) -> tuple[float, int]:
    """How many accents and signs would make sense in cp1252, and of how many."""
    sense, count = 0, 0
    for match in _HIGH.finditer(sample):
        if count >= _ENOUGH:
            break
        start, end = match.span()
        around = sample[max(0, start - _AROUND) : end + _AROUND].decode("cp1252", "replace")
        first = 1 if start else 0
        for place in range(first, first + end - start):
            before = around[place - 1] if place else " "
            after = around[place + 1] if place + 1 < len(around) else " "
            sense += _makes_sense(before, around[place], after)
            count += 1
    return (sense / count if count else 0.0), count


def _makes_sense(before: str, character: str, after: str) -> bool:
    if character in _PUNCTUATION:
        return True
    if not character.isalpha():
        # Inside a word it was a letter, if of another code page; better one odd sign than a row lost.
        return before.isalpha() and after.isalpha()
    if character in _RARE:
        return False
    if character.islower():
        return before.isalpha() or (after.islower() and not before.isdigit())
    return after.isalpha() if not before.isalpha() else before.isupper()


def _by_statistics(sample: bytes) -> Reason:
    # The slowest way, kept to lines that decide, and loaded only when it is needed.
    from charset_normalizer import from_bytes  # noqa: PLC0415  most files never need it

    lines = [line for line in sample.splitlines() if not line.isascii()]
    best = from_bytes(b"\n".join(lines)[: 32 << 10]).best()
    if best is not None and best.encoding not in {"utf_8", "ascii"}:
        name = codecs.lookup(best.encoding).name
        return _reason(name, f"not UTF-8; the mix of letters is that of {best.language or 'text'} in {name}", 0.6)
    return _reason("latin-1", "not UTF-8 and no known mix of letters; read byte for byte", 0.3)
