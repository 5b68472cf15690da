"""What a header means because of the other columns, and splits that values ask for."""

from __future__ import annotations

import pytest

from leadtui.matching.habits import Habits
from leadtui.model.suggestion import Tier
from leadtui.model.target import Target
from tests.matching.tables import PEOPLE, suggested

COMPANIES = PEOPLE["Business"]
TOWNS = ["Austin", "Waco", "Dallas", "Houston", "El Paso", "Laredo", "Tyler", "Plano"]
ZIPS = [f"7870{number}" for number in range(8)]
FIRST = ["Ana", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal"]
LAST = ["Ruiz", "Lind", "Young", "Snider", "Moon", "Jones", "Grissom", "Ford"]


def homes(content: dict[str, list[str]], target: Target) -> dict[str, tuple[str, ...] | None]:
    """Column → fields."""
    return {name: each.decision.fields if each.decision else None for name, each in suggested(content, target).items()}


def test_what_headers_have_in_common() -> None:
    known = {"city", "state", "postcode", "name", "phone"}
    habits = Habits.of(["LCITY", "LSTATE", "Shop name", "Shop phone", "Shop mail"], known)
    assert "l" in habits.prefixes
    assert "shop" in habits.common
    assert habits.cut is None
    assert Habits.of(["Organizati", "Office_Pho", "City"], known).cut == 10


def test_a_word_before_all_headers_says_nothing(leads: Target) -> None:
    content = {
        "Venture Name": COMPANIES, "Venture Town": TOWNS, "Venture Postcode": ZIPS,
        "Venture Telephone": PEOPLE["Telephone"],
    }  # fmt: skip
    assert homes(content, leads) == {
        "Venture Name": ("company",), "Venture Town": ("city",), "Venture Postcode": ("zip",),
        "Venture Telephone": ("phone",),
    }  # fmt: skip


def test_letters_before_words(leads: Target) -> None:
    content = {"XCITY": TOWNS, "XSTATE": ["TX"] * 8, "XZIP": ZIPS}
    assert homes(content, leads) == {"XCITY": ("city",), "XSTATE": ("state",), "XZIP": ("zip",)}


def test_beside_first_names_a_name_is_a_last_name(leads: Target) -> None:
    assert homes({"Vorname": FIRST, "Name": LAST, "Firma": COMPANIES}, leads) == {
        "Vorname": ("first_name",), "Name": ("last_name",), "Firma": ("company",)}  # fmt: skip


def test_the_place_itself_comes_before_where_its_mail_goes(leads: Target) -> None:
    streets = [f"{number} Main St" for number in range(101, 109)]
    content = {"Mailing Address": streets, "Mailing City": TOWNS, "Address": streets, "City": TOWNS}
    found = homes(content, leads)
    assert (found["Address"], found["City"]) == (("address1",), ("city",))
    assert found["Mailing Address"] is None
    alone = suggested({"Mailing Address": streets, "Mailing City": TOWNS}, leads)
    assert [each.decision and each.decision.fields for each in alone.values()] == [("address1",), ("city",)]
    assert all(each.tier is Tier.REVIEW for each in alone.values())


@pytest.mark.parametrize(
    ("header", "values", "fields"),
    [
        ("PLZ Ort", [f"5311{number} Bonn" for number in range(8)], ("zip", "city")),
        ("Anschrift", [f"Hauptstr. {number}, 53111 Bonn" for number in range(8)], ("address1", "zip", "city")),
        ("CityStateZip", [f"{town}, TX 78701" for town in TOWNS], ("city", "state", "zip")),
    ],
)
def test_places_are_split(leads: Target, header: str, values: list[str], fields: tuple[str, ...]) -> None:
    assert homes({header: values, "Firma": COMPANIES}, leads)[header] == fields


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Vereinsname", "company"), ("Nom de la structure", "company"), ("Schulnummer", "provider_id"),
        ("Straße/Hausnr.", "address1"), ("Mobilnr.", "phone2"), ("C. P.", "zip"), ("Code postal / Postcode", "zip"),
        ("Date d'agrément", "license_issued"), ("gültig bis", "certificate_expiration_date"),
        ("Capacité d'accueil", "capacity"), ("Anzahl Plätze", "capacity"), ("Nº de plazas", "capacity"),
        ("Träger", "operator"), ("Horaires d'ouverture", "schedule"), ("Representante legal", "first_name"),
        ("Tlf. móvil", "phone2"), ("Site internet", "website_address"), ("What is your first name?", "first_name"),
    ],
)  # fmt: skip
def test_headers_of_other_countries(leads: Target, header: str, field: str) -> None:
    found = homes({header: []}, leads)[header]
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "header",
    ["Breitengrad", "Stadtteil", "Code INSEE", "Observaciones", "Letzte Kontrolle", "Nombre de chambres", "Telefax",
     "Fecha de actualización", "Zahlungsbedingungen", "Contact owner", "E-mail 1 - Type", "Ofsted Rating",
     "Parliamentary constituency", "Lifetime Giving", "Photo URL", "Kundengruppe", "Number of employees"],
)  # fmt: skip
def test_what_has_no_home_in_other_countries(leads: Target, header: str) -> None:
    assert homes({header: [], "Company Name": []}, leads)[header] is None


