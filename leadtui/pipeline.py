"""The flow, on one page: read → profile → recall or suggest → transform → check → plan → load → report.

The command line and the screens are two doors to this corridor; new behaviour goes in here or below,
so that both get it. Each step takes values and returns the next one; only `workspace`, `database`
and the last three touch anything outside.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
from pydantic import ValidationError

from leadtui import checking, cleaning, matching, profiling, reading, review, store, waiting
from leadtui.cleaning import Recipe
from leadtui.config import settings
from leadtui.errors import NeedsChoiceError, NeedsPersonError, RefusedError, UsageError
from leadtui.matching import Memory, Recall
from leadtui.model.checked import Checked
from leadtui.model.dialect import Detection
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadPlan, LoadReport, LoadRequest
from leadtui.model.profile import Profile
from leadtui.model.source import STDIN, Source
from leadtui.model.suggestion import Suggestion
from leadtui.model.table import LINE, LINE_COUNT, RawTable
from leadtui.model.target import LoadRules, Target
from leadtui.model.tidied import Tidied
from leadtui.model.wish import Wish
from leadtui.review import Comparison, Review, State

if TYPE_CHECKING:
    from leadtui.postgres import Database

Progress = Callable[[int, int], None]
"""Told how much of how much is done; raising from it cancels the work."""

_LOG: Final = logging.getLogger(__name__)


# -- 1 read ----------------------------------------------------------------------------------------


def find(path: str, folder: Path, *, max_unpacked: int | None = None) -> Source:
    """The file that `path` names; standard input (`-`) is first copied into `folder`.

    A compressed file may unpack to `max_unpacked` bytes, and standard input hold as many; None: the usual limits.

    Raises:
        SourceError: there is nothing there that can be read as a table.
    """
    if path != STDIN:
        return reading.find(path, max_unpacked=max_unpacked)
    copy = folder / "stdin"
    reading.keep(sys.stdin.buffer, copy, max_bytes=max_unpacked)
    return replace(reading.find(str(copy), max_unpacked=max_unpacked), name=STDIN)


def detect(source: Source, mapping: Mapping | None = None) -> Detection:
    """How the file is written down; what a saved mapping says about it is believed if it fits."""
    return reading.detect(source, layout=mapping.layout if mapping else None, names=mapping.columns if mapping else ())


def sheets(source: Source) -> tuple[str, ...]:
    """What there is to choose from in a workbook; nothing in other files."""
    return reading.sheets(source)


def preview(source: Source, detection: Detection) -> RawTable:
    """The first rows, at once, however big the file is."""
    return reading.preview(source, detection)


def read(
    source: Source,
    detection: Detection,
    folder: Path,
    *,
    limit: int | None = None,
    on_progress: Progress | None = None,
) -> RawTable:
    """The whole file as text; big files are spooled to `folder`."""
    return reading.read(source, detection, spool=folder, limit=limit, on_progress=on_progress)


def tidy(raw: RawTable, folder: Path, stem: str, *, safe: bool = False) -> Tidied:
    """The table as read, written to `folder/stem.csv`, and its issues to `folder/stem.issues.json`.

    With `safe`, no cell can be run as a formula by a spreadsheet.

    Raises:
        UsageError: they can't be written there.
    """
    return store.write_tidied(raw, folder, stem, safe=safe)


# -- 2 profile -------------------------------------------------------------------------------------


def profile(raw: RawTable) -> Profile:
    """What is in each column."""
    return profiling.profile(raw)


# -- 3 recall or suggest ---------------------------------------------------------------------------


def recall(raw: RawTable, seen: Profile, name: str | None = None) -> Recall | None:
    """The saved mapping for this file, and what changed since: the one named, or the one that fits.

    Raises:
        UsageError: there is no mapping of that name, or it has mistakes.
        NeedsPersonError: several fit equally well; the file waits in `leadtui review`.
    """
    if name is not None:
        mapping = store.load(name)
        return Recall(mapping=mapping, drift=matching.drift(seen, raw.columns, mapping))
    try:
        return matching.recall(raw.columns, seen, _sources(mentioning=waiting.names_of(raw)))
    except NeedsPersonError as error:
        waiting.keep_undecided(raw, error)
        raise


def suggest(seen: Profile, target: Target) -> tuple[Suggestion, ...]:
    """A proposal for each column of a file that no saved mapping fits."""
    return matching.suggest(seen, target, remembered())


def target(table: str | None = None) -> Target:
    """The target of that name or table; without one, the only one there is.

    Raises:
        UsageError: there is none, or several to choose from.
    """
    return store.load_target(table) if table else store.only_target()


def saved(name: str) -> Mapping:
    """A saved mapping.

    Raises:
        UsageError: there is none of that name, or it has mistakes.
    """
    return store.load(name)


def free_name(stem: str) -> str:
    """A name for a new mapping: the file's, made plain, and counted up while it is taken."""
    wanted = store.suggest_name(stem)
    taken = set(store.names())
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def begin(raw: RawTable, seen: Profile, recalled: Recall | None, *, table: str | None = None) -> Review:
    """The first state of the operator's decisions: what a saved mapping settles, and what is proposed."""
    if recalled is None:
        wanted = _wanted(raw, table)
        return review.from_suggestions(suggest(seen, wanted), wanted)
    mapping, drift = recalled.mapping, recalled.drift
    proposals = () if drift.is_none else suggest(seen, mapping.target)
    return review.from_recalled(raw.columns, mapping, drift, proposals)


