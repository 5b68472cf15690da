"""People: one or two in a cell, last name first or last, with a role or a business beside them."""

from __future__ import annotations

import pytest

from leadtui.cleaning import compile_recipe, settle, transform
from tests.cleaning.applied import split, split_codes
from tests.cleaning.tables import mapping, table

PEOPLE: dict[str | None, tuple[str | None, str | None]] = {
    "JANE NOEL": ("JANE", "NOEL"),
    "Elizabeth Hart": ("Elizabeth", "Hart"),
    "LINDA K. CARTER": ("LINDA K.", "CARTER"),
    "MARY ANN SMITH": ("MARY ANN", "SMITH"),
    "ERIKA VAN RHYN": ("ERIKA", "VAN RHYN"),
    "MARIA DE LA CRUZ": ("MARIA", "DE LA CRUZ"),
    "VALERIE VALDEZ-GIRON": ("VALERIE", "VALDEZ-GIRON"),
    "Dr. John Smith Jr.": ("John", "Smith Jr."),
    "JOHN SMITH, PHD": ("JOHN", "SMITH"),
    "Jose Luis Garcia y Vega": ("Jose Luis", "Garcia y Vega"),
    "Cher": ("Cher", None),
    "HART, ELIZABETH": ("ELIZABETH", "HART"),
    "van der Berg, Anna": ("Anna", "van der Berg"),
    "O'Neil, Pat": ("Pat", "O'Neil"),
    "SMITH, JOHN, JR": ("JOHN", "SMITH JR"),
    "Smith, Jr., John": ("John", "Smith Jr."),
    "SMITH, JOHN & MARY": ("JOHN", "SMITH"),
    "TANYA & NICOLE PINE & POBLE": ("TANYA", "PINE"),
    "JAN AND STACY JAR AND SURV": ("JAN", "JAR"),
    "ANA & KATIE LIP HALL & MEEK": ("ANA", "LIP HALL"),
    "ANA, KASH EDEY, SHAF": ("ANA", "EDEY"),
    "JAS & ARGIE, TILL & REYES": ("JAS", "TILL"),
    "John Smith and Mary Jones": ("John", "Smith"),
    "John and Mary Smith": ("John", "Smith"),
    "JO AND ANN MARIE LEE": ("JO", "LEE"),
    "Jo Lee / Ann Ray": ("Jo", "Lee"),
    "ELKE & GWEN VAN OAK ASH & MAR": ("ELKE", "VAN OAK ASH"),
    None: (None, None),
    " ": (None, None),
    "ANDY SANDS": ("ANDY", "SANDS"),
    "BRANDON ANDERSON": ("BRANDON", "ANDERSON"),
}
OTHERS = {
    "SMITH, JOHN & MARY": "Mary Smith",
    "TANYA & NICOLE PINE & POBLE": "Nicole Poble",
    "JAN AND STACY JAR AND SURV": "Stacy Surv",
    "ANA & KATIE LIP HALL & MEEK": "Katie Meek",
    "ANA, KASH EDEY, SHAF": "Kash Shaf",
    "JAS & ARGIE, TILL & REYES": "Argie Reyes",
    "John Smith and Mary Jones": "Mary Jones",
    "John and Mary Smith": "Mary Smith",
    "JO AND ANN MARIE LEE": "Ann Marie Lee",
    "Jo Lee / Ann Ray": "Ann Ray",
    "ELKE & GWEN VAN OAK ASH & MAR": "Gwen Mar",
}


def test_the_first_person_of_a_cell() -> None:
    assert dict(zip(PEOPLE, split("person_name", list(PEOPLE)), strict=True)) == PEOPLE


def test_the_other_person_is_told() -> None:
    told = dict(zip(PEOPLE, split_codes("person_name", list(PEOPLE)), strict=True))
    assert {text for text, codes in told.items() if "W-TWO-PEOPLE" in codes} == set(OTHERS)
    assert told["Cher"] == ["W-NAME"]
    assert told["Dr. John Smith Jr."] == told["JOHN SMITH, PHD"] == ["I-NAME"]
    assert told["ANDY SANDS"] == told["BRANDON ANDERSON"] == []


ROLES: dict[str | None, tuple[str | None, ...]] = {
    "Jane Hart\n \n Primary Caregiver": ("Jane", "Hart", "Primary Caregiver"),
    "Jo Lee - Director": ("Jo", "Lee", "Director"),
    "Jo Lee (Executive Director)": ("Jo", "Lee", "Executive Director"),
    "Lee, Jo, Owner": ("Jo", "Lee", "Owner"),
    "Jo Smith-Lee": ("Jo", "Smith-Lee", None),
    "Jo Lee\r\nOwner/Operator": ("Jo", "Lee", "Owner/Operator"),
    "Leif & Mona Thorn\n \n Director": ("Leif", "Thorn", "Director"),
    "Jo Lee": ("Jo", "Lee", None),
    None: (None, None, None),
    "Jo Lee – Site Director": ("Jo", "Lee", "Site Director"),
    "LEE, JO": ("JO", "LEE", None),
}


