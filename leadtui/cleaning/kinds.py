"""Which cleaners a kind of value gets, and which parser a type gets.

A field's own `clean:` list comes before those of its kind; the parser of its type comes last.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from leadtui.model.target import FieldType

_PLAIN: Final = ("spreadsheet", "null_words")
KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "text": _PLAIN,
        "person_first": ("spreadsheet", "null_marks", "name_case_if_shouting"),
        "person_last": ("spreadsheet", "null_marks", "name_case_if_shouting"),
        "person_name": ("spreadsheet", "null_marks", "name_case_if_shouting"),
        "job_title": (*_PLAIN, "title_case_if_shouting"),
        "company": (*_PLAIN, "tidy_marks", "business_case_if_shouting"),
        "legal_name": (*_PLAIN, "tidy_marks", "business_case_if_shouting"),
        "category": (*_PLAIN, "title_case_if_shouting"),
        "identifier": (*_PLAIN, "long_digits"),
        "email": (*_PLAIN, "email"),
        "us_phone": (*_PLAIN, "us_phone"),
        "url": (*_PLAIN, "url"),
        "language": (*_PLAIN, "language"),
        "us_street": (*_PLAIN, "us_street"),
        "us_unit": (*_PLAIN, "us_unit"),
        "city": (*_PLAIN, "city"),
        "us_county": (*_PLAIN, "us_county"),
        "us_state": (*_PLAIN, "us_state"),
        "us_zip": (*_PLAIN, "us_zip"),
        "ages": (*_PLAIN, "ages"),
        "min_age_months": (*_PLAIN, "age_in_months"),
        "max_age_months": (*_PLAIN, "age_in_months"),
        "schedule": (*_PLAIN, "hours"),
        "date": _PLAIN,
        "count": _PLAIN,
        "yes_no": _PLAIN,
        "money": _PLAIN,
    }
)
PARSER_OF: Final[Mapping[FieldType, str]] = MappingProxyType(
    {
        FieldType.INTEGER: "integer",
        FieldType.NUMERIC: "numeric",
        FieldType.DATE: "date",
        FieldType.BOOLEAN: "yes_no",
        FieldType.TIMESTAMP: "timestamp",
    }
)
