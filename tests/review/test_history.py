"""Undo is the inverse of every edit, redo of every undo, whatever the order."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from leadtui import review as reviewing
from leadtui.review import Review
from tests.review.samples import SUGGESTIONS, TARGET

Edit = Callable[[Review], Review]
FRESH = reviewing.from_suggestions(SUGGESTIONS, TARGET)
FIELDS = tuple(TARGET.fields)

index = st.integers(0, len(SUGGESTIONS) - 1)
field = st.sampled_from(FIELDS)


def edit() -> st.SearchStrategy[Edit]:
    """Any edit the screens can make."""
    return st.one_of(
        st.builds(lambda i: lambda review: reviewing.confirm(review, i), index),
        st.just(reviewing.confirm_all_sure),
        st.builds(lambda i, f: lambda review: reviewing.assign(review, i, (f,)), index, field),
        st.builds(lambda i: lambda review: reviewing.assign(review, i, ("city", "zip"), "us_address"), index),
        st.builds(
            lambda several, f: lambda review: reviewing.combine(review, several, f, "join"),
            st.sets(index, min_size=1),
            field,
        ),
        st.builds(lambda several: lambda review: reviewing.skip(review, *several), st.sets(index, min_size=1)),
        st.builds(
            lambda f, value: lambda review: reviewing.constant(review, f, value), field, st.none() | st.text(max_size=5)
        ),
        st.builds(
            lambda i, form: lambda review: reviewing.set_date_format(review, i, form),
            index,
            st.sampled_from([None, "%Y-%m-%d"]),
        ),
        st.builds(lambda n: lambda review: reviewing.set_load(review, "limit", max_rejects=n), st.integers(0, 3)),
        st.builds(lambda f: lambda review: reviewing.accept(review, (f, "date_order")), field),
        st.builds(lambda f: lambda review: reviewing.set_field(review, f, "trim", clean=("trim",)), field),
    )


@given(st.lists(edit(), max_size=12), edit())
def test_undo_is_the_inverse_of_an_edit(before: list[Edit], last: Edit) -> None:
    review = FRESH
    for one in before:
        review = one(review)
    after = last(review)
    if after is review:
        return
    assert reviewing.undo(after) == review
    assert reviewing.undo(after).past == review.past
    assert reviewing.redo(reviewing.undo(after)) == after


@given(st.lists(edit(), max_size=12))
def test_undoing_everything_returns_to_the_beginning_and_redoing_to_the_end(edits: list[Edit]) -> None:
    review = FRESH
    for one in edits:
        review = one(review)
    count, end = len(review.past), review
    for _ in range(count):
        review = reviewing.undo(review)
    assert review == FRESH
    assert reviewing.undo(review) is review
    for _ in range(count):
        review = reviewing.redo(review)
    assert review == end
    assert reviewing.redo(review) is review


@given(st.lists(edit(), max_size=12), st.integers(0, 12))
def test_a_draft_is_read_back_as_it_was(edits: list[Edit], undone: int) -> None:
    review = FRESH
    for one in edits:
        review = one(review)
    for _ in range(undone):
        review = reviewing.undo(review)
    again = reviewing.restore(reviewing.dump(review), FRESH)
    assert (again, again.past, again.future) == (review, review.past, review.future)


@given(st.lists(edit(), max_size=12))
def test_no_combination_names_a_column_that_is_mapped_otherwise(edits: list[Edit]) -> None:
    review = FRESH
    for one in edits:
        review = one(review)
        for row in review.columns:
            if row.chosen and (row.chosen.to or row.chosen.skip):
                assert review.combination(row.column.name) is None
