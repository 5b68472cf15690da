"""How much a person has to look: sure means that it would surprise us to be wrong.

One wrong *sure* costs as much as ten corrections, so everything has to agree: the name, the values,
and no other home or column coming near. A word that means many things is only sure where the values
leave no doubt.
"""

from __future__ import annotations

from typing import Final

from leadtui.matching.candidates import Weighed
from leadtui.matching.clue import Clue
from leadtui.matching.from_name import AMBIGUOUS, EXACT, WORLD
from leadtui.matching.look import Look
from leadtui.model.suggestion import Tier

_CONFIDENT: Final = 0.95
_MARGIN: Final = 2.5
"""In log-odds: the runner-up is at most a twelfth as likely."""
_RIVAL_MARGIN: Final = 1.0
_FEW: Final = 5
_UNANIMOUS: Final = 4.0
_TOGETHER: Final = ((EXACT - 0.5, 0.25), (WORLD, 0.35), (4.0, 2.5))
"""So much said by the name needs so much said by the values: the less exact the one, the more the other."""
_TELLING: Final = 3.0
_SAID: Final = 1.0
_RECOGNISABLE: Final = frozenset(
    {"email", "us_phone", "url", "us_zip", "us_state", "us_street", "us_unit", "country", "job_title", "date", "count",
     "integer", "decimal", "money", "yes_no", "ages", "schedule", "language"}
)  # fmt: skip
"""Kinds of field whose values are known when they are seen: what does not look like them is not them for certain."""


def tier(
    look: Look,
    choice: Weighed | None,
    found: tuple[Weighed, ...],
    rivals: list[Weighed],
    *,
    kind: str | None,
    is_supported: bool,
) -> Tier:
    """The tier of a decision.

    `kind` is what the values of the field it goes to are; `rivals` are other columns' candidates for the same
    home; a decision is supported when other columns are about the same, where the header does not say itself what
    it is about (a date of what?).
    """
    if choice is None:
        return Tier.NONE
    others = [each for each in found if each.home != choice.home]
    is_sure = (
        is_supported
        and not look.reading.is_guessed
        and choice.confidence >= _CONFIDENT
        and _is_ahead(choice, others, _MARGIN)
        and _is_ahead(choice, rivals, _RIVAL_MARGIN)
        and look.values.count >= _FEW
        and _agree(choice.clues, is_ambiguous=look.reading.is_ambiguous)
        and (choice.home.how != "copy" or kind not in _RECOGNISABLE or _said(choice.clues) >= _SAID)
    )
    return Tier.SURE if is_sure else Tier.REVIEW


def _is_ahead(choice: Weighed, others: list[Weighed], margin: float) -> bool:
    return all(choice.log_odds - other.log_odds >= margin for other in others)


def _agree(clues: tuple[Clue, ...], *, is_ambiguous: bool) -> bool:
    """The name and the values both say so, and nothing speaks against it."""
    if any(clue.evidence.kind == "against" for clue in clues):
        return False
    said = _said(clues)
    named = max((clue.weight for clue in clues if clue.evidence.kind == "name"), default=0.0)
    siblings = max((clue.weight for clue in clues if clue.evidence.kind in {"saved", "neighbours"}), default=0.0)
    if is_ambiguous:
        return said >= _TELLING and max(named, siblings) >= AMBIGUOUS
    return siblings >= _UNANIMOUS or any(named >= name and said >= values for name, values in _TOGETHER)


def _said(clues: tuple[Clue, ...]) -> float:
    """What the values say for it."""
    return sum(clue.weight for clue in clues if clue.evidence.kind == "values")
