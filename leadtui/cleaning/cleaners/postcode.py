"""Zip codes of the United States, and the postal codes of its sane neighbours, as text."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.regions import CODES
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

USUAL: Final = "^[0-9]{5}$"
LONG: Final = r"^([0-9]{5})[-\s]?([0-9]{4})$"
# Letters that Canada does not use look like digits or are kept free.
CANADIAN: Final = r"^([ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z])[\s-]?([0-9][ABCEGHJ-NPRSTV-Z][0-9])$"
BRITISH: Final = r"^((?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR))\s?([0-9][ABD-HJLNP-UW-Z]{2})$"
IRISH: Final = r"^([A-Z][0-9][0-9W])\s?([0-9A-Z]{4})$"
DUTCH: Final = r"^([1-9][0-9]{3})\s?([A-Z]{2})$"
# Portugal, Poland, Sweden, Brazil, Japan: as they are written there.
WRITTEN: Final = r"^(?:[0-9]{4}-[0-9]{3}|[0-9]{2}-[0-9]{3}|[0-9]{3} [0-9]{2}|[0-9]{5}-[0-9]{3}|[0-9]{3}-[0-9]{4})$"
# What may stand before or after: the state, the country, an apostrophe of a spreadsheet.
AROUND: Final = (
    r"(?i)^(?:'|zip(?: ?code)?:?\s*|(?:[A-Z]{2})[.,]?\s+|(?:D|DE|F|FR|E|ES|I|IT|A|CH|US)-)([0-9]{5}(?:-[0-9]{4})?)$"
)
BEHIND: Final = r"(?i)^([0-9]{5}(?:-[0-9]{4})?)[\s,]+[A-Z]{2}\.?$"
POWERS: Final = r"(?i)^([1-9])[.]([0-9]{4})e\+?0?4$"
NOBODYS: Final = ("00000", "99999")
"""What is typed where a code is asked for."""
FOUR: Final = "^[0-9]{4}$"
HOME_OF_FOUR: Final = ("NSW", "VIC", "QLD", "TAS", "SA", "ACT", "NT")
"""Australian states, whose codes have four digits."""


def us_zip(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """Five digits or ZIP+4, as text; a lost zero is told, never put back unasked."""
    usual = scratch.where(value.str.contains(USUAL), value)
    odd = scratch.where(usual.is_null(), value.str.to_uppercase().str.replace_all(r"\s*[-–]\s*", "-"))
    text = scratch.keep(
        odd.str.replace(AROUND, "${1}").str.replace(BEHIND, "${1}").str.replace(r"^([0-9]{5})\.0+$", "${1}")
        .str.replace(r"^([0-9]{2}),([0-9]{3})$", "${1}${2}").str.replace(POWERS, "${1}${2}")
    )  # fmt: skip
    plain = pl.coalesce(usual, text.str.extract(r"^([0-9]{5})(?:-?0{4})?-?$", 1))
    plus_four = pl.when(text.str.contains(LONG)).then(text.str.replace(LONG, "${1}-${2}"))
    other = scratch.keep(pl.coalesce(*(_spaced(text, shape) for shape in (CANADIAN, BRITISH, IRISH, DUTCH)),
                                     pl.when(text.str.contains(WRITTEN)).then(text)))  # fmt: skip
    state = options.hints.get("state", pl.lit(None, pl.String))
    australian = scratch.keep(pl.when(text.str.contains(FOUR) & _is_australian(state)).then(text))
    found = scratch.keep(pl.coalesce(plain, plus_four, other, australian))
    good = scratch.keep(pl.when(~found.str.head(5).is_in(NOBODYS)).then(found))
    is_bad = value.is_not_null() & good.is_null()
    short = text.str.contains(SHORT)
    return Outcome(
        good,
        (
            Finding("E-ZIP", "A zip code with too few digits; leading zeros may be lost", is_bad & short),
            Finding("E-ZIP", "Not a zip code", is_bad & ~short),
            Finding("W-ZIP", "A postal code, not a zip code", other.is_not_null() | australian.is_not_null()),
        ),
    )


SHORT: Final = r"^[0-9]{3,4}(?:-[0-9]{4})?$"


def _is_australian(state: pl.Expr) -> pl.Expr:
    said = state.str.to_lowercase().str.replace_all(".", "", literal=True).str.strip_chars()
    return said.replace_strict(CODES, default=None, return_dtype=pl.String).is_in(HOME_OF_FOUR)


def _spaced(text: pl.Expr, shape: str) -> pl.Expr:
    """The two halves of a code with one blank between."""
    return pl.when(text.str.contains(shape)).then(text.str.replace(shape, "${1} ${2}"))


def zip_pad(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Leading zeros put back: `1569` is `01569`. A fix to be chosen, never applied unasked."""
    short = scratch.keep(value.str.contains(SHORT))
    first = value.str.extract("^([0-9]+)", 1).str.pad_start(5, "0")
    padded = pl.concat_str(first, value.str.replace("^[0-9]+", ""))
    return Outcome(
        pl.when(short).then(padded).otherwise(value),
        (Finding("W-ZIP-PAD", "Leading zeros were put back", short),),
    )
