"""`leadtui mapping`: what was decided once, as a tool: look at it, ask it why, take it back, try it."""

from __future__ import annotations

import json
import re
from typing import Any

import click

from leadtui import cleaning, store
from leadtui.cli.aligned import aligned
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.errors import UsageError
from leadtui.store import Change, Version
from leadtui.visible import visible, visible_lines


@click.group("mapping")
def command() -> None:
    """Look after saved mappings: list, show, explain, diff, log, revert, test."""


@command.command("list")
@options("json", "no_color", "quiet", "verbose")
def list_(*, as_json: bool, quiet: bool) -> int:
    """List every mapping, and what is wrong with those that can't be used."""
    found = store.overview()
    if as_json:
        _tell(
            mappings=[
                {
                    "name": each.name,
                    "kind": "source" if each.extends else "general",
                    "version": each.version,
                    "extends": each.extends,
                    "table": each.table,
                    "columns": each.columns,
                    "file": str(each.path),
                    "mistake": each.mistake,
                }
                for each in found
            ]
        )
        return 0
    rows = [
        (
            each.name,
            f"v{each.version}" if each.version is not None else "?",
            each.table or "not usable",
            f"{each.columns} columns, extends {each.extends}" if each.extends else "general",
            each.shown_path,
        )
        for each in found
    ]
    for line in aligned(rows):
        click.echo(line)
    for each in found:
        if each.mistake and not quiet:
            say(f"{each.name}: {each.mistake}")
    return 0


@command.command("show")
@click.argument("name")
@click.option("--canonical", is_flag=True, help="With all that it inherits, and every step spelled out.")
@options("json", "no_color", "quiet", "verbose")
def show(name: str, *, canonical: bool, as_json: bool, quiet: bool) -> int:
    """Print a mapping as it is written, or complete with --canonical."""
    del quiet  # everything said here is the result
    mapping = store.any_mapping(name)
    text = store.canonical(mapping) if canonical else store.versions(name)[0].document.text
    steps = [step.model_dump(mode="json", by_alias=True) for step in cleaning.canonical_steps(mapping)]
    if as_json:
        _tell(name=name, version=mapping.version, sha256=mapping.sha256, document=text, steps=steps)
        return 0
    click.echo(visible_lines(text), nl=not text.endswith("\n"))
    if canonical:
        click.echo("# What happens to a row, in this order:")
        for step in steps:
            said = " ".join(f"{key}={_short(value)}" for key, value in step.items() if key != "op" and value)
            click.echo(f"#   {step['op']:<8} {visible(said)}")
    return 0


@command.command("explain")
@click.argument("name")
@click.argument("field")
@options("json", "no_color", "quiet", "verbose")
def explain(name: str, field: str, *, as_json: bool, quiet: bool) -> int:
    """Say where each value of a field was written, and which confirmed mappings speak for it."""
    del quiet  # everything said here is the result
    found, confirmed = store.explain(name, field), store.confirmations(name, field)
    if as_json:
        _tell(
            name=name,
            field=field,
            values=[
                {"key": each.key, "value": each.value, "file": str(each.place.path), "line": each.place.line}
                for each in found
            ],
            confirmations=[
                {
                    "mapping": each.mapping,
                    "version": each.version,
                    "column": each.column,
                    "decision": each.how,
                    "file": str(each.place.path),
                    "line": each.place.line,
                }
                for each in confirmed
            ],
        )
        return 0
    own = f"fields.{field}."
    for line in aligned([(each.key.removeprefix(own), str(each.place), each.value) for each in found]):
        click.echo(line)
    if confirmed:
        click.echo(f"\nconfirmed before as {visible(field)} (leadtui forget HEADER takes one back):")
        rows = [
            (f'  "{each.column}"', f"{each.mapping} v{each.version}", str(each.place), each.how) for each in confirmed
        ]
        for line in aligned(rows):
            click.echo(line)
    return 0


@command.command("diff")
@click.argument("name")
@click.argument("versions", nargs=-1, metavar="[OLD [NEW]]")
@options("json", "no_color", "quiet", "verbose")
def diff(name: str, versions: tuple[str, ...], *, as_json: bool, quiet: bool) -> int:
    """Say what two versions of a mapping decide differently; by default the last two."""
    old, new = _two(name, versions)
    found = store.changes(old.document, new.document)
    if as_json:
        _tell(
            name=name,
            old=old.number,
            new=new.number,
            changes=[{"key": each.key, "before": each.before, "after": each.after} for each in found],
        )
        return 0
    if not quiet:
        say(f"{name} v{old.number} -> v{new.number}: {len(found)} entries differ")
    for line in aligned([(each.sign, each.key, _before_after(each)) for each in found]):
        click.echo(line)
    return 0


