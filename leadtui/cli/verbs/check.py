"""`leadtui check`: what is wrong with a file, before anybody thinks of loading it."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import click
import polars as pl

from leadtui import pipeline
from leadtui.cli.document import check_document
from leadtui.cli.job import Job, refuse_above_limit
from leadtui.cli.options import options
from leadtui.cli.outcome import Outcome, blaming, complain_of, prepare_file, worst
from leadtui.cli.room import workspace
from leadtui.errors import InterruptedLoadError, UsageError
from leadtui.model.wish import Wish
from leadtui.visible import visible

_SHOWN = 3


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--issues", "issues_file", metavar="FILE", help="All issues to a file: .csv, .json or .html.")
@options(
    "safe", "saved_mapping", "max_rejects", "limit", "max_unpacked", "strict",
    "json", "no_input", "no_color", "quiet", "verbose",
)  # fmt: skip
def command(
    files: tuple[str, ...], *, issues_file: str | None, safe: bool, as_json: bool, quiet: bool, **wish: Any
) -> int:
    """Clean and check files without touching a database."""
    if issues_file is not None and len(files) > 1:
        raise UsageError("--issues is for one file at a time")
    outcomes = [Outcome(name, is_strict=wish["strict"]) for name in files]
    with contextlib.suppress(InterruptedLoadError):
        for outcome in outcomes:
            with blaming(outcome), workspace() as folder:
                wanted = Wish(**wish)
                source = pipeline.find(outcome.name, folder, max_unpacked=wanted.max_unpacked)
                job = prepare_file(outcome, source, wanted, folder, quiet=quiet)
                if not as_json:
                    _show(outcome, job, is_first=outcome is outcomes[0])
                if issues_file is not None:
                    pipeline.write_issues(source, job.checked, issues_file, safe=safe)
                refuse_above_limit(job)
    if as_json:
        documents = [_document(outcome) for outcome in outcomes]
        click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, indent=1))
    complain_of(outcomes)
    return worst(outcomes)


def _document(outcome: Outcome) -> dict[str, Any]:
    return check_document(
        outcome.name,
        raw=outcome.raw,
        recalled=outcome.recalled,
        job=outcome.job,
        code=outcome.code,
        reason=outcome.reason,
    )


def _show(outcome: Outcome, job: Job, *, is_first: bool) -> None:
    if not is_first:
        click.echo()
    for line in outcome.lines():
        click.echo(line)
    groups = (
        job.checked.issues.group_by("code", "field", "severity", maintain_order=True)
        .agg(pl.len().alias("rows"), pl.col("line", "value", "message").head(_SHOWN))
        .sort("rows", descending=True)
    )
    for code, field, severity, rows, lines, values, messages in groups.iter_rows():
        click.echo(f"{code:<12} {field or '':<28} {rows:>7,}  {severity}")
        for line, value, message in zip(lines, values, messages, strict=True):
            received = f"  {visible(value)!r}" if value is not None else ""
            click.echo(f"    line {line or '-'}{received}  {visible(message)}")
