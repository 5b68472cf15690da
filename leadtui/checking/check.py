"""Clean and check a whole table block by block: rows to load, rows to reject, and every issue.

Issues are told apart by one Boolean column per kind of problem and gathered with filters; no row becomes
a Python object. With a spool the good rows wait on disk, so memory does not grow with the file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from leadtui.checking.about import REJECTED
from leadtui.checking.checker import Checker, with_reasons
from leadtui.checking.spellings import Tally, spelling_issues
from leadtui.cleaning import BY_HAND, DTYPES, Decision, Recipe, prepare
from leadtui.model.checked import Checked
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.table import LINE, RawTable
from leadtui.model.target import Target

Progress = Callable[[int, int], None]
"""Told rows done and rows in all; raising from it stops the check."""

DOUBTS: Final = {
    "date_order": "W-DATE-ORDER",
    "dotted_order": "W-DATE-ORDER",
    "pivot_year": "W-CENTURY",
    "serials": "W-DATE-SERIAL",
    "region": "W-PHONE-REGION",
    "decimal_mark": "W-DECIMAL",
}
"""Codes of issues for decisions that the file does not prove."""


def check(
    raw: RawTable,
    recipe: Recipe,
    target: Target,
    *,
    block_rows: int = 100_000,
    spool: Path | None = None,
    on_progress: Progress | None = None,
) -> Checked:
    """The outcome for every record of the file; `spool` is a folder for the good rows.

    Raises:
        UsageError: a rule of the target can't be used.
    """
    checker = Checker(prepare(recipe), recipe)
    store = _Store(target, spool)
    gathered = [raw.issues, issue_frame(map(_doubt, (d for d in recipe.decisions if not d.is_certain)))]
    rejected = [_unreadable(raw)]
    tally = Tally(target)
    repaired = raw.issues.filter(pl.col("becomes").is_not_null() & ~pl.col("rejects"))["line"].unique()
    fixed_count = 0
    for start in range(0, raw.row_count, block_rows):
        block = raw.frame.slice(start, block_rows).collect()
        outcome = checker.check(block)
        kept = outcome.rows.filter(~pl.col(REJECTED))
        store.add(kept)
        tally.add(kept)
        gathered.append(outcome.issues)
        rejected.append(outcome.rejected())
        fixed_count += outcome.fixed_count(repaired)
        if on_progress is not None:
            on_progress(min(start + block_rows, raw.row_count), raw.row_count)
    gathered.append(spelling_issues(store.rows(), tally.clusters(), checker.made_of))
    rejects = pl.concat(rejected).sort(LINE, maintain_order=True)
    return Checked(
        good=store.rows(),
        good_count=store.count,
        rejected=rejects,
        issues=pl.concat(gathered).sort("line", nulls_last=False, maintain_order=True),
        fixed_count=fixed_count,
        read_count=raw.read_count,
        by_hand_count=rejects.filter(pl.col("code") == BY_HAND).height,
    )


@dataclass(slots=True)
class _Store:
    """Good rows, in memory or on disk."""

    target: Target
    spool: Path | None
    count: int = 0
    blocks: list[pl.LazyFrame] = field(default_factory=list)

    def add(self, rows: pl.DataFrame) -> None:
        """Keep these."""
        self.count += rows.height
        if not rows.height:
            return
        good = rows.select(LINE, *self.target.fields)
        if self.spool is None:
            self.blocks.append(good.lazy())
            return
        if not self.blocks:
            self.spool = Path(tempfile.mkdtemp(prefix="good-", dir=self.spool))
        path = self.spool / f"{len(self.blocks):06}.arrow"
        good.write_ipc(path)
        self.blocks.append(pl.scan_ipc(path))

    def rows(self) -> pl.LazyFrame:
        """All of them, in file order."""
        if not self.blocks:
            schema = {LINE: pl.Int64()} | {name: DTYPES[made.type] for name, made in self.target.fields.items()}
            return pl.LazyFrame(schema=schema)
        return pl.concat(self.blocks)


def _unreadable(raw: RawTable) -> pl.DataFrame:
    return with_reasons(raw.unreadable, raw.issues)


def _doubt(decision: Decision) -> Issue:
    """A decision that the file does not prove, as a problem of the whole file."""
    return Issue(
        code=DOUBTS.get(decision.setting, "W-DECISION"),
        severity=Severity.WARN,
        line=None,
        column=", ".join(decision.columns),
        field=decision.field,
        value=None,
        becomes=None,
        message=decision.evidence[:1].upper() + decision.evidence[1:],
    )
