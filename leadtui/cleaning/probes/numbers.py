"""Whether a column writes its decimals with a comma."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from leadtui.cleaning.cleaners.amount import PLAIN, SURELY_COMMA, SURELY_POINT
from leadtui.cleaning.outcome import Scratch
from leadtui.cleaning.probes.verdict import Probe, Verdict, have

POINT: Final = r"^[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,9})$"
COMMA: Final = r"^[0-9]+,(?:[0-9]{1,2}|[0-9]{4,9})$"
EITHER: Final = r"^[0-9]{1,3}[.,][0-9]{3}$"


def _measure(value: pl.Expr, scratch: Scratch) -> Mapping[str, pl.Expr]:
    odd = scratch.where(~value.str.contains(PLAIN), value)
    number = scratch.keep(odd.str.extract(r"([0-9](?:[0-9.,' ]*[0-9])?)", 1))
    return {
        "comma": number.str.contains(f"{COMMA}|{SURELY_COMMA}").sum(),
        "point": number.str.contains(f"{POINT}|{SURELY_POINT}").sum(),
        "either": number.str.contains(EITHER).sum(),
    }


def _decide(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    comma, point, either = (counts[name] for name in ("comma", "point", "either"))
    if comma and not point:
        evidence = f"{comma:,} {have(comma)} a decimal comma, none a decimal point"
        return (Verdict("decimal_mark", "comma", evidence),)
    if comma and point and either:
        evidence = f"{comma:,} {have(comma)} a decimal comma and {point:,} a decimal point; "
        mark, other = ("comma", "point") if comma > point else ("point", "comma")
        evidence += f"{either:,} that could be either are read with a {mark}, not a {other}"
        return (Verdict("decimal_mark", mark, evidence, is_certain=False),)
    return ()


NUMBERS: Final = Probe(_measure, _decide)
