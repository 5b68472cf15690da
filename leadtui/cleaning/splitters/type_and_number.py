"""A class and a number in one cell: `CHILD CARE FAMILY - K820055232`."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Parts, Scratch

PARTS: Final = {"type": "category", "number": "identifier"}
_NUMBER: Final = r"[\p{L}0-9][\p{L}0-9./-]*"
_SIGN: Final = r"(?:\s*(?:\b(?:no|num|nr|number)\b\.?|#))?\s*"
TYPE_FIRST: Final = (
    rf"(?i)^\s*(?P<type>.*?[^\s:#,–—-])\s*(?:\s[-–—]+\s*|[:#–—,]\s*|\s+){_SIGN}(?P<number>{_NUMBER})\s*$"
)
# A whole word, then a number of digits: Center-12345, Center (12345); but not DC-12345.
JOINED: Final = r"^\s*(?P<type>\p{L}[\p{L} ]{4,}?)\s*[-/(]\s*#?(?P<number>[0-9][0-9-]*)\)?\s*$"
NUMBER_FIRST: Final = rf"^\s*#?(?P<number>{_NUMBER})\s+[-–—:]*\s*(?P<type>\p{{L}}.*\S)\s*$"
NUMBER_ONLY: Final = rf"^\s*#?(?P<number>{_NUMBER})\s*$"


def type_and_number(value: pl.Expr, scratch: Scratch, _options: Options) -> Parts:
    """The word with digits is the number, the words without are the type."""
    ways, good, rest = [], [], value
    for pattern in (JOINED, TYPE_FIRST, NUMBER_FIRST, NUMBER_ONLY):
        way = scratch.groups(rest, pattern)
        fits = scratch.keep(way["number"].str.contains("[0-9]").fill_null(value=False))
        if pattern == JOINED:  # an abbreviation is part of its number
            fits = scratch.keep(fits & way["type"].str.contains("(?i)[aeiouyäöü]"))
        rest = scratch.where(~fits, rest)
        ways.append(way)
        good.append(fits)
    number = pl.coalesce(*(pl.when(fits).then(way["number"]) for fits, way in zip(good, ways, strict=True)))
    named = pl.coalesce(*(pl.when(fits).then(way["type"]) for fits, way in zip(good[:3], ways[:3], strict=True)))
    kind = pl.coalesce(named, pl.when(~good[3]).then(value))
    found = scratch.keep(number)
    return Parts(
        {"type": scratch.keep(kind), "number": found},
        (
            Finding("W-SPLIT", "No number in this cell; all of it is taken as the type",
                    value.str.contains(r"\S") & found.is_null()),
            Finding("W-SPLIT", "No type in this cell, only a number", good[3] & named.is_null()),
        ),
    )  # fmt: skip
