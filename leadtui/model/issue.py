"""Bad data, named: each problem with its code, its place, the value as received and what became of it.

Many issues are a Polars frame of `ISSUE_SCHEMA`; one issue on a screen is an `Issue`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl


class Severity(StrEnum):
    """How much an issue matters. Only `ERROR` can reject a row, and only if its rule says so."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem of one row."""

    code: str
    """Stable, upper case, starts with E-, W- or I-: `E-DATE`."""
    severity: Severity
    line: int | None
    """First physical line of the row in the file, 1-based; None for a problem of the whole file."""
    column: str | None
    """Name of the file's column."""
    field: str | None
    """Name of the target's field."""
    value: str | None
    """The value as received."""
    becomes: str | None
    """The value that will be stored instead; None when it becomes NULL or the row is rejected."""
    message: str
    """In plain words."""
    rejects: bool = False
    """The row can't be kept."""
    confidence: float | None = None
    """How sure a repair is, 0 to 1; None where nothing was guessed."""
    suggestion: str | None = None
    """What the cell may have been meant to say; None when nobody can tell. Never applied unasked."""
    is_safe: bool = False
    """The suggestion is the only reading there is, so that all of its kind can be taken at once."""


ISSUE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "code": pl.String(),
    "severity": pl.String(),
    "line": pl.Int64(),
    "column": pl.String(),
    "field": pl.String(),
    "value": pl.String(),
    "becomes": pl.String(),
    "message": pl.String(),
    "rejects": pl.Boolean(),
    "confidence": pl.Float64(),
    "suggestion": pl.String(),
    "is_safe": pl.Boolean(),
}


def issue_frame(issues: Iterable[Issue] = ()) -> pl.DataFrame:
    """A frame of `ISSUE_SCHEMA` with one row per issue."""
    rows = tuple(issues)
    return pl.DataFrame({name: [getattr(issue, name) for issue in rows] for name in ISSUE_SCHEMA}, schema=ISSUE_SCHEMA)


def issues_in(frame: pl.DataFrame) -> tuple[Issue, ...]:
    """The rows of a frame of `ISSUE_SCHEMA`, one by one; for the few that a screen shows."""
    rows = frame.select(list(ISSUE_SCHEMA)).iter_rows(named=True)
    return tuple(Issue(**{**row, "severity": Severity(row["severity"])}) for row in rows)
