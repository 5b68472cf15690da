"""How much a person has to look: sure means that it would surprise us to be wrong.

One wrong *sure* costs as much as ten corrections, so everything has to agree: the name, the values,
and no other home or column coming near. A word that means many things is only sure where the values
leave no doubt.
"""

from __future__ import annotations

import math
from typing import Final

from leadtui.matching.candidates import Weighed
from leadtui.matching.clue import Clue
from leadtui.matching.from_name import AMBIGUOUS, EXACT
from leadtui.matching.look import Look
from leadtui.model.suggestion import Tier

_CONFIDENT: Final = 0.97
_MARGIN: Final = 2.5
"""In log-odds: the runner-up is at most a twelfth as likely."""
_RIVAL_MARGIN: Final = 1.0
_FEW: Final = 5
_UNANIMOUS: Final = 4.0
_AGREEING: Final = 0.5
_OF_A_NAME: Final = 0.5
"""Names of a field weigh that much less at most than its own name."""
_TELLING: Final = 3.0


def tier(look: Look, choice: Weighed | None, found: tuple[Weighed, ...], rivals: list[Weighed]) -> Tier:
    """The tier of a decision; `rivals` are other columns' candidates for the same home."""
    if choice is None:
        return Tier.NONE
    others = [each for each in found if each.home != choice.home]
    is_sure = (
        choice.confidence >= _CONFIDENT
        and _is_ahead(choice, others, _MARGIN)
        and _is_ahead(choice, rivals, _RIVAL_MARGIN)
        and look.values.count >= _FEW
        and _agree(choice.clues, is_ambiguous=look.reading.is_ambiguous)
    )
    return Tier.SURE if is_sure else Tier.REVIEW


def _is_ahead(choice: Weighed, others: list[Weighed], margin: float) -> bool:
    return all(_log_odds(choice) - _log_odds(other) >= margin for other in others)


def _log_odds(each: Weighed) -> float:
    return math.log(each.confidence / (1 - each.confidence))


def _agree(clues: tuple[Clue, ...], *, is_ambiguous: bool) -> bool:
    """The name and the values both say so, and nothing speaks against it."""
    if any(clue.evidence.kind == "against" for clue in clues):
        return False
    said = sum(clue.weight for clue in clues if clue.evidence.kind == "values")
    named = max((clue.weight for clue in clues if clue.evidence.kind == "name"), default=0.0)
    siblings = max((clue.weight for clue in clues if clue.evidence.kind in {"saved", "neighbours"}), default=0.0)
    if is_ambiguous:
        return said >= _TELLING and max(named, siblings) >= AMBIGUOUS
    return said >= _AGREEING and (named >= EXACT - _OF_A_NAME or siblings >= _UNANIMOUS)
