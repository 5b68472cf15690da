"""What came back of a damaged file, against its truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.table import RawTable
from tests.reading.bed.draft import Case

_HARMLESS = ("I-ENCODING", "I-HEADER", "I-BLANK")
"""Remarks that say nothing about cells."""


@dataclass(frozen=True, slots=True)
class Score:
    """One file."""

    is_loaded: bool
    header: float
    records: float
    cells: float
    is_exact: bool
    is_silent: bool
    """Not exact, and no issue says so on the right line."""
    alarms: tuple[str, ...] = ()
    """Codes of the issues, but the harmless ones."""


def score(case: Case, folder: Path) -> Score:
    """Read the file without a hint and compare."""
    path = folder / "bed.csv"
    path.write_bytes(case.content)
    try:
        source = reading.find(str(path))
        table = reading.read(source, reading.detect(source), spool=None)
    except SourceError:
        return Score(is_loaded=False, header=0, records=0, cells=0, is_exact=False, is_silent=False)
    rows = [tuple(cell or "" for cell in row) for row in _cells(table)]
    header = _header(table)
    is_exact = rows == list(case.rows) and header == case.header
    found = table.issues.filter(~table.issues["code"].is_in(_HARMLESS))
    lines = {line for line in found["line"] if line is not None}
    is_told = bool(lines & case.damaged) if case.damaged else found.height > 0
    return Score(
        is_loaded=True,
        header=_f1(header or (), case.header or ()),
        records=_f1(rows, case.rows),
        cells=_f1([cell for row in rows for cell in row], [cell for row in case.rows for cell in row]),
        is_exact=is_exact,
        is_silent=not (is_exact or is_told),
        alarms=tuple(found["code"]),
    )


def _cells(table: RawTable) -> Sequence[tuple[str | None, ...]]:
    return table.frame.select(column.key for column in table.columns).collect().rows()


def _header(table: RawTable) -> tuple[str, ...] | None:
    if table.dialect.header_row is None:
        return None
    return tuple(column.header for column in table.columns)


def _f1(found: Iterable[object], wanted: Iterable[object]) -> float:
    have, want = Counter(found), Counter(wanted)
    if not have and not want:
        return 1.0
    both = (have & want).total()
    return 2 * both / (have.total() + want.total())
