"""How a text file is written down: encoding, delimiter, quote, header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leadtui.model.written import Written


class Dialect(Written):
    """Everything needed to read a file the same way again; saved in a mapping's `layout`."""

    encoding: str = "utf-8"
    """A Python codec name; a byte-order mark, where there is one, is implied by the file."""
    delimiter: str = ","
    quote: str | None = '"'
    """The quote character, None when quotes are plain text."""
    header_row: int | None = 1
    """The physical line (sheet row in Excel) of the header, 1-based; None when there is none."""
    sheet: str | None = None
    """The sheet of a workbook; None for text files."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one setting of a dialect was chosen."""

    setting: Literal["encoding", "delimiter", "quote", "header_row", "sheet"]
    value: str
    because: str
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A dialect as found by looking, with the reason for each of its settings."""

    dialect: Dialect
    reasons: tuple[Reason, ...] = ()

    @property
    def confidence(self) -> float:
        """That of the least certain setting."""
        return min((reason.confidence for reason in self.reasons), default=1.0)
