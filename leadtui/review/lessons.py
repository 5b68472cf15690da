"""What a review could teach for other files: headers that a person confirmed and no file of ours knows yet."""

from __future__ import annotations

from dataclasses import dataclass

from leadtui.matching import Memory, worth_sharing
from leadtui.review.review import ColumnReview, Review, State


@dataclass(frozen=True, slots=True)
class Lesson:
    """A header that could be a name of a field everywhere."""

    column: str
    header: str
    field: str


def lessons(review: Review, memory: Memory) -> tuple[Lesson, ...]:
    """The headers confirmed here which could be names everywhere and nobody was asked about, in file order."""
    asked = review.everywhere | review.only_here
    return tuple(
        lesson
        for row in review.columns
        if row.column.name not in asked
        and (lesson := _lesson(review, row)) is not None
        and worth_sharing(lesson.header, lesson.field, review.base, memory)
    )


def taught(review: Review) -> dict[str, str]:
    """Header → field, for all that shall hold everywhere and is still decided so."""
    found = (_lesson(review, row) for row in review.columns if row.column.name in review.everywhere)
    return {lesson.header: lesson.field for lesson in found if lesson is not None}


def _lesson(review: Review, row: ColumnReview) -> Lesson | None:
    chosen = row.chosen
    if row.state is not State.CONFIRMED or chosen is None or len(chosen.to) != 1 or chosen.split is not None:
        return None
    if review.combination(row.column.name) is not None:
        return None
    return Lesson(row.column.name, row.column.header, chosen.to[0])
