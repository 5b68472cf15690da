"""Dates: the order of day and month and the century come from the whole column, never from one cell.

`4/5/24` alone can be April or May; with `13/5/24` in the same column it can't. `settle` counts, and what
it finds holds for all rows; a cell that does not fit becomes NULL with an issue, never the other order.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.months import MONTH, MONTHS, WEEKDAYS
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º)?"
_NAMED: Final = rf"(?P<month>{MONTH})\b\.?"
_GAP: Final = r"[-\s./,]*"
_OF: Final = r"(?:(?:de|del|of)\s+)?"
_BEFORE: Final = r"^(?P<before>[^0-9]*?)"
# A time of day, or words; never further numbers.
_TIME: Final = (
    r"[0-9]{1,2}:[0-9]{2}(?:[:.,][0-9]+)*\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt)?\s*(?:[+-][0-9]{1,2}:?(?:[0-9]{2})?)?"
)
_AFTER: Final = rf"(?P<after>(?:[T\s,]+{_TIME})?[^0-9]*)$"
NUMBERS: Final = (
    rf"(?i){_BEFORE}(?P<a>[0-9]{{1,4}})\s?(?P<s1>[-/.])\s?(?P<b>[0-9]{{1,2}})\s?(?P<s2>[-/.])\s?(?P<c>[0-9]{{1,4}})"
    rf"{_AFTER}"
)
DAY_MONTH: Final = (
    rf"(?i)^(?P<before>(?:[^0-9]*[^0-9\p{{L}}])?){_DAY}{_GAP}{_OF}{_NAMED}{_GAP}{_OF}'?(?P<year>[0-9]{{2,4}}){_AFTER}"
)
# Without blanks between: 05MAR2021.
JOINED: Final = rf"(?i)^(?P<before>)(?P<day>[0-9]{{1,2}})(?P<month>{MONTH})(?P<year>[0-9]{{4}}|[0-9]{{2}}){_AFTER}"
MONTH_DAY: Final = rf"(?i){_BEFORE}\b{_NAMED}{_GAP}{_DAY}[-\s./,]+'?(?P<year>[0-9]{{2,4}}){_AFTER}"
YEAR_MONTH: Final = rf"(?i){_BEFORE}(?P<year>[0-9]{{4}}){_GAP}{_NAMED}{_GAP}(?P<day>[0-9]{{1,2}}){_AFTER}"
# As programs print it: Fri Mar 05 12:00:00 EST 2021.
PRINTED: Final = (
    rf"(?i)^(?P<before>[a-z]{{3}}),?\s+{_NAMED}\s+{_DAY}\s+{_TIME}\s*(?:[a-z]{{2,5}}\s+)?"
    r"(?P<year>[0-9]{4})(?P<after>)$"
)
HAS_MONTH: Final = rf"(?i)(?:{MONTH})"
NAMED: Final = (DAY_MONTH, JOINED, MONTH_DAY, YEAR_MONTH, PRINTED)
COMPACT: Final = r"(?i)^(?P<a>(?:19|20)[0-9]{2})(?P<b>[0-9]{2})(?P<c>[0-9]{2})(?:t?\s?[0-9:]{4,8}(?:\.[0-9]+)?z?)?$"
SERIAL: Final = r"^[1-9][0-9]{4}(?:\.[0-9]+)?$"
SERIAL_ZERO: Final = pl.date(1899, 12, 30)
# Words that add nothing to a date in its own column.
LABELS: Final = (
    r"(?i)^(?:[\s:;,.\-–()\[\]\"]|since|from|on|as|of|date|dated|issued|effective|expires?|expired|expiring|exp|monitoring|"
    r"until|through|thru|to|by|valid|license[d]?|licence[d]?|renewed|renewal|le|el|del|de|la|der|den|dem|vom|am|seit|ab|"
    rf"desde|hasta|bis|depuis|fecha|datum|est|edt|cst|cdt|mst|mdt|pst|pdt|utc|gmt|z|{WEEKDAYS})*$"
)
LAST_MONTH: Final = 12
FIRST_YEAR, LAST_YEAR = 1800, 2199
DEFAULT_PIVOT: Final = 68
"""Two-digit years up to this one are 20xx (POSIX)."""


def date(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A day, from any of the usual spellings, or from the one `format` given."""
    pivot = int(str(options.settings.get("pivot_year", DEFAULT_PIVOT)))
    if options.format is not None:
        day = scratch.keep(_believable(_as_told(value, options.format, pivot)))
        message = f"Not a date written as {options.format}"
        return Outcome(day, (Finding("E-DATE", message, value.is_not_null() & day.is_null()),))
    order = str(options.settings.get("date_order", "mdy"))
    dotted = str(options.settings.get("dotted_order", order))
    numbers = scratch.groups(value, NUMBERS)
    other = scratch.where(numbers["a"].is_null(), value)
    lettered = scratch.where(other.str.contains(HAS_MONTH), other)
    named = [scratch.groups(lettered, pattern) for pattern in NAMED]
    compact = scratch.groups(other, COMPACT)
    year, month, day_of = _in_order(numbers, order, dotted)
    found = pl.coalesce(
        _day(year, month, day_of, pivot),
        *(_day(group["year"], _month(group["month"]), group["day"], pivot) for group in named),
        _day(compact["a"], compact["b"], compact["c"], pivot),
    )
    serial = _serial(value) if options.settings.get("serials") else pl.lit(None, pl.Date)
    found = pl.coalesce(found, serial)
    day = scratch.keep(_believable(found))
    is_bad = value.is_not_null() & day.is_null()
    beside = pl.concat_str(*(pl.coalesce(*(group[side] for group in (numbers, *named)), pl.lit(""))
                             for side in ("before", "after")))  # fmt: skip
    words = ~beside.str.replace(r"(?i)[T\s,]+[0-9]{1,2}:[0-9].*$", "").str.contains(LABELS)
    return Outcome(
        day,
        (
            Finding("E-DATE", _why_bad(numbers, year, month, order), is_bad),
            Finding("W-DATE-SERIAL", "A day number of a spreadsheet among dates that are written out",
                    serial.is_not_null() & pl.lit(options.settings.get("serials") == "some")),
            Finding("W-DATE-TEXT", "The words beside the date were left out", day.is_not_null() & words),
        ),
    )  # fmt: skip


