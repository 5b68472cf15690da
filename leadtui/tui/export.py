"""Issues as CSV and the plan as text, beside the source, for people who work in other programs.

Never over another file.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from leadtui.errors import LeadtuiError
from leadtui.model.plan import LoadPlan
from leadtui.model.source import Source
from leadtui.paths import make_private, state_folder
from leadtui.store import write_issues
from leadtui.tui.widgets.listing import Role
from leadtui.tui.words import plural
from leadtui.visible import visible

_TRIES = 100


def export_issues(issues: pl.DataFrame, source: Source, name: str | None = None) -> tuple[str, Role]:
    """Write the issues: beside the source as CSV, or to a file of that `name` by its ending; what to say, and how."""
    if name is not None:
        path = source.path.parent / name
        try:
            write_issues(issues, path, title=f"Issues of {source.name}")
        except LeadtuiError as error:
            return error.message, "bad"
        return f"{issues.height:,} issues written to {path}", "good"
    content = issues.write_csv().encode("utf-8", "replace")
    for folder in (source.path.parent, make_private(state_folder())):
        try:
            path = _write(content, folder, f"{source.stem}.issues")
        except OSError:
            continue
        return f"{plural(issues.height, 'issue')} written to {path}", "good"
    return "the issues can't be written: no folder is writable", "bad"


def _write(content: bytes, folder: Path, stem: str, ending: str = ".csv") -> Path:
    for number in itertools.islice(itertools.count(1), _TRIES):
        path = folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(stem)


def export_plan(plan: LoadPlan, source: Source) -> tuple[str, Role]:
    """Write the plan as text; what to tell the person, and how."""
    content = "\n".join(_plan_lines(plan)).encode("utf-8", "replace")
    for folder in (source.path.parent, make_private(state_folder())):
        try:
            path = _write(content, folder, f"{source.stem}.plan", ".txt")
        except OSError:
            continue
        return f"the plan is written to {path}", "good"
    return "the plan can't be written: no folder is writable", "bad"


def _plan_lines(plan: LoadPlan) -> Iterator[str]:
    counts = plan.counts
    yield f"{plan.source} into {plan.table} at {plan.database}, mode {plan.mode.value}"
    for name in ("read", "inserted", "updated", "unchanged", "rejected", "duplicates", "vanished"):
        yield f"{name:<12}{getattr(counts, name):>12,}"
    for change in plan.changes:
        yield f"{change.field}: {change.row_count:,} rows"
        yield from (
            f"  {visible(one.lead_key)}: {visible(one.before or '')} -> {visible(one.after or '')}"
            for one in change.examples
        )
    yield from (f"! {visible(doubt.message)}" for doubt in plan.doubts)
    yield ""
