"""What the values of a field look like: which kinds of value speak for a field, and how loudly.

A number is the weight (in log-odds) when all values are of that kind. Few things look like an e-mail
address and are none, so that kind weighs much; half of all columns are words, so those weigh little.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Fit:
    """How the values of a field look."""

    kinds: dict[str, float]
    """Kind of value → what it says for the field."""
    misfit: float
    """What it says against the field when no value is of these kinds."""
    distinct: float = 0.0
    """What it says that nearly all values differ (positive) or that few do (negative)."""
    own: float = 0.0
    """What it says that all rows have the same value: of things that each has of its own."""
    lengths: tuple[int, int] | None = field(default=None)
    """The shortest and longest value there can be, where that is known."""


FITS: Final[dict[str, Fit]] = {
    "email": Fit({"email": 5.5}, -7, own=-2),
    "us_phone": Fit({"us_phone": 4.5, "phone": 3.5, "identifier": 0.2, "integer": 0.2}, -6, lengths=(6, 60)),
    "url": Fit({"url": 5}, -6, own=-5),
    "us_zip": Fit({"us_zip": 4, "postal_code": 4, "integer": 0.2, "identifier": 0.2}, -5, lengths=(3, 12)),
    "us_state": Fit({"us_state": 4, "region": 3, "word": 0.2, "words": 0}, -4),
    "us_street": Fit(
        {
            "us_street": 4.5,
            "street": 3.5,
            "us_address": 1.5,
            "street_zip_city": 1,
            "words": 0,
            "free_text": 0,
            "word": -0.5,
        },
        -4,
    ),
    "us_unit": Fit({"us_unit": 3, "identifier": 0, "word": 0, "words": 0, "integer": 0}, -2.5),
    "city": Fit({"word": 0.5, "words": 0.5, "state_code": -3}, -5),
    "us_county": Fit({"word": 0.5, "words": 0.5, "state_code": -3}, -5),
    "country": Fit({"country": 4, "word": 0, "words": 0}, -4),
    "person_first": Fit({"word": 0.7, "words": 0.3, "person_name": 0, "identifier": -2}, -5),
    "person_last": Fit({"word": 0.7, "words": 0.3, "person_name": 0, "identifier": -2}, -5),
    "person_name": Fit({"person_name": 2.5, "person_names": 2, "words": 0}, -4),
    "job_title": Fit({"job_title": 3.5, "words": 0, "word": 0}, -4, distinct=-0.5),
    "company": Fit({"company": 2, "words": 0.6, "word": 0.2, "person_name": 0, "free_text": 0}, -4, distinct=0.5),
    "legal_name": Fit({"company": 1.5, "person_name": 1, "person_names": 1, "words": 0.3, "word": 0}, -4, distinct=0.3),
    "category": Fit({"word": 0.4, "words": 0.4, "company": 0.2, "identifier": -1}, -1.5, distinct=-1.5),
    "identifier": Fit({"identifier": 1.5, "uuid": 1, "integer": 1, "us_zip": 0.5, "word": -1.5}, -4, distinct=1),
    "date": Fit({"date": 2.5, "labelled_date": 2}, -7),
    "count": Fit({"integer": 1}, -5, lengths=(1, 7)),
    "integer": Fit({"integer": 1}, -5),
    "decimal": Fit({"decimal": 1.5, "integer": 0.7, "money": 1}, -5),
    "money": Fit({"money": 3, "decimal": 1, "integer": 0.5}, -5),
    "yes_no": Fit({"yes_no": 1.5, "word": -0.3, "words": 0}, -4, distinct=-1),
    "ages": Fit({"ages": 4, "words": -0.5, "word": -0.5}, -4),
    "min_age_months": Fit({"integer": 0.7, "ages": 0.7}, -4),
    "max_age_months": Fit({"integer": 0.7, "ages": 0.7}, -4),
    "schedule": Fit({"schedule": 4, "time": 0.8, "free_text": 0, "words": -0.5, "yes_no": -2}, -3),
    "language": Fit({"language": 4, "word": -0.3, "words": -0.3}, -3),
}

CONCEPT_FITS: Final[dict[str, dict[str, float]]] = {
    "license_status": {"standing": 2, "sales_stage": -5, "ownership": -3, "us_state": -4, "region": -4},
    "license_type": {"standing": -2, "ownership": -1},
    "business_type": {"standing": -3, "ownership": -5, "us_state": -2, "yes_no": -4, "sales_stage": -4},
    "curriculum": {"standing": -3, "ownership": -3, "yes_no": -4},
}
"""Concept → what its values can be, beside what their kind says: all of these are categories."""

FOREIGN: Final = frozenset(
    {"email", "url", "date", "labelled_date", "coordinate", "us_address", "us_street", "schedule", "money", "us_phone"}
)
"""Kinds so telling that a field for anything else does not want them."""

PHRASES: Final = {
    "email": "an e-mail address", "url": "a web address", "us_phone": "a telephone number", "us_zip": "a US zip",
    "postal_code": "a postal code", "us_state": "a state", "state_code": "the code of a state",
    "country": "a country",
    "phone": "a telephone number of another country", "street": "a street and house number", "region": "a province",
    "zip_city": "a postal code and town", "street_zip_city": "a street, postal code and town",
    "city_state_zip": "a town, state and zip", "us_address": "a whole address",
    "us_street": "a house number and street", "us_unit": "a suite or unit", "name_and_role": "a person and a role",
    "type_and_number": "a class and a number", "labelled_date": "a date after words", "schedule": "opening times",
    "ages": "ages or age groups", "date": "a date", "time": "a time", "yes_no": "yes or no", "job_title": "a role",
    "standing": "a license in force or not", "sales_stage": "the stage of a sale", "ownership": "a form of ownership",
    "language": "languages", "money": "an amount of money", "coordinate": "a coordinate", "uuid": "a UUID",
    "company": "the name of a business", "person_names": "several people", "person_name": "a person's name",
    "identifier": "a number of a register", "integer": "a whole number", "decimal": "a decimal number",
    "word": "one word", "words": "a few words", "free_text": "prose",
}  # fmt: skip
"""Kind of value → how a person would say it, after "looks like"."""