_FIRST: Final = {"mdy": "the month", "dmy": "the day", "ymd": "the year"}


def _why_bad(numbers: dict[str, pl.Expr], year: pl.Expr, month: pl.Expr, order: str) -> pl.Expr:
    read = f" (read with {_FIRST[order]} first)" if order in _FIRST else ""
    number, long_year = month.cast(pl.Int32, strict=False), year.str.len_bytes() == 4  # noqa: PLR2004
    either = "Day or month first? This column has both, and this date does not tell"
    return (
        pl.when(numbers["a"].is_not_null() & month.is_null() & pl.lit(order == "mixed"))
        .then(pl.lit(either))
        .when(year.is_null() | ~year.str.len_bytes().is_in([2, 4]))
        .then(pl.lit("Not a date"))
        .when(long_year & ~year.cast(pl.Int32, strict=False).is_between(FIRST_YEAR, LAST_YEAR))
        .then(pl.concat_str(pl.lit("The year "), year, pl.lit(" is not believed")))
        .when(~number.is_between(1, 12))
        .then(pl.concat_str(pl.lit("There is no month "), month, pl.lit(read)))
        .otherwise(pl.lit(f"There is no such day{read}"))
    )


def _in_order(numbers: dict[str, pl.Expr], order: str, dotted: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Year, month and day of three numbers; four digits in front are a year."""
    year_first = numbers["a"].str.len_bytes() == 4  # noqa: PLR2004  a year
    alike = numbers["s1"] == numbers["s2"]
    plain, own = _ordered(numbers, order), _ordered(numbers, dotted)
    iso = _ordered(numbers, "ymd")
    if dotted != order:
        is_dotted = numbers["s1"] == "."
        plain = tuple(pl.when(is_dotted).then(two).otherwise(one) for one, two in zip(plain, own, strict=True))
    year, month, day = (pl.when(year_first).then(one).otherwise(two) for one, two in zip(iso, plain, strict=True))
    return pl.when(alike).then(year), month, day


def _ordered(numbers: dict[str, pl.Expr], order: str) -> tuple[pl.Expr, ...]:
    """Year, month and day as they stand; in a mixed column only where one of the numbers is above 12."""
    a, b, c = numbers["a"], numbers["b"], numbers["c"]
    if order != "mixed":
        places = dict(zip(order, (a, b, c), strict=True))
        return places["y"], places["m"], places["d"]
    first, second = (number.cast(pl.Int32, strict=False) for number in (a, b))
    day_first = (
        pl.when(first > LAST_MONTH)
        .then(pl.lit(value=True))
        .when((second > LAST_MONTH) | (first == second))
        .then(pl.lit(value=False))
    )
    return c, pl.when(day_first).then(b).when(~day_first).then(a), pl.when(day_first).then(a).when(~day_first).then(b)


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr, pivot: int) -> pl.Expr:
    """A date from three texts of digits; NULL when there is no such day."""
    short = year.cast(pl.Int32, strict=False)
    century = pl.when(short <= pivot).then(pl.lit("20")).otherwise(pl.lit("19"))
    length = year.str.len_bytes()
    full = pl.when(length == 4).then(year).when(length == 2).then(pl.concat_str(century, year))  # noqa: PLR2004
    iso = pl.concat_str(full, pl.lit("-"), month.str.pad_start(2, "0"), pl.lit("-"), day.str.pad_start(2, "0"))
    return iso.str.to_date("%Y-%m-%d", strict=False)


def _month(name: pl.Expr) -> pl.Expr:
    return name.str.to_lowercase().replace_strict(MONTHS, default=None, return_dtype=pl.String)


def _serial(value: pl.Expr) -> pl.Expr:
    """The day number of a spreadsheet."""
    days = value.str.extract("^([0-9]{5})", 1).cast(pl.Int64, strict=False)
    return pl.when(value.str.contains(SERIAL)).then(SERIAL_ZERO + pl.duration(days=days))


def _as_told(value: pl.Expr, pattern: str, pivot: int) -> pl.Expr:
    day = value.str.to_date(pattern, strict=False)
    if "%y" not in pattern:
        return day
    short = day.dt.year() % 100
    full = pl.when(short <= pivot).then(2000 + short).otherwise(1900 + short)
    iso = pl.concat_str(full.cast(pl.String), day.dt.strftime("-%m-%d"))
    return iso.str.to_date("%Y-%m-%d", strict=False)


def _believable(day: pl.Expr) -> pl.Expr:
    """`%Y` reads 21 as the year 21, and 9999 means never."""
    return pl.when(day.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(day)


def timestamp(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A day and a time; a day alone begins at midnight."""
    if options.format is not None:
        moment = scratch.keep(value.str.to_datetime(options.format, time_unit="us", strict=False))
        good = pl.when(moment.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(moment)
        message = f"Not a time written as {options.format}"
        return Outcome(good, (Finding("E-DATE", message, value.is_not_null() & good.is_null()),))
    day = date(value, scratch, options)
    clock = scratch.groups(
        value, r"(?i)[T\s,](?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2}))?[0-9:.,]*\s*(?P<half>[ap]?)\.?m?\.?"
    )
    hour, minute, second = (clock[part].cast(pl.Int64, strict=False).fill_null(0) for part in ("h", "m", "s"))
    half = clock["half"].str.to_lowercase()
    noon = hour % 12 + pl.when(half == "p").then(12).otherwise(0)
    hours = pl.when(half.is_null()).then(hour).otherwise(noon)
    moment = scratch.keep(day.value.cast(pl.Datetime("us")) + pl.duration(hours=hours, minutes=minute, seconds=second))
    return Outcome(moment, day.findings)
