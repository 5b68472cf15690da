"""Trying a saved mapping on a sample: what fits, what it fills, what fails, and whether that is what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from leadtui import pipeline, review, store
from leadtui.cli.aligned import aligned
from leadtui.cli.document import SCHEMA, drift_part
from leadtui.cli.job import open_file
from leadtui.cli.room import workspace
from leadtui.errors import NeedsPersonError, RefusedError, UsageError
from leadtui.model.mapping import Mapping
from leadtui.model.suggestion import Drift
from leadtui.model.table import LINE
from leadtui.model.wish import Wish
from leadtui.store import Golden
from leadtui.visible import visible

_SHOWN: Final = 12
_KEPT_ROWS: Final = 20

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row that is not what the golden sample says."""

    line: int
    field: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping made of a sample."""

    mapping: Mapping
    sample: Path
    drift: Drift
    questions: tuple[str, ...]
    """What a person would be asked; a load would stop there."""
    filled: dict[str, int]
    """Field → rows in which it is filled; fields nothing fills are left out."""
    good: int
    rejected: int
    unforeseen: int
    """Of these, those which nobody rejected by hand."""
    outcome: Golden
    """What it came to, in the form of what is expected; with every row."""
    expected: Golden | None
    """The golden sample; None when another file was tried."""
    differences: tuple[Difference, ...]
    issue_changes: tuple[tuple[str, str | None, int, int], ...]
    """Code, field, count expected, count found: those that differ."""

    @property
    def is_as_expected(self) -> bool:
        """The golden sample came to what it says; true where none was tried."""
        wanted = self.expected
        return wanted is None or not (self.differences or self.issue_changes or wanted.read != self.outcome.read)

    @property
    def is_over_limit(self) -> bool:
        """More rows are rejected than the mapping allows, those rejected by hand not counted."""
        return not self.mapping.load.max_rejects.allows(self.unforeseen, self.good + self.rejected)


def run(name: str, file: str | None, *, quiet: bool) -> Trial:
    """Read, clean and check a file by a mapping; without a file, its golden sample.

    Raises:
        UsageError: there is no such mapping, or it has no golden sample.
        SourceError: the sample cannot be read.
    """
    expected = store.golden(name) if file is None else None
    store.load(name)
    with workspace() as folder:
        source = pipeline.find(file if file is not None else str(expected.sample if expected else ""), folder)
        opened = open_file(source, Wish(saved_mapping=name), folder, quiet=quiet)
        recalled = pipeline.recall(opened.raw, opened.profile, name)
        assert recalled is not None  # noqa: S101  a mapping that is named is recalled
        begun = pipeline.begin(opened.raw, opened.profile, recalled)
        asked = tuple(question.message for question in review.undecided(begun))
        saved = recalled.mapping
        mapping = review.to_mapping(review.presumed(begun), saved.name, saved.version) if asked else saved
        recipe = pipeline.transform(opened.raw, mapping)
        checked = pipeline.check(opened.raw, recipe, mapping.target, folder)
        good = checked.good.collect(engine="streaming")
        rows = dict(_rows(good))
        issues = checked.issues.group_by("code", "field").len().sort("code", "field").rows()
        outcome = Golden(source.path, checked.read_count, tuple(issues), rows)
        counts = good.drop(LINE).count().row(0, named=True)
    return Trial(
        mapping=saved,
        sample=source.path,
        drift=recalled.drift,
        questions=asked,
        filled={field: count for field, count in counts.items() if count},
        good=checked.good_count,
        rejected=checked.rejected.height,
        unforeseen=checked.unforeseen_count,
        outcome=outcome,
        expected=expected,
        differences=tuple(_differences(expected, outcome)) if expected else (),
        issue_changes=tuple(_issue_changes(expected, outcome)) if expected else (),
    )


def _rows(good: pl.DataFrame) -> Iterator[tuple[int, Row]]:
    """Each row by its line, with the fields that are filled, as JSON has them."""
    for row in good.iter_rows(named=True):
        line = row.pop(LINE)
        plain = {name: value if isinstance(value, bool | int | str) else str(value) for name, value in row.items()
                 if value is not None}  # fmt: skip
        yield line, plain


def _differences(expected: Golden, outcome: Golden) -> Iterator[Difference]:
    for line, wanted in expected.rows.items():
        found = outcome.rows.get(line, {})
        for field in dict.fromkeys([*wanted, *found]):
            if wanted.get(field) != found.get(field):
                yield Difference(line, field, wanted.get(field), found.get(field))


def _issue_changes(expected: Golden, outcome: Golden) -> Iterator[tuple[str, str | None, int, int]]:
    before = {(code, field): count for code, field, count in expected.issues}
    after = {(code, field): count for code, field, count in outcome.issues}
    for key in dict.fromkeys([*before, *after]):
        if before.get(key, 0) != after.get(key, 0):
            yield (*key, before.get(key, 0), after.get(key, 0))


def keep(trial: Trial) -> None:
    """Make the file that was tried the golden sample.

    Raises:
        UsageError: it was the golden sample already, or a person would still be asked about it.
    """
    if trial.expected is not None:
        raise UsageError("which file shall be the golden sample?", "leadtui mapping test NAME FILE --keep")
    if trial.questions:
        raise UsageError(f"the file does not fit: {trial.questions[0]}", "Open it first, and save the mapping.")
    first = dict(list(trial.outcome.rows.items())[:_KEPT_ROWS])
    kept = Golden(trial.sample, trial.outcome.read, trial.outcome.issues, first)
    store.keep_golden(trial.mapping.name, trial.sample.read_bytes(), trial.sample.suffix.lower(), kept)


def conclude(trial: Trial) -> int:
    """The exit code: 5 where a load would ask a person, 4 where it would be refused or is not as expected."""
    if trial.questions:
        return NeedsPersonError.exit_code
    return RefusedError.exit_code if trial.is_over_limit or not trial.is_as_expected else 0


def lines(trial: Trial) -> Iterator[str]:
    """For people: fits, fills, fails, and what differs from the golden sample."""
    mapping, drift = trial.mapping, trial.drift
    what = "its golden sample" if trial.expected else "the file"
    yield f"{mapping.name} v{mapping.version} on {what} {visible(trial.sample.name)}, {trial.outcome.read:,} records"
    same, now = len(drift.of("same", "moved")), sum(each.kind != "gone" for each in drift.columns)
    yield f"fits     {same} of {now} columns are as confirmed"
    yield from (f"         ! {visible(question)}" for question in trial.questions)
    total = trial.good or 1
    yield f"fills    {len(trial.filled)} of {len(mapping.target.fields)} fields"
    yield from (
        f"         {line}"
        for line in aligned(
            [(field, f"{count:,}", f"{100 * count / total:3.0f} %") for field, count in trial.filled.items()]
        )
    )
    limit = f", over the limit of {mapping.load.max_rejects}" if trial.is_over_limit else ""
    yield f"fails    {trial.rejected:,} records rejected{limit}"
    issues = [(code, field or "", f"{count:,}") for code, field, count in trial.outcome.issues]
    yield from (f"         {line}" for line in aligned(issues))
    if trial.expected:
        yield from _compared(trial, trial.expected)


def _compared(trial: Trial, expected: Golden) -> Iterator[str]:
    wrong = {each.line for each in trial.differences}
    yield f"golden   {len(expected.rows) - len(wrong)} of {len(expected.rows)} rows as expected"
    if expected.read != trial.outcome.read:
        yield f"         ! records: expected {expected.read:,}, found {trial.outcome.read:,}"
    for code, field, before, after in trial.issue_changes:
        yield f"         ! {code} {visible(field or '')}: expected {before:,}, found {after:,}"
    for each in trial.differences[:_SHOWN]:
        yield f"         ! line {each.line} {each.field}: expected {_cell(each.expected)}, found {_cell(each.found)}"
    if len(trial.differences) > _SHOWN:
        yield f"         ! and {len(trial.differences) - _SHOWN} more"


def _cell(value: object) -> str:
    return "(empty)" if value is None else visible(repr(value))


def document(trial: Trial) -> dict[str, Any]:
    """For `--json`."""
    code = conclude(trial)
    return {
        "schema": SCHEMA,
        "mapping": {"name": trial.mapping.name, "version": trial.mapping.version, "drift": drift_part(trial.drift)},
        "sample": str(trial.sample),
        "questions": list(trial.questions),
        "read": trial.outcome.read,
        "ready": trial.good,
        "rejected": trial.rejected,
        "filled": trial.filled,
        "issues": [list(issue) for issue in trial.outcome.issues],
        "golden": _golden_part(trial) if trial.expected else None,
        "exit": {"code": code, "reason": _reason(trial)},
    }


def _golden_part(trial: Trial) -> dict[str, Any]:
    return {
        "as_expected": trial.is_as_expected,
        "rows": [
            {"line": each.line, "field": each.field, "expected": each.expected, "found": each.found}
            for each in trial.differences
        ],
        "issues": [
            {"code": code, "field": field, "expected": before, "found": after}
            for code, field, before, after in trial.issue_changes
        ],
    }


def _reason(trial: Trial) -> str:
    if trial.questions:
        return "a person would be asked"
    if trial.is_over_limit:
        return "more records are rejected than the mapping allows"
    return "as expected" if trial.is_as_expected else "not what the golden sample says"