def _wanted(raw: RawTable, table: str | None) -> Target:
    """The target that was named or the only one; of several, a person says which one a new file is for."""
    try:
        return target(table)
    except NeedsChoiceError as error:
        waiting.keep_undecided(raw, error)
        raise


def remembered() -> Memory:
    """What all saved mappings have confirmed."""
    return Memory.of(_sources())


def save(state: Review, mapping: Mapping, seen: Profile | None) -> Mapping:
    """Save what the decisions amount to, with what the columns hold and what holds everywhere; as it is kept now.

    The version counts up only if it says something new.

    Raises:
        UsageError, ChangedError: it cannot be saved; see `store.save`.
    """
    confirmed = {row.column.name for row in state.columns if row.state is State.CONFIRMED}
    evidence = {
        row.column.name: "; ".join(reason.text for reason in row.suggestion.decision.evidence[:1])
        for row in state.columns
        if row.column.name in confirmed and row.suggestion and row.suggestion.decision
    }
    known = matching.remember(mapping, seen, confirmed) if seen else mapping
    store.save(store.with_current_names(known), evidence=evidence)
    if words := review.taught(state):
        store.teach(store.general_of(mapping.name), words)
    return mapping.model_copy(update={"version": store.load(mapping.name).version})


def _sources(*, mentioning: tuple[str, ...] | None = None) -> tuple[Mapping, ...]:
    """Every saved mapping that can be used; one with mistakes is no reason to stop with another file."""
    return store.all_sources(
        mentioning=mentioning,
        at_least=matching.IN_COMMON,
        on_mistake=lambda name, error: _LOG.warning("mapping %s: %s", name, error),
    )


# -- 4 transform -----------------------------------------------------------------------------------


def transform(raw: RawTable, mapping: Mapping) -> Recipe:
    """The mapping bound to this file, with everything decided that needs a whole column."""
    return cleaning.settle(cleaning.compile_recipe(mapping, raw.columns), raw)


def received(raw: RawTable, line: int) -> bytes:
    """The bytes of the row that begins in a line, as they came."""
    here = pl.col(LINE) == line
    readable = raw.frame.filter(here).select(LINE, LINE_COUNT).collect()
    spans = pl.concat([readable, raw.unreadable.filter(here).select(LINE, LINE_COUNT)])
    records = reading.raw_records(raw.source, raw.dialect, spans)
    return bytes(records.item(0, "raw")) if records.height else b""


def naming(raw: RawTable, recipe: Recipe, line: int) -> dict[str, str | None]:
    """What the file says, in the row that begins in a line, in every field that may be part of a key."""
    names = tuple(name for key in recipe.target.load.key for name in key)
    found = cleaning.as_filed(raw.frame.filter(pl.col(LINE) == line), recipe, names).collect()
    return found.row(0, named=True) if found.height else {}


def look(raw: RawTable, recipe: Recipe, field: str) -> Comparison:
    """A field before and after cleaning, on all rows."""
    cleaned = cleaning.transform(raw.frame, recipe)
    return review.compare(cleaned, field, review.sources(recipe, field), can_lose=review.is_copied(recipe, field))


# -- 5 check ---------------------------------------------------------------------------------------


def check(
    raw: RawTable, recipe: Recipe, target: Target, folder: Path, *, on_progress: Progress | None = None
) -> Checked:
    """All rows cleaned and checked, block by block: those that can be loaded, those that can't, every issue."""
    return checking.check(raw, recipe, target, spool=folder, on_progress=on_progress)


def write_issues(source: Source, checked: Checked, path: str, *, safe: bool = False) -> None:
    """All issues as CSV, JSON or HTML, by the ending of the name; with `safe`, no cell is a formula.

    Raises:
        UsageError: it can't be written there, or there is such a file.
    """
    store.write_issues(checked.issues, Path(path), title=f"Issues of {source.name}", safe=safe)


def with_rules(mapping: Mapping, *, table: str | None = None, **rules: str) -> Mapping:
    """The mapping with other rules of loading (`mode`, `max_rejects` …), or into another table.

    Raises:
        UsageError: there is no such rule, or it can't have this value.
    """
    try:
        load = LoadRules.model_validate({**mapping.load.model_dump(), **rules})
    except ValidationError as error:
        mistake = error.errors()[0]
        name = "--" + str(mistake["loc"][0]).replace("_", "-")
        raise UsageError(f"{name}: {mistake['msg'].removeprefix('Value error, ')}") from error
    changes = {"load": load, "table": table or mapping.target.table}
    return mapping.model_copy(update={"target": mapping.target.model_copy(update=changes)})


