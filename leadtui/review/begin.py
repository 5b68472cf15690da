"""The first state of a review: from suggestions alone, or from a saved mapping and what drifted since."""

from __future__ import annotations

from collections.abc import Iterable

from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.suggestion import ColumnDrift, Drift, Suggestion, Tier
from leadtui.model.table import Column
from leadtui.model.target import Target
from leadtui.review.review import ColumnReview, Gone, Review, State
from leadtui.review.wiring import renamed

_STATES = {Tier.SURE: State.SURE, Tier.REVIEW: State.REVIEW, Tier.NONE: State.NONE}
NEW_IGNORED = "new; the mapping ignores new columns"


def from_suggestions(suggestions: Iterable[Suggestion], target: Target) -> Review:
    """A file never seen: everything is open, with a proposal where there is one."""
    rows = tuple(
        ColumnReview(column=suggestion.column, state=_STATES[suggestion.tier], suggestion=suggestion)
        for suggestion in suggestions
    )
    return Review(columns=rows, base=target)


def from_recalled(
    columns: Iterable[Column], mapping: Mapping, drift: Drift, suggestions: Iterable[Suggestion] = ()
) -> Review:
    """A known layout: what is as it was is decided, and only what drifted is open.

    `suggestions` are proposals for the columns which the mapping does not know.
    """
    proposed = {suggestion.column.index: suggestion for suggestion in suggestions}
    drifted = {change.column: change for change in drift.columns if change.kind != "gone"}
    rows, steps = [], mapping.steps
    for column in columns:
        change = drifted.get(column.name) or ColumnDrift("new", column.name, None, 0.0)
        was = change.was or column.name
        if change.kind in {"same", "moved", "changed"} and was != column.name:
            steps = renamed(steps, was, column.name)
        rows.append(_recalled(column, change, mapping, proposed.get(column.index)))
    gone = tuple(
        Gone(change.column, mapping.columns.get(change.column, ColumnMap()), mapping.target.drift.gone == "null")
        for change in drift.of("gone")
    )
    return Review(columns=tuple(rows), base=mapping.target, recalled=mapping, gone=gone, steps=steps)


def _recalled(column: Column, change: ColumnDrift, mapping: Mapping, suggestion: Suggestion | None) -> ColumnReview:
    if change.kind in {"split", "joined"}:
        taken = ColumnMap(to=change.to, split=change.method)
        state = State.SPLIT if change.kind == "split" else State.JOINED
        return ColumnReview(column=column, state=state, suggestion=suggestion, saved=taken, drift=change)
    saved = mapping.columns.get(change.was or column.name)
    if change.kind == "new" or saved is None:
        ignored = mapping.target.drift.new == "ignore"
        chosen = ColumnMap(skip=NEW_IGNORED) if ignored else None
        state = State.SAVED if ignored else State.NEW
        return ColumnReview(column=column, state=state, chosen=chosen, suggestion=suggestion, drift=change)
    if change.kind == "renamed":
        was = change.was or column.name
        saved = saved.model_copy(update={"was": (was, *(name for name in saved.was if name != was))})
        return ColumnReview(column=column, state=State.RENAMED, suggestion=suggestion, saved=saved, drift=change)
    if change.kind == "changed":
        return ColumnReview(column=column, state=State.CHANGED, suggestion=suggestion, saved=saved, drift=change)
    return ColumnReview(column=column, state=State.SAVED, chosen=saved, suggestion=suggestion, drift=change)
