"""Issues as an operator looks at them: grouped by rule and field, worst first, each with its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.model.issue import Issue, Severity, issues_in

_ORDER: Final = {Severity.ERROR.value: 0, Severity.WARN.value: 1, Severity.INFO.value: 2}


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """All issues of one rule about one field."""

    code: str
    severity: Severity
    field: str | None
    column: str | None
    count: int
    rejecting: int
    """Of these, how many cost the row."""
    changed: int
    """Of these, how many values were put right, or became something else."""
    emptied: int
    """Of these, how many values were left out."""
    message: str
    """The commonest one."""
    suggested: int = 0
    """Of these, how many have a suggested fix."""
    safe: int = 0
    """Of these, how many have one that can be taken unseen."""
    example: tuple[str, str] | None = None
    """The commonest value with a suggestion, and what it suggests."""

    @property
    def key(self) -> str:
        """What tells it from other groups."""
        return f"{self.code}\x1f{self.field or ''}\x1f{self.column or ''}"


def issue_groups(issues: pl.DataFrame) -> tuple[IssueGroup, ...]:
    """The groups of a frame of issues: what rejects rows first, then by severity and count."""
    grouped = (
        issues.group_by("code", "severity", "field", "column")
        .agg(
            count=pl.len(),
            rejecting=pl.col("rejects").sum(),
            changed=(pl.col("becomes") != pl.col("value")).sum(),
            emptied=(pl.col("becomes").is_null() & pl.col("value").is_not_null() & ~pl.col("rejects")).sum(),
            message=pl.col("message").mode(maintain_order=True).first(),
            suggested=pl.col("suggestion").is_not_null().sum(),
            safe=pl.col("is_safe").fill_null(value=False).sum(),
            example=pl.struct("value", "suggestion")
            .filter(pl.col("suggestion").is_not_null())
            .mode(maintain_order=True)
            .first(),
        )
        .with_columns(order=pl.col("severity").replace_strict(_ORDER, default=3))
        .sort(
            pl.col("rejecting") == 0, "order", "count", "code", "field", descending=[False, False, True, False, False]
        )
        .drop("order")
    )
    return tuple(
        IssueGroup(**{**row, "severity": Severity(row["severity"]), "example": _pair(row["example"])})
        for row in grouped.iter_rows(named=True)
    )


def _pair(example: dict[str, str | None] | None) -> tuple[str, str] | None:
    if example is None or example["suggestion"] is None:
        return None
    return example["value"] or "", example["suggestion"]


def issues_of(issues: pl.DataFrame, group: IssueGroup, most: int) -> tuple[Issue, ...]:
    """The first issues of a group, in file order."""
    return issues_in(rows_of(issues, group).head(most))


def rows_of(issues: pl.DataFrame, group: IssueGroup) -> pl.DataFrame:
    """All issues of a group, in file order."""
    return issues.filter(*(pl.col(name).eq_missing(pl.lit(value)) for name, value in _names(group)))


def _names(group: IssueGroup) -> tuple[tuple[str, str | None], ...]:
    return (
        ("code", group.code),
        ("severity", group.severity.value),
        ("field", group.field),
        ("column", group.column),
    )
