"""What a layout remembers of values: changed meanings are caught, sources with equal headers told apart."""

from __future__ import annotations

import pytest

from leadtui.errors import NeedsPersonError
from leadtui.matching import Recall, drift, recall, remember
from leadtui.model.mapping import ColumnMap, Layout, Mapping, Seen
from leadtui.model.target import Target
from tests.matching.tables import Content, profile_of, raw_of

COUNT = 40
TEXAS: Content = {
    "License": [f"{1567934 + 7 * number}" for number in range(COUNT)],
    "Site": [f"TX-{number:03}" for number in range(COUNT)],
    "Business": [f"{name} Day Care" for name in ("Oak", "Elm", "Fir", "Ash", "Yew") for _ in range(8)],
    "State": ["TX"] * COUNT,
    "Zip": [f"78{number:03}" for number in range(COUNT)],
    "Phone": [f"(512) 555-01{number:02}" for number in range(COUNT)],
    "Status": ["Full Permit", "Initial Permit", "Full Permit", "Suspended"] * 10,
    "Issued": [f"{number % 12 + 1}/15/2020" for number in range(COUNT)],
    "Spare": [""] * COUNT,
}
NEVADA: Content = {**TEXAS, "State": ["NV"] * COUNT, "Zip": [f"89{number:03}" for number in range(COUNT)]}
HOMES = {"License": "license_number", "Site": "provider_id", "Business": "company", "State": "state", "Zip": "zip",
         "Phone": "phone", "Status": "license_status", "Issued": "license_issued"}  # fmt: skip


def confirmed(target: Target, name: str, content: Content) -> Mapping:
    """A mapping as it is saved after somebody confirmed a file."""
    columns = {
        column: ColumnMap(to=(HOMES[column],)) if column in HOMES else ColumnMap(skip="never filled")
        for column in content
    }
    bare = Mapping(name=name, version=1, target=target, layout=Layout(), columns=columns)
    return remember(bare, profile_of(content), set(columns))


def drifted(content: Content, mapping: Mapping) -> dict[str, str]:
    """Column → why it changed."""
    found = drift(profile_of(content), raw_of(content).columns, mapping)
    return {each.column: each.evidence[0].text for each in found.of("changed")}


def recalled(content: Content, *mappings: Mapping) -> Recall | None:
    return recall(raw_of(content).columns, profile_of(content), mappings)


def test_what_is_remembered_is_short_and_holds_nobody_s_own_values(leads: Target) -> None:
    layout = confirmed(leads, "texas", TEXAS).layout
    assert layout is not None
    assert layout.seen == {
        "License": Seen(like="9999999"),
        "Site": Seen(like="A-999"),
        "Business": Seen(only=("Ash Day Care", "Elm Day Care", "Fir Day Care", "Oak Day Care", "Yew Day Care")),
        "State": Seen(kind="us_state", only=("TX",)),
        "Zip": Seen(kind="us_zip"),
        "Phone": Seen(kind="us_phone"),
        "Status": Seen(only=("Full Permit", "Initial Permit", "Suspended")),
        "Issued": Seen(kind="date"),
        "Spare": Seen(filled=0.0),
    }
    people = {**TEXAS, "Business": ["Ana Ruiz", "Bo Lindqvist"] * 20, "Status": ["ana@example.org"] * COUNT}
    kept = confirmed(leads, "people", people).layout
    assert kept is not None
    assert "Ana Ruiz" not in str(kept.seen)
    assert "example.org" not in str(kept.seen)


def test_the_same_file_and_an_ordinary_next_month_have_not_changed(leads: Target) -> None:
    saved = confirmed(leads, "texas", TEXAS)
    assert drifted(TEXAS, saved) == {}
    later = {**TEXAS, "License": [f"{2567934 + number}" for number in range(COUNT)],
             "Status": ["Full Permit", "Revoked"] * 20, "Phone": [f"512-555-02{number:02}" for number in range(COUNT)],
             "Issued": [f"2021-{number % 12 + 1:02}-03" for number in range(COUNT)]}  # fmt: skip
    assert drifted(later, saved) == {}
    found = recalled(later, saved)
    assert found is not None
    assert found.drift.is_none


@pytest.mark.parametrize(
    ("column", "values", "why"),
    [
        ("License", TEXAS["Site"], "its values looked like 9999999, now like A-999"),
        ("License", [f"{number}-A" for number in range(100, 140)], "now like 999-A"),
        ("State", ["NV"] * COUNT, "it held TX; now none of these, but NV"),
        ("Status", ["A", "B"] * 20, "it held Full Permit, Initial Permit, Suspended; now none of these"),
        ("Zip", ["Travis", "Harris"] * 20, "hardly any of 40 values look like"),
        ("Issued", ["see office", "in review"] * 20, "hardly any of 40 values look like a date"),
        ("Spare", TEXAS["Phone"], "it was empty when it was confirmed, now 100% are filled"),
    ],
)
def test_another_meaning_under_the_same_name_is_told_with_before_and_after(
    leads: Target, column: str, values: list[str], why: str
) -> None:
    found = drifted({**TEXAS, column: values}, confirmed(leads, "texas", TEXAS))
    assert list(found) == [column]
    assert why in found[column]


