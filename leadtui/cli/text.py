"""The result of a load in words, for people reading stdout."""

from __future__ import annotations

from collections.abc import Iterator

from leadtui import __version__
from leadtui.cli.job import Job
from leadtui.matching import Recall
from leadtui.model.checked import Checked
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadPlan, LoadReport
from leadtui.model.table import RawTable
from leadtui.typed import command
from leadtui.visible import visible


def opening(raw: RawTable, recalled: Recall, job: Job) -> Iterator[str]:
    """File, mapping and checks: what is known before the database is asked."""
    mapping, checked = job.mapping, job.checked
    yield (
        f"leadtui {__version__}  file {visible(raw.source.name)}  {raw.read_count:,} rows"
        f"  {raw.dialect.encoding}  sha256 {raw.sha256[:8]}.."
    )
    drifted = [f"{change.column} {change.kind}" for change in recalled.drift.of("new", "gone")]
    layout = visible(", ".join(drifted)) if drifted else f"layout matches {len(raw.columns)}/{len(raw.columns)}"
    yield f"mapping   {mapping.name} v{mapping.version}   {layout}"
    yield counted_checks(checked, mapping)
    emptied = checked.emptied()
    if emptied:
        codes, count = ", ".join(f"{code} {count:,}" for code, count in emptied.items()), sum(emptied.values())
        values = "value" if count == 1 else "values"
        yield f"          {count:,} {values} left empty: {codes}   (leadtui check lists them)"


def counted_checks(checked: Checked, mapping: Mapping) -> str:
    """The counts of cleaning and checking."""
    rejected = checked.rejected.height
    share = f" ({100 * rejected / checked.read_count:.2f} %, limit {mapping.load.max_rejects})" if rejected else ""
    ready, fixed = checked.good_count, checked.fixed_count
    return f"checked   {ready:,} ready   {fixed:,} fixed by rules   {rejected:,} rejected{share}"


def planned(plan: LoadPlan) -> Iterator[str]:
    """What will happen to the live table."""
    counts = plan.counts
    yield (
        f"plan      +{counts.inserted:,} new   ~{counts.updated:,} changed   ={counts.unchanged:,} same"
        f"   -{counts.vanished:,} vanished   {counts.duplicates:,} doubled in the file"
    )
    for change in plan.changes:
        example = change.examples[0] if change.examples else None
        shown = f"   {visible(example.before or '(empty)')} -> {visible(example.after or '(empty)')}" if example else ""
        yield f"          {change.field} {change.row_count:,}{shown}"
    for doubt in plan.doubts:
        yield f"          ! {visible(doubt.message)}"


def done(report: LoadReport, db: str | None) -> Iterator[str]:
    """What was written, and where to look further."""
    yield (
        f"loaded    {visible(report.table)} at {visible(report.database)} in {report.seconds:.1f} s,"
        f" run {report.run}, one transaction"
    )
    run = str(report.run)
    yield visible(f"report    {command('report', run, db=db)}      undo: {command('undo', run, db=db)}")


def already(run: int, db: str | None) -> Iterator[str]:
    """Why nothing was written."""
    yield f"loaded    already, as run {run}: nothing was written (--force loads it again)"
    yield f"report    {visible(command('report', str(run), db=db))}"


def counted(report: LoadReport) -> str:
    """A load in one line."""
    counts = report.counts
    if report.kind == "undo":
        return (
            f"run {report.run}  undo of run {report.undoes_run}: -{counts.vanished:,} ~{counts.updated:,}"
            f" +{counts.inserted:,}  {counts.unchanged:,} kept"
        )
    return (
        f"run {report.run}  +{counts.inserted:,} ~{counts.updated:,} ={counts.unchanged:,}"
        f" -{counts.vanished:,}  {counts.rejected:,} rejected  {counts.duplicates:,} doubled"
    )
