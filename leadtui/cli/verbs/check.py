"""`leadtui check`: what is wrong with a file, before anybody thinks of loading it."""

from __future__ import annotations

import json
from typing import Any

import click
import polars as pl

from leadtui import pipeline
from leadtui.cli import text
from leadtui.cli.document import check_document
from leadtui.cli.job import Job, Wish, prepare
from leadtui.cli.options import options
from leadtui.cli.outcome import WORST_FIRST
from leadtui.cli.talk import complain
from leadtui.errors import LeadtuiError, RefusedError
from leadtui.visible import visible

_SHOWN = 3


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options("saved_mapping", "max_rejects", "limit", "json", "no_input", "no_color", "quiet", "verbose")
def command(files: tuple[str, ...], *, as_json: bool, **wish: Any) -> int:
    """Clean and check files without touching a database."""
    codes, documents = [0], []
    for number, name in enumerate(files):
        try:
            with pipeline.workspace() as folder:
                job = prepare(pipeline.find(name, folder), Wish(**wish), folder)
                documents.append(check_document(job))
                if not as_json:
                    _show(job, is_first=number == 0)
                _refuse_above_limit(job)
        except LeadtuiError as failure:
            complain(f"{name}: {failure.message}" if len(files) > 1 else failure.message, failure.hint)
            codes.append(failure.exit_code)
    if as_json:
        click.echo(json.dumps(documents[0] if len(files) == 1 and documents else documents, indent=1))
    return min(codes, key=WORST_FIRST.index)


def _refuse_above_limit(job: Job) -> None:
    checked, limit = job.checked, job.mapping.load.max_rejects
    if not limit.allows(checked.rejected.height, of=checked.read_count):
        raise RefusedError(
            f"{checked.rejected.height:,} of {checked.read_count:,} rows would be rejected; the limit is {limit}",
            "Mend the rows, or raise max_rejects in the mapping or with --max-rejects.",
        )


def _show(job: Job, *, is_first: bool) -> None:
    if not is_first:
        click.echo()
    for line in text.opening(job):
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
