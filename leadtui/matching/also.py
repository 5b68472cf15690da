"""Columns that are left without a home only because another one has it, and belong there, too.

A file tells a name, a telephone or a town twice: *Business Name* and *Trade Name*, *Home Phone* and *Mobile*. Both
are right, and rows have the one or the other, so the first filled one is taken. Never so for what has to come from
one place: numbers of registers, which name a row, and dates.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from leadtui.matching.assign import Assigned
from leadtui.matching.candidates import Weighed
from leadtui.matching.clue import clue
from leadtui.matching.lexicon import Lexicon
from leadtui.matching.look import Look
from leadtui.matching.memory import Home
from leadtui.matching.vocabulary import FOR_ANOTHER_PURPOSE, RELATED, SECONDARY, words

_LIKELY: Final = 0.9
_EXACT_ENOUGH: Final = 0.9
_TOLD_TWICE: Final = frozenset(
    {"company", "us_phone", "email", "url", "city", "us_state", "us_county", "us_zip", "language", "us_unit"}
)
_LESSER: Final = words("locality village suburb brand chain")
"""Part of the thing, or more than it: no second name of it."""
_WHOLES: Final = frozenset({"us_address", "postal_place"})
"""Splits whose parts may stand beside columns of their own, and fill their gaps."""
_WHOLE: Final = 0.8
_NOT_HERE: Final = FOR_ANOTHER_PURPOSE | SECONDARY | RELATED
_BEGINS: Final = words("start begin term current effective")
_AFTER: Final = -1.0
_FIRST: Final = "first"
_PARTS_OF_ONE: Final = {"us_unit": "join"}
"""Floor and door are not the same told twice, but two parts."""


def with_others(
    assigned: dict[Look, Assigned], weighed: dict[Look, tuple[Weighed, ...]], lexicon: Lexicon
) -> dict[Look, Assigned]:
    """The decisions, where a column that lost its home to another one of the same meaning shares it."""
    found = dict(assigned)
    joining: dict[tuple[Look, Weighed], list[tuple[Look, Weighed]]] = defaultdict(list)
    for look, decision in sorted(assigned.items(), key=lambda pair: _in_any_order(pair[0])):
        winner = decision.lost_to
        won = assigned[winner].choice if winner else None
        if decision.choice is not None or winner is None or won is None:
            continue
        best = weighed[look][0]
        if best.home.method in _WHOLES and best.confidence >= _WHOLE and not look.words & _NOT_HERE:
            found[look] = Assigned(best)
        elif won.home.how == "copy" and best.home == won.home and _belongs(look, best, lexicon):
            joining[winner, won].append((look, best))
        elif again := _again(look, best, found, lexicon):
            found[look] = Assigned(again)
    for (winner, won), members in joining.items():
        found |= _together(winner, won, members, lexicon)
    return found


def _in_any_order(look: Look) -> tuple[str, str]:
    return look.header.casefold(), look.profile.column.name


def _together(
    winner: Look, won: Weighed, members: list[tuple[Look, Weighed]], lexicon: Lexicon
) -> dict[Look, Assigned]:
    """The one that has the home and those that join it."""
    field = won.home.fields[0]
    home = Home((field,), "combine", _PARTS_OF_ONE.get(lexicon.kinds[field] or "", _FIRST))
    said = clue("neighbours", f'"{winner.header}" is for the same; the first filled one is taken', 0.0)
    joined = {look: Assigned(Weighed(home, (*best.clues, said))) for look, best in members}
    return {winner: Assigned(Weighed(home, won.clues)), **joined}


def _again(look: Look, best: Weighed, found: dict[Look, Assigned], lexicon: Lexicon) -> Weighed | None:
    """When the day of the first license has a column, the other day a license began is that of its renewal."""
    fields = {concept: field for field, concept in lexicon.concepts.items()}
    first, later = fields.get("license_issued"), fields.get("license_renewed")
    is_taken = any(each.choice is not None and later in each.choice.home.fields for each in found.values())
    is_one = best.home.fields == (first,) and best.confidence >= _LIKELY and _has_no_doubt(best)
    if later is None or is_taken or not is_one or "license" not in look.words or not look.words & _BEGINS:
        return None
    return Weighed(Home((later,)), (*best.clues, clue("neighbours", "another column has the first day", _AFTER)))


def _belongs(look: Look, best: Weighed, lexicon: Lexicon) -> bool:
    """The header says so itself, without a doubt."""
    field = best.home.fields[0]
    likeness = look.reading.fields.get(field)
    return (
        lexicon.kinds[field] in _TOLD_TWICE
        and best.confidence >= _LIKELY
        and look.values.count > 0
        and not look.words & _LESSER
        and likeness is not None
        and likeness.share >= _EXACT_ENOUGH
        and not any(other.is_exact for name, other in look.reading.elsewhere.items() if name in lexicon.elsewhere)
        and _has_no_doubt(best)
    )


def _has_no_doubt(best: Weighed) -> bool:
    return not any(each.evidence.kind == "against" for each in best.clues)
