"""`leadtui db`: the database itself, not what is loaded into it."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from leadtui import pipeline
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.visible import visible

_UNITS = ("B", "kB", "MB", "GB", "TB")


@click.group("db")
def command() -> None:
    """Look after the database: url, status, migrate, stop."""


@command.command("url")
@options("verbose")
def url() -> int:
    """Start the embedded server if need be, and print its URL for psql."""
    click.echo(pipeline.embedded_url())
    return 0


@command.command("status")
@options("db", "json", "no_color", "quiet", "verbose")
def status(*, db: str | None, as_json: bool, quiet: bool) -> int:
    """Say which database is used, who chose it, and how it is."""
    del quiet  # everything said here is the result
    with pipeline.database(db) as into:
        found = into.status()
    if as_json:
        click.echo(json.dumps({"schema": 1, **asdict(found), "migrations": found.migrations.value}, indent=1))
        return 0
    for label, value in (
        ("database", f"{found.database} (chosen by {found.origin})"),
        ("server", f"PostgreSQL {found.server_version}, as {found.role}"),
        ("encryption", found.tls or "none"),
        ("migrations", found.migrations.value + (f" ({found.revision})" if found.revision else "")),
        ("size", _readable(found.size)),
        ("runs", f"{found.run_count:,}"),
    ):
        click.echo(f"{label:<12}{visible(value)}")
    return 0


@command.command("migrate")
@options("db", "no_color", "quiet", "verbose")
def migrate(*, db: str | None, quiet: bool) -> int:
    """Bring leadtui's own tables up to date."""
    with pipeline.database(db) as into:
        has_changed = into.migrate()
        label = into.label
    if not quiet:
        click.echo(f"{visible(label)}: {'migrated' if has_changed else 'already up to date'}")
    return 0


@command.command("stop")
@options("quiet", "verbose")
def stop(*, quiet: bool) -> int:
    """Stop the embedded server; the next command starts it again."""
    was_running = pipeline.stop_embedded()
    if not quiet:
        say("the embedded server is stopped" if was_running else "the embedded server was not running")
    return 0


def _readable(size: float) -> str:
    for unit in _UNITS:
        if size < 1024 or unit == _UNITS[-1]:  # noqa: PLR2004  what a kilobyte is
            return f"{size:,.0f} {unit}"
        size /= 1024
    raise AssertionError("there is always a largest unit")
