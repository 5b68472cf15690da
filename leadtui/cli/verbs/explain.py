"""`leadtui explain`: where every value of a row came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from leadtui import afterwards, pipeline
from leadtui.cli.options import options
from leadtui.model.story import Event, Story
from leadtui.visible import visible


@click.command("explain")
@click.argument("key")
@click.option("--source", metavar="NAME", help="Only of this source.")
@options("db", "table", "json", "no_color", "quiet", "verbose")
def command(key: str, *, source: str | None, db: str | None, table: str | None, as_json: bool, quiet: bool) -> int:
    """Tell the story of one row: each load that touched it, and what that changed.

    KEY is a lead key (license_number=110622) or what stands behind its = sign (110-622).
    """
    del quiet  # everything said here is the result
    with pipeline.database(db) as into:
        stories = afterwards.explain(into, key, table=table, source=source)
    if as_json:
        click.echo(json.dumps({"schema": 1, "leads": [asdict(story) for story in stories]}, indent=1, default=str))
        return 0
    for number, story in enumerate(stories):
        if number:
            click.echo()
        for line in _lines(story):
            click.echo(visible(line))
    return 0


def _lines(story: Story) -> Iterator[str]:
    state = "current" if story.is_current else "not current" if story.is_there else "not in the table"
    yield f"{story.lead_key}   source {story.source}   {story.table}   {state}"
    for event in story.events:
        yield _line(event)
        for change in event.changes:
            yield f"    {change.field}   {_value(change.before)} -> {_value(change.after)}"


def _line(event: Event) -> str:
    run = f"run {event.run}" if event.run is not None else "by hand"
    place = (
        f"   {event.file_name}" + (f" line {event.line}" if event.line is not None else "") if event.file_name else ""
    )
    undone = "   (undone)" if event.state == "undone" else ""
    return f"  {event.moment:%Y-%m-%d %H:%M}  {run:<8} {event.what}{place}{undone}"


def _value(value: str | None) -> str:
    return "(empty)" if value is None else value
