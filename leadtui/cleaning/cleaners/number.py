"""Whole numbers and amounts; whatever else stands in the cell makes it an issue, not a guess."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.amount import Amount, amount
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

# What Postgres calls integer.
SMALLEST, GREATEST = -(2**31), 2**31 - 1
DECIMAL: Final = pl.Decimal(38, 9)
WHOLE: Final = r"^-?[0-9]{1,18}(?:\.0*)?$"
ROUNDED: Final = r"(?i)^[0-9](?:[.,][0-9]+)?e\+[0-9]{2,3}$"


def integer(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A whole number, whichever way it is written."""
    read = amount(value, scratch, options)
    digits = scratch.where(read.factor.is_null(), read.digits)
    whole = scratch.keep(pl.when(digits.str.contains(WHOLE)).then(digits.str.replace(r"\..*$", "")))
    number = pl.coalesce(whole.cast(pl.Int64, strict=False), _multiplied(read).cast(pl.Int64, strict=False))
    fits = scratch.keep(pl.when(number.is_between(SMALLEST, GREATEST)).then(number))
    is_bad = value.is_not_null() & fits.is_null()
    begins = value.str.contains("^[^0-9]?[0-9]")
    rounded = value.str.contains(ROUNDED)
    return Outcome(
        fits,
        (
            Finding("E-EXCEL", "A spreadsheet has rounded this number; its digits are lost", is_bad & rounded),
            Finding("E-INT", "More than a whole number", is_bad & begins & whole.is_null() & ~rounded),
            Finding("E-INT", "Not a whole number", is_bad & ~begins),
            Finding("E-INT", "Too great a number", is_bad & whole.is_not_null()),
            Finding("W-NUMBER-UNIT", _BESIDE, fits.is_not_null() & read.has_unit),
        ),
    )


def numeric(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A number or an amount of money; `(12.50)` is minus 12.50, as in bookkeeping."""
    read = amount(value, scratch, options)
    plain = scratch.where(read.factor.is_null(), read.digits).str.strip_suffix(".").cast(DECIMAL, strict=False)
    fits = scratch.keep(pl.coalesce(plain, _multiplied(read)))
    is_bad = value.is_not_null() & fits.is_null()
    return Outcome(
        fits,
        (
            Finding("E-NUMBER", "Not a number", is_bad),
            Finding("W-NUMBER-UNIT", _BESIDE, fits.is_not_null() & read.has_unit),
        ),
    )


_BESIDE: Final = "The words beside the number were left out"


def _multiplied(read: Amount) -> pl.Expr:
    """`1.5k`."""
    return (read.digits.cast(DECIMAL, strict=False) * read.factor.cast(pl.Decimal(18, 0))).cast(DECIMAL, strict=False)


def leading_number(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The number a text begins with: `12 (est.)` is 12. A fix to be chosen, never applied unasked."""
    number = scratch.keep(value.str.extract(r"^([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?:[^0-9].*)?$", 1))
    cut = scratch.keep(number.is_not_null() & (number != value))
    return Outcome(
        pl.when(cut).then(number).otherwise(value),
        (Finding("W-NUMBER-CUT", "Only the number at the beginning was taken", cut),),
    )
