"""Clean and check a whole table block by block: rows to load, rows to reject, and every issue.

Issues are told apart by one Boolean column per kind of problem and gathered with filters; no row becomes
a Python object. With a spool the good rows wait on disk, so memory does not grow with the file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from leadtui.checking.condition import Condition, conditions_of_rows, conditions_of_values, repeated, unique_fields
from leadtui.cleaning import DTYPES, Decision, Prepared, Problem, Recipe, prepare
from leadtui.model.checked import REJECTED_SCHEMA, Checked
from leadtui.model.issue import ISSUE_SCHEMA, Issue, Severity, issue_frame
from leadtui.model.table import LINE, LINE_COUNT, Column, RawTable
from leadtui.model.target import Target

Progress = Callable[[int, int], None]
"""Told rows done and rows in all; raising from it stops the check."""

BETWEEN: Final = " | "
DOUBTS: Final = {
    "date_order": "W-DATE-ORDER",
    "dotted_order": "W-DATE-ORDER",
    "pivot_year": "W-CENTURY",
    "serials": "W-DATE-SERIAL",
    "region": "W-PHONE-REGION",
    "decimal_mark": "W-DECIMAL",
}
"""Codes of issues for decisions that the file does not prove."""
_REJECTED: Final = "check:rejected"


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
    checker = _Checker(prepare(recipe), target)
    store = _Store(target, spool)
    gathered = [raw.issues, issue_frame(map(_doubt, (d for d in recipe.decisions if not d.is_certain)))]
    rejected = [_unreadable(raw)]
    repaired = raw.issues.filter(pl.col("becomes").is_not_null() & ~pl.col("rejects"))["line"].unique()
    fixed_count = 0
    for start in range(0, raw.row_count, block_rows):
        block = raw.frame.slice(start, block_rows).collect()
        outcome = checker.check(block)
        store.add(outcome.rows.filter(~pl.col(_REJECTED)))
        gathered.append(outcome.issues)
        rejected.append(outcome.rejected())
        fixed_count += outcome.fixed_count(repaired)
        if on_progress is not None:
            on_progress(min(start + block_rows, raw.row_count), raw.row_count)
    rejects = pl.concat(rejected).sort(LINE, maintain_order=True)
    return Checked(
        good=store.rows(),
        good_count=store.count,
        rejected=rejects,
        issues=pl.concat(gathered).sort("line", nulls_last=False, maintain_order=True),
        fixed_count=fixed_count,
        read_count=raw.read_count,
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One block, checked."""

    rows: pl.DataFrame
    issues: pl.DataFrame

    def rejected(self) -> pl.DataFrame:
        """`REJECTED_SCHEMA` of the rows that can't be kept."""
        lost = self.rows.filter(_REJECTED).select(LINE, LINE_COUNT)
        return _with_reasons(lost, self.issues)

    def fixed_count(self, repaired: pl.Series) -> int:
        """Good rows in which a rule, or the reading, put a value right."""
        right = pl.col("becomes").is_not_null() & pl.col("becomes").ne_missing(pl.col("value"))
        lines = pl.concat([self.issues.filter(right)["line"], repaired]).unique()
        return int(self.rows.select((pl.col(LINE).is_in(lines.implode()) & ~pl.col(_REJECTED)).sum()).item())


