"""A mapping bound to the columns of one file, with every decision that needed a whole column.

It is data, not code: the expressions are built from it where they run, so the same recipe serves a
preview, a block of a big file, and a machine elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leadtui.cleaning.outcome import Setting
from leadtui.model.step import Step
from leadtui.model.table import Column
from leadtui.model.target import Target


@dataclass(frozen=True, slots=True)
class Decision:
    """Something decided once for a whole column, and why."""

    step: int
    """Which step of the recipe it belongs to, 0-based."""
    field: str
    """The field it is about (the first one, for a split)."""
    columns: tuple[str, ...]
    """The columns it was decided from."""
    setting: str
    """`date_order`, `pivot_year`, `cities` …"""
    value: Setting
    evidence: str
    """In plain words, with counts."""
    is_certain: bool = True
    """False when the file does not prove it; a person should look."""


@dataclass(frozen=True, slots=True)
class BoundStep:
    """A canonical step and the columns it reads."""

    step: Step
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything `transform` needs to know."""

    target: Target
    columns: tuple[Column, ...]
    """Of the file."""
    steps: tuple[BoundStep, ...]
    decisions: tuple[Decision, ...] = ()

    def settings(self, step: int) -> Mapping[str, Setting]:
        """What was decided for one step."""
        return {decision.setting: decision.value for decision in self.decisions if decision.step == step}