def test_name_and_role() -> None:
    assert dict(zip(ROLES, split("name_and_role", list(ROLES)), strict=True)) == ROLES
    assert split_codes("name_and_role", ["Leif & Mona Thorn\n \n Director"]) == [["W-TWO-PEOPLE"]]


NUMBERED: dict[str | None, tuple[str | None, str | None]] = {
    "CHILD CARE FAMILY - K820055232": ("CHILD CARE FAMILY", "K820055232"),
    "Center: 123": ("Center", "123"),
    "K820055232 - CHILD CARE": ("CHILD CARE", "K820055232"),
    "Day Care Home 12": ("Day Care Home", "12"),
    "Home #A-12/3": ("Home", "A-12/3"),
    "CENTER": ("CENTER", None),
    "1106-22": (None, "1106-22"),
    None: (None, None),
    "Group Home (Large)": ("Group Home (Large)", None),
    "Child-Care Home - 000123": ("Child-Care Home", "000123"),
}


def test_type_and_number() -> None:
    assert dict(zip(NUMBERED, split("type_and_number", list(NUMBERED)), strict=True)) == NUMBERED
    assert split_codes("type_and_number", ["CENTER", "1106-22", "Center: 123"]) == [["W-SPLIT"], ["W-SPLIT"], []]


COMPANIES: dict[str | None, tuple[str | None, str | None]] = {
    "BRIGGS, DANA DBA BRIGHT STATION, LLC": ("BRIGHT STATION, LLC", "DANA BRIGGS"),
    "Bell, Hale dba Paper Kites School": ("Paper Kites School", "Hale Bell"),
    "UNDER, ULLA K. DBA YES, WE PLAY! CENTER": ("YES, WE PLAY! CENTER", "ULLA K. UNDER"),
    "Sunshine (d/b/a Moon School)": ("Moon School", "Sunshine"),
    "HART, ELIZABETH": ("ELIZABETH HART", "ELIZABETH HART"),
    "Benton, John B Jr": ("John B Benton Jr", "John B Benton Jr"),
    "Chan, Jeff A Esq": ("Jeff A Chan Esq", "Jeff A Chan Esq"),
    "Acme Kids LLC doing business as Tiny Tots": ("Tiny Tots", "Acme Kids LLC"),
    "PUDDLES SPACE, LLC": ("PUDDLES SPACE, LLC", None),
    "ABC, Inc.": ("ABC, Inc.", None),
    "Little Feet, Big Steps": ("Little Feet, Big Steps", None),
    "DBA Kids": ("Kids", None),
    "Smith & Sons, Reno": ("Smith & Sons, Reno", None),
    "Happy Kids": ("Happy Kids", None),
    None: (None, None),
    "Learning Tree, The": ("Learning Tree, The", None),
    "Acme LLC dba": ("Acme LLC dba", None),
    "K-12, Online": ("K-12, Online", None),
    "Adbaum School": ("Adbaum School", None),
    "YMCA, Reno": ("YMCA, Reno", None),
    "Feltz Printing Service": ("Feltz Printing Service", None),
}


def test_company_and_licensee() -> None:
    assert dict(zip(COMPANIES, split("company_dba", list(COMPANIES)), strict=True)) == COMPANIES
    assert split_codes("company_dba", ["HART, ELIZABETH", "ABC, Inc."]) == [["I-NAME"], []]


def test_a_contact_column_through_the_usual_steps() -> None:
    fields = {"first": {"kind": "person_first"}, "last": {"kind": "person_last"}}
    made = mapping(fields, {"Contact": {"to": ["first", "last"], "split": "person_name"}})
    wanted: dict[str | None, tuple[str | None, str | None]] = {
        "N/A": (None, None),
        "Vacant": (None, None),
        "OFFICE MANAGER": (None, None),
        "Harbor Kids Learning Center LLC": (None, None),
        "office@harborkids.org": (None, None),
        "ANA RUIZ (DIRECTOR)": ("Ana", "Ruiz"),
        "owner: leo o'neil": ("Leo", "O'Neil"),
        'William "Bill" McDonald': ("William", "McDonald"),
    }
    raw = table({"Contact": list(wanted)})
    frame = transform(raw.frame, settle(compile_recipe(made, raw.columns), raw)).collect()
    assert dict(zip(wanted, frame.select("first", "last").rows(), strict=True)) == wanted


@pytest.mark.parametrize("how", ["person_name", "name_and_role"])
@pytest.mark.parametrize(
    "cell", ["Director Smith", "OWNER SMITH", "Smith Director", "Jane Smith Director", "Executive Director Smith"]
)
def test_a_role_where_a_name_is_expected_is_told(how: str, cell: str) -> None:
    assert "W-NAME" in split_codes(how, [cell])[0]


@pytest.mark.parametrize("how", ["person_name", "name_and_role"])
@pytest.mark.parametrize(
    "cell", ["Dean Martin", "Jane Doe, Director", "Director Jane Doe", "Jane Chair Lee", "Ann Lee"]
)
def test_a_role_beside_a_name_and_names_like_roles_are_not(how: str, cell: str) -> None:
    assert "W-NAME" not in split_codes(how, [cell])[0]
