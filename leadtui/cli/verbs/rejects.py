"""`leadtui rejects`: the rows a load could not keep, and the way back for them."""

from __future__ import annotations

import base64
import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from leadtui import afterwards, pipeline
from leadtui.cli.options import options
from leadtui.cli.outcome import Outcome, blaming, load_prepared, prepare_file, tell, worst
from leadtui.cli.room import workspace
from leadtui.errors import InterruptedLoadError
from leadtui.model.wish import Wish
from leadtui.visible import visible

if TYPE_CHECKING:
    from leadtui.postgres import Database

_WIDEST: Final = 100


@click.command("rejects")
@click.argument("run", type=click.IntRange(min=1))
@click.option("--reload", "file", metavar="FILE", help="Load this corrected rejects file into the same run's table.")
@options("db", "max_rejects", "lock_wait", "force", "dry_run", "json", "no_input", "no_color", "quiet", "verbose")
def command(
    run: int,
    file: str | None,
    *,
    db: str | None,
    max_rejects: str | None,
    lock_wait: float,
    force: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """List the rows one load rejected; or load them, once they are corrected.

    Correct the rows in the rejects file and leave its first three columns as they are. With --reload just
    these rows are loaded, by the saved mapping of the run; rows they lack are not taken for vanished, and the
    new run is linked to the old one.
    """
    if file is None:
        with pipeline.database(db) as into:
            _list(into, run, as_json=as_json)
        return 0
    wish = Wish(max_rejects=max_rejects, lock_wait=lock_wait, force=force)
    outcome = Outcome(file, db=db, is_approved=True)  # a person corrected the rows
    with contextlib.suppress(InterruptedLoadError), blaming(outcome), contextlib.ExitStack() as stack:
        folder = stack.enter_context(workspace(file))
        into = stack.enter_context(pipeline.database(db))
        _reload(outcome, into, run, wish, folder, writes=not dry_run, quiet=quiet)
    tell([outcome], as_json=as_json)
    return worst([outcome])


def _reload(outcome: Outcome, into: Database, run: int, wish: Wish, folder: Path, *, writes: bool, quiet: bool) -> None:
    report = pipeline.report(into, run)
    source = pipeline.find(outcome.name, folder)
    outcome.source = afterwards.without_reasons(source, report.source, folder)
    wish = replace(wish, saved_mapping=report.source, table=report.table)
    job = prepare_file(outcome, outcome.source, wish, folder, quiet=quiet)
    outcome.job = job = replace(job, request=afterwards.reloading(job.request, run))
    load_prepared(outcome, into, job, writes=writes, quiet=quiet)


def _list(into: Database, run: int, *, as_json: bool) -> None:
    encoding = pipeline.report(into, run).encoding
    found = into.rejects(run)
    if as_json:
        rows = [_document(line, code, reason, raw, encoding) for line, _, code, reason, raw in found.iter_rows()]
        click.echo(json.dumps({"schema": 1, "run": run, "encoding": encoding, "rejects": rows}, indent=1))
        return
    for line, _, code, reason, raw in found.iter_rows():
        click.echo(f"line {line:<8} {visible(code)}  {visible(reason)}")
        if raw:
            click.echo(f"    {visible(_text(raw, encoding).rstrip())[:_WIDEST]}")


def _document(line: int, code: str, reason: str, raw: bytes | None, encoding: str) -> dict[str, object]:
    """One record; its bytes as they came where they are no text in the file's own encoding."""
    text = None if raw is None else _text(raw, encoding)
    document = {"line": line, "code": code, "reason": reason, "raw": text}
    is_exact = raw is None or (text or "").encode(encoding, "replace") == raw
    return document if is_exact or raw is None else document | {"raw_base64": base64.b64encode(raw).decode()}


def _text(raw: bytes, encoding: str) -> str:
    return raw.decode(encoding, "replace")
