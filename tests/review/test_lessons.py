"""Headers just confirmed that could hold everywhere: which are asked about, and what the answer teaches."""

from __future__ import annotations

import pytest

from leadtui import review as reviewing
from leadtui.matching import Memory
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.review import Review
from tests.review.samples import TARGET, suggestion

NOTHING = Memory.of(())


def confirmed(header: str, field: str = "company", **changes: object) -> Review:
    review = reviewing.from_suggestions((suggestion(0, header, field),), TARGET)
    return reviewing.confirm(review, 0)


def asked(review: Review, *mappings: Mapping) -> list[tuple[str, str]]:
    return [(each.header, each.field) for each in reviewing.lessons(review, Memory.of(mappings))]


def source(name: str, **columns: ColumnMap) -> Mapping:
    return Mapping(name=name, version=1, target=TARGET, columns=columns)


def test_a_header_no_file_knows_is_asked_about() -> None:
    assert asked(confirmed("Gewerbe Bezeichner")) == [("Gewerbe Bezeichner", "company")]


@pytest.mark.parametrize(
    "header", ["Company", "COMPANY", "", "Column 3", "Unnamed: 2", "Name", "Type", "evil\x1b[2J", "x" * 80]
)
def test_what_is_known_says_nothing_or_means_many_things_is_not(header: str) -> None:
    assert asked(confirmed(header)) == []


def test_an_open_proposal_teaches_nothing() -> None:
    review = reviewing.from_suggestions((suggestion(0, "Gewerbe Bezeichner", "company"),), TARGET)
    assert asked(review) == []


def test_splits_combinations_and_left_out_columns_are_no_names() -> None:
    split = suggestion(0, "Wohin Genau", "address1", "city", how="split", method="us_address")
    combined = suggestion(1, "Kleinkind Gruppe", "ages_served", how="combine", method="flags")
    review = reviewing.from_suggestions((split, combined, suggestion(2, "Merkwort Extra")), TARGET)
    assert asked(reviewing.confirm(review, 0, 1, 2)) == []


def test_a_mapping_that_disagrees_prevents_it_and_one_that_agrees_does_not() -> None:
    review = confirmed("Gewerbe Bezeichner")
    agreeing = source("one", gewerbe_bezeichner=ColumnMap(to=("company",)))
    assert asked(review, agreeing) == [("Gewerbe Bezeichner", "company")]
    assert asked(review, agreeing, source("two", **{"Gewerbe Bezeichner": ColumnMap(to=("city",))})) == []
    assert asked(review, source("three", **{"Gewerbe Bezeichner": ColumnMap(skip="not needed")})) == []


def test_the_answer_is_kept_undone_and_survives_in_a_draft() -> None:
    review = confirmed("Gewerbe Bezeichner")
    shared = reviewing.share(review, {"Gewerbe Bezeichner"})
    assert reviewing.taught(shared) == {"Gewerbe Bezeichner": "company"}
    assert reviewing.lessons(shared, NOTHING) == ()
    assert reviewing.taught(reviewing.undo(shared)) == {}
    kept = reviewing.share(review, (), {"Gewerbe Bezeichner"})
    assert reviewing.taught(kept) == {}
    assert reviewing.lessons(kept, NOTHING) == ()
    fresh = reviewing.from_suggestions((suggestion(0, "Gewerbe Bezeichner", "company"),), TARGET)
    for state in (shared, kept):
        again = reviewing.restore(reviewing.dump(state), fresh)
        assert (again.everywhere, again.only_here) == (state.everywhere, state.only_here)


def test_a_decision_that_changed_since_teaches_what_is_decided_now() -> None:
    shared = reviewing.share(confirmed("Gewerbe Bezeichner"), {"Gewerbe Bezeichner"})
    assert reviewing.taught(reviewing.assign(shared, 0, ("city",))) == {"Gewerbe Bezeichner": "city"}
    assert reviewing.taught(reviewing.skip(shared, 0)) == {}
