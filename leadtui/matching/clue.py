"""One piece of evidence with its weight; a decision is the sum of them.

Weights are log-odds: +2.3 makes a home ten times as likely, -2.3 a tenth. Sums of small, separately
understandable numbers can be shown to a person, and set anew from labelled files.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from leadtui.model.suggestion import Evidence

PRIOR: Final = -3.5
"""Before anything is known: of some thirty fields, or none, it is this one."""

Kind = Literal["name", "values", "saved", "neighbours", "shape", "against"]


@dataclass(frozen=True, slots=True)
class Clue:
    """Evidence and what it weighs."""

    evidence: Evidence
    weight: float


def clue(kind: Kind, text: str, weight: float) -> Clue:
    """A clue; what speaks against a home is shown as such."""
    shown: Kind = "against" if weight < 0 and kind != "saved" else kind
    return Clue(Evidence(shown, text), weight)


def weakened(clues: Iterable[Clue], trust: float) -> tuple[Clue, ...]:
    """The clues with the part of their weight that is left where their source is in doubt."""
    return tuple(clues) if trust == 1 else tuple(Clue(each.evidence, each.weight * trust) for each in clues)


def confidence(clues: Iterable[Clue]) -> float:
    """How likely the home is, 0 to 1.

    >>> round(confidence([]), 2), round(confidence([clue("name", "the same", 7)]), 2)
    (0.03, 0.97)
    """
    total = PRIOR + sum(clue.weight for clue in clues)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
