"""Files of trades the program has never heard of, against tables of which only names and types are known."""

from __future__ import annotations

import pytest

from leadtui.matching import Memory, suggest
from leadtui.model.suggestion import Tier
from leadtui.model.target import Field, FieldType, Target
from tests.matching.tables import decided, profile_of, suggested, target_of

PEOPLE = ["Ana Ruiz", "Bo Lind", "Cy Young", "Dee Snider", "Eve Moon", "Flo Jones"]
STREETS = ["12 Oak St", "7 Elm Ave", "101 Main St", "9 Second Rd", "33 Maple Ln", "8 Pine Ct"]
TOWNS = ["Austin", "Waco", "Dallas", "Houston", "El Paso", "Laredo"]
MAILS = [f"guest{number}@example.org" for number in range(6)]
PHONES = [f"(512) 555-01{number:02}" for number in range(6)]
DAYS = [f"2024-03-{day:02}" for day in range(1, 7)]
MONEY = ["$1,200.00", "$950.50", "$3,100.00", "$480.00", "$2,000.00", "$75.25"]


def table(**types: str) -> Target:
    """As it comes from Postgres: columns and types, nothing else."""
    return target_of(**{name: Field(type=FieldType(of_type)) for name, of_type in types.items()})


OWNERS = (
    table(parcel_number="text", owner_name="text", mailing_address="text", city="text", state="text", zip="text",
          assessed_value="numeric", year_built="integer", sale_date="date", land_use="text"),
    {
        "PARCEL_ID": [f"12-34-{number:03}" for number in range(6)],
        "OWNER": PEOPLE,
        "MAIL_ADDR": STREETS,
        "MAIL_CITY": TOWNS,
        "MAIL_STATE": ["TX"] * 6,
        "MAIL_ZIP": [f"7870{number}" for number in range(6)],
        "ASSESSED_VAL": MONEY,
        "YR_BUILT": ["1954", "1978", "2001", "1988", "1999", "2015"],
        "LAST_SALE_DT": DAYS,
        "LANDUSE": ["Residential", "Commercial"] * 3,
        "SHAPE_Area": [f"{number}03.25" for number in range(1, 7)],
    },
    {
        "PARCEL_ID": "parcel_number", "OWNER": "owner_name", "MAIL_ADDR": "mailing_address", "MAIL_CITY": "city",
        "MAIL_STATE": "state", "MAIL_ZIP": "zip", "ASSESSED_VAL": "assessed_value", "YR_BUILT": "year_built",
        "LAST_SALE_DT": "sale_date", "LANDUSE": "land_use", "SHAPE_Area": None,
    },
)  # fmt: skip
ATTENDEES = (
    table(ticket_number="text", first_name="text", last_name="text", email="text", company="text", job_title="text",
          ticket_type="text", amount_paid="numeric", checked_in="boolean", dietary_needs="text"),
    {
        "Order #": [str(number) for number in range(9001, 9007)],
        "Ticket No.": [f"T-{number}" for number in range(100, 106)],
        "Vorname": [name.split()[0] for name in PEOPLE],
        "Nachname": [name.split()[1] for name in PEOPLE],
        "E-Mail": MAILS,
        "Firma": ["Ruiz GmbH", "Lind & Co", "Young Inc", "Snider LLC", "Moon Ltd", "Jones Corp"],
        "Position": ["Director", "Manager", "Owner", "Engineer", "Director", "Manager"],
        "Ticket Type": ["VIP", "Regular", "Regular", "Student", "VIP", "Regular"],
        "Amount Paid": MONEY,
        "Checked In?": ["Yes", "No", "Yes", "Yes", "No", "Yes"],
        "Dietary Needs": ["Vegan", "None", "None", "Gluten free", "None", "Vegan"],
    },
    {
        "Order #": None, "Ticket No.": "ticket_number", "Vorname": "first_name", "Nachname": "last_name",
        "E-Mail": "email", "Firma": "company", "Position": "job_title", "Ticket Type": "ticket_type",
        "Amount Paid": "amount_paid", "Checked In?": "checked_in", "Dietary Needs": "dietary_needs",
    },
)  # fmt: skip
CUSTOMERS = (
    table(customer_number="text", business_name="text", street="text", town="text", postcode="text", telephone="text",
          fax="text", credit_limit="numeric", payment_terms="text", sales_rep="text", website="text"),
    {
        "Cust No": [f"C{number}" for number in range(100, 106)],
        "Cust Name": ["Ruiz Foods", "Lind Supply Co", "Young Bakery", "Snider Market", "Moon Deli", "Jones Inc"],
        "Bill-To Street": STREETS,
        "Bill-To City": TOWNS,
        "Bill-To Zip": [f"7870{number}" for number in range(6)],
        "Tel": PHONES,
        "Fax": PHONES[::-1],
        "Credit Limit": MONEY,
        "Terms": ["NET 30", "COD", "NET 30", "NET 15", "COD", "NET 30"],
        "Sales Rep": PEOPLE,
        "Web": [f"www.shop{number}.example.com" for number in range(6)],
        "Latitude": [f"30.2{number}417" for number in range(6)],
    },
    {
        "Cust No": "customer_number", "Cust Name": "business_name", "Bill-To Street": "street",
        "Bill-To City": "town", "Bill-To Zip": "postcode", "Tel": "telephone", "Fax": "fax",
        "Credit Limit": "credit_limit", "Terms": "payment_terms", "Sales Rep": "sales_rep", "Web": "website",
        "Latitude": None,
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("target", "content", "wanted"), [OWNERS, ATTENDEES, CUSTOMERS], ids=["owners", "attendees", "customers"]
)
def test_a_table_of_another_trade(target: Target, content: dict[str, list[str]], wanted: dict[str, str | None]) -> None:
    found = decided(suggest(profile_of(content), target, Memory.of(())))
    assert found == {column: (field,) if field else None for column, field in wanted.items()}


def test_what_is_sure_is_right_there_too() -> None:
    for target, content, wanted in (OWNERS, ATTENDEES, CUSTOMERS):
        for column, each in suggested(content, target).items():
            if each.tier is Tier.SURE:
                assert each.decision is not None
                assert each.decision.fields == (wanted[column],)
