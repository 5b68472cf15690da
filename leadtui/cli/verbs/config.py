"""`leadtui config`: the settings in force and the folders in use, and who said so."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import click

from leadtui import alerts, paths
from leadtui.cli.aligned import aligned
from leadtui.cli.options import options
from leadtui.config import PROJECT_FILE, Settings, settings_of

_DATABASES = ("LEADTUI_DATABASE_URL", "DATABASE_URL")
_ALERTS = {alerts.COMMAND: "alert_command", alerts.WEBHOOK: "alert_webhook"}


@click.group("config")
def command() -> None:
    """Say which settings hold, and where they come from."""


@command.command("where")
@options("json", "no_color", "quiet", "verbose")
def where(*, as_json: bool, quiet: bool) -> int:
    """Print the files and folders that leadtui uses."""
    del quiet  # everything said here is the result
    found = {
        "project settings": Path.cwd() / PROJECT_FILE,
        "user settings": paths.config_folder() / "config.toml",
        "project mappings": Path.cwd() / "mappings",
        "user mappings": paths.user_mappings_folder(),
        "shipped mappings": paths.packaged_mappings_folder(),
        "drafts": paths.drafts_folder(),
        "embedded database": paths.embedded_database_folder(),
        "cache": paths.cache_folder(),
    }
    if as_json:
        listed = [{"what": what, "path": str(path), "exists": path.exists()} for what, path in found.items()]
        click.echo(json.dumps({"schema": 1, "places": listed}, indent=1))
        return 0
    for line in aligned([(what, "" if path.exists() else "(none)", str(path)) for what, path in found.items()]):
        click.echo(line)
    return 0


@command.command("show")
@click.option("--origin", is_flag=True, help="Also say which file or variable each comes from.")
@options("json", "no_color", "quiet", "verbose")
def show(*, origin: bool, as_json: bool, quiet: bool) -> int:
    """Print the settings in force; a password in an address is never shown."""
    del quiet  # everything said here is the result
    rows = [(name, _shown(name, value), where_from) for name, value, where_from in _settings()]
    if as_json:
        listed = [dict(zip(("setting", "value", "origin"), row, strict=True)) for row in rows]
        click.echo(json.dumps({"schema": 1, "settings": listed}, indent=1))
        return 0
    for line in aligned(
        [(name, value or "(not set)", where_from if origin else "") for name, value, where_from in rows]
    ):
        click.echo(line)
    return 0


def _settings() -> list[tuple[str, str | None, str]]:
    """Each setting, the value in force, and who said so; the environment comes before the files."""
    found: dict[str, tuple[str | None, str]] = {field.name: (None, "the default") for field in fields(Settings)}
    for path in (paths.config_folder() / "config.toml", Path.cwd() / PROJECT_FILE):
        for name, value in settings_of(path).items():
            found[name] = (value, str(path))
    for variable in reversed(_DATABASES):
        if os.environ.get(variable):
            found["database_url"] = (os.environ[variable], variable)
    for variable, name in _ALERTS.items():
        if os.environ.get(variable):
            found[name] = (os.environ[variable], variable)
    return [(name, value, where_from) for name, (value, where_from) in found.items()]


def _shown(name: str, value: str | None) -> str | None:
    """An address may hold a password: only what people call the database is shown."""
    if name == "alert_webhook" and value:
        return f"{urlsplit(value).scheme}://{urlsplit(value).hostname}/…"
    if name != "database_url" or value is None:
        return value
    from leadtui import postgres  # noqa: PLC0415  only this setting needs it

    return postgres.choose(value).label
