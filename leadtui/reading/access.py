"""What the system, or a library, says about a file while it is read, as a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from leadtui.errors import ChangedError, SourceError
from leadtui.model.source import Source, Stamp
from leadtui.model.table import RawTable

_ANEW: Final = "Open and save it anew, or save the sheet as CSV."


@contextmanager
def told(source: Source) -> Iterator[None]:
    """Turns the system's errors into a `SourceError`; everything else passes.

    Raises:
        ChangedError: the file is not the one that was found, or was written to meanwhile.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{source.name}: reading failed ({reason})", "Is the file still there?") from error
    except SourceError as error:
        _refuse_changed(source, error)
        raise
    _refuse_changed(source)


def _refuse_changed(source: Source, because: SourceError | None = None) -> None:
    try:
        now = Stamp.of(source.path.stat())
    except OSError:
        return  # what was read of it was whole
    if source.stamp is not None and now != source.stamp:
        what = "was replaced by another file" if now.inode != source.stamp.inode else "was written to"
        raise ChangedError(
            f"{source.name} {what} while it was worked on; nothing was loaded",
            "Wait until it is complete, then open or load it again.",
        ) from because


def signed(table: RawTable, at_most: int | None = None) -> RawTable:
    """The table with the hash of its bytes as received (the first so many); of compressed text it was another."""
    if table.source.packing is None:
        return table
    with table.source.path.open("rb") as file:
        if at_most is None:
            return replace(table, sha256=hashlib.file_digest(file, "sha256").hexdigest())
        return replace(table, sha256=hashlib.sha256(file.read(at_most)).hexdigest())


def unopened(name: str, error: BaseException) -> SourceError:
    """What a library for workbooks says, or dies of, as a sentence."""
    text = " ".join(str(error).split())[:200]
    if "password" in text.lower() or "encrypt" in text.lower() or type(error).__name__ == "PasswordError":
        return SourceError(f"{name}: the workbook is protected by a password", "Remove the protection first.")
    because = f" ({text})" if text else ""
    return SourceError(f"{name}: the workbook cannot be opened{because}", _ANEW)
