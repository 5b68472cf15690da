"""What saved mappings say about a header."""

from __future__ import annotations

from leadtui.matching import Memory
from leadtui.matching.memory import Home
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.step import Combine
from leadtui.model.suggestion import Tier
from leadtui.model.target import Target
from tests.matching.tables import suggested

CODES = [f"{number}-A" for number in range(100, 112)]


def mapping(target: Target, name: str, **columns: ColumnMap) -> Mapping:
    return Mapping(name=name, version=1, target=target, columns=columns)


def test_a_header_that_only_saved_mappings_know(leads: Target) -> None:
    one = mapping(leads, "one", Signature=ColumnMap(to=("license_number",)))
    assert suggested({"Signature": CODES}, leads)["Signature"].decision is None
    found = suggested({"SIGNATURE": CODES}, leads, one)["SIGNATURE"]
    assert found.decision is not None
    assert found.decision.fields == ("license_number",)
    assert 'one sent "SIGNATURE" here' in [reason.text for reason in found.decision.evidence if reason.kind == "saved"]


def test_former_names_are_remembered_too(leads: Target) -> None:
    one = mapping(leads, "one", Signature=ColumnMap(to=("license_number",), was=("Shelf Mark",)))
    found = suggested({"shelf_mark": CODES}, leads, one)["shelf_mark"]
    assert found.decision is not None
    assert found.decision.fields == ("license_number",)


def test_what_was_left_out_stays_out(leads: Target) -> None:
    one = mapping(leads, "one", Location=ColumnMap(skip="an old name"))
    assert suggested({"Location Name": CODES}, leads, one)["Location Name"].tier is not Tier.SURE
    left = suggested({"Location": []}, leads, one)["Location"]
    assert left.decision is None


def test_mappings_that_disagree_weigh_less(leads: Target) -> None:
    one = mapping(leads, "one", Number=ColumnMap(to=("license_number",)))
    two = mapping(leads, "two", Number=ColumnMap(to=("provider_id",)))

    def confidence(*mappings: Mapping) -> float:
        found = suggested({"Number": CODES}, leads, *mappings)["Number"]
        return next(each.confidence for each in found.candidates if each.fields == ("license_number",))

    assert confidence(one) > confidence(one, two) > 0


def test_splits_and_combinations_are_remembered_as_such(leads: Target) -> None:
    one = Mapping(
        name="one",
        version=1,
        target=leads,
        columns={
            "Name": ColumnMap(to=("company", "licensee_name"), split="company_dba"),
            "A": ColumnMap(to=("schedule",)),
        },
        steps=(Combine(columns=("A", "B"), field="schedule", how="schedule"),),
    )
    memory = Memory.of([one])
    assert memory.recall("NAME") == {Home(("company", "licensee_name"), "split", "company_dba"): ("one",)}
    assert memory.recall("a") == {Home(("schedule",), "combine", "schedule"): ("one",)}
    assert memory.recall("unknown") == {}


def test_a_split_is_remembered_where_several_did_it_and_the_values_have_two_parts(leads: Target) -> None:
    home = ColumnMap(to=("company", "licensee_name"), split="company_dba")
    once, twice = [mapping(leads, "one", Company=home)], [mapping(leads, name, Company=home) for name in ("one", "two")]
    plain = ["Oak Day Care", "Elm Academy", "Pine School", "Fir Inc", "Ash LLC"]
    double = [f"Smith, Jane DBA {name}" for name in plain]

    def method(names: list[str], mappings: list[Mapping]) -> str | None:
        found = suggested({"Company": names}, leads, *mappings)["Company"].decision
        assert found is not None
        assert found.fields[0] == "company"
        return found.method

    assert method([*double, *plain], twice) == "company_dba"
    assert method([*double, *plain], once) is None, "one source's habit is no rule"
    assert method(plain, twice) is None, "nothing to split here"


def test_a_split_that_the_values_contradict_is_not_repeated(leads: Target) -> None:
    split = ColumnMap(to=("license_type", "license_number"), split="type_and_number")
    before = [mapping(leads, name, **{"License Type": split}) for name in ("one", "two")]
    home = suggested({"License Type": ["A", "B", "A", "B", "A"]}, leads, *before)["License Type"].decision
    assert home is not None
    assert home.fields == ("license_type",)
