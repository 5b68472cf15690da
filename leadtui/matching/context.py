"""What the rest of the table says about a word that means many things by itself."""

from __future__ import annotations

from collections import Counter
from typing import Final

from leadtui.matching.candidates import Weighed
from leadtui.matching.clue import Clue, clue
from leadtui.matching.look import Look, Table

_AT_HOME: Final = 1.0
_ASTRAY: Final = -1.5
_ABOUT_CONTACTS: Final = -2.0
_LIKELY: Final = 0.8
_ABOUT: Final = frozenset({"crm", "modified", "created"})
"""Concepts that say the table is a program's list of contacts, whose statuses and types are its own."""
_SEVERAL: Final = 2


def in_context(weighed: dict[Look, tuple[Weighed, ...]], table: Table) -> dict[Look, list[Weighed]]:
    """The candidates, those that rest on an ambiguous word reconsidered."""
    support = Counter(
        family
        for look, found in weighed.items()
        if not look.reading.is_ambiguous
        for family in {
            table.lexicon.families.get(each.home.fields[0]) for each in found[:1] if each.confidence >= _LIKELY
        }
        if family
    )
    records = sum(_is_about_contacts(look) for look in table.looks)
    return {
        look: [
            each.with_clues(*_clues(each, look, table, support, records)) if look.reading.is_ambiguous else each
            for each in found
        ]
        for look, found in weighed.items()
    }


def _is_about_contacts(look: Look) -> bool:
    return any(likeness.is_exact and name in _ABOUT for name, likeness in look.reading.elsewhere.items())


def _clues(each: Weighed, look: Look, table: Table, support: Counter[str], records: int) -> list[Clue]:
    found = []
    family = table.lexicon.families.get(each.home.fields[0])
    if family and family not in look.words and look.reading.words:
        if support[family]:
            found.append(
                clue("neighbours", f"the table has {support[family]} other columns about a {family}", _AT_HOME)
            )
        else:
            found.append(clue("against", f"nothing else in the table is about a {family}", _ASTRAY))
    kind = table.lexicon.kinds.get(each.home.fields[0])
    if records >= _SEVERAL and kind in {"category", "date"} and look.reading.words:
        found.append(
            clue("against", "the table is a list of contacts, and such words are about these", _ABOUT_CONTACTS)
        )
    return found
