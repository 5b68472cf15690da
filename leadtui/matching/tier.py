"""How much a person has to look: sure means that it would surprise us to be wrong.

One wrong *sure* costs as much as ten corrections, so everything has to agree: the name, the values,
and no other home or column coming near.
"""

from __future__ import annotations

from typing import Final

from leadtui.matching.candidates import Weighed
from leadtui.matching.clue import Clue
from leadtui.matching.from_name import EXACT
from leadtui.matching.look import Look
from leadtui.model.suggestion import Tier

_CONFIDENT: Final = 0.97
_MARGIN: Final = 0.2
_NEAR: Final = 0.03
_FIVE: Final = 5


def tier(look: Look, choice: Weighed | None, found: tuple[Weighed, ...], rivals: list[Weighed]) -> Tier:
    """The tier of a decision; `rivals` are other columns' candidates for the same home."""
    if choice is None:
        return Tier.NONE
    runner_up = max((each.confidence for each in found if each.home != choice.home), default=0.0)
    is_sure = (
        choice.confidence >= _CONFIDENT
        and choice.confidence - runner_up >= _MARGIN
        and all(choice.confidence - rival.confidence >= _NEAR for rival in rivals)
        and look.values.count >= _FIVE
        and not look.reading.is_ambiguous
        and _names_agree(choice.clues)
        and _values_agree(choice.clues)
    )
    return Tier.SURE if is_sure else Tier.REVIEW


def _names_agree(clues: tuple[Clue, ...]) -> bool:
    return any(clue.evidence.kind == "name" and clue.weight >= EXACT for clue in clues) or any(
        clue.evidence.kind in {"saved", "neighbours"} and clue.weight > 3
        for clue in clues  # noqa: PLR2004  unanimous
    )


def _values_agree(clues: tuple[Clue, ...]) -> bool:
    said = [clue.weight for clue in clues if clue.evidence.kind in {"values", "shape"}]
    return bool(said) and sum(said) >= 0.3 and not any(clue.evidence.kind == "against" for clue in clues)  # noqa: PLR2004
