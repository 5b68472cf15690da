"""One hard value each: the cleaners a mapping can name. Each is a function from one row's value to its Outcome.

A cleaner never raises, keeps NULL as NULL, and gives the same again when it is applied twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.ages import age_in_months, ages, max_age_months, min_age_months
from leadtui.cleaning.cleaners.case import (
    business_case_if_shouting,
    name_case_if_shouting,
    street_case_if_shouting,
    title_case_if_shouting,
)
from leadtui.cleaning.cleaners.date import date, timestamp
from leadtui.cleaning.cleaners.email import email, email_domain
from leadtui.cleaning.cleaners.flag import yes_no
from leadtui.cleaning.cleaners.hours import hours
from leadtui.cleaning.cleaners.number import integer, leading_number, numeric
from leadtui.cleaning.cleaners.phone import us_phone
from leadtui.cleaning.cleaners.place import city, us_county, us_street, us_unit
from leadtui.cleaning.cleaners.postcode import us_zip, zip_pad
from leadtui.cleaning.cleaners.regions import us_state
from leadtui.cleaning.cleaners.text import (
    language,
    long_digits,
    lower,
    null_marks,
    null_words,
    spreadsheet,
    tidy_marks,
    trim,
    upper,
    without_brackets,
)
from leadtui.cleaning.cleaners.url import url
from leadtui.cleaning.outcome import Options, Outcome, Scratch

Cleaner = Callable[[pl.Expr, Scratch, Options], Outcome]


def _by_name(*cleaners: Cleaner) -> Mapping[str, Cleaner]:
    return MappingProxyType({cleaner.__name__: cleaner for cleaner in cleaners})


TEXT_CLEANERS: Final = _by_name(
    trim, spreadsheet, null_words, null_marks, long_digits, upper, lower, without_brackets, tidy_marks,
    title_case_if_shouting, business_case_if_shouting, name_case_if_shouting, street_case_if_shouting, language,
    ages, age_in_months, us_phone, email_domain, email, url, us_zip, zip_pad, us_state, us_county, city, us_street,
    us_unit, leading_number, hours,
)  # fmt: skip
"""From text to text."""
PARSERS: Final = _by_name(integer, numeric, yes_no, date, timestamp)
"""From text to a type of the target; the last step of a field."""
DERIVATIONS: Final = _by_name(min_age_months, max_age_months)
"""From one field's text to another field's value."""