def test_what_is_told_twice_is_filled_by_the_first_that_is_filled(leads: Target) -> None:
    found = suggested({"Localidad": TOWNS, "Municipio": TOWNS[::-1], "Nombre": COMPANIES}, leads)
    for header in ("Localidad", "Municipio"):
        decision = found[header].decision
        assert decision is not None
        assert (decision.fields, decision.how, decision.method) == (("city",), "combine", "first")


def test_numbers_of_two_registers_are_never_mixed(leads: Target) -> None:
    numbers = [f"{number}00517" for number in range(531, 539)]
    found = homes({"Siren": numbers, "Siret": numbers[::-1], "Name": COMPANIES}, leads)
    assert list(found.values()).count(("provider_id",)) == 1


def test_of_place_and_provider_the_place_is_meant(leads: Target) -> None:
    phones = PEOPLE["Telephone"]
    content = {
        "Provider Name": COMPANIES, "Provider Telephone Number": phones,
        "Location Name": COMPANIES[::-1], "Location Telephone Number": phones[::-1],
    }  # fmt: skip
    found = homes(content, leads)
    assert found["Location Name"] == ("company",)
    assert found["Location Telephone Number"] == ("phone",)
    assert found["Provider Name"] == ("licensee_name",)


def test_a_whole_address_fills_the_gaps_of_its_parts(leads: Target) -> None:
    wholes = [
        f"{number} Elm St,{town},TX,{code}" for number, town, code in zip(range(10, 18), TOWNS, ZIPS, strict=True)
    ]
    streets = [f"{number} Elm St" for number in range(10, 18)]
    found = homes({"Street": streets, "City": TOWNS, "Zip": ZIPS, "Location": wholes}, leads)
    assert found["Location"] == ("address1", "city", "state", "zip")
    assert found["City"] == ("city",)
    abroad = [f"{whole}, USA" for whole in wholes]
    assert homes({"Organization - Address": abroad}, leads)["Organization - Address"] == found["Location"]


def test_a_license_begins_anew_where_another_column_has_its_first_day(leads: Target) -> None:
    days, later = [f"0{day}/12/2015" for day in range(1, 9)], [f"0{day}/12/2023" for day in range(1, 9)]
    content = {"License Number": [f"K{day}-77" for day in range(1, 9)], "License Begin": later}
    assert homes(content, leads)["License Begin"] == ("license_issued",)
    found = homes({**content, "Original License Date": days}, leads)
    assert (found["Original License Date"], found["License Begin"]) == (("license_issued",), ("license_renewed",))


def test_floor_and_door_are_parts_of_one_and_so_are_area_code_and_number(leads: Target) -> None:
    doors, floors = list("ABCDEFGH"), [str(number) for number in range(1, 9)]
    codes, numbers = ["0221", "0231"] * 4, [f"4{number}3368" for number in range(8)]
    content = {"Planta": floors, "Puerta": doors, "Telefonvorwahl": codes, "Telefon": numbers}
    found = suggested(content, leads)
    for header in content:
        decision = found[header].decision
        assert decision is not None
        assert (decision.how, decision.method) == ("combine", "join")


def test_the_same_few_words_again_and_again_are_nobodys_name(leads: Target) -> None:
    content = {"Supervising office": ["Northern Branch", "Southern Branch"] * 10}
    assert homes(content, leads)["Supervising office"] != ("first_name", "last_name")


def test_starting_and_ending_age_are_two_fields(leads: Target) -> None:
    content = {"StartingAge": ["12 mos", "2 yrs"] * 4, "EndingAge": ["5 yrs", "12 yrs 11 mos"] * 4}
    assert homes(content, leads) == {"StartingAge": ("min_age",), "EndingAge": ("max_age",)}


def test_beside_first_and_last_names_a_name_of_people_is_no_company(leads: Target) -> None:
    people = [f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)]
    content = {"Name": people, "Given Name": FIRST, "Family Name": LAST, "Organization 1 - Name": COMPANIES}
    found = homes(content, leads)
    assert (found["Name"], found["Organization 1 - Name"]) == (None, ("company",))


def test_a_state_of_anything_is_only_sure_where_the_table_is_about_licenses(leads: Target) -> None:
    states = ["OPEN", "CLOSED"] * 4
    alone = suggested({"Business Status": states, "City": TOWNS}, leads)["Business Status"]
    assert alone.tier is not Tier.SURE
    numbers = [f"K{day}-77" for day in range(1, 9)]
    beside = suggested({"Business Status": states, "License Number": numbers}, leads)["Business Status"]
    assert beside.decision is not None
    assert beside.decision.fields == ("license_status",)


