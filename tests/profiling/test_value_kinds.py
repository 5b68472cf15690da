"""Each recogniser by examples of both sides, and at a speed no value can spoil."""

from __future__ import annotations

import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui.profiling import KIND_NAMES, KINDS, date_style, is_kind

YES = {
    "email": ["ada@example.org", "a.b+c@sub.example.co", "O'Neil@example.com"],
    "url": ["https://example.org/a?b=c", "www.example.org", "example.com", "HTTP://EXAMPLE.ORG"],
    "us_phone": ["702-555-0100", "(702) 555-0100", "+1 702.555.0100", "7025550100", "702-555-0100 ext 12"],
    "phone": ["+49 228 555010", "05 61 55 01 00", "020 7946 0123", "(0228) 5550-10", "952 123 456", "4555-0100"],
    "us_zip": ["01569", "78701-1234", "787011234"],
    "postal_code": ["M8V 3B5", "m8v3b5".upper(), "SW1A 1AA"],
    "us_state": ["NV", "nv", "North Dakota"],
    "region": ["Ontario", "NSW", "Nordrhein-Westfalen", "Jalisco"],
    "country": ["USA", "United States", "Canada"],
    "us_address": ["412 OAK ST AUSTIN, TX 78701", "1 Elm Rd, Ste 4, New York, NY 10001-1234"],
    "us_street": ["412 OAK ST", "1200 N Fox Hollow Dr STE 4", "PO Box 12", "9 Elm Street, Apt 3", "30856 FM 4417"],
    "street": [
        "Hauptstr. 12",
        "Am Markt 7",
        "12 bis rue des Lilas",
        "C/ Mayor, 3",
        "Plaza del Carmen, 12",
        "4 Mill Green",
    ],
    "zip_city": ["53111 Bonn", "37001 Salamanca", "D-06108 Halle (Saale)"],
    "street_zip_city": ["Hauptstr. 12, 53111 Bonn", "12 rue des Lilas 31000 Saint-Étienne"],
    "city_state_zip": ["Austin, TX 78701", "St. Paul MN 55101"],
    "us_unit": ["STE 200", "Apt. 4B", "# 12", "Suite 104-106", "Bldg C"],
    "name_and_role": ["Ada Low\n \n Primary Caregiver", "ANN LEE\nDirector"],
    "type_and_number": ["CHILD CARE FAMILY - K820070001", "Contract Number: 59884"],
    "labelled_date": ["Monitoring since 2020-09-02", "Expires: 3/1/2027"],
    "schedule": ["7:30AM - 5:30PM", "CLOSED", "Mon-Fri", "Year Round", "Mon to Fri 8am to 5pm"],
    "ages": ["Infants (0-11 months)", "2 years to 6 years", "6 wks - 12 yrs", "Pre-K", "School-age (5 years-older)"],
    "date": ["2024-03-01", "3/1/24", "01.03.2024", "1-Mar-24", "March 1, 2024", "2024-03-01 13:45:00", "20240301"],
    "time": ["7:30", "19:05:59", "7am"],
    "yes_no": ["Y", "no", "TRUE", "0"],
    "standing": ["Active", "EXPIRED", "Pending - Renewal", "erloschen", "Baja"],
    "sales_stage": ["New", "Contacted", "SQL", "Closed Won", "kontaktiert"],
    "ownership": ["Non Profit Agency", "Limited Liability Company", "GmbH", "For profit - Corporation"],
    "job_title": ["Director", "Owner/Operator", "Person in Charge", "VP of Engineering"],
    "language": ["Spanish", "English, Spanish", "Spanish;;", "French and German"],
    "money": ["$1,200.50", "1,200.50", "€ 30", "(12.00)".replace("12", "$12")],
    "coordinate": ["-79.358084", "43.798982, -79.358084"],
    "uuid": ["123e4567-e89b-12d3-a456-426614174000"],
    "company": ["Happy Kids, LLC", "LITTLE OTTERS DAY CARE", "Low, Ada dba The Kite Room"],
    "person_names": ["TANIA & NICOLE LOW & LEE", "Ada Low and Bo Lee"],
    "person_name": ["Ada Low", "LOW, ADA", "Ada B. van Low", "José Núñez"],
    "identifier": ["007-23", "K820070001", "A-12", "504003"],
    "integer": ["12", "-3", "1,200"],
    "decimal": ["0.5", ".5", "1,5"],
    "word": ["Clark", "O'Neil", "São"],
    "words": ["Full Permit", "Day & Night"],
    "free_text": ["we met at the spring fair and they want a call back"],
}
NO = {
    "email": ["ada@example", "a b@example.org", "@example.org", "ada@example.org, bo@example.org"],
    "url": ["example", "a@example.org", "www."],
    "us_phone": ["555-0100", "123-456-7890", "702-155-0100", "78701-1234", "12/31/2024"],
    "phone": ["2024-03-01", "12-05-2020", "78701", "1234567", "K-123-456"],
    "street": ["Ada Low", "412", "Grade 5", "Suite 12"],
    "zip_city": ["53111", "Bonn", "Hauptstr. 12, 53111 Bonn"],
    "street_zip_city": ["53111 Bonn", "Hauptstr. 12"],
    "city_state_zip": ["Austin, TX", "12 Oak St, Austin, TX 78701"],
    "standing": ["Licensed Center", "Center"],
    "sales_stage": ["Active", "Newton", "Working Mothers Inc"],
    "ownership": ["Center", "State Street Deli"],
    "us_zip": ["1569", "7870", "ABCDE", "78701-12"],
    "us_state": ["XX", "Texas City"],
    "us_address": ["412 OAK ST", "AUSTIN, TX 78701", "Ada Low, NV 89101"],
    "us_street": ["OAK ST", "412", "Ada Low", "412 OAK ST AUSTIN, TX 78701"],
    "us_unit": ["Ada", "12"],
    "type_and_number": ["Ada Low", "K820070001"],
    "schedule": ["7", "Ada", "12 - 34"],
    "ages": ["Ada", "12"],
    "date": ["13/32/2024", "2024-13-01", "May", "12", "1/2", "00/00/0000"],
    "yes_no": ["maybe", "10"],
    "job_title": ["Ada Low", "Center"],
    "money": ["12", "a$1"],
    "company": ["Ada Low", "Las Vegas"],
    "person_names": ["Ada Low", "Happy Kids & Friends LLC"],
    "person_name": ["Ada", "Happy Kids LLC", "12 Low", "Full Permit"],
    "identifier": ["Ada", "Ada Low", "--"],
    "integer": ["1.5", "12a"],
    "free_text": ["Full Permit"],
}


