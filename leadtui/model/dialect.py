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
    escape: str | None = None
    """The character before a quote or a delimiter that is text; None when quotes in quoted cells are doubled."""
    header_row: int | None = 1
    """The physical line (sheet row in Excel) of the header, 1-based; None when there is none."""
    header_rows: int = 1
    """How many records the header takes, from `header_row` on: names over two lines, a row of units below them."""
    first_row: int | None = None
    """The physical line where a table without header begins; None for the first line of the file."""
    last_row: int | None = None
    """The physical line where the table ends, for a person to say; None to take it as far as it goes."""
    sheet: str | None = None
    """The sheet of a workbook; None for text files."""
    cuts: tuple[int, ...] = ()
    """Where the columns of a fixed-width text begin, in characters from 0; empty for delimited text."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one setting of a dialect was chosen."""

    setting: Literal[
        "encoding", "delimiter", "quote", "escape", "header_row", "header_rows", "first_row", "sheet", "cuts"
    ]
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
