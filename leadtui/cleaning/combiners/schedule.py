"""Days, hours and seasons as one text: `Mon-Fri 7:30AM-5:30PM; Year Round`.

A column named after a weekday holds its hours; every other column holds a phrase, as a yes or as its own
name. Text that is neither (publishers let cells slip sideways) is left out, with an issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.flag import NO, truth_of
from leadtui.cleaning.cleaners.hours import DAYS, SPAN, runs, times
from leadtui.cleaning.cleaners.text import NULL_WORDS
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

_DAY: Final = re.compile(
    r"(?:.*[^a-z])?(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|ur|urs|day|sday|nesday|ursday|urday)?(?:[^a-z]|$)"
)
CLOSED: Final = r"(?i)^(?:closed|close|none|no|n/?a|not open|off|-+)(?:\s*-\s*(?:closed|close|none|-+))?$"
TIMES: Final = r"(?i)[0-9](?::[0-9]{2})?\s*[ap]\.?m\b|[0-9]:[0-9]{2}"


def schedule(values: Sequence[pl.Expr], scratch: Scratch, options: Options) -> Outcome:
    """Runs of days with equal hours first, then the phrases in the order of their columns."""
    cells = [scratch.keep(blank_is_null(value.str.replace_all(r"\s+", " ").str.strip_chars())) for value in values]
    named = list(zip(cells, options.labels, strict=True))
    by_day = [[cell for cell, label in named if _weekday(label) == day] for day in range(len(DAYS))]
    hours = [scratch.keep(_hours(of_day, scratch)) for of_day in by_day]
    texts = runs(hours, scratch)
    said_closed = pl.any_horizontal(
        pl.lit(value=False), *(cell.str.contains(CLOSED) for of_day in by_day for cell in of_day)
    )
    is_open = pl.any_horizontal(pl.lit(value=False), *(hour.is_not_null() for hour in hours))
    closed = pl.when(said_closed.fill_null(value=False) & ~is_open).then(pl.lit("Closed"))
    phrases, findings = _phrases(named, scratch)
    text = pl.concat_str(*texts, closed, *phrases, separator="; ", ignore_nulls=True)
    return Outcome(scratch.keep(blank_is_null(text)), findings)


def _weekday(label: str) -> int | None:
    """Which day a column is named after, 0 for Monday.

    >>> _weekday("Thurs"), _weekday("Monday Open"), _weekday("Year Round"), _weekday("Months")
    (3, 0, None, None)
    """
    found = _DAY.fullmatch(label.lower()) or _DAY.match(label.lower())
    return [day.lower() for day in DAYS].index(found.group(1)) if found else None


def _hours(cells: list[pl.Expr], scratch: Scratch) -> pl.Expr:
    """`7:30AM-5:30PM`, whichever way it is spaced; NULL when closed. Two columns are opening and closing."""
    if not cells:
        return pl.lit(None, pl.String)
    text = scratch.keep(pl.concat_str(*cells, separator="-", ignore_nulls=True))
    odd = scratch.where(~text.str.contains(f"^{SPAN}$"), text)
    plain = odd.str.replace_all(r"(?i)\s*(?:-|–|—|\bto\b|\buntil\b)\s*", "-")
    spelled = scratch.keep(times(plain.str.to_lowercase()))
    made = scratch.keep(
        pl.when(spelled.str.contains(f"^{SPAN}(?:,? {SPAN})*$")).then(spelled).otherwise(pl.coalesce(plain, text))
    )
    return pl.when(~made.str.contains(CLOSED)).then(blank_is_null(made))


def _phrases(named: list[tuple[pl.Expr, str]], scratch: Scratch) -> tuple[list[pl.Expr], tuple[Finding, ...]]:
    """Each phrase that any column says; and the cells that say something else."""
    places = [(place, cell, label) for place, (cell, label) in enumerate(named) if _weekday(label) is None]
    labels = {label.lower(): label for _, _, label in places}
    meant = []
    findings = []
    for place, cell, label in places:
        said = scratch.keep(cell.str.to_lowercase())
        is_yes = truth_of(said, ()).fill_null(value=False)
        times = pl.when(said.str.contains(TIMES)).then(cell)
        known = said.replace_strict(labels, default=None, return_dtype=pl.String)
        means = scratch.keep(pl.when(is_yes).then(pl.lit(label)).otherwise(pl.coalesce(known, times)))
        meant.append(means)
        odd = said.is_not_null() & means.is_null() & ~said.is_in([*NO, *NULL_WORDS, "closed"])
        findings.append(
            Finding("W-SHIFT", f"Says nothing about {label}; it may belong to another column", odd, (place,))
        )
    phrases = [
        pl.when(pl.any_horizontal(*(means == label for means in meant))).then(pl.lit(label))
        for label in labels.values()
    ]
    free = [pl.when(~means.is_in(list(labels.values()))).then(means) for means in meant]
    return [*free, *phrases], tuple(findings)