class _Checker:
    """Everything that is the same for all blocks."""

    def __init__(self, prepared: Prepared, target: Target) -> None:
        self.prepared = prepared
        self.fields = list(target.fields)
        self.of_values = conditions_of_values(target)
        self.of_rows = conditions_of_rows(target)
        self.made_of = prepared.made_of
        self.seen = {name: pl.Series([], dtype=pl.UInt64) for name in unique_fields(target)}
        """Hashes of the values so far, of the fields whose values must not repeat themselves."""

    def check(self, block: pl.DataFrame) -> _Outcome:
        """Clean the block, ask every condition, and write down what fails."""
        cleaned = self.prepared.clean(block)
        cleaned = cleaned.with_columns(self._repeated(cleaned))
        cleaned = cleaned.with_columns(_fails(self.of_values, 0))
        cleaned = cleaned.with_columns(self._emptied())
        cleaned = cleaned.with_columns(_fails(self.of_rows, len(self.of_values)))
        rejecting = [_name(place) for place, condition in self._conditions() if condition.effect == "reject"]
        cleaned = cleaned.with_columns(pl.any_horizontal(pl.lit(value=False), *rejecting).alias(_REJECTED))
        rows = cleaned.select(LINE, LINE_COUNT, *self.fields, _REJECTED)
        return _Outcome(rows, self._issues(cleaned))

    def _repeated(self, cleaned: pl.DataFrame) -> list[pl.Series]:
        """Which values of unique fields have occurred before, in this block or an earlier one."""
        found = []
        for name, seen in self.seen.items():
            hashes = cleaned[name].hash()
            is_again = (hashes.is_in(seen.implode()) | ~hashes.is_first_distinct()) & cleaned[name].is_not_null()
            self.seen[name] = pl.concat([seen, hashes.filter(~is_again & cleaned[name].is_not_null())])
            found.append(is_again.alias(repeated(name)))
        return found

    def _conditions(self) -> Iterator[tuple[int, Condition]]:
        return enumerate((*self.of_values, *self.of_rows))

    def _emptied(self) -> list[pl.Expr]:
        """The fields whose value a condition takes away."""
        failing: dict[str, list[str]] = {}
        for place, condition in enumerate(self.of_values):
            if condition.effect == "null" and condition.field is not None:
                failing.setdefault(condition.field, []).append(_name(place))
        return [pl.when(~pl.any_horizontal(names)).then(pl.col(name)).alias(name) for name, names in failing.items()]

    def _issues(self, cleaned: pl.DataFrame) -> pl.DataFrame:
        found = [self._of_problem(problem, cleaned) for problem in self.prepared.problems]
        found += [self._of_condition(place, condition, cleaned) for place, condition in self._conditions()]
        issues = [frame for frame in found if frame is not None]
        return pl.concat(issues).sort("line", maintain_order=True) if issues else issue_frame()

    def _of_problem(self, problem: Problem, cleaned: pl.DataFrame) -> pl.DataFrame | None:
        column = cleaned[problem.key]
        has = column if column.dtype == pl.Boolean else column.is_not_null()
        if not has.any():
            return None
        said = pl.col(problem.key) if problem.message is None else pl.lit(problem.message)
        about = _About(
            problem.code, problem.severity, problem.columns, problem.field, said, has_value=not problem.is_unused
        )
        return about.issues(cleaned.filter(has))

    def _of_condition(self, place: int, condition: Condition, cleaned: pl.DataFrame) -> pl.DataFrame | None:
        has = cleaned[_name(place)]
        if not has.any():
            return None
        columns = self.made_of.get(condition.field or "", ())
        rejects = condition.effect == "reject"
        said = pl.lit(condition.message)
        about = _About(condition.code, condition.severity, columns, condition.field, said, rejects=rejects)
        return about.issues(cleaned.filter(has))


@dataclass(frozen=True, slots=True)
class _About:
    """What the issues of one kind have in common."""

    code: str
    severity: Severity
    columns: tuple[Column, ...]
    field: str | None
    message: pl.Expr
    rejects: bool = False
    has_value: bool = True
    """Whether the field's value is what became of the cell."""

    def issues(self, rows: pl.DataFrame) -> pl.DataFrame:
        """One issue per row, in `ISSUE_SCHEMA`."""
        keys = [pl.col(column.key) for column in self.columns]
        received = pl.concat_str(keys, separator=BETWEEN, ignore_nulls=True) if len(keys) > 1 else [*keys, None][0]
        kept = pl.lit(None) if self.field is None or not self.has_value else pl.col(self.field).cast(pl.String)
        issue = {
            "code": pl.lit(self.code),
            "severity": pl.lit(self.severity.value),
            "line": pl.col(LINE),
            "column": pl.lit(", ".join(column.name for column in self.columns) or None),
            "field": pl.lit(self.field),
            "value": pl.lit(None) if received is None else received,
            "becomes": pl.when(~pl.col(_REJECTED)).then(kept),
            "message": self.message,
            "rejects": pl.lit(self.rejects),
            "confidence": pl.lit(None),
        }
        return rows.select(made.cast(ISSUE_SCHEMA[key]).alias(key) for key, made in issue.items())


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


def _fails(conditions: tuple[Condition, ...], first: int) -> list[pl.Expr]:
    return [made.fails.fill_null(value=False).alias(_name(place)) for place, made in enumerate(conditions, first)]


def _name(place: int) -> str:
    return f"check:{place}"


def _unreadable(raw: RawTable) -> pl.DataFrame:
    return _with_reasons(raw.unreadable, raw.issues)


def _with_reasons(lost: pl.DataFrame, issues: pl.DataFrame) -> pl.DataFrame:
    """Each lost record with all codes that cost it, and why in words."""
    reasons = (
        issues.filter("rejects")
        .group_by("line", maintain_order=True)
        .agg(
            code=pl.col("code").unique(maintain_order=True).str.join(" "),
            reason=pl.col("message").unique(maintain_order=True).str.join("; "),
        )
    )
    joined = lost.join(reasons, left_on=LINE, right_on="line", how="left", maintain_order="left")
    return joined.select(pl.col(name).cast(kind) for name, kind in REJECTED_SCHEMA.items())


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
