"""What the system says about a file while it is read, as a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from leadtui.errors import SourceError
from leadtui.model.source import Source
from leadtui.model.table import RawTable


@contextmanager
def told(source: Source) -> Iterator[None]:
    """Turns the system's errors into a `SourceError`; everything else passes."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{source.name}: reading failed ({reason})", "Is the file still there?") from error


def signed(table: RawTable, at_most: int | None = None) -> RawTable:
    """The table with the hash of its bytes as received (the first so many); of compressed text it was another."""
    if table.source.packing is None:
        return table
    with table.source.path.open("rb") as file:
        if at_most is None:
            return replace(table, sha256=hashlib.file_digest(file, "sha256").hexdigest())
        return replace(table, sha256=hashlib.sha256(file.read(at_most)).hexdigest())
