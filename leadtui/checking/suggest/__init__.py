"""What a bad cell may have been meant to say: by code, as expressions over the rows that have the issue.

A suggestion is never applied unasked. It is safe where it is the only reading there is, so that a person may
take all safe ones at once; it is left out where two readings are as good as each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from leadtui.checking.suggest.guess import Guess, Look, nothing
from leadtui.checking.suggest.nearest import Choice, nearest, of_list
from leadtui.checking.suggest.of_address import email, email_domain, url
from leadtui.checking.suggest.of_date import date
from leadtui.checking.suggest.of_number import flag, integer, number, phone
from leadtui.checking.suggest.of_place import state, zip_code

SUGGESTERS: Final[Mapping[str, Callable[[Look], Guess]]] = {
    "E-DATE": date,
    "E-EMAIL": email,
    "E-FLAG": flag,
    "E-INT": integer,
    "E-NUMBER": number,
    "E-PHONE": phone,
    "E-STATE": state,
    "E-URL": url,
    "E-ZIP": zip_code,
    "W-EMAIL-TYPO": email_domain,
}
"""By the code of the issue."""
MENDERS: Final[Mapping[str, str]] = {"E-ZIP": "zip_pad", "W-EMAIL-TYPO": "email_domain"}
"""Cleaners that mend all of a kind, next month's values included."""

__all__ = ["MENDERS", "SUGGESTERS", "Choice", "Guess", "Look", "nearest", "nothing", "of_list"]
