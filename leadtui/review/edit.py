"""Every decision a person can take about a file: a review and the wish in, the next review out.

Columns are named by their index in the file. Each edit is one undo, however many columns it touches.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Lookup
from dataclasses import replace
from typing import Any

from leadtui.model.mapping import ColumnMap
from leadtui.model.step import Combine, Constant, Step
from leadtui.model.suggestion import Candidate
from leadtui.model.target import Field, LoadRules
from leadtui.review.history import edited
from leadtui.review.review import Gone, Review, State
from leadtui.review.wiring import joined, renamed, without

NO_FIELD = "no field for it"
NOT_NEEDED = "not needed"


def confirm(review: Review, *indices: int) -> Review:
    """Take what is proposed for these columns; what has no home is left out."""
    wanted = [index for index in indices if review.columns[index].is_open]
    after = review
    for index in wanted:
        after = _confirm_one(after, index)
    names = review.columns[wanted[0]].column.name if len(wanted) == 1 else f"{len(wanted)} columns"
    return edited(review, f"confirmed {names}", columns=after.columns, steps=after.steps)


def confirm_all_sure(review: Review) -> Review:
    """Take every proposal that is sure."""
    return confirm(review, *(index for index, row in enumerate(review.columns) if row.state is State.SURE))


def presumed(review: Review) -> Review:
    """The review as if every proposal were confirmed and every loss accepted: for looking, never for loading."""
    after = review
    for index, row in enumerate(review.columns):
        if row.is_open:
            after = _confirm_one(after, index)
    return replace(after, gone=tuple(replace(gone, is_accepted=True) for gone in after.gone))


def assign(review: Review, index: int, fields: tuple[str, ...], split: str | None = None) -> Review:
    """Let the column feed these fields; several need a splitter."""
    row = review.columns[index]
    chosen = ColumnMap(to=fields, split=split, was=row.former_names)
    return _say(review, f"{row.column.name} → {', '.join(fields)}", _decide(review, {index: chosen}))


def take(review: Review, index: int, candidate: Candidate) -> Review:
    """Decide for one of the column's candidates, be it the proposal or a runner-up."""
    if candidate.how == "combine" and candidate.method:
        return combine(review, (index,), candidate.fields[0], candidate.method)
    return assign(review, index, candidate.fields, candidate.method if candidate.how == "split" else None)


def combine(review: Review, indices: Iterable[int], field: str, how: str, separator: str = " ") -> Review:
    """Let several columns make one field together; one column joins those which already make it."""
    rows = [review.columns[index] for index in sorted(set(indices))]
    after = _decide(review, {row.column.index: ColumnMap(was=row.former_names) for row in rows})
    names = tuple(row.column.name for row in rows)
    step = Combine(columns=names, field=field, how=how, separator=separator)
    after = replace(after, steps=joined(after.steps, step, review.names))
    return _say(review, f"{', '.join(names)} → {field}", after)


def skip(review: Review, *indices: int, reason: str = NOT_NEEDED) -> Review:
    """Do not load these columns, and remember why."""
    rows = [review.columns[index] for index in indices]
    after = _decide(review, {row.column.index: ColumnMap(skip=reason, was=row.former_names) for row in rows})
    what = rows[0].column.name if len(rows) == 1 else f"{len(rows)} columns"
    return _say(review, f"{what} left out", after)


def constant(review: Review, field: str, value: str | None) -> Review:
    """Give a field the same value in every row; None takes that back."""
    others = tuple(step for step in review.steps if not (isinstance(step, Constant) and step.field == field))
    steps: tuple[Step, ...] = others if value is None else (*others, Constant(field=field, value=value))
    return edited(review, f"{field} = {value}" if value is not None else f"{field} no longer constant", steps=steps)


def accept_rename(review: Review, index: int, was: str) -> Review:
    """Say that this column is the one the saved mapping calls `was`, which is gone."""
    gone = next(gone for gone in review.gone if gone.name == was)
    name = review.columns[index].column.name
    chosen = gone.saved.model_copy(update={"was": (was, *gone.saved.was)})
    after = _decide(review, {index: chosen})
    steps = renamed(after.steps, was, name)
    rest = tuple(other for other in after.gone if other.name != was)
    return _say(review, f"{name} was {was}", replace(after, steps=steps, gone=rest))


def accept_gone(review: Review, *names: str) -> Review:
    """Accept that columns are missing; the fields they filled stay empty."""
    gone = tuple(replace(gone, is_accepted=gone.is_accepted or gone.name in names) for gone in review.gone)
    return edited(review, f"{', '.join(names)} accepted as gone", gone=gone)


