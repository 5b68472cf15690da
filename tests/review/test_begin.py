"""A known layout: only what drifted is open."""

from __future__ import annotations

from typing import Any

import pytest

from leadtui import review as reviewing
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.step import Combine
from leadtui.model.suggestion import ColumnDrift, Drift
from leadtui.model.table import Column
from leadtui.review import Review, State
from tests.review.samples import SUGGESTIONS, TARGET, suggestion


@pytest.fixture
def saved() -> Mapping:
    fresh = reviewing.from_suggestions(SUGGESTIONS, TARGET)
    return reviewing.to_mapping(reviewing.confirm(fresh, *range(7)), "nv", 3)


def recalled(mapping: Mapping, *drifts: tuple[Any, ...]) -> Review:
    changes = {change[1]: ColumnDrift(*change) for change in drifts}
    replaced = {change[2] for change in drifts if change[0] in {"renamed", "gone"}}
    names = [name for name in mapping.columns if name not in replaced]
    names += [name for name in changes if name not in mapping.columns]
    columns = [Column(index, name, name) for index, name in enumerate(names)]
    same = tuple(ColumnDrift("same", name, name, 1.0) for name in names if name not in changes)
    proposals = [suggestion(column.index, column.name, "zip") for column in columns if column.name == "Postal"]
    return reviewing.from_recalled(columns, mapping, Drift((*same, *changes.values())), proposals)


def test_without_drift_nothing_is_open_and_nothing_is_changed(saved: Mapping) -> None:
    review = recalled(saved)
    assert {row.state for row in review.columns} == {State.SAVED}
    assert reviewing.undecided(review) == ()
    assert not reviewing.is_changed(review)
    assert reviewing.to_mapping(review, "nv", 3) == saved


def test_a_renamed_column_is_one_question_and_one_key(saved: Mapping) -> None:
    review = recalled(saved, ("renamed", "Business", "Name", 0.98))
    assert [question.message for question in reviewing.undecided(review)] == ["Business seems to be Name, renamed"]
    after = reviewing.confirm(review, len(review.columns) - 1)
    assert after.columns[-1].chosen == ColumnMap(to=("company",), was=("Name",))
    assert reviewing.undecided(after) == ()
    assert reviewing.is_changed(after)


def test_a_renamed_part_of_a_combination_keeps_its_label(saved: Mapping) -> None:
    review = recalled(saved, ("renamed", "Baby", "Infant", 0.9))
    step = reviewing.confirm(review, len(review.columns) - 1).steps[0]
    assert isinstance(step, Combine)
    assert set(step.columns) == {"Baby", "Toddler"}
    assert step.labels == {"Baby": "Infant"}


def test_before_confirming_a_rename_shows_the_saved_home(saved: Mapping) -> None:
    review = recalled(saved, ("renamed", "Baby", "Infant", 0.9))
    home = reviewing.home(review, len(review.columns) - 1)
    assert home is not None
    assert (home.fields, home.how) == (("ages_served",), "combine")


def test_a_rename_refused_leaves_the_old_column_missing(saved: Mapping) -> None:
    review = recalled(saved, ("renamed", "Business", "Name", 0.98))
    after = reviewing.skip(review, len(review.columns) - 1)
    assert [gone.name for gone in after.gone] == ["Name"]
    assert "Name is not in this file" in [question.message for question in reviewing.undecided(after)]
    assert reviewing.undo(after) == review


def test_a_new_column_is_open_with_its_proposal(saved: Mapping) -> None:
    review = recalled(saved, ("new", "Postal", None, 0.0))
    assert review.columns[-1].state is State.NEW
    assert reviewing.confirm(review, len(review.columns) - 1).columns[-1].chosen == ColumnMap(to=("zip",))


def test_new_columns_are_left_out_where_the_mapping_says_so(saved: Mapping) -> None:
    lenient = saved.model_copy(
        update={
            "target": saved.target.model_copy(update={"drift": saved.target.drift.model_copy(update={"new": "ignore"})})
        }
    )
    review = recalled(lenient, ("new", "Postal", None, 0.0))
    assert reviewing.undecided(review) == ()


def test_a_missing_column_must_be_accepted(saved: Mapping) -> None:
    review = recalled(saved, ("gone", "Infant", "Infant", 1.0))
    assert [question.kind for question in reviewing.undecided(review)] == ["gone"]
    after = reviewing.accept_gone(review, "Infant")
    assert reviewing.undecided(after) == ()
    assert [step.columns for step in reviewing.to_mapping(after, "nv").steps if isinstance(step, Combine)] == [
        ("Toddler",)
    ]


def test_a_missing_column_may_be_found_again_under_another_name(saved: Mapping) -> None:
    review = recalled(saved, ("gone", "Name", "Name", 1.0), ("new", "Postal", None, 0.0))
    after = reviewing.accept_rename(review, len(review.columns) - 1, "Name")
    assert after.columns[-1].chosen == ColumnMap(to=("company",), was=("Name",))
    assert after.gone == ()


def test_changed_values_are_a_question(saved: Mapping) -> None:
    review = recalled(saved, ("changed", "Phone", "Phone", 0.4))
    assert [question.message for question in reviewing.undecided(review)] == ["Phone holds other values than before"]


def test_columns_that_came_in_place_of_one_are_one_key_each_and_it_is_settled(saved: Mapping) -> None:
    changes = [
        ColumnDrift("split", name, "Address", 0.9, to=(field,))
        for name, field in (("Street", "address1"), ("Town", "city"), ("State", "state"), ("Zip", "zip"))
    ]
    names = [name for name in saved.columns if name != "Address"]
    drift = (
        *(ColumnDrift("same", name, name, 1.0) for name in names),
        *changes,
        ColumnDrift("gone", "Address", "Address", 1.0),
    )
    columns = [Column(index, name, name) for index, name in enumerate([*names, *(each.column for each in changes)])]
    review = reviewing.from_recalled(columns, saved, Drift(drift))
    assert [question.message for question in reviewing.undecided(review)] == [
        f"{name} seems to be a part of Address, which is gone" for name in ("Street", "Town", "State", "Zip")
    ]
    after = reviewing.confirm(review, *range(len(names), len(columns)))
    assert reviewing.undecided(after) == ()
    decided = reviewing.to_mapping(after, "nv", 3).columns
    assert (decided["Street"], decided["Zip"]) == (ColumnMap(to=("address1",)), ColumnMap(to=("zip",)))
    otherwise = reviewing.skip(after, len(names))
    assert [question.kind for question in reviewing.undecided(otherwise)] == ["gone"], (
        "what it filled is filled no more"
    )


def test_one_column_in_place_of_several_is_one_key(saved: Mapping) -> None:
    fields = ("company", "phone")
    drift = [ColumnDrift("same", name, name, 1.0) for name in saved.columns if name not in {"Name", "Phone"}]
    drift += [ColumnDrift("gone", name, name, 1.0) for name in ("Name", "Phone")]
    drift.append(ColumnDrift("joined", "Both", None, 0.9, to=fields, method="company_dba"))
    names = [*(name for name in saved.columns if name not in {"Name", "Phone"}), "Both"]
    columns = [Column(index, name, name) for index, name in enumerate(names)]
    review = reviewing.from_recalled(columns, saved, Drift(tuple(drift)))
    assert [question.message for question in reviewing.undecided(review)] == [
        "Both seems to hold what several columns held"
    ]
    after = reviewing.confirm(review, len(names) - 1)
    assert after.columns[-1].chosen == ColumnMap(to=fields, split="company_dba")
    assert reviewing.undecided(after) == ()
