"""What is asked, and what is not."""

from __future__ import annotations

import pytest

from leadtui import review as reviewing
from leadtui.errors import NeedsPersonError
from leadtui.review import Review


def kinds(review: Review) -> list[str]:
    return [question.kind for question in reviewing.undecided(review)]


def test_a_complete_mapping_leaves_no_question(fresh: Review) -> None:
    assert kinds(reviewing.confirm(fresh, *range(7))) == []


def test_required_fields_and_the_key_are_asked_for_at_once(fresh: Review) -> None:
    after = reviewing.skip(reviewing.confirm(fresh, *range(7)), 0, 1, 3)
    assert kinds(after) == ["required", "key"]
    messages = [question.message for question in reviewing.undecided(after)]
    assert messages == [
        "company must be filled, and no column feeds it",
        "nothing identifies a row: license_number or phone + zip is needed",
    ]


def test_any_complete_alternative_is_a_key(fresh: Review) -> None:
    assert kinds(reviewing.skip(reviewing.confirm(fresh, *range(7)), 1)) == []


def test_a_constant_may_fill_a_required_field(fresh: Review) -> None:
    after = reviewing.constant(reviewing.skip(reviewing.confirm(fresh, *range(7)), 0), "company", "Ours")
    assert kinds(after) == []


def test_two_columns_for_one_field_are_a_question_about_the_newer_one(fresh: Review) -> None:
    after = reviewing.assign(reviewing.confirm(fresh, *range(7)), 6, ("company",))
    (question,) = reviewing.undecided(after)
    assert (question.kind, question.column, question.fields) == ("duplicate", 6, ("company",))
    assert question.message == "company is filled by Name and by Stars"


def test_several_columns_for_one_field_can_be_agreed_to(fresh: Review) -> None:
    after = reviewing.assign(reviewing.confirm(fresh, *range(7)), 6, ("company",))
    assert kinds(reviewing.accept(after, ("company", reviewing.SEVERAL))) == []


def test_a_part_of_a_split_may_stand_beside_a_column(fresh: Review) -> None:
    assert kinds(reviewing.assign(reviewing.confirm(fresh, *range(7)), 6, ("state",))) == []


def test_a_combination_and_a_column_for_one_field_are_a_question(fresh: Review) -> None:
    after = reviewing.assign(reviewing.confirm(fresh, *range(7)), 6, ("ages_served",))
    assert kinds(after) == ["duplicate"]


def test_a_mapping_is_made_only_of_decisions(fresh: Review) -> None:
    with pytest.raises(NeedsPersonError, match="7 columns are not decided: Name, License, Address …"):
        reviewing.to_mapping(fresh, "nv")


def test_for_looking_the_proposals_count_as_decided(fresh: Review) -> None:
    mapping = reviewing.to_mapping(reviewing.presumed(fresh), "nv")
    assert mapping.columns["Name"].to == ("company",)
    assert mapping.columns["Stars"].skip == "no field for it"
