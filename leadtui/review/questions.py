"""What still needs a decision before a file can be planned, most urgent place first in file order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leadtui.review.home import feeders, home, is_replaced
from leadtui.review.review import ColumnReview, Review, State

SEVERAL = "several columns"
"""What is accepted when a field may take the first filled of several columns."""
_WHY = {
    State.SURE: "suggested, not yet confirmed",
    State.REVIEW: "suggested, please look",
    State.NONE: "has no field yet",
    State.NEW: "is new in this file",
    State.RENAMED: "seems to be renamed",
    State.SPLIT: "seems to be a part of a column that is gone",
    State.JOINED: "seems to hold what several columns held",
    State.CHANGED: "holds other values than before",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person has to decide."""

    kind: Literal["column", "gone", "duplicate", "required", "key"]
    message: str
    column: int | None = None
    """Index of the column to look at, if it is about one."""
    name: str | None = None
    """The name of the column that is gone."""
    fields: tuple[str, ...] = ()
    """The fields concerned."""


def undecided(review: Review) -> tuple[Question, ...]:
    """Every open question: columns in file order, what is gone, doubled and missing fields, the key."""
    return (*_columns(review), *_gone(review), *_doubled(review), *_missing(review))


def _columns(review: Review) -> list[Question]:
    return [
        Question("column", f"{row.column.name} {_why(row)}", column=index)
        for index, row in enumerate(review.columns)
        if row.is_open
    ]


def _why(row: ColumnReview) -> str:
    if row.state is State.RENAMED and row.drift:
        return f"seems to be {row.drift.was}, renamed"
    if row.state is State.SPLIT and row.drift:
        return f"seems to be a part of {row.drift.was}, which is gone"
    return _WHY[row.state]


def _gone(review: Review) -> list[Question]:
    return [
        Question("gone", f"{gone.name} is not in this file", name=gone.name, fields=gone.saved.to)
        for gone in review.gone
        if not gone.is_accepted and not is_replaced(review, gone)
    ]


def _doubled(review: Review) -> list[Question]:
    """Fields that two whole columns fill, unless a saved mapping said so or somebody agreed.

    A part of a split may stand beside a column of its own (the state in an address, and a state column):
    the first filled one counts.
    """
    whole: dict[str, list[int]] = {}
    combined: set[str] = set()
    for index in range(len(review.columns)):
        here = home(review, index)
        for field in here.fields if here and here.how != "split" else ():
            if here and here.how == "combine" and field in combined:
                continue
            combined |= {field} if here and here.how == "combine" else set()
            whole.setdefault(field, []).append(index)
    return [
        Question("duplicate", _twice(review, field, indices), column=indices[-1], fields=(field,))
        for field, indices in whole.items()
        if len(indices) > 1
        and (field, SEVERAL) not in review.accepted
        and any(review.columns[index].state is not State.SAVED for index in indices)
    ]


def _twice(review: Review, field: str, indices: list[int]) -> str:
    return f"{field} is filled by {' and by '.join(review.names[index] for index in indices)}"


def _missing(review: Review) -> list[Question]:
    filled, target = feeders(review), review.target
    found = [
        Question("required", f"{name} must be filled, and no column feeds it", fields=(name,))
        for name, field in target.fields.items()
        if field.required and name not in filled
    ]
    keys = target.load.key
    if keys and not any(all(name in filled for name in key) for key in keys):
        wanted = " or ".join(" + ".join(key) for key in keys)
        found.append(Question("key", f"nothing identifies a row: {wanted} is needed", fields=keys[0]))
    return found
