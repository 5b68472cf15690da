"""The order of day and month, the century of two-digit years, and whether numbers are days of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from leadtui.cleaning.cleaners.date import DEFAULT_PIVOT, NUMBERS, SERIAL
from leadtui.cleaning.outcome import Scratch
from leadtui.cleaning.probes.verdict import Probe, Verdict, have

DAYS_OF_MONTH, MONTHS_OF_YEAR = 31, 12
CLEAR_GAP: Final = 20
"""Years without a date that must lie between the end of a column's dates and its beginning."""
CLEARLY_WIDER: Final = 2
"""Times the next widest gap; otherwise a person should look."""
MOSTLY: Final = 0.9
SLIPS: Final = 0.1
"""Share of dates against the order of the others, up to which they are errors and not an order of their own."""
ENOUGH: Final = 10
FEWEST_SERIALS, SOME = 3, 0.02


def _measure_dates(value: pl.Expr, scratch: Scratch) -> Mapping[str, pl.Expr]:
    parts = scratch.groups(value, NUMBERS)
    a, b, c = (parts[name].cast(pl.Int32, strict=False) for name in "abc")
    short = (parts["a"].str.len_bytes() <= 2) & (parts["s1"] == parts["s2"])  # noqa: PLR2004  a day or a month
    is_dotted = parts["s1"] == "."
    brief = short & (parts["a"].str.len_bytes() == 2) & (parts["c"].str.len_bytes() == 2)  # noqa: PLR2004
    years = pl.when(short & (parts["c"].str.len_bytes() == 2)).then(parts["c"])  # noqa: PLR2004  two digits
    of_style: dict[str, pl.Expr] = {}
    for style, among in (("plain", short & ~is_dotted), ("dotted", short & is_dotted)):
        of_style |= {
            f"{style} short": among.sum(),
            f"{style} first_over": (
                among & a.is_between(MONTHS_OF_YEAR + 1, DAYS_OF_MONTH) & (b <= MONTHS_OF_YEAR)
            ).sum(),
            f"{style} second_over": (
                among & b.is_between(MONTHS_OF_YEAR + 1, DAYS_OF_MONTH) & (a <= MONTHS_OF_YEAR)
            ).sum(),
            f"{style} different": (among & (a != b)).sum(),
        }
    return {
        "filled": value.is_not_null().sum(),
        **of_style,
        "brief": (brief & (b <= MONTHS_OF_YEAR) & (c <= DAYS_OF_MONTH)).sum(),
        "brief first": a.filter(brief).n_unique(),
        "brief last": c.filter(brief).n_unique(),
        "brief over": (brief & (a > DAYS_OF_MONTH) & (b <= MONTHS_OF_YEAR) & (c <= DAYS_OF_MONTH)).sum(),
        "serials": value.str.contains(SERIAL).sum(),
        "years": years.drop_nulls().unique().sort().implode(),
        "first years": parts["a"].filter(brief).drop_nulls().unique().sort().implode(),
    }


def _decide_dates(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    verdicts = []
    year_first = _year_first(counts)
    if year_first:
        verdicts.append(year_first)
    elif counts["plain short"]:
        verdicts.append(_order("date_order", "plain", counts))
    if counts["dotted short"] and not year_first:
        setting = "dotted_order" if counts["plain short"] else "date_order"
        verdicts.append(_order(setting, "dotted", counts))
    years = counts["first years" if year_first else "years"]
    if years:
        verdicts.append(_century([int(year) for year in years]))
    return (*verdicts, *_serials(counts))


def _serials(counts: Mapping[str, Any]) -> tuple[Verdict, ...]:
    count, filled = counts["serials"], counts["filled"]
    if count and count >= MOSTLY * filled:
        evidence = f"{count:,} values are day numbers of a spreadsheet (44197 is 2021-01-01)"
        return (Verdict("serials", "yes", evidence),)
    if count >= FEWEST_SERIALS and count >= SOME * filled:
        evidence = f"{count:,} of {filled:,} values are day numbers of a spreadsheet (44197 is 2021-01-01)"
        return (Verdict("serials", "some", evidence, is_certain=False),)
    return ()


def _year_first(counts: Mapping[str, Any]) -> Verdict | None:
    """`98-03-05` all through; `21-03-05` where there are many last numbers and few first ones."""
    count = counts["brief"]
    if not count or count < counts["plain short"] + counts["dotted short"]:
        return None
    if counts["brief over"]:
        over = counts["brief over"]
        evidence = f"{count:,} dates are year-month-day: {over:,} {have(over)} a first number above 31"
        return Verdict("date_order", "ymd", evidence)
    if count >= ENOUGH and counts["brief last"] > CLEARLY_WIDER * counts["brief first"]:
        evidence = (
            f"{count:,} dates have {counts['brief first']:,} first numbers and {counts['brief last']:,} last ones, "
        )
        return Verdict("date_order", "ymd", f"{evidence}so the year is taken to stand first", is_certain=False)
    return None


def _order(setting: str, style: str, counts: Mapping[str, Any]) -> Verdict:
    """Day or month first, as far as the column proves it."""
    count, days, months = (counts[f"{style} {name}"] for name in ("short", "first_over", "second_over"))
    if months and not days:
        evidence = f"{count:,} dates are month/day/year: {months:,} {have(months)} a day above 12 in second place, "
        return Verdict(setting, "mdy", f"{evidence}none a month above 12 in first place")
    if days and not months:
        evidence = f"{count:,} dates are day/month/year: {days:,} {have(days)} a day above 12 in first place, "
        return Verdict(setting, "dmy", f"{evidence}none a month above 12 in second place")
    if days and months:
        return _disputed(setting, count, days, months)
    evidence = f"no day of {count:,} dates is above 12, so nothing proves the order; "
    day_first = style == "dotted"
    evidence += "the day is taken to be first, as usual with stops" if day_first else "the month is taken to be first"
    is_certain = not counts[f"{style} different"]
    return Verdict(setting, "dmy" if day_first else "mdy", evidence, is_certain=is_certain, is_proven=False)


def _disputed(setting: str, count: int, days: int, months: int) -> Verdict:
    """Both orders occur: a few slips of the pen, or two hands."""
    first, order, other = ("day", "dmy", months) if days > months else ("month", "mdy", days)
    evidence = f"of {count:,} dates {days:,} can only have the day first and {months:,} only the month; "
    if other > SLIPS * (days + months):
        evidence += "what tells neither becomes an issue"
        return Verdict(setting, "mixed", evidence, is_certain=False)
    evidence += f"the {first} is taken to be first, and {other:,} become issues"
    return Verdict(setting, order, evidence, is_certain=False)


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


DATES: Final = Probe(_measure_dates, _decide_dates)
