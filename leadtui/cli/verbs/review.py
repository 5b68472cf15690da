"""`leadtui review`: what waits for a person."""

from __future__ import annotations

import json
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from leadtui import store
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.store import Draft
from leadtui.visible import visible


@click.command("review")
@options("json", "no_color", "quiet", "verbose")
def command(*, as_json: bool, quiet: bool) -> int:
    """List the files that wait for a person, and how to open each."""
    waiting = store.drafts.waiting(on_mistake=lambda _path, error: say(error.message))
    now = datetime.now(UTC)
    if as_json:
        click.echo(json.dumps({"schema": 1, "waiting": [_document(draft, now) for draft in waiting]}, indent=1))
        return 0
    for draft in waiting:
        lost = "" if _is_there(draft) else "; the file is not there any more"
        click.echo(f"{visible(_near(draft.file))}   {_age(now - draft.created)} ago{lost}")
        click.echo(f"  {visible(draft.reason or 'left off with some decisions taken')}")
        click.echo(f"  {visible(_opens(draft))}")
    if not waiting and not quiet:
        say("nothing waits for a person")
    return 0


def _document(draft: Draft, now: datetime) -> dict[str, object]:
    return {
        "key": draft.key,
        "file": draft.file,
        "exists": _is_there(draft),
        "reason": draft.reason,
        "mapping": draft.mapping,
        "created": draft.created.isoformat(),
        "age_seconds": round((now - draft.created).total_seconds()),
        "open": _opens(draft),
    }


def _near(file: str) -> str:
    """The file as it can be typed here."""
    here = Path.cwd()
    return str(Path(file).relative_to(here)) if Path(file).is_relative_to(here) else file


def _is_there(draft: Draft) -> bool:
    return draft.file == "-" or Path(draft.file).exists()


def _opens(draft: Draft) -> str:
    named = f" --saved-mapping {draft.mapping}" if draft.mapping else ""
    return f"leadtui open {shlex.quote(_near(draft.file))}{named}"


def _age(age: timedelta) -> str:
    """How long, in one unit.

    >>> _age(timedelta(minutes=3)), _age(timedelta(hours=30))
    ('3 min', '30 h')
    """
    seconds = max(0, int(age.total_seconds()))
    for unit, size, most in (("s", 1, 120), ("min", 60, 120 * 60), ("h", 3600, 48 * 3600)):
        if seconds < most:
            return f"{seconds // size} {unit}"
    return f"{seconds // 86400} days"
