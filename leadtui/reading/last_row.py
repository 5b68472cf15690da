"""The end of a table that has been read, where a person says it: what stands below is left out, and that is said."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.table import LINE, RawTable


def ended(table: RawTable) -> RawTable:
    """The table up to its dialect's `last_row`; all of it when there is none."""
    last = table.dialect.last_row
    if last is None:
        return table
    frame = table.frame.filter(pl.col(LINE) <= last)
    count = int(frame.select(pl.len()).collect(engine="streaming").item())
    below = table.row_count - count + table.unreadable.filter(pl.col(LINE) > last).height
    if not below:
        return table
    message = f"Below line {last}, where the table is said to end: {below:,} records, not read."
    told = issue_frame([Issue("I-FOOTER", Severity.INFO, last + 1, None, None, None, None, message)])
    kept = table.issues.filter(pl.col("line").is_null() | (pl.col("line") <= last))
    return replace(
        table,
        frame=frame,
        row_count=count,
        unreadable=table.unreadable.filter(pl.col(LINE) <= last),
        issues=pl.concat([kept, told]).sort("line", maintain_order=True, nulls_last=True),
    )