def set_date_format(review: Review, index: int, date_format: str | None) -> Review:
    """Say how the dates of a column are written; None lets the values decide. This confirms the column."""
    row = review.columns[index]
    after = _confirm_one(review, index) if row.is_open else review
    chosen = after.columns[index].chosen or ColumnMap()
    told = f"{row.column.name} as {date_format or 'its values say'}"
    return _say(review, told, _replaced(after, {index: chosen.model_copy(update={"format": date_format})}))


def set_field(review: Review, name: str, told: str, **changes: Any) -> Review:
    """Change how a field is cleaned: its `clean`, `kind`, `values`, `overflow` or `format`."""
    return with_fields(review, told, {name: changes})


def with_fields(review: Review, told: str, changes: Lookup[str, Lookup[str, Any]]) -> Review:
    """Change several fields in one go: field → setting → what it is from now on."""
    overrides = {other: field for other, field in review.overrides.items() if other not in changes}
    for name, settings in changes.items():
        after = Field.model_validate(review.target.fields[name].model_dump(by_alias=True) | dict(settings))
        if after != review.base.fields[name]:
            overrides[name] = after
    return edited(review, told, overrides=overrides)


def set_load(review: Review, told: str, **changes: Any) -> Review:
    """Change how a load of this source behaves: its `mode`, `max_rejects` or `max_vanished`."""
    after = LoadRules.model_validate(review.target.load.model_dump() | changes)
    return edited(review, told, load=None if after == review.base.load else after)


def with_key(review: Review, fields: Iterable[str]) -> Review:
    """One more alternative of the lead key, behind the others: rows that have none of those are found again by it."""
    names = tuple(dict.fromkeys(fields))
    known = review.target.load.key
    same = any(set(names) == set(other) for other in known)
    told = f"rows are found again by {' + '.join(names)}, too"
    return review if same or not names else set_load(review, told, key=(*known, names))


def without_key(review: Review, fields: Iterable[str]) -> Review:
    """One alternative of the lead key less; the last one stays."""
    names = tuple(fields)
    left = tuple(other for other in review.target.load.key if other != names)
    return set_load(review, f"rows are not found again by {' + '.join(names)}", key=left) if left else review


def accept(review: Review, *decisions: tuple[str, str]) -> Review:
    """Agree to what the cleaning decided without proof: field and setting of each decision."""
    names = ", ".join(sorted({field for field, _ in decisions}))
    return edited(review, f"agreed: {names}", accepted=review.accepted | set(decisions))


def share(review: Review, everywhere: Iterable[str], only_here: Iterable[str] = ()) -> Review:
    """Say which headers, just confirmed, mean the same in every file, and which do here only."""
    shared, kept = set(everywhere), set(only_here)
    told = f"{', '.join(sorted(shared))}: in every file" if shared else "only in this source"
    changes = {"everywhere": review.everywhere | shared, "only_here": review.only_here | kept}
    return edited(review, told, **changes)


def _say(review: Review, told: str, after: Review) -> Review:
    return edited(review, told, columns=after.columns, steps=after.steps, gone=after.gone)


def _confirm_one(review: Review, index: int) -> Review:
    row = review.columns[index]
    if row.saved is not None:
        was = row.former_identity
        steps = renamed(review.steps, was, row.column.name) if was else review.steps
        return replace(_replaced(review, {index: row.saved}), steps=steps)
    best = row.suggestion.decision if row.suggestion else None
    if best is None:
        return _replaced(review, {index: ColumnMap(skip=NO_FIELD)})
    if best.how == "combine" and best.method:
        step = Combine(columns=(row.column.name,), field=best.fields[0], how=best.method)
        after = _replaced(review, {index: ColumnMap()})
        return replace(after, steps=joined(after.steps, step, review.names))
    split = best.method if best.how == "split" else None
    return _replaced(review, {index: ColumnMap(to=best.fields, split=split)})


def _decide(review: Review, chosen: dict[int, ColumnMap]) -> Review:
    """The new decisions in place of whatever the columns were used for before."""
    steps, gone = review.steps, list(review.gone)
    for index in chosen:
        row = review.columns[index]
        steps = without(steps, row.column.name)
        if row.is_open and row.state is State.RENAMED and row.saved and row.drift and row.drift.was:
            # Not a renamed column after all: the one it was taken for is missing.
            gone.append(Gone(row.drift.was, row.saved.model_copy(update={"was": row.saved.was[1:]})))
    return replace(_replaced(review, chosen), steps=steps, gone=tuple(gone))


def _replaced(review: Review, chosen: dict[int, ColumnMap]) -> Review:
    columns = tuple(
        replace(row, chosen=chosen[index], state=State.CONFIRMED) if index in chosen else row
        for index, row in enumerate(review.columns)
    )
    return replace(review, columns=columns)
