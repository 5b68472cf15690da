"""Dates, telephone numbers and amounts as slow and trusted libraries read them: we agree, or say less.

A cleaner may leave a value empty that a library guesses at; it may never make another value of it.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import phonenumbers
import pytest
from babel.numbers import NumberFormatError, parse_decimal
from dateutil import parser
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from tests.cleaning.applied import cleaned, codes

SEED = 7
WAYS = (
    "%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d-%b-%Y", "%A, %B %d, %Y", "%Y/%m/%d",
    "%m-%d-%Y", "%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%b %d %Y %I:%M%p", "%Y%m%d", "%a %b %d %H:%M:%S %Y",
)  # fmt: skip
COUNTRIES = ("US", "CA", "GB", "AU", "DE", "FR", "ES", "IT", "NL", "BE", "CH", "PT", "PL", "MX", "IN", "BR", "ZA")
SHAPES = (PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)
NATIONAL = ("GB", "AU", "DE", "FR", "ES")


def test_dates_as_dateutil_reads_them() -> None:
    chance = random.Random(SEED)
    days = [date(1950, 1, 1) + timedelta(days=chance.randrange(36_000)) for _ in range(3000)]
    written = [day.strftime(chance.choice(WAYS)) for day in days]
    assert cleaned("date", written) == [parser.parse(text).date() for text in written] == days


@pytest.mark.parametrize("order", ["mdy", "dmy"])
def test_dates_of_numbers_agree_with_dateutil_or_are_empty(order: str) -> None:
    chance = random.Random(SEED)
    written = [
        f"{chance.randint(0, 32)}/{chance.randint(0, 32)}/{chance.choice([1999, 2020, 2024])}" for _ in range(3000)
    ]
    for text, got in zip(written, cleaned("date", written, settings={"date_order": order}), strict=True):
        try:
            read = parser.parse(text, dayfirst=order == "dmy").date()
        except ValueError:
            read = None
        first = int(text.split("/")[0 if order == "dmy" else 1])
        # dateutil turns the order round for a cell that does not fit it; that is the guess we don't make.
        assert got == (read if read is not None and read.day == first else None), text


def _numbers(regions: tuple[str, ...], chance: random.Random) -> list[phonenumbers.PhoneNumber]:
    found = []
    for region in regions * 40:
        kind = chance.choice([PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE])
        example = phonenumbers.example_number_for_type(region, kind)
        if example is None:
            continue
        digits = str(example.national_number)
        changed = digits[:-3] + "".join(chance.choice("0123456789") for _ in range(3))
        number = phonenumbers.PhoneNumber(
            country_code=example.country_code,
            national_number=int(changed),
            italian_leading_zero=example.italian_leading_zero,
        )
        if phonenumbers.is_valid_number(number):
            found.append(number)
    return found


def test_numbers_with_their_calling_code_as_phonenumbers_reads_them() -> None:
    chance = random.Random(SEED)
    numbers = _numbers(COUNTRIES, chance)
    written = [phonenumbers.format_number(number, chance.choice(SHAPES)) for number in numbers]
    wanted = [phonenumbers.format_number(number, PhoneNumberFormat.E164) for number in numbers]
    assert len(written) > 500
    assert cleaned("us_phone", written) == wanted


@pytest.mark.parametrize("region", NATIONAL)
def test_numbers_of_a_country_as_phonenumbers_reads_them(region: str) -> None:
    numbers = _numbers((region,), random.Random(SEED))
    written = [phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL) for number in numbers]
    wanted = [phonenumbers.format_number(number, PhoneNumberFormat.E164) for number in numbers]
    assert cleaned("us_phone", written, settings={"region": region}) == wanted


def test_what_phonenumbers_calls_impossible_is_no_number_to_us() -> None:
    chance = random.Random(SEED)
    written = ["".join(chance.choice("0123456789") for _ in range(chance.randint(3, 14))) for _ in range(5000)]
    for text, got in zip(written, cleaned("us_phone", written), strict=True):
        read = phonenumbers.parse(text, "US")
        if got is not None and got.startswith("+1"):
            assert phonenumbers.is_possible_number(read)
            assert phonenumbers.format_number(read, PhoneNumberFormat.E164) == got


@pytest.mark.parametrize(("locale", "mark"), [("en_US", "point"), ("de_DE", "comma"), ("es_ES", "comma")])
def test_amounts_as_babel_reads_them(locale: str, mark: str) -> None:
    chance = random.Random(SEED)
    written = ["".join(chance.choice("0123456789,.") for _ in range(chance.randint(1, 9))) for _ in range(5000)]
    got = cleaned("numeric", written, settings={"decimal_mark": mark})
    told = codes("numeric", written, settings={"decimal_mark": mark})
    agreed = 0
    for text, ours, said in zip(written, got, told, strict=True):
        try:
            read = parse_decimal(text, locale=locale, strict=True)
        except NumberFormatError:
            read = None
        if ours is None:
            assert said == ["E-NUMBER"]
        elif read is not None:
            assert ours == Decimal(read), text
            agreed += 1
    assert agreed > 500
