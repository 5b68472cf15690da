"""What stands below a table: totals and notes, which are no records, and other tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

_NOTE: Final = re.compile(
    r"[\W_]*(?:(?:grand |sub)?totals?\b|count\b|records?\b|rows?\b|source\b|notes?\b|generated\b|exported\b"
    r"|printed\b|report\b|page \d|end\b|copyright\b|©|\*{2,}|-{3,}|={3,}|\(?\d[\d,]* (?:records?|rows?|results?)\b)",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"\W*(?:(?:grand|sub|overall|net|gross)?[ -]?totals?|sums?|average|mean|insgesamt|gesamt|summe|somme|suma|totale?n?"
    r"|totaal|razem|итого|всего|toplam|合计|总计)(?: (?:of|for|de|du|general|général)\b.{0,40})?\W*[\d.,]*\W*\w{0,10}",
    re.IGNORECASE,
)
_SPARSE: Final = 0.6
_LOOKED_AT: Final = 200
_ALWAYS: Final = 0.95
Row = Sequence[str | None]


def is_note(text: str) -> bool:
    """Whether a line begins like a note below a table."""
    return _NOTE.match(text) is not None


def total_rows(rows: Sequence[Row]) -> int:
    """How many of the last rows are totals: they say so, and lack cells that rows have.

    >>> total_rows([("Ada", "Rome", "3"), ("Bo", "Oslo", "4"), ("Cy", "Lima", "1"), ("Total", None, "8")])
    1
    """
    count = 0
    while len(rows) - count > 3 and _is_total(rows[-1 - count], rows[-_LOOKED_AT : len(rows) - 1 - count]):  # noqa: PLR2004  a total of something
        count += 1
    return count


def _is_total(row: Row, others: Sequence[Row]) -> bool:
    first = next((cell for cell in row if cell and cell.strip()), "")
    if not _TOTAL.fullmatch(first):
        return False
    usual = median(_filled(other) for other in others)
    if _filled(row) <= _SPARSE * usual:
        return True
    missing = [place for place, cell in enumerate(row) if not (cell and cell.strip())]
    return any(sum(bool(other[place]) for other in others) >= _ALWAYS * len(others) for place in missing)


def _filled(row: Row) -> int:
    return sum(bool(cell and cell.strip()) for cell in row)
