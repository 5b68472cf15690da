"""Whose telephone numbers a column holds, where most of them do not say it.

Numbers with their calling code tell it for the others; without any, the way they are grouped suggests a country,
and a person is asked to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from leadtui.cleaning.cleaners.calling_codes import TRUNKS, national
from leadtui.cleaning.cleaners.phone import USUAL
from leadtui.cleaning.cleaners.phone_abroad import plain_text
from leadtui.cleaning.outcome import Scratch
from leadtui.cleaning.probes.verdict import Probe, Verdict

FEWEST: Final = 3
MOSTLY: Final = 0.8
NEARLY_ALL: Final = 0.9
COUNTRIES: Final = {"GB": "British", "FR": "French", "DE": "German", "AU": "Australian", "ES": "Spanish"}
PAIRED: Final = r"^\(?0[1-9]\)?(?:[ .-][0-9]{2}){4}$"
AUSTRALIAN: Final = (
    r"^(?:\(0[2378]\) ?[0-9]{4}[ -]?[0-9]{4}|04[0-9]{2}[ -][0-9]{3}[ -][0-9]{3}|1[38]00 [0-9]{3} [0-9]{3})$"
)
ELEVEN: Final = 11


def _measure(value: pl.Expr, scratch: Scratch) -> Mapping[str, pl.Expr]:
    # Only what is not written as usual is looked at closely.
    odd = plain_text(value.filter(scratch.keep(~value.str.contains(USUAL))))
    digits = odd.str.replace_all("[^0-9]", "")
    within = {f"near {name}": digits.str.contains(national(name)).sum() for name in TRUNKS}
    coded = {
        f"far {name}": odd.str.contains(rf"^[^0-9+]*(?:\+|00) ?{code}").sum() for name, (code, _) in TRUNKS.items()
    }
    from_zero = digits.str.starts_with("0")
    return {
        "filled": value.is_not_null().sum(),
        "odd": odd.str.contains("[0-9]{2}").sum(),
        "explicit": odd.str.contains(r"^[^0-9+]*(?:\+|00)").sum(),
        "paired": odd.str.contains(PAIRED).sum(),
        "australian": odd.str.contains(AUSTRALIAN).sum(),
        "eleven": (from_zero & (digits.str.len_bytes() == ELEVEN)).sum(),
        "lengths": digits.filter(from_zero).str.len_bytes().n_unique(),
        **within,
        **coded,
    }


def _decide(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    silent = counts["odd"] - counts["explicit"]
    if silent < FEWEST or silent + counts["explicit"] <= counts["filled"] / 2:
        return ()
    fitting = [name for name in TRUNKS if counts[f"near {name}"] >= MOSTLY * silent]
    proven = [name for name in fitting if counts[f"far {name}"]]
    if len(proven) == 1:
        (region,) = proven
        near, far = counts[f"near {region}"], counts[f"far {region}"]
        evidence = (
            f"{far:,} with +{TRUNKS[region][0]} and {near:,} without a calling code are {COUNTRIES[region]} numbers"
        )
        return (Verdict("region", region, evidence),)
    likely = _by_shape(counts, silent, fitting)
    if likely is None:
        return ()
    count = counts[f"near {likely}"]
    evidence = f"{count:,} numbers without a calling code are written like {COUNTRIES[likely]} ones; "
    return (Verdict("region", likely, f"{evidence}they are read as such", is_certain=False),)


def _by_shape(counts: Mapping[str, Any], silent: int, fitting: list[str]) -> str | None:
    looks = {
        "FR": counts["paired"] >= silent / 2,
        "AU": counts["australian"] >= silent / 2,
        "ES": counts["near ES"] >= NEARLY_ALL * silent,
        "GB": counts["eleven"] >= NEARLY_ALL * silent,
        "DE": counts["lengths"] >= FEWEST,
    }
    return next((name for name, is_likely in looks.items() if is_likely and name in fitting), None)


PHONES: Final = Probe(_measure, _decide)