@command.command("log")
@click.argument("name")
@options("json", "no_color", "quiet", "verbose")
def log(name: str, *, as_json: bool, quiet: bool) -> int:
    """List the versions of a mapping, newest first."""
    del quiet  # everything said here is the result
    known = store.versions(name)
    former: list[Version | None] = [*known[1:], None]
    told = [_told(each, before) for each, before in zip(known, former, strict=True)]
    if as_json:
        _tell(
            name=name,
            versions=[
                {
                    "version": each.number,
                    "saved": each.saved.isoformat(),
                    "current": each.is_current,
                    "note": each.note,
                    "changes": words,
                    "file": str(each.document.path),
                }
                for each, words in zip(known, told, strict=True)
            ],
        )
        return 0
    rows = [
        (f"v{each.number}", f"{each.saved:%Y-%m-%d %H:%M} UTC", "now" if each.is_current else "", words or each.note)
        for each, words in zip(known, told, strict=True)
    ]
    for line in aligned(rows):
        click.echo(line)
    return 0


@command.command("revert")
@click.argument("name")
@click.argument("version")
@options("json", "no_color", "quiet", "verbose")
def revert(name: str, version: str, *, as_json: bool, quiet: bool) -> int:
    """Make a former version the newest one; what it replaces is kept."""
    number = _number(version)
    now = store.revert(name, number)
    if as_json:
        _tell(name=name, reverted_to=number, version=now.number, file=str(now.document.path))
    elif not quiet:
        click.echo(f"{name} v{now.number} says what v{number} said   {visible(str(now.document.path))}")
    return 0


@command.command("test")
@click.argument("name")
@click.argument("file", required=False)
@click.option("--keep", is_flag=True, help="Keep FILE as the golden sample, with what it comes to now.")
@options("json", "no_input", "no_color", "quiet", "verbose")
def test(name: str, file: str | None, *, keep: bool, as_json: bool, quiet: bool) -> int:
    """Try a mapping on its golden sample, or on FILE, without a database: what fits, fills and fails."""
    from leadtui.cli import trial  # noqa: PLC0415  the other verbs of mappings read no file

    found = trial.run(name, file, quiet=quiet)
    if keep:
        trial.keep(found)
    if as_json:
        click.echo(json.dumps(trial.document(found), indent=1))
    else:
        for line in trial.lines(found):
            click.echo(line)
    return trial.conclude(found)


def _two(name: str, wanted: tuple[str, ...]) -> tuple[Version, Version]:
    known = store.versions(name)
    if len(wanted) > 2:  # noqa: PLR2004  an old one and a new one
        raise UsageError("two versions are compared", f"leadtui mapping diff {name} v1 v2")
    if not wanted:
        if len(known) == 1:
            raise UsageError(f"{name} has only v{known[0].number}", "Each save keeps the version before it.")
        return known[1], known[0]
    chosen = [store.version(name, _number(each)) for each in wanted]
    return (chosen[0], chosen[1]) if len(chosen) > 1 else (chosen[0], known[0])


def _number(text: str) -> int:
    match = re.fullmatch(r"v?(\d{1,9})", text)
    if match is None:
        raise UsageError(f"{text!r} is not a version", "Write it as v7 or 7; leadtui mapping log NAME lists them.")
    return int(match[1])


def _told(new: Version, old: Version | None) -> str:
    """What a version changed, in a few words."""
    if old is None:
        return ""
    found = store.changes(old.document, new.document)
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""  # noqa: PLR2004  enough to recognise it
    return ", ".join(f"{each.sign}{each.key}" for each in found[:3]) + more if found else "says the same"


def _before_after(change: Change) -> str:
    if change.added or change.removed:
        return ", ".join([*(f"+{word}" for word in change.added), *(f"-{word}" for word in change.removed)])
    return " -> ".join(value for value in (change.before, change.after) if value is not None)


def _short(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _tell(**content: Any) -> None:
    click.echo(json.dumps({"schema": 1, **content}, indent=1))
