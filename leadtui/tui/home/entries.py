"""What the start screen lists, as rows, and what stands beside the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from leadtui.desk import Here
from leadtui.model.plan import LoadReport
from leadtui.store import Draft, Overview, Recent
from leadtui.tui import about
from leadtui.tui.cells import shown
from leadtui.tui.widgets.listing import Cell, Heading, Row
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import plural, size
from leadtui.typed import command

Thing = Draft | Recent | Here | Overview | LoadReport
Group = Literal["waiting", "recent", "here", "mappings", "loads"]
HEADINGS: Final = (
    Heading("", 24, share=3),
    Heading("", 16, share=4),
    Heading("", 12, right=True, needs=60),
)
_SHOWN_RECENT: Final = 5
_SHOWN_LOADS: Final = 10
_NOW: Final = ((60, "s"), (60, "min"), (24, "h"), (10_000, "d"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that can be opened."""

    key: str
    thing: Thing
    row: Row


def ago(when: datetime, now: datetime | None = None) -> str:
    """How long ago, in the unit that needs the fewest digits.

    >>> ago(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC))
    '2 d ago'
    """
    left = max(0, int(((now or datetime.now(UTC)) - when).total_seconds()))
    for most, unit in _NOW:
        if left < most:
            return f"{left} {unit} ago"
        left //= most
    return f"{left} d ago"


def waiting(drafts: tuple[Draft, ...]) -> Iterator[Entry]:
    """Files that wait for a person."""
    for draft in drafts:
        reason = draft.reason or "left off with some decisions taken"
        is_there = draft.file == "-" or Path(draft.file).exists()
        about_it = Cell(reason, "warn") if is_there else Cell("the file is not there any more", "bad")
        yield _entry(f"waiting:{draft.key}", draft, Cell(Path(draft.file).name, "strong"), about_it, ago(draft.created))


def recent(files: tuple[Recent, ...]) -> Iterator[Entry]:
    """Files opened last."""
    for each in files[:_SHOWN_RECENT]:
        folder = Cell(_near(each.file.parent), "muted")
        yield _entry(f"recent:{each.file}", each, Cell(each.file.name, "strong"), folder, ago(each.opened))


def here(folder: Path, found: tuple[Here, ...]) -> Iterator[Entry]:
    """A folder's own files, and the way up."""
    up = Here(folder.parent, is_folder=True, size=0, changed=datetime.now(UTC))
    if folder.parent != folder:
        yield _entry("here:..", up, Cell("../", "accent"), Cell("the folder above", "muted"), "")
    for each in found:
        name = Cell(f"{each.path.name}/", "accent") if each.is_folder else Cell(each.path.name, "strong")
        what = Cell("folder" if each.is_folder else size(each.size), "muted")
        yield _entry(f"here:{each.path}", each, name, what, ago(each.changed))


def mappings(found: tuple[Overview, ...]) -> Iterator[Entry]:
    """Saved mappings."""
    for each in found:
        name = Cell(f"{each.name} v{each.version}" if each.version else each.name, "strong")
        if each.mistake:
            what = Cell(each.mistake, "bad")
        elif each.extends is None:
            what = Cell(f"general, for {each.table}", "muted")
        else:
            what = Cell(f"{plural(each.columns, 'column')} into {each.table}", "muted")
        yield _entry(f"mappings:{each.name}", each, name, what, "")


def loads(found: tuple[LoadReport, ...]) -> Iterator[Entry]:
    """Runs of the ledger."""
    for each in found[:_SHOWN_LOADS]:
        counts = each.counts
        what = f"+{counts.inserted:,} ~{counts.updated:,} ={counts.unchanged:,} -{counts.vanished:,}"
        what = f"undo of run {each.undoes_run}" if each.kind == "undo" else f"{each.source}  {what}"
        role: Literal["muted", "plain"] = "muted" if each.state == "undone" else "plain"
        state = " (undone)" if each.state == "undone" else ""
        name = Cell(f"run {each.run}  {each.file_name}{state}", "strong")
        yield _entry(f"loads:{each.run}", each, name, Cell(what, role), ago(each.finished))


