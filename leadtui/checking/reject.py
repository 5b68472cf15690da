"""Rows that were good until somebody else had something to say: here, the table that was to take them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from leadtui.model.checked import REJECTED_SCHEMA, Checked
from leadtui.model.issue import Issue, issue_frame
from leadtui.model.table import LINE, LINE_COUNT, RawTable


def reject(checked: Checked, issues: Iterable[Issue], raw: RawTable) -> Checked:
    """The same outcome, but for the good rows that the issues are about: they are rejected."""
    found = issue_frame(issues)
    lines = found["line"].unique()
    spans = raw.frame.filter(pl.col(LINE).is_in(lines.implode())).select(LINE, LINE_COUNT).collect()
    reasons = found.group_by("line").agg(
        code=pl.col("code").unique(maintain_order=True).str.join(" "),
        reason=pl.col("message").unique(maintain_order=True).str.join("; "),
    )
    lost = spans.join(reasons, left_on=LINE, right_on="line").select(
        pl.col(name).cast(kind) for name, kind in REJECTED_SCHEMA.items()
    )
    return replace(
        checked,
        good=checked.good.filter(~pl.col(LINE).is_in(lines.implode())),
        good_count=checked.good_count - lost.height,
        refused=_refused(checked, lines),
        rejected=pl.concat([checked.rejected, lost]).sort(LINE, maintain_order=True),
        issues=pl.concat([checked.issues, found]).sort("line", nulls_last=False, maintain_order=True),
    )


def _refused(checked: Checked, lines: pl.Series) -> pl.DataFrame | None:
    """What the leads of rejected rows are found again by, with these lines among them."""
    if checked.refused is None:
        return None
    more = checked.good.filter(pl.col(LINE).is_in(lines.implode())).select(checked.refused.columns).collect()
    return pl.concat([checked.refused, more])
