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

from leadtui.checking.about import BETWEEN_NAMES, REJECTED
from leadtui.checking.checker import Checker, with_reasons
from leadtui.checking.spellings import Tally, spelling_issues
from leadtui.cleaning import BY_HAND, DTYPES, Decision, Recipe, prepare
from leadtui.model.checked import Checked
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.table import LINE, RawTable
from leadtui.model.target import Target

BLOCK_BYTES: Final = 24 << 20
"""Text cleaned at a time: memory grows with it."""
BLOCK_ROWS: Final = 1_000, 120_000
"""The least and the most rows of a block: building its plan costs what cleaning 20,000 rows does."""
_LOOKED_AT: Final = 1_000
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
_BOTH_NOTICE: Final = ("W-ERROR", "W-DIGITS")
"""Codes of what reading sees in a cell, and cleaning, too, where the cell has a field."""


def check(
    raw: RawTable,
    recipe: Recipe,
    target: Target,
    *,
    block_rows: int | None = None,
    spool: Path | None = None,
    on_progress: Progress | None = None,
) -> Checked:
    """The outcome for every record of the file; `spool` is a folder for the good rows.

    Without `block_rows`, so many rows are cleaned at a time as their width allows.

    Raises:
        UsageError: a rule of the target can't be used.
    """
    checker = Checker(prepare(recipe), recipe)
    store = _Store(target, spool)
    gathered = [issue_frame(map(_doubt, (d for d in recipe.decisions if not d.is_certain)))]
    rejected = [_unreadable(raw)]
    refused = [
        pl.DataFrame(schema={LINE: pl.Int64()} | {name: DTYPES[target.fields[name].type] for name in named(target)})
    ]
    tally = Tally(target)
    repaired = raw.issues.filter(pl.col("becomes").is_not_null() & ~pl.col("rejects"))["line"].unique()
    fixed_count = 0
    block_rows = block_rows or _rows_of_a_block(raw)
    for start in range(0, raw.row_count, block_rows):
        block = raw.frame.slice(start, block_rows).collect()
        outcome = checker.check(block)
        kept = outcome.rows.filter(~pl.col(REJECTED))
        store.add(kept)
        tally.add(kept)
        gathered.append(outcome.issues)
        rejected.append(outcome.rejected())
        refused.append(outcome.rows.filter(REJECTED).select(LINE, *named(target)))
        fixed_count += outcome.fixed_count(repaired)
        if on_progress is not None:
            on_progress(min(start + block_rows, raw.row_count), raw.row_count)
    gathered.append(spelling_issues(raw.frame, store.rows(), tally.clusters(), checker.made_of))
    told = pl.concat(gathered)
    rejects = pl.concat(rejected).sort(LINE, maintain_order=True)
    return Checked(
        good=store.rows(),
        good_count=store.count,
        rejected=rejects,
        issues=pl.concat([_not_yet(raw.issues, told), told]).sort("line", nulls_last=False, maintain_order=True),
        fixed_count=fixed_count,
        read_count=raw.read_count,
        refused=pl.concat(refused),
        by_hand_count=rejects.filter(pl.col("code") == BY_HAND).height,
    )


def _rows_of_a_block(raw: RawTable) -> int:
    """By how wide the rows in the middle are."""
    looked_at = raw.frame.slice(max(0, raw.row_count // 2 - _LOOKED_AT), _LOOKED_AT).collect()
    width = looked_at.estimated_size() / max(1, looked_at.height)
    least, most = BLOCK_ROWS
    return max(least, min(most, int(BLOCK_BYTES / max(1.0, width))))


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


def named(target: Target) -> tuple[str, ...]:
    """The fields that a lead is found again by."""
    return tuple(dict.fromkeys(name for key in target.load.key for name in key if name in target.fields))


def _unreadable(raw: RawTable) -> pl.DataFrame:
    return with_reasons(raw.unreadable, raw.issues)


def _not_yet(noticed: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """What reading noticed, without what checking says of the same cell, and with what became of it."""
    is_double = pl.col("code").is_in(_BOTH_NOTICE)
    if not noticed.select(is_double.any()).item():
        return noticed
    names = pl.concat_list("column", pl.col("column").str.split(BETWEEN_NAMES))
    said = told.filter(pl.col("code").str.starts_with("I-").not_() & pl.col("column").is_not_null())
    cells = said.select("line", names).explode("column").drop_nulls().unique()
    again = noticed.filter(is_double).join(cells, on=["line", "column"], how="anti", maintain_order="left")
    return pl.concat([noticed.filter(~is_double), again]).sort("line", maintain_order=True, nulls_last=True)


def _doubt(decision: Decision) -> Issue:
    """A decision that the file does not prove, as a problem of the whole file."""
    return Issue(
        code=DOUBTS.get(decision.setting, "W-DECISION"),
        severity=Severity.WARN,
        line=None,
        column=BETWEEN_NAMES.join(decision.columns),
        field=decision.field,
        value=None,
        becomes=None,
        message=decision.evidence[:1].upper() + decision.evidence[1:],
    )
