"""Known sources: found by their columns, with whatever drifted since."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leadtui.errors import NeedsPersonError
from leadtui.matching import Recall, drift, recall
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.target import Target
from tests.matching.tables import PEOPLE, Content, profile_of, raw_of

CONTENT: Content = {
    "Business": PEOPLE["Business"],
    "Phone": PEOPLE["Telephone"],
    "Email": PEOPLE["E-mail"],
    "City": ["Austin", "Waco", "Austin", "Dallas", "Waco", "Austin", "Waco", "Dallas"],
    "Zip": [f"7870{number}" for number in range(8)],
    "Issued": [f"{number}/15/2020" for number in range(1, 9)],
    "Remarks": ["ok"] * 8,
    "Seats": [str(10 + number) for number in range(8)],
}
HOMES = {"Business": "company", "Phone": "phone", "Email": "email", "City": "city", "Zip": "zip",
         "Issued": "license_issued", "Seats": "capacity"}  # fmt: skip


@pytest.fixture
def saved(leads: Target) -> Mapping:
    columns = {name: ColumnMap(to=(HOMES[name],)) if name in HOMES else ColumnMap(skip="why") for name in CONTENT}
    return Mapping(name="known", version=3, target=leads, columns=columns)


def recalled(content: Content, *mappings: Mapping) -> Recall | None:
    return recall(raw_of(content).columns, profile_of(content), mappings)


def drifted(content: Content, mapping: Mapping) -> dict[str, tuple[str, str | None]]:
    found = drift(profile_of(content), raw_of(content).columns, mapping)
    return {each.column: (each.kind, each.was) for each in found.columns if each.kind != "same"}


def renamed(content: Content, **names: str) -> Content:
    return {names.get(name, name): values for name, values in content.items()}


def test_the_same_layout_has_no_drift(saved: Mapping) -> None:
    found = recalled(CONTENT, saved)
    assert found is not None
    assert (found.mapping, found.drift.is_none, found.likeness) == (saved, True, 1.0)


def test_order_is_no_drift_but_told(saved: Mapping) -> None:
    shuffled = {name: CONTENT[name] for name in ["Zip", *(name for name in CONTENT if name != "Zip")]}
    found = recalled(shuffled, saved)
    assert found is not None
    assert found.drift.is_none
    assert drifted(shuffled, saved) == {"Zip": ("moved", "Zip")}


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda name: f"  {name} "])
def test_case_and_blanks_are_no_drift(saved: Mapping, change: Callable[[str], str]) -> None:
    found = recalled({change(name): values for name, values in CONTENT.items()}, saved)
    assert found is not None
    assert found.drift.is_none


def test_a_former_name_is_known(saved: Mapping) -> None:
    columns = {**saved.columns, "Zip": ColumnMap(to=("zip",), was=("PLZ",))}
    content = renamed(CONTENT, Zip="PLZ")
    found = recalled(content, saved.model_copy(update={"columns": columns}))
    assert found is not None
    assert found.drift.is_none
    assert {each.column: each.was for each in found.drift.columns}["PLZ"] == "Zip"


@pytest.mark.parametrize(
    ("was", "name"),
    [("Zip", "ZIP Code"), ("Zip", "Postal Code"), ("Phone", "Telephone Number"), ("Business", "Business Name"),
     ("City", "Town"), ("Seats", "Licensed Capacity"), ("Issued", "Issue Date"), ("Email", "Contact E-Mail"),
     ("Zip", "CP")],
)  # fmt: skip
def test_a_renamed_column_is_proposed_with_reasons(saved: Mapping, was: str, name: str) -> None:
    content = renamed(CONTENT, **{was: name})
    assert drifted(content, saved) == {name: ("renamed", was)}
    found = recalled(content, saved)
    assert found is not None
    (change,) = found.drift.of("renamed")
    assert change.confidence >= 0.5
    assert change.evidence
    assert not found.drift.is_none


def test_new_and_gone_columns_are_told_apart_from_renamed_ones(saved: Mapping) -> None:
    content = {name: values for name, values in CONTENT.items() if name not in {"Email", "Remarks"}}
    content |= {"Star Level": ["2 Star", "3 Star"] * 4, "Inspector": ["A. Smith"] * 8}
    assert drifted(content, saved) == {
        "Star Level": ("new", None),
        "Inspector": ("new", None),
        "Email": ("gone", "Email"),
        "Remarks": ("gone", "Remarks"),
    }
    assert recalled(content, saved) is not None


def test_next_month_with_everything_at_once(saved: Mapping) -> None:
    content = renamed(CONTENT, Zip="ZIP Code") | {"STARS Rating": ["4"] * 8}
    content = dict(sorted(content.items()))
    found = recalled(content, saved)
    assert found is not None
    assert {each.column: each.was for each in found.drift.of("renamed")} == {"ZIP Code": "Zip"}
    assert [each.column for each in found.drift.of("new")] == ["STARS Rating"]
    assert found.drift.of("gone", "changed") == ()


@pytest.mark.parametrize(
    ("column", "other"),
    [("Phone", "Email"), ("Zip", "City"), ("Email", "Phone"), ("Issued", "Business"), ("Seats", "City"),
     ("City", "Email"), ("Business", "Issued")],
)  # fmt: skip
def test_another_meaning_under_the_same_name_is_caught(saved: Mapping, column: str, other: str) -> None:
    content = {**CONTENT, column: CONTENT[other]}
    assert drifted(content, saved) == {column: ("changed", column)}
    found = recalled(content, saved)
    assert found is not None
    (change,) = found.drift.of("changed")
    assert change.evidence[0].kind == "against"


def test_an_empty_column_has_not_changed_its_meaning(saved: Mapping) -> None:
    assert drifted({**CONTENT, "Phone": [""] * 8}, saved) == {}


def test_columns_swapped_under_their_headers_are_caught(saved: Mapping) -> None:
    content = {**CONTENT, "Phone": CONTENT["Email"], "Email": CONTENT["Phone"]}
    assert drifted(content, saved) == {"Phone": ("changed", "Phone"), "Email": ("changed", "Email")}


def test_another_source_with_some_columns_in_common_is_not_this_one(saved: Mapping) -> None:
    few = {name: CONTENT[name] for name in ("Phone", "Email", "City", "Zip")}
    other = few | {f"Question {number}": ["yes", "no"] * 4 for number in range(6)}
    assert recalled(other, saved) is None
    assert recalled({"Phone": CONTENT["Phone"]}, saved) is None
    assert recalled({}, saved) is None


def test_the_nearest_of_several_mappings_is_taken(saved: Mapping) -> None:
    wider = saved.model_copy(update={"name": "wider", "columns": {**saved.columns, "Fax": ColumnMap(skip="x")}})
    other = Mapping(name="other", version=1, target=saved.target, columns={"A": ColumnMap(skip="x")})
    found = recalled(CONTENT, other, wider, saved)
    assert found is not None
    assert found.mapping.name == "known"


def test_two_that_fit_equally_well_need_a_person(saved: Mapping) -> None:
    twin = saved.model_copy(update={"name": "twin"})
    with pytest.raises(NeedsPersonError, match="2 saved mappings fit this file equally well: known and twin"):
        recalled(CONTENT, twin, saved)


def test_made_up_headers_fit_only_with_their_values(leads: Target) -> None:
    columns = {
        f"column {number}": ColumnMap(to=(field,)) for number, field in enumerate(("email", "phone", "zip"), start=1)
    }
    saved = Mapping(name="bare", version=1, target=leads, columns=columns)
    good = {"column 1": PEOPLE["E-mail"], "column 2": PEOPLE["Telephone"], "column 3": CONTENT["Zip"]}
    bad = {"column 1": PEOPLE["Telephone"], "column 2": PEOPLE["E-mail"], "column 3": CONTENT["Zip"]}
    assert recalled(good, saved) is not None
    assert recalled(bad, saved) is None


def test_a_mapping_without_columns_fits_nothing(leads: Target) -> None:
    assert recalled(CONTENT, Mapping(name="empty", version=1, target=leads, columns={})) is None
