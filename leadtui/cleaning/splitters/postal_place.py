"""Postal code and town out of one cell, with or without a street: `Hauptstr. 12, 53111 Bonn`, `37001 Salamanca`."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Parts, Scratch, blank_is_null
from leadtui.cleaning.splitters.us_street_unit import one_line

PARTS: Final = {"street": "us_street", "zip": "us_zip", "city": "city"}
WHOLE: Final = (
    r"^(?:(?P<street>.*\S)[\s,;]+)?(?:[A-Z]{1,3}-)?(?P<zip>[0-9]{4,5})[\s,]+"
    r"(?P<city>\p{L}[^,;0-9]*[^,;0-9\s]|\p{L})(?:[\s,]+[0-9]{1,2})?$"
)


def postal_place(value: pl.Expr, scratch: Scratch, _options: Options) -> Parts:
    """The code stands before the town, as most of Europe writes it; what is before both is the street."""
    line = one_line(value, scratch)
    whole = scratch.groups(line, WHOLE)
    is_told = scratch.keep(whole["zip"].is_not_null())
    street = pl.when(is_told).then(whole["street"]).otherwise(line)
    return Parts(
        {
            "street": scratch.keep(blank_is_null(street.str.strip_chars(" ,;"))),
            "zip": whole["zip"],
            "city": whole["city"],
        },
        (Finding("W-ADDRESS", "No postal code and town are found; all of it is kept as the street",
                 value.str.contains(r"\S") & ~is_told),),
    )  # fmt: skip
