"""Headers that stand beside their values or belong to others, and headers that say too much or say it twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadtui import profiling, reading
from leadtui.matching import Memory, suggest
from leadtui.matching.headers import judged
from leadtui.matching.lexicon import lexicon_of
from leadtui.matching.look import Table
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.profile import Profile
from leadtui.model.suggestion import Suggestion, Tier
from leadtui.model.target import Target
from tests.matching.tables import PEOPLE, Content, profile_of, suggested, with_columns, with_header

DATA = Path(__file__).parents[2] / "data"
NOTHING = Memory.of(())
STREETS = [f"{number} Main St" for number in range(101, 109)]
ZIPS = [f"7870{number}" for number in range(8)]
TOWNS = ["Austin", "Waco", "Dallas", "Houston", "El Paso", "Laredo", "Tyler", "Plano"]
DAYS = [f"2024-03-{day:02}" for day in range(1, 9)]
PEOPLE_NAMES = PEOPLE["Contact"]
OTHERS = ["Zoe Hart", "Yan Li", "Xia Wu", "Will Orr", "Vic Dean", "Uma Lee", "Tom Ash", "Sue Fox"]
PLACES: Content = {
    "Program Name": PEOPLE["Business"], "Street": STREETS, "City": TOWNS, "State": ["TX"] * 8, "Zip Code": ZIPS,
    "Phone": PEOPLE["Telephone"], "Email": PEOPLE["E-mail"], "License Expiration": DAYS,
}  # fmt: skip
MIXED_UP: Content = {
    "Company": PEOPLE["Business"], "Phone": [f"BS.{number}" for number in range(85706, 85714)], "County": ["TX"] * 8,
    "Country": ZIPS, "Website": PEOPLE["E-mail"], "Email": ["call after 10"] * 8, "Address 1": STREETS,
}  # fmt: skip


def of_file(name: str) -> Profile:
    """A sample."""
    source = reading.find(str(DATA / name))
    return profiling.profile(reading.read(source, reading.detect(source), spool=None))


def moved(profile: Profile, places: int) -> Profile:
    """The same values, each header so many columns farther right."""
    headers = [each.column.header for each in profile.columns]
    count = len(headers)
    return with_columns(
        profile,
        [
            with_header(each, headers[place - places] if 0 <= place - places < count else "")
            for place, each in enumerate(profile.columns)
        ],
    )


def homes(found: dict[str, Suggestion]) -> dict[str, tuple[str, ...] | None]:
    """Column → fields."""
    return {name: each.decision.fields if each.decision else None for name, each in found.items()}


@pytest.mark.parametrize("name", ["source1.csv", "source2.csv", "source3.csv", ""])
@pytest.mark.parametrize("places", [-1, 1])
def test_headers_one_column_beside_their_values_are_found(leads: Target, name: str, places: int) -> None:
    profile = of_file(name) if name else profile_of(PLACES)
    lexicon = lexicon_of(leads)
    assert judged(Table.of(profile, lexicon)).doubts == ()
    table = judged(Table.of(moved(profile, places), lexicon))
    lost = 0 if places > 0 else len(profile.columns) - 1  # beside a column at the edge there is no header
    side = "right" if places > 0 else "left"
    assert [doubt.evidence.text for doubt in table.doubts] == [
        f"the headers stand one column to the {side} of their values"
    ]
    kept = [
        (look.header, each.column.header)
        for place, (look, each) in enumerate(zip(table.looks, profile.columns, strict=True))
        if place != len(profile.columns) - 1 - lost
    ]
    assert all(read == meant for read, meant in kept)


def test_columns_are_read_by_the_header_that_is_about_them(leads: Target) -> None:
    before = suggest(profile_of(PLACES), leads, NOTHING)
    after = suggest(
        moved(profile_of({"": [str(n) for n in range(8)], **PLACES, "zzz": ["", *"abcdefg"]}), -1), leads, NOTHING
    )
    assert [each.decision and each.decision.fields for each in after[1:-1]] == [
        each.decision and each.decision.fields for each in before
    ]
    assert Tier.SURE in {each.tier for each in before}
    assert Tier.SURE not in {each.tier for each in after}
    street = after[2].decision
    assert street is not None
    assert "the headers stand one column to the left of their values" in [each.text for each in street.evidence]


def test_where_headers_are_those_of_another_table_nothing_is_sure(leads: Target) -> None:
    former = Mapping(name="former", version=1, target=leads, columns={"Phone": ColumnMap(to=("phone",))})
    found = suggested(MIXED_UP, leads, former)
    assert Tier.SURE not in {each.tier for each in found.values()}
    told = [*(each.note or "" for each in found.values())]
    told += [evidence.text for each in found.values() if each.decision for evidence in each.decision.evidence]
    assert any("headers of this table do not fit their values" in text for text in told)


def test_one_bad_name_does_not_cast_doubt_on_the_others(leads: Target) -> None:
    found = suggested({**PLACES, "Website": DAYS}, leads)
    assert found["Phone"].tier is found["Email"].tier is Tier.SURE
    assert found["Website"].tier is not Tier.SURE


def test_a_name_and_memory_of_it_are_not_sure_without_values_that_say_so(leads: Target) -> None:
    former = Mapping(name="former", version=1, target=leads, columns={"Phone": ColumnMap(to=("phone",)),
                     "Address 2": ColumnMap(to=("address2",)), "County": ColumnMap(to=("county",))})  # fmt: skip
    content = {**PLACES, "Phone": MIXED_UP["Phone"], "Address 2": TOWNS, "County": ["TX"] * 8}
    found = suggested(content, leads, former)
    assert Tier.SURE not in {found[name].tier for name in ("Phone", "Address 2", "County")}
    assert found["Zip Code"].tier is Tier.SURE


def test_a_town_called_like_a_state_is_a_town(leads: Target) -> None:
    found = suggested({**PLACES, "City": ["New York"] * 8, "State": ["NY"] * 8}, leads)
    assert (homes(found)["City"], homes(found)["State"]) == (("city",), ("state",))
    assert found["City"].tier is suggested(PLACES, leads)["City"].tier


def test_what_headers_end_in_says_nothing_of_one(leads: Target) -> None:
    end = " [Charter School] Latest available year"
    content = {f"{name}{end}": values for name, values in PLACES.items()}
    assert list(homes(suggested(content, leads)).values()) == list(homes(suggested(PLACES, leads)).values())


def test_licenses_that_all_begin_alike_are_still_told_apart(leads: Target) -> None:
    content = {
        "License Number": [f"TX-{number}" for number in range(40010, 40018)], "License Issue Date": DAYS,
        "License Expiration Date": [f"2029-03-{day:02}" for day in range(1, 9)],
    }  # fmt: skip
    assert list(homes(suggested(content, leads)).values()) == [
        ("license_number",), ("license_issued",), ("certificate_expiration_date",)]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Fonction / Position", ["Director", "Owner", "Manager", "Director"] * 2, "title"),
        ("Place - City/town/village of Address", TOWNS, "city"),
        ("Ort / Town", TOWNS, "city"),
    ],
)
def test_a_header_that_says_it_twice(leads: Target, header: str, values: list[str], field: str) -> None:
    assert homes(suggested({header: values, "Business": PEOPLE["Business"]}, leads))[header] == (field,)


def test_a_header_that_says_two_things_is_neither_for_sure(leads: Target) -> None:
    found = suggested({"City / County": TOWNS, "Business": PEOPLE["Business"]}, leads)
    assert found["City / County"].tier is not Tier.SURE


@pytest.mark.parametrize("header", ["businessOfficerName", "Billing Contact", "Admissions Contact Name", "Bookkeeper"])
def test_who_sees_to_one_thing_is_not_who_is_responsible(leads: Target, header: str) -> None:
    beside = suggested({"Business": PEOPLE["Business"], "Head of School": PEOPLE_NAMES, header: OTHERS}, leads)
    assert homes(beside) == {"Business": ("company",), "Head of School": ("first_name", "last_name"), header: None}
    alone = suggested({"Business": PEOPLE["Business"], header: OTHERS}, leads)
    assert alone[header].tier is not Tier.SURE


@pytest.mark.parametrize(
    "header", ["headOfSchool", "Chief Executive Officer", "Nominated Supervisor", "Registered manager", "Leitung"]
)
def test_who_is_responsible(leads: Target, header: str) -> None:
    found = homes(suggested({"Business": PEOPLE["Business"], header: PEOPLE_NAMES}, leads))
    assert found[header] == ("first_name", "last_name")


@pytest.mark.parametrize(("low", "high"), [("Age From", "Age To"), ("AGE RANGE FROM (MOS)", "AGE RANGE TO (MOS)"),
                                           ("Youngest Age Accepted", "Oldest Age Accepted")])  # fmt: skip
def test_from_and_to(leads: Target, low: str, high: str) -> None:
    content = {low: list("01234567"), high: [str(12 * number) for number in range(3, 11)], **PLACES}
    found = homes(suggested(content, leads))
    assert (found[low], found[high]) == (("min_age",), ("max_age",))


def test_opening_and_closing_times_make_a_schedule(leads: Target) -> None:
    content = {**PLACES, "Öffnet": ["07:00", "06:30"] * 4, "Schließt": ["17:30", "18:00"] * 4,
               "Aufnahmealter ab (Mon.)": ["6", "12"] * 4}  # fmt: skip
    found = suggested(content, leads)
    for header in ("Öffnet", "Schließt"):
        decision = found[header].decision
        assert decision is not None
        assert (decision.fields, decision.how) == (("schedule",), "combine")


def test_what_a_list_of_contacts_has_of_its_own_stays_there(leads: Target) -> None:
    content = {
        "Created On": DAYS, "Modified On": DAYS, "Lead Source": ["Web", "Fair"] * 4, "Name": PEOPLE_NAMES,
        "Status": ["Open", "Contacted"] * 4, "Owner": ["Bridget Brannigan", "Priya Trejo"] * 4,
        "Parent Contact for lead": OTHERS, "Free places": list("01234567"),
    }  # fmt: skip
    found = homes(suggested(content, leads))
    assert [found[name] for name in ("Status", "Owner", "Parent Contact for lead", "Free places")] == [None] * 4