def adjusted(mapping: Mapping, wish: Wish) -> Mapping:
    """The mapping with what was said on the command line over it, for this once.

    Raises:
        UsageError: a rule can't have the value that was said.
    """
    said = {key: value for key, value in (("mode", wish.mode), ("max_rejects", wish.max_rejects)) if value is not None}
    return with_rules(mapping, table=wish.table, **said) if said or wish.table else mapping


def request(raw: RawTable, mapping: Mapping, checked: Checked, wish: Wish) -> LoadRequest:
    """Everything the last three steps need to know, the rejected records' own bytes included."""
    spans = checked.rejected.select(LINE, LINE_COUNT)
    records = reading.raw_records(raw.source, raw.dialect, spans)
    if raw.is_partial:  # what is not among the first rows has not vanished
        mapping = with_rules(mapping, vanished="keep")
    return LoadRequest(
        mapping=mapping,
        mapping_document=store.canonical(mapping),
        file=raw.source,
        sha256=raw.sha256,
        checked=checked,
        rejects=_with_bytes(checked, records),
        encoding=raw.dialect.encoding,
        force=wish.force,
        lock_wait=wish.lock_wait,
    )


def _with_bytes(checked: Checked, records: pl.DataFrame) -> pl.DataFrame:
    return checked.rejected.join(records, on=[LINE, LINE_COUNT], how="left", maintain_order="left")


# -- 6 plan ----------------------------------------------------------------------------------------


@contextmanager
def database(url: str | None = None) -> Iterator[Database]:
    """The database to load into, ready; `url` is what the person said, None for what is configured.

    Raises:
        DatabaseError: it can't be reached, or its migrations are behind.
    """
    from leadtui import postgres  # noqa: PLC0415  screens paint, and files are checked, without SQL

    with postgres.open_database(postgres.choose(url, settings().database_url)) as opened:
        yield opened


def examine(into: Database, name: str) -> None:
    """Find out before a long file is read whether the target of a saved mapping can be loaded.

    Raises:
        DatabaseError, RefusedError: migrations, rights or columns are missing.
    """
    into.examine(store.load(name).target)


def embedded_url() -> str:
    """The embedded server's address for other programs; it is started if need be."""
    from leadtui.postgres import embedded  # noqa: PLC0415  as above

    embedded.start()
    return embedded.url() or ""


def stop_embedded() -> bool:
    """Stop the embedded server; whether it was running."""
    from leadtui.postgres import embedded  # noqa: PLC0415  as above

    return embedded.stop()


def fitted(into: Database, raw: RawTable, wanted: LoadRequest) -> LoadRequest:
    """The request without the rows that can't be loaded: those are rejects like any other.

    A table that is not leadtui's may refuse some; of one lead that differ all are, where the mapping says so.
    """
    issues = into.unfit(wanted)
    if not issues:
        return wanted
    checked = checking.reject(wanted.checked, issues, raw)
    spans = checked.rejected.select(LINE, LINE_COUNT)
    records = reading.raw_records(raw.source, raw.dialect, spans)
    return replace(wanted, checked=checked, rejects=_with_bytes(checked, records))


def plan(into: Database, wanted: LoadRequest) -> LoadPlan:
    """What the load will do to the live table; read only."""
    return into.plan(wanted)


# -- 7 load ----------------------------------------------------------------------------------------


def load(
    into: Database,
    wanted: LoadRequest,
    *,
    expected: LoadPlan | None = None,
    on_plan: Callable[[LoadPlan], None] | None = None,
    on_progress: Progress | None = None,
) -> LoadReport:
    """Do it, in one transaction; refused if the live table no longer gives the `expected` plan.

    `on_plan` is shown what is about to be done, before it is done; what it raises stops the load.
    """
    return into.load(wanted, expected=expected, on_plan=on_plan, on_progress=on_progress)


# -- 8 report --------------------------------------------------------------------------------------


def report(into: Database, run: int) -> LoadReport:
    """What a run did, as the ledger says."""
    return into.report(run)


def workspace(errand: str = "", on_killed: Callable[[str], None] | None = None) -> AbstractContextManager[Path]:
    """A private folder for spools, gone afterwards whatever happens; see `store.spool_folder`."""
    return store.spool_folder(errand, on_killed)


def write_rejects(raw: RawTable, wanted: LoadRequest) -> Path | None:
    """The rejected records as received, with their reasons, beside the file they came from."""
    row = raw.dialect.header_row
    header = None
    if row is not None and not wanted.rejects.is_empty():
        span = pl.DataFrame({LINE: [row], LINE_COUNT: [1]})
        header = reading.raw_records(raw.source, raw.dialect, span).item(0, "raw")
    try:
        return store.write_rejects(wanted, raw.dialect, header)
    except OSError as error:
        raise RefusedError(
            f"the rejects of {raw.source.name} can't be written: {error.strerror}",
            "Nothing was loaded; make room, or a folder writable.",
        ) from error
