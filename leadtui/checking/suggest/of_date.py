"""Dates: the other order where only that one gives a day, letters for digits, and a century left out."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.checking.suggest.guess import Guess, Look, digits_for_letters, only
from leadtui.cleaning.cleaners.date import DEFAULT_PIVOT, FIRST_YEAR, LAST_YEAR

_THREE: Final = r"^(?P<a>[0-9]{1,4})\s*[-/.]\s*(?P<b>[0-9]{1,2})\s*[-/.]\s*(?P<c>[0-9]{1,4})(?:[T\s].*)?$"


def date(look: Look) -> Guess:
    """A day, written as the column wants it; never where day and month could change places."""
    if look.settings.get("date_order") == "mixed":
        # Both orders occur: what was not read could be either.
        return Guess(pl.lit(None, pl.String), pl.lit(value=False))
    order = _order_of(look.format) if look.format else str(look.settings.get("date_order", "mdy"))
    pivot = int(str(look.settings.get("pivot_year", DEFAULT_PIVOT)))
    other = {"mdy": "dmy", "dmy": "mdy", "ymd": "ydm"}.get(order, "dmy")
    plain, lettered = look.value.str.extract_groups(_THREE), digits_for_letters(look.value).str.extract_groups(_THREE)
    found = pl.coalesce(
        _day(plain, order, pivot),  # the year `0021`, or two kinds of signs between
        _day(plain, other, pivot),
        _day(lettered, order, pivot),
    )
    written = found.dt.strftime(look.format or "%Y-%m-%d")
    return Guess(written, pl.lit(value=False))


def _order_of(written: str) -> str:
    """In which order a format has year, month and day.

    >>> _order_of("%d.%m.%y"), _order_of("%B %d, %Y")
    ('dmy', 'mdy')
    """
    places = {name: min((at for sign in signs if (at := written.find(sign)) >= 0), default=len(written))
              for name, signs in (("y", ("%y", "%Y")), ("m", ("%m", "%b", "%B")), ("d", ("%d", "%e")))}  # fmt: skip
    return "".join(sorted(places, key=lambda name: places[name]))


def _day(parts: pl.Expr, order: str, pivot: int) -> pl.Expr:
    numbers = dict(zip(order, ("a", "b", "c"), strict=True))
    first = parts.struct.field("a")
    year_first = first.str.len_bytes() == 4  # noqa: PLR2004  a year
    swapped = _date(first, parts.struct.field("c"), parts.struct.field("b"), pivot)
    year, month, day = (parts.struct.field(numbers[name]) for name in "ymd")
    usual = _date(year, month, day, pivot)
    return pl.when(year_first).then(swapped).otherwise(usual)


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr, pivot: int) -> pl.Expr:
    number = year.cast(pl.Int32, strict=False)
    length = year.str.len_bytes()
    short = (length == 2) | ((length == 4) & year.str.starts_with("00"))  # noqa: PLR2004  `0021` is 21
    full = pl.when(short).then(pl.when(number <= pivot).then(2000 + number).otherwise(1900 + number)).otherwise(number)
    iso = pl.concat_str(full.cast(pl.String), month.str.pad_start(2, "0"), day.str.pad_start(2, "0"), separator="-")
    fits = full.is_between(FIRST_YEAR, LAST_YEAR) & length.is_in([2, 4])
    return only(iso, fits).str.to_date("%Y-%m-%d", strict=False)