def test_a_letter_before_each_number_hides_no_telephone(leads: Target) -> None:
    content = {"phone_number": [f"p:+1512555{number}" for number in range(1111, 1119)]}
    assert homes(content, leads) == {"phone_number": ("phone",)}


def test_an_address_with_its_country_before_the_zip_is_split(leads: Target) -> None:
    address = [f"{number} Main St, Denver, Colorado, United States, 8020{number}" for number in range(1, 9)]
    found = homes({"Company Address": address}, leads)["Company Address"]
    assert found == ("address1", "city", "state", "zip")


def test_the_fields_own_name_comes_before_what_else_may_be_one(leads: Target) -> None:
    counties = ["Kent", "Norfolk", "Cornwall", "Lancashire", "Derbyshire", "Kent", "Norfolk", "Kent"]
    content = {"Provider name": COMPANIES, "Local authority": TOWNS, "Provider county": counties}
    found = suggested(content, leads)
    assert found["Provider county"].decision
    assert found["Provider county"].decision.fields == ("county",)
    assert found["Local authority"].tier is not Tier.SURE


def test_what_stands_behind_a_colon_says_what_it_is(leads: Target) -> None:
    days = [f"0{day}/03/2024" for day in range(1, 9)]
    content = {
        "Provider name": COMPANIES,
        "Most recent full: Inspection date": days,
        "Contact: E-mail": PEOPLE["E-mail"],
    }
    assert homes(content, leads) == {
        "Provider name": ("company",), "Most recent full: Inspection date": None, "Contact: E-mail": ("email",),
    }  # fmt: skip


def test_where_mail_goes_yields_to_where_a_property_is(leads: Target) -> None:
    streets = [f"{number} Main St" for number in range(101, 109)]
    content = {
        "Mailing Address": streets[:2] + [""] * 6, "Mailing City": TOWNS[:2] + [""] * 6,
        "Property Address": streets, "Property City": TOWNS,
    }  # fmt: skip
    assert homes(content, leads) == {
        "Mailing Address": None, "Mailing City": None, "Property Address": ("address1",), "Property City": ("city",),
    }  # fmt: skip


def test_the_stage_of_a_sale_is_no_status_of_a_license(leads: Target) -> None:
    stages = ["new", "contacted", "qualified", "unqualified"] * 2
    assert homes({"company": COMPANIES, "status": stages}, leads)["status"] is None
    standings = ["Active", "Expired", "Active", "Revoked"] * 2
    with_license = {"company": COMPANIES, "license number": [f"L-10{n}" for n in range(8)], "status": standings}
    assert homes(with_license, leads)["status"] == ("license_status",)


def test_what_all_rows_share_is_nobodys_own_page(leads: Target) -> None:
    pages = [f"https://www.place{number}.com" for number in range(8)]
    assert homes({"company": COMPANIES, "Website": pages}, leads)["Website"] == ("website_address",)
    assert homes({"company": COMPANIES, "Public Records URL": pages[:1] * 8}, leads)["Public Records URL"] is None
    same = suggested({"company": COMPANIES, "Website": pages[:1] * 8}, leads)["Website"]
    assert same.tier is not Tier.SURE


@pytest.mark.parametrize("header", ["Contract", "Contract Number", "Document Number", "Instrument Number"])
def test_the_number_of_a_paper_is_no_license(leads: Target, header: str) -> None:
    numbers = [f"20260155{number}84" for number in range(8)]
    assert homes({"company": COMPANIES, header: numbers}, leads)[header] is None


def test_a_name_is_what_its_values_are(leads: Target) -> None:
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    towns = TOWNS * 8
    assert homes({"name": people, "city": towns}, leads)["name"] == ("first_name", "last_name")
    assert homes({"name": COMPANIES * 8, "city": towns}, leads)["name"] == ("company",)


@pytest.mark.parametrize("header", ["Number of child care providers, 2024", "Nombre de structures", "Anzahl Betriebe"])
def test_how_many_there_are_is_no_number_of_theirs(leads: Target, header: str) -> None:
    assert homes({"company": COMPANIES, header: ["8", "17", "522", "47", "8", "91", "33", "4"]}, leads)[header] is None


def test_a_whole_street_needs_no_parts(leads: Target) -> None:
    names = ["Main St", "Oak Ave", "Elm St", "Mill Rd", "Lake Dr", "Hill Ln", "Park Ave", "Pine St"]
    content = {
        "street": [f"{number} {name}" for number, name in enumerate(names, 101)],
        "street_name": names,
        "house_number": [str(number) for number in range(101, 109)],
        "city": TOWNS,
    }
    assert homes(content, leads) == {
        "street": ("address1",), "street_name": None, "house_number": None, "city": ("city",)}  # fmt: skip
    del content["street"]
    assert homes(content, leads) == {
        "street_name": ("address1",), "house_number": ("address1",), "city": ("city",)}  # fmt: skip
