"""Suggestions: where columns go, how sure that is, and why."""

from __future__ import annotations

import pytest

from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.splitters import SPLITTERS as CLEANING_SPLITTERS
from leadtui.matching.combines import combines
from leadtui.matching.splits import SPLITTERS
from leadtui.model.suggestion import Tier
from leadtui.model.target import Field, Target
from tests.matching.tables import PEOPLE, plain_target, suggested, target_of

YES_NO = ["Y", "N", "Y", "Y", "N", "Y", "Y", "N"]
HOURS = ["7:00AM - 5:30PM"] * 7 + ["CLOSED"]
DATES = [f"{month}/1/2020" for month in range(1, 9)]


def fields(content: dict[str, list[str]], target: Target) -> dict[str, tuple[str, ...] | None]:
    return {name: each.decision.fields if each.decision else None for name, each in suggested(content, target).items()}


def test_a_contact_list(leads: Target) -> None:
    assert fields(PEOPLE, leads) == {
        "Contact": ("first_name", "last_name"),
        "E-mail": ("email",),
        "Telephone": ("phone",),
        "Fax": None,
        "Business": ("company",),
        "Mailing Address": ("address1", "city", "state", "zip"),
        "Country": None,
        "Created Date": None,
        "Latitude": None,
        "#": None,
    }


def test_reasons_are_told_in_plain_words_with_counts(leads: Target) -> None:
    found = suggested(PEOPLE, leads)
    best = found["E-mail"].candidates[0]
    assert best == found["E-mail"].decision
    assert {reason.text for reason in best.evidence} == {
        '"E-mail" is one of its names',
        "all 8 values look like an e-mail address",
    }
    assert found["E-mail"].tier is Tier.SURE
    assert found["Fax"].note == 'means "fax", which no field is for'
    assert found["Fax"].tier is Tier.NONE
    assert found["Telephone"].candidates[1].fields == ("phone2",), "the runner-up is kept"
    assert [each.confidence for each in found["Telephone"].candidates] == sorted(
        (each.confidence for each in found["Telephone"].candidates), reverse=True
    )


@pytest.mark.parametrize(
    "header",
    [
        "Fax Number", "Country", "Created Date", "Last Modified Date", "last_activity_date", "Owner ID",
        "Record Type ID", "Latitude", "LON", "Lead Source", "Lead Score", "Email Opt Out",
        "email_bounced_reason", "Phone Type", "Row Number", "Object ID", "Facebook URL", "Ward",
        "Inspection Date", "Birth Date", "Annual Revenue", "Notes", "NAICS Code", "Salutation", "Date Added",
        "Building Type", "Mother's Email", "GEOMETRY", "Star Rating", "Total Employees",
    ],
)  # fmt: skip
def test_what_no_field_is_for_stays_out(leads: Target, header: str) -> None:
    assert fields({header: [], "Company Name": []}, leads)[header] is None


def test_a_status_is_of_a_license_only_among_licenses(leads: Target) -> None:
    words = ["Active", "Expired", "Active", "Active", "Pending", "Active", "Active", "Closed"]
    crm = {"Lead Source": ["Web"] * 8, "Status": words, "Created Date": DATES, "Company": PEOPLE["Business"]}
    licenses = {"License Number": [f"K{n}-7" for n in range(100, 108)], "Status": words, "Expiration Date": DATES}
    assert fields(crm, leads)["Status"] is None
    assert fields(licenses, leads)["Status"] == ("license_status",)


def test_a_single_valued_field_gets_one_column(leads: Target) -> None:
    phones = {"Phone": PEOPLE["Telephone"], "Phone Number": PEOPLE["Fax"], "Tel": PEOPLE["Fax"]}
    found = suggested(phones, leads)
    decisions = [each.decision for each in found.values() if each.decision]
    copied = [each.fields for each in decisions if each.how == "copy"]
    assert len(set(copied)) == len(copied)
    assert {each.method for each in decisions if each.how == "combine"} == {"first"}, "a third one fills gaps"
    notes = [each.note for each in found.values() if each.decision is None]
    assert all(note and note.startswith("a duplicate of ") for note in notes)
    assert all(each.tier is not Tier.SURE for each in found.values()), "rivals make nobody sure"


