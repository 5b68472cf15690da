"""`leadtui map`: the proposal for a file's columns, with its evidence."""

from __future__ import annotations

import json

import click

from leadtui import pipeline
from leadtui.cli.document import map_document
from leadtui.cli.job import Opened, open_file
from leadtui.cli.options import options
from leadtui.cli.room import workspace
from leadtui.model.suggestion import Suggestion
from leadtui.model.wish import Wish
from leadtui.visible import visible


@click.command("map")
@click.argument("file")
@options("table", "max_unpacked", "json", "no_input", "no_color", "quiet", "verbose")
def command(file: str, *, table: str | None, max_unpacked: int | None, as_json: bool, quiet: bool) -> int:
    """Say how the columns of a file would fill the target."""
    with workspace() as folder:
        opened = open_file(pipeline.find(file, folder, max_unpacked=max_unpacked), Wish(), folder, quiet=quiet)
        suggestions = pipeline.suggest(opened.profile, pipeline.target(table))
    if as_json:
        click.echo(json.dumps(map_document(opened, suggestions), indent=1, ensure_ascii=False))
    else:
        _show(opened, suggestions)
    return 0


def _show(opened: Opened, suggestions: tuple[Suggestion, ...]) -> None:
    source = opened.raw.source
    click.echo(f"{visible(source.name)}  {opened.raw.read_count:,} rows - {len(opened.raw.columns)} columns")
    for suggestion in suggestions:
        best = suggestion.decision
        home = ", ".join(best.fields) if best else "(no home)"
        sure = f"{min(99, int(100 * best.confidence)):3}%" if best else "   -"
        click.echo(f"{visible(suggestion.column.name)[:28]:<28}  {sure} {suggestion.tier.value:<6}  -> {home}")
        if best and best.evidence:
            click.echo(f"{'':<44}{visible(best.evidence[0].text)}")
