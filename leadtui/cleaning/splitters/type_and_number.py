"""A class and a number in one cell: `CHILD CARE FAMILY - K820055232`."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Parts, Scratch

PARTS: Final = {"type": "category", "number": "identifier"}
_NUMBER: Final = r"[\p{L}0-9][\p{L}0-9./-]*"
TYPE_FIRST: Final = rf"^\s*(?P<type>.*[^\s:#–—-])\s*(?:\s[-–—]+\s*|[:#–—]\s*|\s+)#?\s*(?P<number>{_NUMBER})\s*$"
NUMBER_FIRST: Final = rf"^\s*#?(?P<number>{_NUMBER})\s+[-–—:]*\s*(?P<type>\p{{L}}.*\S)\s*$"
NUMBER_ONLY: Final = rf"^\s*#?(?P<number>{_NUMBER})\s*$"


def type_and_number(value: pl.Expr, scratch: Scratch, _options: Options) -> Parts:
    """The word with digits is the number, the words without are the type."""
    ways, good, rest = [], [], value
    for pattern in (TYPE_FIRST, NUMBER_FIRST, NUMBER_ONLY):
        way = scratch.groups(rest, pattern)
        fits = scratch.keep(way["number"].str.contains("[0-9]").fill_null(value=False))
        rest = scratch.where(~fits, rest)
        ways.append(way)
        good.append(fits)
    number = pl.coalesce(*(pl.when(fits).then(way["number"]) for fits, way in zip(good, ways, strict=True)))
    kind = pl.when(good[0]).then(ways[0]["type"]).when(good[1]).then(ways[1]["type"]).when(~good[2]).then(value)
    found = scratch.keep(number)
    return Parts(
        {"type": scratch.keep(kind), "number": found},
        (
            Finding("W-SPLIT", "No number in this cell; all of it is taken as the type",
                    value.str.contains(r"\S") & found.is_null()),
            Finding("W-SPLIT", "No type in this cell, only a number", good[2] & ~good[0] & ~good[1]),
        ),
    )  # fmt: skip
