"""Whole numbers, numbers and flags; whatever else stands in the cell makes it an issue, not a guess."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

WHOLE: Final = r"^[+-]?(?:[0-9]{1,3}(?:[, '\x{a0}][0-9]{3})+|[0-9]{1,18})(?:\.0*)?$"
NUMBER: Final = r"^[+-]?(?:[0-9]{1,3}(?:[, '\x{a0}][0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{0,9})?$"
# What Postgres calls integer.
SMALLEST, GREATEST = -(2**31), 2**31 - 1
DECIMAL: Final = pl.Decimal(38, 9)
YES: Final = ("y", "yes", "true", "t", "1", "x", "✓", "✔", "on", "si", "sí", "oui", "ja")
NO: Final = ("n", "no", "false", "f", "0", "off", "non", "nein")


def integer(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """A whole number, with or without thousands separators."""
    plain = scratch.keep(pl.when(value.str.contains(WHOLE)).then(_digits(value).str.replace(r"\..*$", "")))
    number = plain.cast(pl.Int64, strict=False)
    fits = scratch.keep(pl.when(number.is_between(SMALLEST, GREATEST)).then(number))
    is_bad = value.is_not_null() & fits.is_null()
    begins = value.str.contains("^[^0-9]?[0-9]")
    return Outcome(
        fits,
        (
            Finding("E-INT", "More than a whole number", is_bad & begins & plain.is_null()),
            Finding("E-INT", "Not a whole number", is_bad & ~begins),
            Finding("E-INT", "Too great a number", is_bad & plain.is_not_null()),
        ),
    )


def numeric(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """A number or an amount of money; `(12.50)` is minus 12.50, as in bookkeeping."""
    bare = value.str.replace(r"^\((.*)\)$", "-${1}").str.replace(r"^([+-]?)\s*[$€£]\s*", "${1}")
    plain = scratch.keep(bare.str.replace(r"\s*(?:[$€£]|usd|USD|eur|EUR)$", ""))
    number = _digits(plain).cast(DECIMAL, strict=False)
    fits = scratch.keep(pl.when(plain.str.contains(NUMBER)).then(number))
    return Outcome(fits, (Finding("E-NUMBER", "Not a number", value.is_not_null() & fits.is_null()),))


def leading_number(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """The number a text begins with: `12 (est.)` is 12. A fix to be chosen, never applied unasked."""
    number = scratch.keep(value.str.extract(r"^([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?:[^0-9].*)?$", 1))
    cut = scratch.keep(number.is_not_null() & (number != value))
    return Outcome(
        pl.when(cut).then(number).otherwise(value),
        (Finding("W-NUMBER-CUT", "Only the number at the beginning was taken", cut),),
    )


def yes_no(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """Yes or no; a cell that repeats the name of its own column says yes, an empty one says nothing."""
    said = scratch.keep(value.str.to_lowercase())
    truth = scratch.keep(truth_of(said, options.labels))
    return Outcome(truth, (Finding("E-FLAG", "Neither yes nor no", value.is_not_null() & truth.is_null()),))


def truth_of(said: pl.Expr, labels: tuple[str, ...]) -> pl.Expr:
    """True, false or NULL for text in small letters."""
    own = tuple(" ".join(label.lower().split()) for label in labels)
    return pl.when(said.is_in([*YES, *own])).then(pl.lit(value=True)).when(said.is_in(NO)).then(pl.lit(value=False))


def _digits(value: pl.Expr) -> pl.Expr:
    return value.str.replace_all("[, '\u00a0+]", "")
