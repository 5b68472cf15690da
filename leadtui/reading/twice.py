"""Text that was decoded by the wrong encoding before it was written (`JosÃ©`): what it said.

UTF-8 read as cp1252 leaves pairs of signs that no language writes; a cell that gives UTF-8 again when all of
it is taken back is proven to be such a one.
"""

from __future__ import annotations

from typing import Final

_MOST: Final = 3
"""Times the same may have been done to a text."""
_LETTERS: Final = 3
"""Of less text nobody can say what it is."""
# What the bytes of a continued UTF-8 sequence, 0x80 to 0xBF, are in cp1252.
_CONTINUED: Final = "".join(
    sorted({bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0)})
)
PATTERN: Final = rf"[ÂÃÄÅÎÏÐÑ][{_CONTINUED}]|[àáâãäåæçèéêëìíîï][{_CONTINUED}]{{2}}"
"""Cells with such signs; in Polars' and Python's syntax."""


def as_written(cell: str) -> str | None:
    """What a cell said before it was decoded wrongly; None if that can't be proven.

    >>> as_written("JosÃ© NÃºÃ±ez"), as_written("Donâ€™s"), as_written("SÃO JOSÉ"), as_written("José Ã©")
    ('José Núñez', 'Don’s', None, None)
    """
    text = cell
    for _ in range(_MOST):
        try:
            once_less = _bytes_of(text).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            break
        if once_less == text:
            break
        text = once_less
    is_text = sum(map(str.isalpha, text)) >= _LETTERS
    return text if text != cell and is_text else None


def _bytes_of(text: str) -> bytes:
    """The bytes that cp1252 shows as this text; those it has no sign for stand for themselves."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return b"".join(
            sign.encode("latin-1") if 0x80 <= ord(sign) < 0xA0 else sign.encode("cp1252")  # noqa: PLR2004  controls
            for sign in text
        )
