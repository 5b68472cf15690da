"""What has sheets without being a workbook: web pages and XML, opened as books of plain text sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from leadtui.errors import SourceError
from leadtui.model.issue import Issue, Severity
from leadtui.reading import limits
from leadtui.reading.sheet_marks import Marks

Span = tuple[tuple[int, int], tuple[int, int]]
"""First and last row and column of a merged cell, from 0."""


class Sheet(Protocol):
    """One sheet's values, as the library for workbooks has them."""

    @property
    def start(self) -> tuple[int, int] | None:
        """Row and column of the first cell with anything in it; None for an empty sheet."""

    @property
    def height(self) -> int:
        """Rows from the first filled one on."""

    @property
    def width(self) -> int:
        """Columns from the first filled one on."""

    @property
    def merged_cell_ranges(self) -> Sequence[Span] | None:
        """Cells that stand for several."""

    def iter_rows(self) -> Iterator[Sequence[object]]:
        """The values, row by row."""


@dataclass(slots=True)
class Page:
    """A sheet whose cells are text already."""

    name: str
    rows: list[list[str | None]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merged_cell_ranges: list[Span] = field(default_factory=list)
    note: str | None = None
    """What of the file is not in it."""

    @property
    def start(self) -> tuple[int, int] | None:
        """Rows and columns in front of the first cell count as well."""
        return (0, 0) if self.width else None

    @property
    def height(self) -> int:
        """All rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Cells of the widest row."""
        return max(map(len, self.rows), default=0)

    def iter_rows(self) -> Iterator[Sequence[object]]:
        """All as wide as the widest; an empty text is a cell with nothing in it, as in workbooks."""
        width = self.width
        for row in self.rows:
            yield [*(cell or "" for cell in row), *[""] * (width - len(row))]

    def add(self, row: list[str | None], source_name: str) -> None:
        """One more row.

        Raises:
            SourceError: the sheet has more cells than any table.
        """
        while row and row[-1] is None:
            row.pop()
        self.rows.append(row)
        if len(self.rows) * max(1, len(row)) > limits.MAX_CELLS:
            raise SourceError(
                f"{source_name}: a table of more than {limits.MAX_CELLS:,} cells", "Save it as CSV first."
            )


class AnyBook(Protocol):
    """What has sheets: a workbook, or pages."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """All of them."""

    @property
    def names(self) -> tuple[str, ...]:
        """Those with cells that can be seen, in order."""

    @property
    def hidden(self) -> tuple[str, ...]:
        """Those with cells that can't be seen."""

    def sheet(self, name: str) -> Sheet:
        """A sheet's values."""

    def marks(self, name: str) -> Marks:
        """What a sheet says beside its values."""

    def note(self, name: str) -> Issue | None:
        """What is not in the sheet."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A book of such sheets."""

    pages: tuple[Page, ...]
    hidden: tuple[str, ...] = ()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(page.name for page in self.pages)

    @property
    def names(self) -> tuple[str, ...]:
        """Those that can be seen."""
        return tuple(name for name in self.sheet_names if name not in self.hidden)

    def sheet(self, name: str) -> Page:
        """A sheet's values."""
        return next(page for page in self.pages if page.name == name)

    def note(self, name: str) -> Issue | None:
        """What of the file is not in the sheet."""
        note = self.sheet(name).note
        return Issue("I-XML", Severity.INFO, None, None, None, None, None, note) if note else None

    def marks(self, name: str) -> Marks:
        """What the sheet says beside its values."""
        return Marks(hidden_rows=self.sheet(name).hidden_rows)
