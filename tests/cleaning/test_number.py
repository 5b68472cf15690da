"""Numbers and flags: what is more than a number is an issue, not a guess."""

from __future__ import annotations

from decimal import Decimal

from tests.cleaning.applied import cleaned, codes

WHOLE = {
    "12": 12,
    "007": 7,
    "1,234": 1234,
    "1 234": 1234,
    "1'234": 1234,
    "12.0": 12,
    "12.": 12,
    "-3": -3,
    "+5": 5,
    "0": 0,
    "2147483647": 2147483647,
    "1,234,567": 1234567,
    "12.00": 12,
    "-0": 0,
}
NOT_WHOLE = (
    "12 (est.)",
    "12.5",
    "12-14",
    "abc",
    "1e3",
    "1e400",
    "99999999999",
    "2147483648",
    "9" * 400,
    "١٢",
    "NaN",
    "inf",
    "1,23",
    "~12",
    "0x10",
    "1_000",
    "½",
    "--3",
    "",
)


def test_whole_numbers() -> None:
    assert dict(zip(WHOLE, cleaned("integer", list(WHOLE)), strict=True)) == WHOLE
    assert cleaned("integer", NOT_WHOLE) == [None] * len(NOT_WHOLE)
    assert codes("integer", NOT_WHOLE) == [["E-INT"]] * len(NOT_WHOLE)
    assert codes("integer", list(WHOLE)) == [[]] * len(WHOLE)


NUMBERS = {
    "12.5": "12.5",
    "$1,234.50": "1234.5",
    "(12.50)": "-12.5",
    "1234.5 USD": "1234.5",
    "€ 7": "7",
    "-$3": "-3",
    "0.000000001": "0.000000001",
    "5": "5",
    "1,000": "1000",
    "3.": "3",
}


def test_numbers_and_money() -> None:
    assert cleaned("numeric", list(NUMBERS)) == [Decimal(text) for text in NUMBERS.values()]
    bad = ["NaN", "inf", "1e400", "12,5", "9" * 400, "a dozen", "1.2.3", "٣", "$", "1-2"]
    assert cleaned("numeric", bad) == [None] * len(bad)
    assert codes("numeric", bad) == [["E-NUMBER"]] * len(bad)


def test_the_leading_number_is_taken_only_when_asked() -> None:
    values = ["12 (est.)", "12", "1,234 kids", "12-14", "abc", None, "-5 or so", "12.5%"]
    assert cleaned("leading_number", values) == ["12", "12", "1,234", "12", "abc", None, "-5", "12.5"]
    assert [bool(found) for found in codes("leading_number", values)] == [
        True,
        False,
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_flags() -> None:
    yes, no = ["Y", "yes", "TRUE", "t", "1", "X", "✓", "On"], ["N", "No", "false", "F", "0", "off"]
    assert cleaned("yes_no", [*yes, *no, None]) == [True] * len(yes) + [False] * len(no) + [None]
    assert cleaned("yes_no", ["Accepts Subsidy", "accepts  subsidy"], labels=("Accepts Subsidy",))[0] is True
    odd = ["Year Round", "maybe", "2", "yes and no", "10"]
    assert cleaned("yes_no", odd) == [None] * len(odd)
    assert codes("yes_no", odd) == [["E-FLAG"]] * len(odd)