def title(group: Group, words: str) -> Row:
    """A line between groups."""
    return Row(f"title:{group}", (Cell(f" {words}", "accent"), Cell(""), Cell("")), is_title=True)


def note(group: Group, words: str, *, is_bad: bool = False) -> Row:
    """What a group says where it has nothing to list."""
    return Row(f"note:{group}", (Cell(words, "bad" if is_bad else "muted"), Cell(""), Cell("")), is_title=True)


def beside(thing: Thing) -> Iterator[Part]:
    """What is known without looking into a file."""
    match thing:
        case Draft(file=file, reason=reason, mapping=mapping):
            yield about.title(shown(Path(file).name, 60))
            yield (f"{shown(file, 300)}\n\n", about.QUIET)
            yield f"{shown(reason or 'left off with some decisions taken', 600)}\n"
            if mapping:
                yield (f"\nmapping {shown(mapping, 60)}\n", about.QUIET)
            yield ("\n⏎ goes on where it was left off\n", "")
        case Recent(file=path):
            yield about.title(shown(path.name, 60))
            yield (f"{shown(str(path.parent), 300)}\n", about.QUIET)
        case Here(path=path, is_folder=is_folder):
            yield about.title(shown(path.name or "/", 60))
            yield (f"{shown(str(path.parent), 300)}\n", about.QUIET)
            if is_folder:
                yield ("\n⏎ looks inside\n", "")
        case Overview(name=name, shown_path=path, mistake=mistake):
            yield about.title(shown(name, 60))
            yield (f"{shown(path, 300)}\n", about.QUIET)
            yield (f"\n{shown(mistake, 400)}\n", "$text-error") if mistake else ("\n⏎ shows it\n", "")
        case LoadReport():
            yield from _run(thing)


def typed(thing: Thing, url: str | None) -> str | None:
    """The command that does the same without the start screen; None where there is none."""
    match thing:
        case Draft(file=file, mapping=mapping):
            named = ("--saved-mapping", mapping) if mapping else ()
            return command("open", *named, db=url, file=file)
        case Recent(file=path) | Here(path=path, is_folder=False):
            return command("open", db=url, file=str(path))
        case Overview(name=name):
            return command("mapping", "show", name)
        case LoadReport(run=run):
            return command("report", str(run), db=url)
    return None


def file_of(thing: Thing) -> Path | None:
    """The file whose first rows are shown."""
    match thing:
        case Draft(file=file):
            return Path(file) if file != "-" and Path(file).is_file() else None
        case Recent(file=path) | Here(path=path, is_folder=False):
            return path
    return None


def _run(report: LoadReport) -> Iterator[Part]:
    counts = report.counts
    yield about.title(f"Run {report.run}")
    yield f"{shown(report.file_name, 100)}\n"
    yield (f"{report.source} v{report.mapping_version}, {report.mode.value}\n", about.QUIET)
    yield (f"into {shown(report.table, 60)} at {shown(report.database, 60)}\n", about.QUIET)
    yield (f"{report.finished:%Y-%m-%d %H:%M}, {report.seconds:.1f} s\n\n", about.QUIET)
    for sign, count, word in (
        ("+", counts.inserted, "inserted"),
        ("~", counts.updated, "updated"),
        ("=", counts.unchanged, "unchanged"),
        ("-", counts.vanished, "vanished"),
        ("!", counts.rejected, "rejected"),
        ("×", counts.duplicates, "doubled in the file"),
    ):
        yield (f"  {sign} {count:>9,}  {word}\n", "" if count else about.QUIET)
    yield (f"    {counts.read:>9,}  rows read\n\n", about.QUIET)
    yield f"state {report.state}\n"
    if report.state == "loaded":
        yield ("U takes it back, after a look at what that would do\n", about.QUIET)


def _entry(key: str, thing: Thing, name: Cell, what: Cell, when: str) -> Entry:
    return Entry(key, thing, Row(key, (Cell(f"  {name.text}", name.role), what, Cell(when, "muted"))))


def _near(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
