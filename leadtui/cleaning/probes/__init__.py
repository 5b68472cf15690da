"""What has to be asked of a whole column before a row can be read: the order of dates, recurring towns.

A probe measures in one streaming pass and decides from the counts; the evidence is kept for the screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leadtui.cleaning.probes.dates import DATES
from leadtui.cleaning.probes.numbers import NUMBERS
from leadtui.cleaning.probes.phones import PHONES
from leadtui.cleaning.probes.plain import CAPITALS, MOST_TOWNS, TOWNS
from leadtui.cleaning.probes.verdict import Probe, Verdict

__all__ = ["MOST_TOWNS", "PROBES", "Probe", "Verdict"]

PROBES: Final[Mapping[str, Probe]] = {
    "business_case_if_shouting": CAPITALS,
    "date": DATES,
    "integer": NUMBERS,
    "numeric": NUMBERS,
    "timestamp": DATES,
    "us_address": TOWNS,
    "us_phone": PHONES,
}
