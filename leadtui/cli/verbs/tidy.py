"""`leadtui tidy`: messy files as strict CSV, each with a list of everything that was odd about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import click

from leadtui import pipeline
from leadtui.cli.document import tidy_document
from leadtui.cli.options import options
from leadtui.cli.outcome import WORST_FIRST
from leadtui.cli.room import workspace
from leadtui.cli.side_by_side import side_by_side, workers_for
from leadtui.cli.talk import Meter, complain
from leadtui.errors import LeadtuiError, UsageError
from leadtui.model.source import STDIN, stem_of
from leadtui.model.tidied import Tidied
from leadtui.store import write_bug_report
from leadtui.visible import visible


@dataclass(frozen=True, slots=True)
class Errand:
    """One file, and what to make of it."""

    file: str
    folder: Path
    stem: str
    limit: int | None
    max_unpacked: int | None
    safe: bool
    quiet: bool


Outcome = Tidied | LeadtuiError


@click.command("tidy")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--to", "folder", required=True, metavar="DIR", help="Where the tidy files go.")
@options("limit", "safe", "max_unpacked", "jobs", "json", "no_input", "no_color", "quiet", "verbose")
def command(
    files: tuple[str, ...],
    *,
    folder: str,
    limit: int | None,
    max_unpacked: int | None,
    safe: bool,
    jobs: int | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Write files as strict CSV, each with the list of its issues."""
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise UsageError(f"--to {folder}: this is no folder", "Name a folder; it is made if it is missing.")
    errands = [
        Errand(file, target, stem, limit, max_unpacked, safe, quiet=quiet or len(files) > 1)
        for file, stem in zip(files, stems(files), strict=True)
    ]
    outcomes = _outcomes(errands, jobs, show=not (as_json or quiet))
    if as_json:
        documents = [tidy_document(name, outcome) for name, outcome in zip(files, outcomes, strict=True)]
        click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, indent=1))
    return min((_code(outcome) for outcome in outcomes), key=WORST_FIRST.index)


def stems(files: Sequence[str]) -> list[str]:
    """What to call the results: the stem, where that clashes the full name, where that clashes a numbered one.

    >>> stems(["in/a.csv", "in/b.csv", "in/b.txt", "-", "more/b.txt"])
    ['a', 'b.csv', 'b.txt', 'stdin', 'b.txt.2']
    """
    own = ["stdin" if file == STDIN else stem_of(file) for file in files]
    counts = Counter(stem.casefold() for stem in own)  # some file systems know no capitals
    taken: set[str] = set()
    names = []
    for file, stem in zip(files, own, strict=True):
        full = Path(file).name
        wanted = [stem] if counts[stem.casefold()] == 1 else []
        numbered = (f"{full}.{number}" for number in count(2))
        name = next(name for name in chain(wanted, [full], numbered) if name.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _outcomes(errands: Sequence[Errand], jobs: int | None, *, show: bool) -> list[Outcome]:
    """Every file's outcome, in order, each told as soon as it is known."""
    # Standard input belongs to this process alone.
    is_here = any(errand.file == STDIN for errand in errands)
    workers = 1 if is_here else workers_for(len(errands), jobs)
    outcomes = []
    for errand, outcome in zip(errands, side_by_side(_outcome, errands, workers, died=_died), strict=True):
        _tell(errand, outcome, show=show)
        outcomes.append(outcome)
    return outcomes


def _outcome(errand: Errand) -> Outcome:
    """One file tidied; whatever is wrong with it, or with us, is its own outcome and nobody else's."""
    try:
        return _tidy(errand)
    except LeadtuiError as error:
        return error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  a panic of a native library is no Exception
        return _bug(errand, error)


def _tidy(errand: Errand) -> Tidied:
    with workspace() as folder:
        source = pipeline.find(errand.file, folder, max_unpacked=errand.max_unpacked)
        with Meter("reading", quiet=errand.quiet) as meter:
            raw = pipeline.read(source, pipeline.detect(source), folder, limit=errand.limit, on_progress=meter)
        return pipeline.tidy(raw, errand.folder, errand.stem, safe=errand.safe)


def _bug(errand: Errand, error: BaseException) -> LeadtuiError:
    path = write_bug_report(error)
    where = f"What happened is written down in {path}." if path else None
    return LeadtuiError(f"{errand.file}: this is a bug in leadtui: {type(error).__name__}", where)


def _died(errand: Errand) -> LeadtuiError:
    return LeadtuiError(f"{errand.file}: the process that read it was killed", "Is there memory enough?")


def _code(outcome: Outcome) -> int:
    return 0 if isinstance(outcome, Tidied) else outcome.exit_code


def _tell(errand: Errand, outcome: Outcome, *, show: bool) -> None:
    if isinstance(outcome, LeadtuiError):
        reason = outcome.message.removeprefix(f"{Path(errand.file).name}: ")
        complain(reason if errand.file in reason else f"{errand.file}: {reason}", outcome.hint)
    elif show:
        rejected = f", {outcome.rejected_count:,} rejected" if outcome.rejected_count else ""
        rows = f"{outcome.row_count:,} row{'' if outcome.row_count == 1 else 's'}"
        issues = f"{outcome.issue_count:,} issue{'' if outcome.issue_count == 1 else 's'}"
        click.echo(f"{visible(errand.file)}  {rows}{rejected}, {issues}  -> {visible(str(outcome.csv))}")
