"""`leadtui open`: the screens."""

from __future__ import annotations

import click

from leadtui.cli.options import options


@click.command("open")
@click.argument("file", required=False)
@options("saved_mapping", "db", "table", "max_unpacked", "no_color", "verbose")
def command(
    file: str | None, *, saved_mapping: str | None, db: str | None, table: str | None, max_unpacked: int | None
) -> int:
    """Look at a file, map, clean and check it, and load it, on screen.

    Without a file: the start screen, with what waits, what was open, what is here and what was loaded.
    """
    from leadtui.tui import run, start  # noqa: PLC0415  the other door: its libraries load only when it is opened

    if file is None:
        return start(db=db)
    return run(file, saved_mapping=saved_mapping, db=db, table=table, max_unpacked=max_unpacked)
