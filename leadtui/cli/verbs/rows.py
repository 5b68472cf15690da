"""`leadtui rows`: what one load brought in."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from leadtui import pipeline
from leadtui.cli.options import options
from leadtui.visible import visible

if TYPE_CHECKING:
    from leadtui.postgres import Database

_OURS = frozenset({"source", "lead_key", "run_id", "file_line", "first_seen", "last_seen", "is_current"})
_SHOWN = 20
_WIDEST = 110


@click.command("rows")
@click.argument("run", type=click.IntRange(min=1))
@click.option("--new", "is_new", is_flag=True, help="Only rows the table did not know before.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, also on a terminal.")
@options("db", "limit", "json", "no_color", "quiet", "verbose")
def command(
    run: int, *, db: str | None, is_new: bool, as_csv: bool, limit: int | None, as_json: bool, quiet: bool
) -> int:
    """List the rows of one load: those it brought in new, or all it wrote.

    With --new they are the rows the load inserted, as they are now. Without, the rows that are as this load
    left them. Into a file or a pipe they go as CSV; on a terminal the first are shown.
    """
    with pipeline.database(db) as into:
        if as_json:
            _tell_json(into.json_rows(run, is_new=is_new, limit=limit), run)
        elif as_csv or not sys.stdout.isatty():
            into.copy_rows(run, sys.stdout.buffer.write, is_new=is_new, limit=limit)
            sys.stdout.flush()
        else:
            _tell(into, run, is_new=is_new, limit=limit or _SHOWN, quiet=quiet)
    return 0


def _tell_json(rows: Iterator[str], run: int) -> None:
    first = next(rows, None)
    click.echo(f'{{"schema": 1, "run": {run}, "rows": [' + (f"\n {first}" if first is not None else ""), nl=False)
    for row in rows:
        click.echo(f",\n {row}", nl=False)
    click.echo("]}")


def _tell(into: Database, run: int, *, is_new: bool, limit: int, quiet: bool) -> None:
    count = 0
    for row in into.json_rows(run, is_new=is_new, limit=limit):
        click.echo(_line(json.loads(row)))
        count += 1
    if count == limit and not quiet:
        click.echo(f"The first {limit}; all of them: leadtui rows {run}{' --new' if is_new else ''} --csv")
    if not count and not quiet:
        click.echo("No rows.")


def _line(row: dict[str, Any]) -> str:
    values = "  ".join(str(value) for name, value in row.items() if name not in _OURS and value is not None)
    text = visible(f"line {row['file_line']:<8} {row['lead_key']:<34} {values}")
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
