"""Columns that make a field together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leadtui.matching.clue import Clue
from leadtui.matching.look import Look
from leadtui.matching.memory import Home

SURE_NAME: Final = 6.5
LIKELY_NAME: Final = 5.0


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that make a field together."""

    home: Home
    members: tuple[tuple[Look, tuple[Clue, ...]], ...]
