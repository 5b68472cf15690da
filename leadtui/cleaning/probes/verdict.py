"""What a probe is: counts taken from a whole column, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from leadtui.cleaning.outcome import Scratch, Setting


@dataclass(frozen=True, slots=True)
class Verdict:
    """One setting, and why."""

    setting: str
    value: Setting
    evidence: str
    is_certain: bool = True
    is_proven: bool = True
    """False when only custom speaks for it; what another column of the file proves is better."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What to measure about a step's input, and what follows from it."""

    measures: Callable[[pl.Expr, Scratch], Mapping[str, pl.Expr]]
    """Aggregates by name, or, for a probe that counts, one value per row under `value`."""
    decide: Callable[[Mapping[str, Any]], tuple[Verdict, ...]]
    counts: bool = False
    """Whether `decide` gets `{value: count}` of what recurs, most frequent first."""


def have(count: int) -> str:
    """The verb for so many.

    >>> have(1), have(2)
    ('has', 'have')
    """
    return "has" if count == 1 else "have"
