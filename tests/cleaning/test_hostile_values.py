"""Values that are meant to break something: formulas, magic words, endless texts."""

from __future__ import annotations

import pytest

from leadtui.cleaning.cleaners import PARSERS, TEXT_CLEANERS
from tests.cleaning.applied import cleaned, codes

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    '=HYPERLINK("http://x","y")',
    '=IMPORTXML("a","b")',
)
ENDLESS = ("a" * 50_000, "1" * 50_000, "(" * 50_000, "a@" * 25_000, "1/" * 25_000, " " * 50_000, "-.," * 17_000)
MAGIC = ("0000-00-00", "9999-99-99", "infinity", "-infinity", "epoch", "now", "today", "tomorrow", "allballs")


@pytest.mark.parametrize("how", ["trim", "spreadsheet", "null_words", "business_case_if_shouting", "tidy_marks"])
def test_formulas_stay_as_they_are(how: str) -> None:
    assert cleaned(how, FORMULAS) == list(FORMULAS)


@pytest.mark.parametrize("how", ["date", "timestamp"])
def test_magic_words_of_a_database_are_no_dates(how: str) -> None:
    assert cleaned(how, MAGIC) == [None] * len(MAGIC)
    assert codes(how, MAGIC) == [["E-DATE"]] * len(MAGIC)


@pytest.mark.parametrize("how", ["integer", "numeric"])
def test_magic_numbers_are_no_numbers(how: str) -> None:
    values = ("NaN", "Infinity", "-inf", "1e400", "9" * 400, "١٢", "1_000", "0x1F")
    assert cleaned(how, values) == [None] * len(values)


def test_what_a_spreadsheet_has_lost_is_told() -> None:
    for how in ("us_phone", "long_digits", "integer"):
        assert codes(how, ["1.23457E+11"]) == [["E-EXCEL"]]
    assert codes("us_zip", ["2108"]) == [["E-ZIP"]]
    assert cleaned("spreadsheet", ["#REF!", "=“00123”"]) == [None, "00123"]


@pytest.mark.parametrize("how", [*TEXT_CLEANERS, *PARSERS])
def test_endless_values_come_to_an_end(how: str) -> None:
    assert len(cleaned(how, ENDLESS)) == len(ENDLESS)
