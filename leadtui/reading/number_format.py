"""Number formats that are part of what a cell says: `00000` shows the zip code 1569 as 01569.

Formats which only make a number nicer to read (decimals, thousands, money, percent) are left alone:
the value is the better text for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Shown = Callable[[float], "str | None"]
"""The text a number is shown as; None when the format doesn't change what it says."""

_TOKEN: Final = re.compile(r"""\\(?P<escaped>.)|"(?P<quoted>[^"]*)"|[_*].|\[(?P<rule>[^\]]*)\]|(?P<plain>.)""")
_LITERALS: Final = frozenset(" -()/+:")
_PLACES: Final = frozenset("0#?")
_RULE: Final = re.compile(r"(<=?|>=?|=)\s*(\d+)")
_HIGHEST: Final = 1e15
"""From here on a spreadsheet doesn't know every digit."""


def shown_as(code: str) -> Shown | None:
    r"""How whole numbers look in this format; None for formats that don't matter.

    >>> shown_as("00000")(1569.0)
    '01569'
    >>> shown_as("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####")(5125550101)
    '(512) 555-0101'
    >>> shown_as("#,##0.00") is None, shown_as("General") is None, shown_as("0") is None, shown_as("yyyy") is None
    (True, True, True, True)
    """
    sections = [_section(part) for part in code.split(";")]
    kept = [section for section in sections[:2] if section is not None]
    if len(kept) < min(2, len(sections)) or not any(_matters(places) for _, places in kept):
        return None
    first, *others = kept
    rule = first[0]

    def shown(value: float) -> str | None:
        if value != int(value) or not 0 <= value < _HIGHEST:
            return None
        places = first[1] if rule is None or _holds(rule, value) or not others else others[0][1]
        return _filled(places, str(int(value)))

    return shown


def _section(text: str) -> tuple[str | None, list[str]] | None:
    """A rule and the places of digits and literals; None when there is more than these in it."""
    rule, places = None, []
    for match in _TOKEN.finditer(text):
        plain = match["plain"]
        if match["rule"] is not None:
            rule = match["rule"] if _RULE.fullmatch(match["rule"]) else rule
        elif match["escaped"] is not None or match["quoted"] is not None:
            places.append("'" + (match["escaped"] or match["quoted"] or ""))
        elif plain is not None and plain in _PLACES:
            places.append(plain)
        elif plain is not None and plain in _LITERALS:
            places.append("'" + plain)
        elif plain is not None:
            return None
    return rule, places


def _matters(places: list[str]) -> bool:
    """Zeros in front, or signs between the digits."""
    digits = [place for place, text in enumerate(places) if text in _PLACES]
    if not digits:
        return False
    is_parted = any(text.startswith("'") for text in places[digits[0] : digits[-1]])
    return is_parted or places.count("0") > 1


def _holds(rule: str, value: float) -> bool:
    found = _RULE.fullmatch(rule)
    assert found is not None  # noqa: S101  it was looked at when the format was read
    limit = float(found[2])
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}.get(
        found[1], value == limit
    )


def _filled(places: list[str], digits: str) -> str:
    first = next(place for place, text in enumerate(places) if text in _PLACES)
    shown = []
    for place in range(len(places) - 1, -1, -1):
        text = places[place]
        if text not in _PLACES:
            shown.append(text[1:])
            continue
        shown.append(digits[-1:] or ("0" if text == "0" else ""))
        digits = digits[:-1]
        if place == first:
            shown.append(digits)
    return "".join(reversed(shown))
