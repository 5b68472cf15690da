"""Several columns that make one field together: weekdays, flags of age groups, parts of an address.

A column joins such a group for what its header and values say, and because others do; a group of one
is none. Where the columns stand does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from leadtui.matching.address_parts import street_parts, units
from leadtui.matching.by_values import from_values
from leadtui.matching.clue import clue
from leadtui.matching.group import LIKELY_NAME, SURE_NAME, Group
from leadtui.matching.look import Look, Table
from leadtui.matching.memory import Home
from leadtui.matching.vocabulary import (
    AGE_FLAG_WORDS,
    AGE_GROUPS,
    DAY_WORDS,
    PHRASE_WORDS,
    PHRASES,
    WEEKDAYS,
    words,
)

_NEAR: Final = 0.85
_MOSTLY: Final = 0.6
_SOME: Final = 0.3
_FEW_DISTINCT: Final = 4
_SCHOOL: Final = frozenset({"school"})


def combines(table: Table) -> Iterator[Group]:
    """The groups of a table, for the fields its target has."""
    for kind, find in _FINDERS:
        field = table.lexicon.of_kind(kind)
        if field is not None:
            yield from find(table, field)


def _weekdays(table: Table, field: str) -> Iterator[Group]:
    days = [look for look in table.looks if _is_weekday(look)]
    if len(days) < 3:  # noqa: PLR2004  a long weekend is no week
        return
    members = [
        (look, (clue("neighbours", f'"{look.header}" is one of {len(days)} weekdays', SURE_NAME),
                *from_values("schedule", look.values)))
        for look in days
    ]  # fmt: skip
    phrases = [
        (look, (clue("neighbours", f'"{look.header}" is a time the others do not say', LIKELY_NAME),))
        for look in _phrases(table)
    ]
    yield Group(Home((field,), "combine", "schedule"), (*members, *phrases))


def _is_weekday(look: Look) -> bool:
    return bool(look.words & WEEKDAYS) and look.words <= WEEKDAYS | DAY_WORDS


def _hours(table: Table, field: str) -> Iterator[Group]:
    """Days in one column, hours in another, or opening and closing times apart."""
    named = [look for look in table.looks if (likeness := look.reading.fields.get(field)) and likeness.share >= _NEAR]
    told = [look for look in named if max(look.values.share("schedule"), look.values.share("time")) >= _MOSTLY]
    if len(told) < 2 or any(_is_weekday(look) for look in table.looks):  # noqa: PLR2004  a group of one is none
        return
    text = f"one of {len(told)} columns of days and hours"
    members = tuple((look, (clue("neighbours", f'"{look.header}" is {text}', LIKELY_NAME),)) for look in told)
    yield Group(Home((field,), "combine", "schedule"), members)


def _phrase_flags(table: Table, field: str) -> Iterator[Group]:
    phrases = _phrases(table)
    if len(phrases) < 2 or any(_is_weekday(look) for look in table.looks):  # noqa: PLR2004  a group of one is none
        return
    text = f"one of {len(phrases)} columns that say when"
    members = tuple((look, (clue("neighbours", f'"{look.header}" is {text}', LIKELY_NAME),)) for look in phrases)
    yield Group(Home((field,), "combine", "schedule"), members)


def _phrases(table: Table) -> list[Look]:
    found = []
    for look in table.looks:
        is_named = any(phrase <= look.words and look.words <= phrase | PHRASE_WORDS for phrase in PHRASES)
        if is_named and (_is_flag(look) or look.values.share("schedule") >= _SOME or look.values.count == 0):
            found.append(look)
    return found


def _is_flag(look: Look) -> bool:
    few = 0 < look.profile.distinct_count <= _FEW_DISTINCT
    return look.values.share("yes_no") >= _MOSTLY or (few and look.values.distinct_share < 1)


def _age_flags(table: Table, field: str) -> Iterator[Group]:
    groups = [look for look in table.looks if look.words & AGE_GROUPS
              and {word for word in look.words if not word.isdigit()} <= AGE_GROUPS | AGE_FLAG_WORDS]  # fmt: skip
    groups += [look for look in table.looks if look not in groups and _is_school_age(look)]
    spans = [look for look in table.looks if look not in groups and "age" in look.words
             and look.words & _NUMBERS and look.values.share("yes_no") >= _MOSTLY]  # fmt: skip
    flags = [look for look in dict.fromkeys((*groups, *spans), None) if _counts_or_flags(look)]
    if len(flags) < 2 or not any(look.words & AGE_GROUPS or look in spans for look in flags):  # noqa: PLR2004  as above
        return
    members = []
    for look in flags:
        named = clue("neighbours", f'"{look.header}" is one of {len(flags)} age groups', LIKELY_NAME)
        said = look.values.looks_like("yes_no" if look.values.share("yes_no") >= _MOSTLY else "integer")
        members.append((look, (named, clue("values", said, 1.5 if look.values.share("yes_no") >= _MOSTLY else 0.0))))
    yield Group(Home((field,), "combine", "flags"), tuple(members))


def _is_school_age(look: Look) -> bool:
    """School, school age, school age 5 years plus; but not school year."""
    letters = {word for word in look.words if not word.isdigit()}
    return letters - AGE_FLAG_WORDS == _SCHOOL and ("year" not in letters or "age" in letters)


_NUMBERS: Final = words("zero one two three four five six seven eight nine ten twelve 0 1 2 3 4 5 6 7 8 9 10 12")


def _counts_or_flags(look: Look) -> bool:
    return max(look.values.share("yes_no"), look.values.share("integer")) >= _MOSTLY or look.values.count == 0


def _age_lists(table: Table, field: str) -> Iterator[Group]:
    told = [look for look in table.looks if look.values.share("ages") >= _MOSTLY and _is_list_name(look, field, table)]
    if len(told) < 2:  # noqa: PLR2004  a group of one is none
        return
    text = f"one of {len(told)} columns of age groups"
    members = tuple(
        (look, (clue("neighbours", f'"{look.header}" is {text}', 3.0), *from_values("ages", look.values)))
        for look in told
    )
    yield Group(Home((field,), "combine", "ages"), members)


def _is_list_name(look: Look, field: str, table: Table) -> bool:
    """A name of the field, or of nothing: with a number behind it, as AA2 beside AA3."""
    if look.reading.is_silent:
        return True
    if any(likeness.is_exact and name != field for name, likeness in look.reading.fields.items()):
        return False  # starting age and ending age are two fields
    if field in look.reading.fields:
        return True
    letters = {word for word in look.words if not word.isdigit()}
    alike = [other for other in table.looks if {word for word in other.words if not word.isdigit()} == letters]
    return len(alike) > 1 and letters < look.words and not look.reading.fields


def _phone_parts(table: Table, field: str) -> Iterator[Group]:
    """An area code beside numbers that have none."""
    codes = [look for look in table.looks if look.words & _AREA_CODES and 0 < look.profile.max_length <= _LONGEST_CODE]
    named = (
        look
        for look in table.looks
        if (likeness := look.reading.fields.get(field)) and likeness.is_exact and look not in codes
    )
    local = [look for look in named if 0 < look.profile.max_length <= _LONGEST_LOCAL]
    if len(codes) != 1 or len(local) != 1:
        return
    members = tuple(
        (look, (clue("neighbours", f'"{look.header}" is a part of a number', SURE_NAME),)) for look in (*codes, *local)
    )
    yield Group(Home((field,), "combine", "join"), members)


_AREA_CODES: Final = words("vorwahl telefonvorwahl indicatif prefijo")
_LONGEST_CODE: Final = 7
_LONGEST_LOCAL: Final = 11
_FINDERS: Final[tuple[tuple[str, Callable[[Table, str], Iterator[Group]]], ...]] = (
    ("schedule", _weekdays),
    ("schedule", _phrase_flags),
    ("schedule", _hours),
    ("ages", _age_flags),
    ("ages", _age_lists),
    ("us_street", street_parts),
    ("us_unit", units),
    ("us_phone", _phone_parts),
)
