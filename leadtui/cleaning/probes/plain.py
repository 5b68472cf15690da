"""How common capitals are in a column, and which towns recur in its addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from leadtui.cleaning.cleaners.case import shouting
from leadtui.cleaning.outcome import Scratch
from leadtui.cleaning.probes.verdict import Probe, Verdict
from leadtui.cleaning.splitters.us_address import head_of, told_by_words

RECURRING: Final = 2
"""Times a town must occur before other addresses are read by it."""
MOST_TOWNS: Final = 1000
RARE: Final = 0.5


def _measure_capitals(value: pl.Expr, _scratch: Scratch) -> Mapping[str, pl.Expr]:
    return {"filled": value.is_not_null().sum(), "shouting": shouting(value).sum()}


def _decide_capitals(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    filled, count = counts["filled"], counts["shouting"]
    if not count or count > filled * RARE:
        return ()
    evidence = f"{count:,} of {filled:,} values are all capitals; a single word of them is taken as an acronym"
    return (Verdict("capitals", "rare", evidence),)


def _measure_towns(value: pl.Expr, scratch: Scratch) -> Mapping[str, pl.Expr]:
    town = told_by_words(head_of(value, scratch), scratch)["city"]
    return {"value": scratch.keep(town.str.to_uppercase().str.strip_chars(" .,"))}


def _decide_towns(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    towns = tuple(town for town, count in counts.items() if count >= RECURRING)[:MOST_TOWNS]
    if not towns:
        return ()
    most = ", ".join(f"{town} ({counts[town]:,})" for town in towns[:3])
    return (Verdict("cities", towns, f"{len(towns):,} towns recur in these addresses, most often {most}"),)


CAPITALS: Final = Probe(_measure_capitals, _decide_capitals)
TOWNS: Final = Probe(_measure_towns, _decide_towns, counts=True)
