"""What comes in by a pipe, kept as a file: a table is read twice, and a pipe can be read once."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final

from leadtui.errors import SourceError
from leadtui.reading import limits

_PIECE: Final = 1 << 20


def keep(stream: IO[bytes], path: Path, *, max_bytes: int | None = None) -> None:
    """Write a stream to `path`, at most `max_bytes` of it; None stands for the limit of compressed text.

    Raises:
        SourceError: there is more; nothing is kept then.
    """
    allowed = max_bytes or limits.MAX_UNPACKED_TEXT_BYTES
    size = 0
    with path.open("wb") as file:
        while size <= allowed and (piece := stream.read(_PIECE)):
            size += len(piece)
            file.write(piece)
    if size > allowed:
        path.unlink()
        hint = f"If it ends at all, say how much it may be: --max-unpacked {limits.in_words(2 * size)}"
        raise SourceError(f"-: more than {limits.in_words(allowed)} came in", hint)
