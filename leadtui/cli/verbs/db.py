"""`leadtui db`: the database itself, not what is loaded into it."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import asdict

import click

from leadtui import pipeline
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.config import settings
from leadtui.errors import NeedsPersonError, UsageError
from leadtui.model.story import Erased
from leadtui.visible import visible

_KEPT_DAYS = 90.0
_UNITS = ("B", "kB", "MB", "GB", "TB")


@click.group("db")
def command() -> None:
    """Look after the database: url, status, migrate, prune, erase, stop."""


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


@command.command("prune")
@click.option(
    "--older-than", type=click.FloatRange(min=0), metavar="DAYS", help="Else what keep_before_images says; 90."
)
@options("db", "dry_run", "json", "no_color", "quiet", "verbose")
def prune(*, older_than: float | None, db: str | None, dry_run: bool, as_json: bool, quiet: bool) -> int:
    """Forget before-images after their time; those loads can't be undone any more."""
    days = _days(settings().keep_before_images) if older_than is None else older_than
    with pipeline.database(db) as into:
        pruned = into.prune(days, is_rehearsal=dry_run)
    if as_json:
        click.echo(json.dumps({"schema": 1, "dry_run": dry_run, "days": days, **asdict(pruned)}, indent=1))
    elif not quiet:
        verb = "would be forgotten" if dry_run else "forgotten"
        click.echo(
            f"{pruned.before_images:,} before-images of {len(pruned.runs):,} runs {verb}, older than {days:g} days"
        )
    return 0


@command.command("erase")
@click.argument("key")
@click.option("--source", metavar="NAME", help="Only of this source.")
@options("db", "dry_run", "yes", "json", "no_color", "quiet", "verbose")
@click.option("--no-input", is_flag=True, help="Never ask; without --yes nothing is done then.")
def erase(
    key: str,
    *,
    source: str | None,
    db: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    quiet: bool,
    no_input: bool,
) -> int:
    """Remove a person from table, ledger, rejects and before-images. There is no undo.

    KEY is a lead key (license_number=110622) or what stands behind its = sign. Rejects files lie beside the
    files they came from and are not touched; a later file that has the person loads it again.
    """
    with pipeline.database(db) as into:
        found = into.erase(key, source=source, is_rehearsal=True)
        if not as_json and not quiet:
            for one in found:
                click.echo(_erased(one))
        if not dry_run:
            _require_agreement(key, yes=yes, can_ask=not (no_input or as_json))
            found = into.erase(key, source=source)
    if as_json:
        erased = [asdict(one) for one in found]
        click.echo(json.dumps({"schema": 1, "dry_run": dry_run, "erased": erased}, indent=1))
    elif not quiet:
        click.echo("nothing was erased: a dry run" if dry_run else "erased")
    return 0


def _require_agreement(key: str, *, yes: bool, can_ask: bool) -> None:
    if yes or (can_ask and sys.stdin.isatty() and click.confirm("Erase all of this for good?", err=True)):
        return
    raise NeedsPersonError("nothing was erased", f"To erase for good: leadtui db erase {shlex.quote(key)} --yes")


def _erased(one: Erased) -> str:
    return visible(
        f"{one.lead_key} of {one.source}: {one.rows} row in {one.table}, {one.before_images} before-images,"
        f" {one.edits} notes of edits, {one.rejects} rejected records, {one.duplicates} duplicates"
    )


def _days(said: str | None) -> float:
    try:
        return max(0.0, float(said)) if said is not None else _KEPT_DAYS
    except ValueError:
        raise UsageError(
            f"keep_before_images = {said!r} is no number of days", 'Write keep_before_images = "90".'
        ) from None


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
