"""`leadtui target`: the tables that can be filled, as mapping files."""

from __future__ import annotations

import json

import click

from leadtui import pipeline, store
from leadtui.cli.aligned import aligned
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.store import Made
from leadtui.visible import visible, visible_lines


@click.group("target")
def command() -> None:
    """Make a target, as a mapping file, from a table of a database."""


@command.command("from-table")
@click.argument("table", metavar="[SCHEMA.]TABLE")
@click.option("--name", metavar="NAME", help="What to call the mapping; the table's name by default.")
@options("db", "dry_run", "json", "no_input", "no_color", "quiet", "verbose")
def from_table(table: str, name: str | None, *, db: str | None, dry_run: bool, as_json: bool, quiet: bool) -> int:
    """Write a general mapping for any table: its columns, types, keys, checks and comments.

    With --dry-run the file is printed and not written. The table is only looked at, never changed.
    """
    with pipeline.database(db) as into:
        shape = into.describe(table)
        label = into.label
    made = store.from_table(shape)
    text = store.text_of(made, shape.comment)
    called = name or store.suggest_name(shape.table)
    path = None if dry_run else store.save_target(called, text)
    if as_json:
        document = {
            "schema": 1,
            "name": called,
            "table": shape.name,
            "database": label,
            "file": str(path) if path else None,
            "fields": list(made.target.fields),
            "key": [list(key) for key in made.target.load.key],
            "left_out": [{"column": each.column, "why": each.why} for each in made.left_out],
            "document": text,
        }
        click.echo(json.dumps(document, indent=1))
        return 0
    if path is None:
        click.echo(visible_lines(text), nl=False)
        return 0
    click.echo(visible(str(path)))
    if not quiet:
        _summary(made, called)
    return 0


def _summary(made: Made, called: str) -> None:
    target = made.target
    required = [name for name, field in target.fields.items() if field.required]
    key = " or ".join(" + ".join(alternative) for alternative in target.load.key) or "none, so rows are appended"
    rows = [("table", target.table), ("fields", str(len(target.fields))), ("required", ", ".join(required) or "none")]
    rows += [("key", key), *(("left out", f"{each.column}: {each.why}") for each in made.left_out)]
    for line in aligned(rows):
        say(line)
    say(f"Now: leadtui map FILE --table {called}")
