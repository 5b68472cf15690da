"""`leadtui transform`: clean and check a file here, to load it elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from leadtui import packages, pipeline
from leadtui.cli.document import check_document
from leadtui.cli.job import refuse_above_limit
from leadtui.cli.options import options
from leadtui.cli.outcome import Outcome, blaming, complain_of, prepare_file
from leadtui.cli.room import workspace
from leadtui.errors import UsageError
from leadtui.model.wish import Wish
from leadtui.store import Manifest
from leadtui.visible import visible


@click.command("transform")
@click.argument("file")
@click.option("--stage", metavar="DIR", required=True, help="The folder to write the package into.")
@options("saved_mapping", "max_rejects", "max_unpacked", "json", "no_input", "no_color", "quiet", "verbose")
def command(file: str, *, stage: str, as_json: bool, quiet: bool, **wish: Any) -> int:
    """Clean and check a file, and pack what a load needs: Parquet parts and a manifest, written last.

    leadtui load --from-stage DIR/manifest.json verifies the package and gives the very same rows as loading the
    file itself.
    """
    if "://" in stage:
        raise UsageError(f"{stage}: a package can only be written into a folder of this machine", "Name a folder.")
    outcome = Outcome(file)
    written = _staged(outcome, Path(stage), Wish(**wish), quiet=quiet)
    if as_json:
        click.echo(json.dumps(_document(outcome, written), indent=1))
    else:
        for line in outcome.lines():
            click.echo(line)
        if written is not None:
            path, manifest = written
            count = len(manifest.parts)
            click.echo(f"staged    {manifest.good:,} rows and {manifest.rejected:,} rejects in {count} parts")
            click.echo(f"load      leadtui load --from-stage {visible(str(path))}")
    complain_of([outcome])
    return outcome.code


def _staged(outcome: Outcome, stage: Path, wish: Wish, *, quiet: bool) -> tuple[Path, Manifest] | None:
    with blaming(outcome), workspace() as folder:
        source = pipeline.find(outcome.name, folder, max_unpacked=wish.max_unpacked)
        job = prepare_file(outcome, source, wish, folder, quiet=quiet)
        refuse_above_limit(job)
        return packages.pack(job.request, stage)
    return None


def _document(outcome: Outcome, written: tuple[Path, Manifest] | None) -> dict[str, Any]:
    document = check_document(
        outcome.name, raw=outcome.raw, recalled=outcome.recalled, job=outcome.job, code=outcome.code,
        reason="staged" if written else outcome.reason,
    )  # fmt: skip
    if written is not None:
        path, manifest = written
        document["stage"] = {"manifest": str(path), "parts": [part.model_dump() for part in manifest.parts]}
    return document
