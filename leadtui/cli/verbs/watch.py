"""`leadtui watch`: files are loaded as they arrive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from leadtui import alerts
from leadtui.cli.options import options
from leadtui.cli.outcome import Outcome, complain_of, worst
from leadtui.cli.talk import say
from leadtui.cli.watching import Watch
from leadtui.config import settings
from leadtui.model.wish import Wish
from leadtui.store.inbox import Inbox, Shelf
from leadtui.visible import visible


@click.command("watch")
@click.argument("folder", metavar="DIR")
@click.option("--once", is_flag=True, help="Deal with what lies there, then end: for cron.")
@click.option(
    "--settle",
    type=click.FloatRange(min=0),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a file must not change before it is complete.",
)
@click.option(
    "--interval",
    type=click.FloatRange(min=0.05),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait between two looks.",
)
@options(
    "saved_mapping", "db", "table", "mode", "max_rejects", "max_unpacked", "lock_wait", "strict", "json", "no_input",
    "no_color", "quiet", "verbose",
)  # fmt: skip
def command(
    folder: str, *, once: bool, settle: float, interval: float, db: str | None, as_json: bool, quiet: bool, **wish: Any
) -> int:
    """Load files as they arrive in a folder, each by the saved mapping that fits its columns.

    What is loaded goes to DIR/done, what needs somebody to DIR/needs-a-person (and leadtui review), what can't be
    read to DIR/failed; a note beside it says why. Once decided, a file that waited is loaded. While the database
    can't be reached, files stay. Several watchers may share a folder. Ends with Ctrl+C.
    """
    found = settings()
    alerts.wanted(found)  # a mistake there is said at once, not when somebody should be told
    watch = Watch(Inbox(Path(folder).resolve(), settle), db, Wish(**wish), found, interval)
    if not quiet:
        shelves = ", ".join(Shelf)
        say(f"watching {folder}; files go to {shelves} in it" + (" (once)" if once else "; Ctrl+C ends it"))
    outcomes = []
    for outcome in watch.rounds(once=once):
        _result(outcome, as_json=as_json)
        if once:
            outcomes.append(outcome)
    return worst(outcomes) if outcomes else 0


def _result(outcome: Outcome, *, as_json: bool) -> None:
    """One line for a file, at once: whoever reads it may be waiting."""
    line = json.dumps(outcome.document()) if as_json else f"{visible(Path(outcome.name).name)}  {_told(outcome)}"
    click.echo(line)
    complain_of([outcome])


def _told(outcome: Outcome) -> str:
    return outcome.line().partition("  ")[2]
