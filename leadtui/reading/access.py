"""What the system says about a file while it is read, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from leadtui.errors import SourceError
from leadtui.model.source import Source


@contextmanager
def told(source: Source) -> Iterator[None]:
    """Turns the system's errors into a `SourceError`; everything else passes."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{source.name}: reading failed ({reason})", "Is the file still there?") from error