def test_two_numbers_that_changed_places_under_their_headers(leads: Target) -> None:
    swapped = {**TEXAS, "License": TEXAS["Site"], "Site": TEXAS["License"]}
    assert set(drifted(swapped, confirmed(leads, "texas", TEXAS))) == {"License", "Site"}


def test_too_few_values_prove_nothing(leads: Target) -> None:
    few = {column: values[:3] for column, values in {**TEXAS, "State": ["NV"] * COUNT}.items()}
    assert drifted(few, confirmed(leads, "texas", TEXAS)) == {}


def test_of_two_sources_with_equal_headers_the_values_decide(leads: Target) -> None:
    texas, nevada = confirmed(leads, "texas", TEXAS), confirmed(leads, "nevada", NEVADA)
    for content, name in ((TEXAS, "texas"), (NEVADA, "nevada")):
        found = recalled(content, texas, nevada)
        assert found is not None
        assert found.mapping.name == name
        wider = recalled({**content, "Remarks": ["none"] * COUNT}, texas, nevada)
        assert wider is not None
        assert wider.mapping.name == name


def test_equal_headers_without_telling_values_need_a_person(leads: Target) -> None:
    bare = [confirmed(leads, name, TEXAS).model_copy(update={"layout": None}) for name in ("north", "south")]
    with pytest.raises(NeedsPersonError, match="north and south"):
        recalled(TEXAS, *bare)
    other = {**TEXAS, "State": ["OK"] * COUNT}
    with pytest.raises(NeedsPersonError, match="nevada and texas"):
        recalled(other, confirmed(leads, "texas", TEXAS), confirmed(leads, "nevada", NEVADA))


def test_a_subset_and_a_superset_of_one_publisher_are_told_apart(leads: Target) -> None:
    short = {name: values for name, values in TEXAS.items() if name not in {"Spare", "Status", "Site"}}
    small, large = confirmed(leads, "small", short), confirmed(leads, "large", TEXAS)
    for content, name in ((short, "small"), (TEXAS, "large")):
        found = recalled(content, large, small)
        assert found is not None
        assert (found.mapping.name, found.drift.is_none) == (name, True)


def test_a_renamed_column_is_proposed_with_how_far_its_values_agree(leads: Target) -> None:
    content = {("ZIP Code" if name == "Zip" else name): values for name, values in TEXAS.items()}
    content["ZIP Code"] = [*TEXAS["Zip"][:-1], "n/a"]
    found = drift(profile_of(content), raw_of(content).columns, confirmed(leads, "texas", TEXAS))
    (change,) = found.of("renamed")
    assert (change.column, change.was) == ("ZIP Code", "Zip")
    told = " / ".join(reason.text for reason in change.evidence)
    assert "values agree 97.5%" in told
    assert "100% did before" in told


def test_values_decide_which_of_two_new_columns_is_the_renamed_one(leads: Target) -> None:
    content = {name: values for name, values in TEXAS.items() if name != "Site"}
    content |= {"Site Ref": TEXAS["Site"], "Site Note": ["x"] * COUNT}
    found = drift(profile_of(content), raw_of(content).columns, confirmed(leads, "texas", TEXAS))
    assert [(each.column, each.was) for each in found.of("renamed")] == [("Site Ref", "Site")]


def test_only_what_is_confirmed_anew_is_remembered_anew(leads: Target) -> None:
    saved = confirmed(leads, "texas", TEXAS)
    assert remember(saved, profile_of(NEVADA), set()) == saved
    again = remember(saved, profile_of(NEVADA), {"Zip"}).layout
    assert again is not None
    assert again.seen["State"] == Seen(kind="us_state", only=("TX",))


def test_one_column_that_became_several(leads: Target) -> None:
    full = {"Contact": [f"Ana Ruiz{'abcd'[number % 4]}" for number in range(COUNT)], **TEXAS}
    columns = {"Contact": ColumnMap(to=("first_name", "last_name"), split="person_name")}
    saved = confirmed(leads, "texas", TEXAS)
    saved = saved.model_copy(update={"columns": columns | saved.columns})
    content = {"First Name": ["Ana"] * COUNT, "Last Name": ["Ruiz"] * COUNT, **TEXAS}
    assert drift(profile_of(full), raw_of(full).columns, saved).is_none
    found = drift(profile_of(content), raw_of(content).columns, saved)
    assert {each.column: (each.was, each.to) for each in found.of("split")} == {
        "First Name": ("Contact", ("first_name",)),
        "Last Name": ("Contact", ("last_name",)),
    }
    assert [each.column for each in found.of("gone")] == ["Contact"]


def test_several_columns_that_became_one(leads: Target) -> None:
    parts = {"Street": ColumnMap(to=("address1",)), "Town": ColumnMap(to=("city",))}
    saved = confirmed(leads, "texas", TEXAS)
    saved = saved.model_copy(update={"columns": parts | saved.columns})
    content = {"Location": [f"{number} Main St, Austin, TX 78701" for number in range(COUNT)], **TEXAS}
    found = drift(profile_of(content), raw_of(content).columns, saved)
    (joined,) = found.of("joined")
    assert (joined.column, joined.method) == ("Location", "us_address")
    assert {"address1", "city"} <= set(joined.to)
