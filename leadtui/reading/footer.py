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
    r"|totaal|razem|итого|всего|toplam|合计|总计)(?: (?:of|for|de|du|general|général)\b.{0,40})?"
    r"\W*(?:[\d.,]+\W*\w{0,10})?",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(
    r"\W*(?:(?:grand |sub)?totals?|count|number|anzahl|total de|nombre|número)\b[^\d]{0,40}[:= ]\s*[\d,.]+\W*"
    r"|\(?\d[\d,]*\s+(?:records?|rows?|results?|entries|items)\b.{0,40}"
    r"|(?:sources?|notes?|disclaimer|copyright|report|generated|printed|exported|created|data|as of|last|updated|run"
    r"|page|quelle|stand|hinweis|fuente|nota|fonte|remarque)\b(?: \w+){0,3}\s?:.*"
    r"|(?:generated|printed|exported|created|data as of|as of|last updated|updated)\b.*\b\d{4}\b.*"
    r"|page \d+(?: of \d+)?|©.*",
    re.IGNORECASE | re.DOTALL,
)
_FULL: Final = 3
"""Cells that rows have filled, so that a row of one cell is none of them."""
_SPARSE: Final = 0.6
_LOOKED_AT: Final = 200
_ALWAYS: Final = 0.95
Row = Sequence[str | None]


def is_note(text: str) -> bool:
    """Whether a line begins like a note below a table."""
    return _NOTE.match(text) is not None


def total_rows(rows: Sequence[Row]) -> int:
    """How many of the last rows are totals or remarks: they say so, and lack cells that rows have.

    >>> total_rows([("Ada", "Rome", "3"), ("Bo", "Oslo", "4"), ("Cy", "Lima", "1"), ("Total", None, "8")])
    1
    """
    count = 0
    while len(rows) - count > 3:  # noqa: PLR2004  a total of something
        row, others = rows[-1 - count], rows[-_LOOKED_AT : len(rows) - 1 - count]
        if not (_is_total(row, others) or _is_remark(row, others)):
            break
        count += 1
    return count


def _is_remark(row: Row, others: Sequence[Row]) -> bool:
    """Whether the row is a sentence about the table, alone in its line (`Total records: 30`, `Source: …`)."""
    said = [cell for cell in row if cell and cell.strip()]
    is_alone = len(said) == 1 and median(_filled(other) for other in others) >= _FULL
    return is_alone and _REMARK.fullmatch(said[0].strip()) is not None


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
