"""What a person asked for beside the file: the same for both doors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Said on the command line; None where nothing was said and the mapping decides."""

    saved_mapping: str | None = None
    """Name of the mapping to use, whatever the file's columns are."""
    table: str | None = None
    """Another table than the mapping's."""
    mode: str | None = None
    max_rejects: str | None = None
    limit: int | None = None
    """Only the first so many rows, as a try-out."""
    force: bool = False
    """Load the same bytes again."""
    approved: bool = False
    """A person approves of the plan, whatever it is."""
    strict: bool = False
    """Rejected rows are told by the exit code, even where the limit allows them."""
    lock_wait: float = 10.0
    """Seconds to wait for another load of the source."""
    max_unpacked: int | None = None
    """Bytes that a compressed file may unpack to, or standard input may hold."""
