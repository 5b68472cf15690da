"""Decisions, one by one: what each does, and that none reaches further than it says."""

from __future__ import annotations

from leadtui import review as reviewing
from leadtui.model.mapping import ColumnMap
from leadtui.model.step import Combine, Constant
from leadtui.review import Review, State
from tests.review.samples import SUGGESTIONS


def states(review: Review) -> list[State]:
    return [row.state for row in review.columns]


def test_a_new_file_is_all_open(fresh: Review) -> None:
    assert states(fresh) == [State.SURE, State.SURE, State.SURE, State.REVIEW, State.SURE, State.SURE, State.NONE]
    assert all(row.is_open for row in fresh.columns)


def test_confirming_takes_the_proposal(fresh: Review) -> None:
    after = reviewing.confirm(fresh, 2)
    assert after.columns[2].chosen == ColumnMap(to=("address1", "city", "state", "zip"), split="us_address")
    assert after.columns[2].state is State.CONFIRMED
    assert [row.is_open for row in after.columns].count(True) == 6
    assert after.told == "confirmed Address"


def test_confirming_a_column_without_home_leaves_it_out(fresh: Review) -> None:
    assert reviewing.confirm(fresh, 6).columns[6].chosen == ColumnMap(skip="no field for it")


def test_all_sure_ones_at_once_are_one_undo(fresh: Review) -> None:
    after = reviewing.confirm_all_sure(fresh)
    assert [row.is_open for row in after.columns] == [False, False, False, True, False, False, True]
    assert reviewing.undo(after) == fresh


def test_confirmed_parts_of_a_combination_join_in_file_order(fresh: Review) -> None:
    after = reviewing.confirm(reviewing.confirm(fresh, 5), 4)
    assert after.steps == (Combine(columns=("Infant", "Toddler"), field="ages_served", how="flags"),)
    assert after.columns[4].chosen == ColumnMap()


def test_assigning_takes_a_column_out_of_its_combination(fresh: Review) -> None:
    after = reviewing.assign(reviewing.confirm(fresh, 4, 5), 5, ("phone2",))
    assert after.steps == (Combine(columns=("Infant",), field="ages_served", how="flags"),)
    assert after.columns[5].chosen == ColumnMap(to=("phone2",))


def test_a_combination_without_columns_is_dropped(fresh: Review) -> None:
    after = reviewing.skip(reviewing.confirm(fresh, 4, 5), 4, 5)
    assert after.steps == ()
    assert after.told == "2 columns left out"


def test_combining_again_grows_the_combination_and_its_way(fresh: Review) -> None:
    after = reviewing.combine(reviewing.confirm(fresh, 4, 5), (6,), "ages_served", "join")
    assert after.steps == (Combine(columns=("Infant", "Toddler", "Stars"), field="ages_served", how="join"),)


def test_a_constant_replaces_the_former_one(fresh: Review) -> None:
    after = reviewing.constant(reviewing.constant(fresh, "state", "NV"), "state", "TX")
    assert after.steps == (Constant(field="state", value="TX"),)
    assert reviewing.constant(after, "state", None).steps == ()


def test_a_date_format_confirms_its_column(fresh: Review) -> None:
    after = reviewing.set_date_format(fresh, 0, "%m/%d/%Y")
    assert after.columns[0].chosen == ColumnMap(to=("company",), format="%m/%d/%Y")
    assert reviewing.set_date_format(after, 0, None).columns[0].chosen == ColumnMap(to=("company",))


def test_a_fields_cleaning_can_be_changed_and_changed_back(fresh: Review) -> None:
    after = reviewing.set_field(fresh, "company", "company: trim", clean=("trim",))
    assert after.target.fields["company"].clean == ("trim",)
    assert after.base.fields["company"].clean == ()
    assert reviewing.set_field(after, "company", "as before", clean=()).overrides == {}


def test_an_edit_that_changes_nothing_is_no_undo_step(fresh: Review) -> None:
    after = reviewing.confirm(fresh, 0)
    assert reviewing.confirm(after, 0) is after


def test_a_runner_up_can_be_taken(fresh: Review) -> None:
    best = SUGGESTIONS[4].candidates[0]
    assert reviewing.take(fresh, 6, best).combination("Stars") is not None


def test_columns_that_make_one_field_together_are_one_decision(fresh: Review) -> None:
    assert reviewing.partners(fresh, 4) == (4, 5)
    assert reviewing.partners(fresh, 0) == (0,)
    assert reviewing.partners(reviewing.confirm(fresh, 5), 4) == (4,)
