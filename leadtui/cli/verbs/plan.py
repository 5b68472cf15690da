"""`leadtui plan`: the load, up to the point where it would write."""

from __future__ import annotations

from typing import Any

import click

from leadtui.cli.options import options
from leadtui.cli.outcome import load_files, tell, worst
from leadtui.model.wish import Wish


@click.command("plan")
@click.argument("file")
@options(
    "saved_mapping", "db", "table", "mode", "max_rejects", "limit", "max_unpacked", "lock_wait",
    "force", "strict", "json", "no_input", "no_color", "quiet", "verbose",
)  # fmt: skip
def command(file: str, db: str | None, *, as_json: bool, quiet: bool, **wish: Any) -> int:
    """Say what a load would do to the live table, without doing it."""
    outcomes = load_files((file,), db, Wish(**wish), writes=False, quiet=quiet)
    tell(outcomes, as_json=as_json)
    return worst(outcomes)
