"""Several columns into one field: the combiners a mapping can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import polars as pl

from leadtui.cleaning.combiners.flags import flags
from leadtui.cleaning.combiners.plain import ages, first, join, lines
from leadtui.cleaning.combiners.schedule import schedule
from leadtui.cleaning.outcome import Options, Outcome, Scratch

Combiner = Callable[[Sequence[pl.Expr], Scratch, Options], Outcome]

COMBINERS: Final[Mapping[str, Combiner]] = MappingProxyType(
    {combiner.__name__: combiner for combiner in (flags, join, lines, ages, schedule, first)}
)
