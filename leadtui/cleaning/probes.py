"""What has to be asked of a whole column before a row can be read: the order of dates, recurring towns.

A probe measures in one streaming pass and decides from the counts; the evidence is kept for the screens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from leadtui.cleaning.cleaners.case import shouting
from leadtui.cleaning.cleaners.date import DEFAULT_PIVOT, NUMBERS, SERIAL
from leadtui.cleaning.outcome import Scratch, Setting
from leadtui.cleaning.splitters.us_address import head_of, told_by_words

DAYS_OF_MONTH, MONTHS_OF_YEAR = 31, 12
RECURRING: Final = 2
"""Times a town must occur before other addresses are read by it."""
MOST_TOWNS: Final = 1000
CLEAR_GAP: Final = 20
"""Years without a date that must lie between the end of a column's dates and its beginning."""
CLEARLY_WIDER: Final = 2
"""Times the next widest gap; otherwise a person should look."""
RARE: Final = 0.5
MOSTLY: Final = 0.9


@dataclass(frozen=True, slots=True)
class Verdict:
    """One setting, and why."""

    setting: str
    value: Setting
    evidence: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Probe:
    """What to measure about a step's input, and what follows from it."""

    measures: Callable[[pl.Expr, Scratch], Mapping[str, pl.Expr]]
    """Aggregates by name, or, for a probe that counts, one value per row under `value`."""
    decide: Callable[[Mapping[str, Any]], tuple[Verdict, ...]]
    counts: bool = False
    """Whether `decide` gets `{value: count}` of what recurs, most frequent first."""


def _measure_dates(value: pl.Expr, scratch: Scratch) -> Mapping[str, pl.Expr]:
    parts = scratch.groups(value, NUMBERS)
    a, b = (parts[name].cast(pl.Int32, strict=False) for name in "ab")
    short = (parts["a"].str.len_bytes() <= 2) & (parts["s1"] == parts["s2"])  # noqa: PLR2004  a day or a month
    years = pl.when(short & (parts["c"].str.len_bytes() == 2)).then(parts["c"])  # noqa: PLR2004  two digits
    return {
        "filled": value.is_not_null().sum(),
        "short": short.sum(),
        "first_over": (short & a.is_between(MONTHS_OF_YEAR + 1, DAYS_OF_MONTH) & (b <= MONTHS_OF_YEAR)).sum(),
        "second_over": (short & b.is_between(MONTHS_OF_YEAR + 1, DAYS_OF_MONTH) & (a <= MONTHS_OF_YEAR)).sum(),
        "different": (short & (a != b)).sum(),
        "dotted": (short & (parts["s1"] == ".")).sum(),
        "serials": value.str.contains(SERIAL).sum(),
        "years": years.drop_nulls().unique().sort().implode(),
    }


def _decide_dates(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    verdicts = []
    if counts["short"]:
        verdicts.append(_order(counts))
    if counts["years"]:
        verdicts.append(_century([int(year) for year in counts["years"]]))
    if counts["serials"] and counts["serials"] >= MOSTLY * counts["filled"]:
        evidence = f"{counts['serials']:,} values are day numbers of a spreadsheet (44197 is 2021-01-01)"
        verdicts.append(Verdict("serials", "yes", evidence))
    return tuple(verdicts)


def _order(counts: Mapping[str, Any]) -> Verdict:
    """Day or month first, as far as the column proves it."""
    count, days, months = counts["short"], counts["first_over"], counts["second_over"]
    if months and not days:
        evidence = f"{count:,} dates are month/day/year: {months:,} {_have(months)} a day above 12 in second place, "
        return Verdict("date_order", "mdy", f"{evidence}none a month above 12 in first place")
    if days and not months:
        evidence = f"{count:,} dates are day/month/year: {days:,} {_have(days)} a day above 12 in first place, "
        return Verdict("date_order", "dmy", f"{evidence}none a month above 12 in second place")
    if days and months:
        first, order, other = ("day", "dmy", months) if days > months else ("month", "mdy", days)
        evidence = f"of {count:,} dates {days:,} can only have the day first and {months:,} only the month; the "
        evidence += f"{first} is taken to be first, and {other:,} become issues"
        return Verdict("date_order", order, evidence, is_certain=False)
    day_first = counts["dotted"] > count / 2
    evidence = f"no day of {count:,} dates is above 12, so nothing proves the order; "
    evidence += "the day is taken to be first, as usual with stops" if day_first else "the month is taken to be first"
    return Verdict("date_order", "dmy" if day_first else "mdy", evidence, is_certain=not counts["different"])


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _century(found: list[int]) -> Verdict:
    """The years run on from the widest gap; what lies after its end belongs to the century before.

    >>> _century([94, 96, 2, 10, 23]).value, _century([65, 94, 2, 23]).value, _century([23, 24, 30]).value
    (23, 23, 30)
    """
    years = sorted(set(found))
    gaps = [
        ((following - year) % 100 or 100, year) for year, following in zip(years, years[1:] + years[:1], strict=True)
    ]
    (width, last), *others = sorted(gaps, key=lambda gap: (-gap[0], gap[1]))
    is_clear = width >= CLEAR_GAP and all(width >= CLEARLY_WIDER * other for other, _ in others)
    # A column that ends in the eighties ended in the 1980s: those years are behind us whichever way it is read.
    if width < CLEAR_GAP or last > DEFAULT_PIVOT:
        last, why = DEFAULT_PIVOT, "as usual"
    else:
        why = f"no date lies in the {width} years after {last:02}"
    spans = ((19, [year for year in years if year > last]), (20, [year for year in years if year <= last]))
    shown = " and ".join(_years(century, span) for century, span in spans if span)
    return Verdict("pivot_year", last, f"two-digit years are read as {shown} ({why})", is_certain=is_clear)


def _years(century: int, span: list[int]) -> str:
    first, last = (f"{century}{year:02}" for year in (span[0], span[-1]))
    return first if first == last else f"{first} to {last}"


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


PROBES: Final[Mapping[str, Probe]] = {
    "business_case_if_shouting": Probe(_measure_capitals, _decide_capitals),
    "date": Probe(_measure_dates, _decide_dates),
    "timestamp": Probe(_measure_dates, _decide_dates),
    "us_address": Probe(_measure_towns, _decide_towns, counts=True),
}
