"""`leadtui undo`: take back a run, after a look at what that would do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from leadtui import afterwards, pipeline
from leadtui.cli.document import undo_document
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.errors import NeedsPersonError
from leadtui.model.undo import UndoPlan
from leadtui.typed import command as typed_command
from leadtui.visible import visible

_SHOWN = 12
_KEPT = 3
"""The exit code when rows were kept."""


@click.command("undo")
@click.argument("run", type=click.IntRange(min=1))
@options("db", "dry_run", "yes", "lock_wait", "json", "no_color", "quiet", "verbose")
@click.option("--no-input", is_flag=True, help="Never ask; without --yes nothing is done then.")
def command(
    run: int, *, db: str | None, dry_run: bool, yes: bool, lock_wait: float, as_json: bool, quiet: bool, no_input: bool
) -> int:
    """Take back what one load did, or what an undo did.

    Rows are set back exactly as they were before. A row that was changed by hand or loaded again since
    is kept and named, and the exit code is 3. An undo is a run of its own and can be undone, too.
    """
    with pipeline.database(db) as into:
        plan = afterwards.plan_undo(into, run)
        if not as_json and not (yes and quiet):
            for line in _preview(plan):
                click.echo(line)
        if not dry_run and not yes and not _agreed(run, can_ask=not no_input and not as_json):
            say("nothing was done")
            return 0
        report = None if dry_run else afterwards.undo(into, run, expected=plan, lock_wait=lock_wait)
    number = report.run if report else None
    if as_json:
        click.echo(json.dumps(undo_document(plan, number, db, _code(plan)), indent=1))
    elif number is not None:
        back = visible(typed_command("undo", str(number), db=db))
        click.echo(f"undone    run {run}, by run {number}   to take that back: {back}")
    return _code(plan)


def _code(plan: UndoPlan) -> int:
    return _KEPT if plan.kept_count else 0


def _agreed(run: int, *, can_ask: bool) -> bool:
    if not can_ask or not sys.stdin.isatty():
        hint = f"To undo it: {typed_command('undo', str(run), '--yes')}"
        raise NeedsPersonError("nothing was undone: there is nobody to ask", hint)
    return click.confirm("Do this?", default=False, err=True)


def _preview(plan: UndoPlan) -> Iterator[str]:
    what = "undo" if plan.is_redo else "load"
    yield (
        f"run {plan.run}   {what} of {visible(plan.file_name)} ({visible(plan.source)}) into {visible(plan.table)}"
        f" at {visible(plan.database)}, {plan.finished:%Y-%m-%d %H:%M}"
    )
    yield f"  -{plan.taken_out:,} rows taken out   ~{plan.set_back:,} set back   +{plan.put_back:,} put back"
    yield f"  ={plan.kept_count:,} kept, because something has happened to them since"
    for row in plan.kept[:_SHOWN]:
        yield f"    {visible(row.lead_key)}   {visible(row.reason)}"
    if plan.kept_count > _SHOWN:
        yield f"    and {plan.kept_count - _SHOWN:,} more (--json lists them)"
