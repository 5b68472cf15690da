"""What a suggester may look at, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Setting

LETTERS_FOR_DIGITS: Final = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
"""Letters that are taken for digits by eye, by scanners and on old typewriters."""


@dataclass(frozen=True, slots=True)
class Look:
    """A field of the rows that have an issue."""

    value: pl.Expr
    """The cell as received, trimmed; text."""
    cleaned: pl.Expr
    """What is stored of it as things stand; text."""
    format: str | None = None
    """The one way in which its dates are written, if the mapping says so."""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    """What was decided from the whole column."""
    neighbours: Mapping[str, pl.Expr] = field(default_factory=dict)
    """Kind → the first field of that kind, cleaned."""

    def neighbour(self, kind: str) -> pl.Expr:
        """What the row says elsewhere; NULL where it says nothing."""
        return self.neighbours.get(kind, pl.lit(None, pl.String))


@dataclass(frozen=True, slots=True)
class Guess:
    """A suggestion for each row."""

    text: pl.Expr
    """NULL where nobody can tell."""
    is_safe: pl.Expr
    """Boolean; NULL counts as no."""


def nothing() -> Guess:
    """No suggestion at all."""
    return Guess(pl.lit(None, pl.String), pl.lit(value=False))


def only(found: pl.Expr, holds: pl.Expr) -> pl.Expr:
    """`found`, where it `holds`."""
    return pl.when(holds).then(found)


def digits_for_letters(value: pl.Expr) -> pl.Expr:
    """Letters that look like digits read as digits, in a text that holds no other letters."""
    read = value.str.replace_many(list(LETTERS_FOR_DIGITS), list(LETTERS_FOR_DIGITS.values()))
    return only(read, (read != value) & ~read.str.contains(r"\p{L}") & value.str.contains("[0-9]"))