def test_weekdays_and_what_is_beside_them_make_a_schedule(leads: Target) -> None:
    days = ["Mon", "Tues", "Wednesday", "Thur", "Fri"]
    content = dict.fromkeys(days, HOURS) | {"Year Round": ["Year Round"] * 8, "Evening Hours": YES_NO}
    found = suggested(content, leads)
    for name in content:
        decision = found[name].decision
        assert decision is not None
        assert (decision.fields, decision.how, decision.method) == (("schedule",), "combine", "schedule")
    assert "one of 5 weekdays" in str(found["Mon"].candidates[0].evidence)


def test_flags_of_age_groups_make_ages_served(leads: Target) -> None:
    content = dict.fromkeys(["Infant", "Toddlers", "Pre-School", "School Age", "Has Pool"], YES_NO)
    found = suggested(content, leads)
    for name in list(content)[:4]:
        decision = found[name].decision
        assert decision is not None
        assert (decision.fields, decision.method) == (("ages_served",), "flags")
    assert found["Has Pool"].decision is None


def test_numbered_lists_of_ages_are_put_together(leads: Target) -> None:
    ages = ["Infants (0-11 months)", "Toddlers (12-23 months)", "Preschool (2-4 yrs.)", "School-age (5 years-older)"]
    found = suggested({"Ages Taken 1": ages, "AT2": ages, "AT3": ages}, leads)
    assert [each.decision and each.decision.method for each in found.values()] == ["ages"] * 3


def test_parts_of_a_street_address_are_joined(leads: Target) -> None:
    content = {
        "House No": ["12", "7", "101", "9", "33", "8"],
        "Street Direction": ["N", "S", "", "E", "N", ""],
        "Street Name": ["Oak", "Elm", "Main", "Second", "Maple", "Pine"],
        "Street Type": ["St", "Ave", "St", "Rd", "Ln", "St"],
        "City": ["Austin", "Waco", "Austin", "Dallas", "Austin", "Waco"],
    }
    found = suggested(content, leads)
    for name in list(content)[:4]:
        decision = found[name].decision
        assert decision is not None
        assert (decision.fields, decision.how, decision.method) == (("address1",), "combine", "join")
    alone = suggested({"Street Name": content["Street Name"], "City": content["City"]}, leads)
    assert alone["City"].decision is not None


def test_splits_name_all_their_fields(leads: Target) -> None:
    content = {
        "Type License": [f"CENTER - K{number}" for number in range(1000, 1008)],
        "Primary Caregiver": [f"{name}\n\nOwner" for name in PEOPLE["Contact"]],
    }
    found = suggested(content, leads)
    assert [(each.decision.fields, each.decision.method) for each in found.values() if each.decision] == [
        (("license_type", "license_number"), "type_and_number"),
        (("first_name", "last_name", "title"), "name_and_role"),
    ]


def test_values_decide_where_the_header_says_nothing(leads: Target) -> None:
    content = {"column_1": PEOPLE["E-mail"], "": PEOPLE["Telephone"], "Unnamed: 3": PEOPLE["Mailing Address"]}
    assert [*fields(content, leads).values()] == [("email",), ("phone",), ("address1", "city", "state", "zip")]


def test_values_speak_where_the_header_says_something_else(leads: Target) -> None:
    found = suggested({"Notes": PEOPLE["E-mail"], "Zip": PEOPLE["Telephone"]}, leads)
    assert found["Notes"].decision is not None
    assert found["Notes"].decision.fields == ("email",)
    assert found["Notes"].tier is Tier.REVIEW
    assert any(reason.kind == "against" for reason in found["Notes"].decision.evidence)
    assert all(each.confidence < 0.5 for each in found["Zip"].candidates if each.fields == ("zip",))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Correo electrónico", "email"), ("Teléfono móvil", "phone2"), ("PLZ", "zip"), ("Straße", "address1"),
        ("Code postal", "zip"), ("Ville", "city"), ("Nachname", "last_name"), ("Nombre comercial", "company"),
        ("Raison sociale", "licensee_name"), ("Öffnungszeiten", "schedule"),
        ("N° d'agrément", "license_number"), ("LocZip", "zip"), ("ADDR_LINE_1", "address1"),
        ("bizname", "company"), ("companyName", "company"), ("E_MAIL_ADDR", "email"),
        ("ContactEmailAddress", "email"), ("emial address", "email"), ("Lic. No.", "license_number"),
        ("Licence Expiry Dt", "certificate_expiration_date"), ("LicensedCapacity", "capacity"),
        ("capacity__c", "capacity"),
    ],
)  # fmt: skip
def test_headers_in_many_spellings_and_languages(leads: Target, header: str, field: str) -> None:
    assert fields({header: []}, leads)[header] == (field,)


