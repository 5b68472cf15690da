"""`leadtui report`: one run, as the ledger tells it."""

from __future__ import annotations

import json

import click

from leadtui import afterwards, pipeline
from leadtui.cli.document import report_document
from leadtui.cli.options import options
from leadtui.cli.room import workspace
from leadtui.errors import UsageError
from leadtui.typed import command as typed_command
from leadtui.visible import visible


def _tell_publisher(lines: list[str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"schema": 1, "lines": lines}, indent=1))
        return
    for line in lines:
        click.echo(visible(line))


@click.command("report")
@click.argument("run", type=click.IntRange(min=1))
@click.option("--for-publisher", is_flag=True, help="What the file's publisher should put right, in plain English.")
@click.option("--file", metavar="FILE", help="The file of the run, so that values left empty are listed as well.")
@options("db", "json", "no_color", "quiet", "verbose")
def command(run: int, *, for_publisher: bool, file: str | None, db: str | None, as_json: bool, quiet: bool) -> int:
    """Show what one load did."""
    if file is not None and not for_publisher:
        raise UsageError("--file goes with --for-publisher")
    with pipeline.database(db) as into, workspace() as folder:
        if for_publisher:
            _tell_publisher(list(afterwards.for_publisher(into, run, file, folder)), as_json=as_json)
            if file is None and not quiet:
                click.echo("only rejected records are kept with a run; --file FILE lists empty values, too", err=True)
            return 0
        report = pipeline.report(into, run)
    if as_json:
        click.echo(json.dumps(report_document(report, db), indent=1))
        return 0
    counts = report.counts
    if report.kind == "undo":
        for label, value in (
            ("run", f"{report.run} ({report.state}): undo of run {report.undoes_run}"),
            ("table", f"{report.table} at {report.database}"),
            ("time", f"{report.started:%Y-%m-%d %H:%M:%S %Z}, {report.seconds:.1f} s"),
            ("taken out", f"{counts.vanished:,}"),
            ("set back", f"{counts.updated:,}"),
            ("put back", f"{counts.inserted:,}"),
            ("kept", f"{counts.unchanged:,}"),
        ):
            click.echo(f"{label:<11}{visible(value)}")
        return 0
    for label, value in (
        ("run", f"{report.run} ({report.state})"),
        ("file", f"{report.file_name}  sha256 {report.sha256}"),
        ("mapping", f"{report.source} v{report.mapping_version}"),
        ("table", f"{report.table} at {report.database}, {report.mode.value}"),
        ("time", f"{report.started:%Y-%m-%d %H:%M:%S %Z}, {report.seconds:.1f} s"),
        ("read", f"{counts.read:,}"),
        ("inserted", f"{counts.inserted:,}"),
        ("updated", f"{counts.updated:,}"),
        ("unchanged", f"{counts.unchanged:,}"),
        ("rejected", f"{counts.rejected:,}"),
        ("duplicates", f"{counts.duplicates:,}"),
        ("vanished", f"{counts.vanished:,}  (known rows that were not in the file)"),
    ):
        click.echo(f"{label:<11}{visible(value)}")
    if report.state == "loaded":
        click.echo(f"{'undo':<11}{visible(typed_command('undo', str(run), db=db))}")
    return 0
