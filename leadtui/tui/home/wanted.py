"""What a person chose on the start screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be opened."""

    file: str
    saved_mapping: str | None
    """The mapping its draft began with."""
    folder: Path
    """Where the person looked, to come back to."""