def test_headers_cut_off_by_a_program(leads: Target) -> None:
    content = {"Organizati": PEOPLE["Business"], "Office_Pho": PEOPLE["Telephone"], "City": ["Austin"] * 8}
    assert fields(content, leads) == {"Organizati": ("company",), "Office_Pho": ("phone",), "City": ("city",)}


def test_a_table_nobody_has_described() -> None:
    content = {
        "Vorname": ["Anna", "Ben", "Carla", "Dirk", "Eva"],
        "Nachname": ["Klein", "Gross", "Kurz", "Lang", "Breit"],
        "E-Mail-Adresse": PEOPLE["E-mail"][:5],
        "Ort": ["Bonn", "Ulm", "Kiel", "Hof", "Jena"],
        "PLZ": ["53111", "89073", "24103", "95028", "07743"],
        "Land": ["Germany"] * 5,
        "Geburtsdatum": ["1980-01-31", "1979-02-01", "1999-12-24", "2001-07-07", "1960-05-05"],
        "Telefax": [f"512-555-02{number:02}" for number in range(5)],
        "Kreditkarte": ["x"] * 5,
    }
    assert fields(content, plain_target()) == {
        "Vorname": ("given_name",),
        "Nachname": ("surname",),
        "E-Mail-Adresse": ("email",),
        "Ort": ("city",),
        "PLZ": ("postcode",),
        "Land": ("country",),
        "Geburtsdatum": ("birth_date",),
        "Telefax": ("fax",),
        "Kreditkarte": None,
    }


def test_a_field_that_a_target_has_is_no_trap_there() -> None:
    target = target_of(fax=Field(), latitude=Field(type="numeric"), lead_source=Field())
    content = {"Fax": PEOPLE["Fax"], "LAT": PEOPLE["Latitude"], "Lead Source": ["Web"] * 8}
    assert [*fields(content, target).values()] == [("fax",), ("latitude",), ("lead_source",)]


def test_what_a_target_says_a_field_is_not(leads: Target) -> None:
    target = target_of(code=Field(names=("promo code",), not_names=("bar code",)))
    assert fields({"Bar Code": []}, target)["Bar Code"] is None
    assert fields({"Promo-Code": []}, target)["Promo-Code"] == ("code",)


def test_methods_and_parts_are_those_of_cleaning(leads: Target) -> None:
    for splitter in SPLITTERS:
        assert set(splitter.parts) <= set(CLEANING_SPLITTERS[splitter.method].parts.values())
    assert {"flags", "ages", "schedule", "join"} <= set(COMBINERS)
    assert combines.__doc__


@pytest.mark.parametrize(
    "header",
    [
        "[/]",
        "[red]",
        "\x1b[2J",
        "a" * 100_000,
        "=cmd|' /C calc'!A0",
        'id"; DROP TABLE',
        "%s{0}",
        "\u202eliame",
        "🙂",
        "\x00",
    ],
)
def test_hostile_headers_do_no_harm(leads: Target, header: str) -> None:
    assert len(suggested({header: ["x"], "Email": ["a@example.org"]}, leads)) == 2


def test_no_columns_no_rows(leads: Target) -> None:
    assert suggested({}, leads) == {}
    assert fields({"Email": []}, leads) == {"Email": ("email",)}


def test_a_mended_header_is_never_sure(leads: Target) -> None:
    content = {"Emial": PEOPLE["E-mail"], "Businеss": PEOPLE["Business"]}  # in the second, an e is Cyrillic
    found = suggested(content, leads)
    assert [each.decision and each.decision.fields for each in found.values()] == [("email",), ("company",)]
    assert [each.tier for each in found.values()] == [Tier.REVIEW, Tier.REVIEW]
