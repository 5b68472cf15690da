"""The whole way from a file to Postgres as functions, for notebooks and schedulers.

Values in, values out; frames are Polars. Nothing is asked and nothing printed: what needs a person is raised as
a `LeadtuiError` with a sentence and a hint. `docs/library.md` walks through it.

>>> import tempfile, pathlib
>>> file = pathlib.Path(tempfile.mkdtemp(), "homes.csv")
>>> _ = file.write_text('''License Number,Facility Name,Phone,Email
... 17-A,SUNNY KIDS LLC,(617) 555-0142,ann@gmial.com
... 18-A,Oak Day Care,617-555-0143,bea@example.org
... ''')
>>> raw = read(file)
>>> raw.row_count, [column.name for column in raw.columns]
(2, ['License Number', 'Facility Name', 'Phone', 'Email'])
>>> mapping = suggest(raw, everything=True)
>>> mapping.columns["Phone"].to
('phone',)
>>> transform(raw, mapping).select("company", "phone").collect().rows()
[('Sunny Kids LLC', '+16175550142'), ('Oak Day Care', '+16175550143')]
>>> checked = check(raw, mapping)
>>> checked.issues.select("code", "line", "value", "suggestion").rows()
[('W-EMAIL-TYPO', 2, 'ann@gmial.com', 'ann@gmail.com')]
"""

from __future__ import annotations

import atexit
import os
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import polars as pl

from leadtui import afterwards, pipeline, review
from leadtui.cleaning import transform as clean
from leadtui.errors import NeedsPersonError
from leadtui.model.checked import Checked
from leadtui.model.mapping import Mapping
from leadtui.model.plan import LoadPlan, LoadReport, LoadRequest
from leadtui.model.suggestion import Suggestion
from leadtui.model.table import LINE, RawTable
from leadtui.model.undo import UndoReport
from leadtui.model.wish import Wish

FILE_LINE: Final = "file_line"
"""Column of `transform` that says where a row stood: the first line of its record, 1-based, header included."""
NOT_SURE: Final = "not sure enough to be taken unseen"
_kept = ExitStack()
atexit.register(_kept.close)


def read(path: str | os.PathLike[str], *, saved_mapping: str | None = None, limit: int | None = None) -> RawTable:
    """A file as text: every cell as it came, with the line of each row, and what reading noticed.

    Args:
        path: any file that `leadtui open` reads; `-` for standard input.
        saved_mapping: the one whose layout (delimiter, encoding, header row …) is believed.
        limit: only so many rows, for a try-out.

    Returns:
        The columns as `frame`, a lazy frame; what is bigger than memory waits in a private folder, which is gone
        when the program ends.

    Raises:
        SourceError: there is nothing there that can be read as a table.
        UsageError: there is no such saved mapping, or it has mistakes.
    """
    folder = _workspace()
    named = pipeline.saved(saved_mapping) if saved_mapping else None
    source = pipeline.find(os.fspath(path), folder)
    return pipeline.read(source, pipeline.detect(source, named), folder, limit=limit)


def suggestions(raw: RawTable, *, table: str | None = None) -> tuple[Suggestion, ...]:
    """What each column seems to be, with confidence, evidence and runners-up; nothing is decided.

    Raises:
        UsageError: there are several targets, and `table` names none of them.
    """
    return pipeline.suggest(pipeline.profile(raw), pipeline.target(table))


def suggest(
    raw: RawTable, *, saved_mapping: str | None = None, table: str | None = None, everything: bool = False
) -> Mapping:
    """The saved mapping that fits the file or, for a file never seen, what is proposed.

    A proposal that is not sure is left out (its column says why) unless `everything` is taken: nobody looks here.

    Raises:
        NeedsPersonError: a saved mapping fits and the layout has drifted, or several mappings fit.
        UsageError: there is no such mapping or target.
    """
    seen = pipeline.profile(raw)
    recalled = pipeline.recall(raw, seen, saved_mapping)
    begun = pipeline.begin(raw, seen, recalled, table=table)
    if recalled is not None:
        questions = review.undecided(begun)
        if questions:
            asked = "; ".join(question.message for question in questions[:3])
            raise NeedsPersonError(
                f"{raw.source.name} is not laid out as {recalled.mapping.name} was: {asked}",
                "Decide it in leadtui open.",
            )
        return review.to_mapping(begun, recalled.mapping.name, recalled.mapping.version, raw.dialect)
    sure = begun if everything else review.confirm_all_sure(begun)
    if not everything:
        unsure = [index for index, row in enumerate(sure.columns) if row.is_open]
        sure = review.skip(sure, *unsure, reason=NOT_SURE) if unsure else sure
    return review.to_mapping(review.presumed(sure), pipeline.free_name(raw.source.stem), 0, raw.dialect)


def transform(raw: RawTable, mapping: Mapping) -> pl.LazyFrame:
    """Every row cleaned: the target's fields, typed, and `file_line`; nothing is checked or left out.

    Raises:
        NeedsPersonError: the file lacks a column the mapping uses.
    """
    recipe = pipeline.transform(raw, mapping)
    return clean(raw.frame, recipe).select(pl.col(LINE).alias(FILE_LINE), *mapping.target.fields)


def check(raw: RawTable, mapping: Mapping) -> Checked:
    """Rows that can be loaded, rows that can't, and every issue with its line, value and suggested fix.

    Returns:
        `good` (lazy, typed), `rejected` and `issues` (frames); `good_count + rejected.height == read_count`.

    Raises:
        NeedsPersonError: the file lacks a column the mapping uses.
        UsageError: a rule of the target can't be used.
    """
    return pipeline.check(raw, pipeline.transform(raw, mapping), mapping.target, _workspace())


def plan(raw: RawTable, mapping: Mapping, checked: Checked | None = None, *, db: str | None = None) -> LoadPlan:
    """What a load would do to the live table, row by row and field by field; nothing is written.

    Args:
        raw: the file.
        mapping: of `suggest`, or made by hand.
        checked: of `check`, if it is at hand.
        db: URL of the database; by default what the environment or the settings say, else the embedded one.

    Raises:
        DatabaseError: it can't be reached, or its migrations are behind.
        RefusedError: the table has not the columns the mapping fills.
    """
    with pipeline.database(db) as into:
        return pipeline.plan(into, _request(raw, mapping, checked))


def load(
    raw: RawTable,
    mapping: Mapping,
    checked: Checked | None = None,
    *,
    db: str | None = None,
    expected: LoadPlan | None = None,
) -> LoadReport:
    """Load in one transaction what `plan` tells.

    The mapping and the rejected records are kept in the database with the run; no file is written.

    Args:
        raw: the file.
        mapping: of `suggest`, or made by hand.
        checked: of `check`, if it is at hand.
        db: as in `plan`.
        expected: a plan somebody saw; a load that would do anything else is refused.

    Raises:
        RefusedError: more rejects than the mapping allows, too many vanished, or not as `expected`; nothing is written.
        DatabaseError: the database can't; nothing is written, or it says that the outcome is in doubt.
    """
    with pipeline.database(db) as into:
        return pipeline.load(into, _request(raw, mapping, checked), expected=expected)


def undo(run: int, *, db: str | None = None) -> UndoReport:
    """Take back a run; rows that were edited or loaded again since are kept and listed."""
    with pipeline.database(db) as into:
        return afterwards.undo(into, run)


def _request(raw: RawTable, mapping: Mapping, checked: Checked | None) -> LoadRequest:
    return pipeline.request(raw, mapping, checked or check(raw, mapping), Wish())


def _workspace() -> Path:
    return _kept.enter_context(pipeline.workspace())
