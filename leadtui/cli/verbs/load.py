"""`leadtui load`: what was confirmed once on a screen, every month after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from leadtui import alerts
from leadtui.cli.alerting import alert
from leadtui.cli.options import options
from leadtui.cli.outcome import Outcome, load_files, tell, worst
from leadtui.cli.parallel import Told, is_worth_it, load_side_by_side
from leadtui.cli.staged import load_staged
from leadtui.config import settings
from leadtui.errors import UsageError
from leadtui.model.wish import Wish


@click.command("load")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--from-stage", metavar="MANIFEST", help="A package of leadtui transform, instead of files.")
@options(
    "saved_mapping", "db", "table", "mode", "max_rejects", "limit", "max_unpacked", "lock_wait",
    "force", "approved", "strict", "dry_run", "jobs", "json", "no_input", "no_color", "quiet", "verbose",
)  # fmt: skip
def command(
    files: tuple[str, ...],
    db: str | None,
    *,
    from_stage: str | None,
    dry_run: bool,
    jobs: int | None,
    as_json: bool,
    quiet: bool,
    **wish: Any,
) -> int:
    """Load files by their saved mappings, without a screen.

    The mapping is recognised by the file's columns unless --saved-mapping names it. Each file is one
    transaction; the same file again changes nothing. FILE may be - for standard input. With -j several sources
    are loaded at a time; files of one source always one after the other, in the order they are named.
    """
    if bool(files) == bool(from_stage):
        raise UsageError("name files to load, or one package with --from-stage", "See leadtui load --help.")
    found = settings()
    alerts.wanted(found)  # a mistake there is said before anything is done
    outcomes: Sequence[Outcome | Told]
    if from_stage is not None:
        outcomes = [load_staged(from_stage, db, _without_choices(Wish(**wish)), writes=not dry_run, quiet=quiet)]
    elif jobs is not None and is_worth_it(files, jobs):
        outcomes = load_side_by_side(files, db, Wish(**wish), writes=not dry_run, jobs=jobs)
    else:
        outcomes = load_files(files, db, Wish(**wish), writes=not dry_run, quiet=quiet)
    tell(outcomes, as_json=as_json)
    if not dry_run:
        alert(outcomes, found)
    return worst(outcomes)


def _without_choices(wish: Wish) -> Wish:
    """What can still be said of a package.

    Raises:
        UsageError: something was said that is decided in it.
    """
    if wish.saved_mapping or wish.table or wish.mode or wish.max_rejects or wish.limit:
        message = "a package is loaded as it was staged: --saved-mapping, --table, --mode, --max-rejects and --limit"
        raise UsageError(f"{message} can't change it", "Stage the file again, or load the file itself.")
    return wish