def answers(kind: str, values: list[str]) -> list[bool | None]:
    return pl.DataFrame({"value": values}).select(is_kind(kind, pl.col("value"))).to_series().to_list()


def test_every_kind_has_its_examples() -> None:
    assert set(YES) == set(KIND_NAMES)
    assert len(set(KIND_NAMES)) == len(KIND_NAMES)
    assert all(kind.description for kind in KINDS)


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in YES.items() for value in values])
def test_is(kind: str, value: str) -> None:
    assert answers(kind, [value]) == [True]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in NO.items() for value in values])
def test_is_not(kind: str, value: str) -> None:
    assert answers(kind, [value]) == [False]


@pytest.mark.parametrize(
    ("value", "style"),
    [("2024-03-01", "iso"), ("3/1/24", "slash"), ("1-3-2024", "dash"), ("1.3.24", "dot"), ("1-Mar-24", "named"),
     ("March 1st, 2024", "named"), ("20240301", "compact"), ("2024/03/01 07:30", "slash"), ("soon", None)],
)  # fmt: skip
def test_date_styles(value: str, style: str | None) -> None:
    assert pl.DataFrame({"value": [value]}).select(date_style(pl.col("value"))).item() == style


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_no_value_stalls_a_recogniser(kind: str) -> None:
    hostile = [
        "a" * 1_000_000,
        "1" * 1_000_000,
        "a " * 300_000,
        "1-" * 300_000,
        "a@" * 300_000,
        "a.b," * 200_000,
        " & a" * 200_000,
    ]
    frame = pl.DataFrame({"value": hostile})
    started = time.perf_counter()
    frame.select(is_kind(kind, pl.col("value")))
    # Linear time is some milliseconds per megabyte; the limit only tells it from quadratic.
    assert time.perf_counter() - started < 5


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_any_text_has_an_answer(values: list[str]) -> None:
    frame = pl.DataFrame({"value": values})
    for kind in KINDS:
        found = frame.select(kind.test(pl.col("value"))).to_series()
        assert found.dtype == pl.Boolean
        assert found.null_count() == 0
