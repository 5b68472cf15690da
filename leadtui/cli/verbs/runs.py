"""`leadtui runs`: the ledger, newest first."""

from __future__ import annotations

import json

import click

from leadtui import pipeline
from leadtui.cli.document import report_document
from leadtui.cli.options import options
from leadtui.cli.text import counted
from leadtui.visible import visible


@click.command("runs")
@options("db", "limit", "json", "no_color", "quiet", "verbose")
def command(*, db: str | None, limit: int | None, as_json: bool, quiet: bool) -> int:
    """List the loads the ledger knows."""
    with pipeline.database(db) as into:
        reports = into.runs(limit or 20)
    if as_json:
        click.echo(json.dumps([report_document(report) for report in reports], indent=1))
        return 0
    for report in reports:
        click.echo(
            f"{report.finished:%Y-%m-%d %H:%M}  {report.source:<16} {visible(report.file_name):<28}"
            f" {report.state:<8} {counted(report)}"
        )
    if not reports and not quiet:
        click.echo("No loads yet. Start with: leadtui open FILE")
    return 0
