"""Several columns put side by side, or the first filled one of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from leadtui.cleaning.cleaners.text import NULL_WORDS
from leadtui.cleaning.outcome import Options, Outcome, Scratch, blank_is_null


def join(values: Sequence[pl.Expr], scratch: Scratch, options: Options) -> Outcome:
    """What is filled, with the separator between."""
    return _joined(values, scratch, options.separator)


def lines(values: Sequence[pl.Expr], scratch: Scratch, _options: Options) -> Outcome:
    """The lines of one text, with commas between them."""
    return _joined(values, scratch, ", ")


def first(values: Sequence[pl.Expr], scratch: Scratch, _options: Options) -> Outcome:
    """The first filled column."""
    return Outcome(scratch.keep(pl.coalesce(*(_said(value, scratch) for value in values))))


def ages(values: Sequence[pl.Expr], scratch: Scratch, _options: Options) -> Outcome:
    """Each age group once, in the order of the columns."""
    cells = [scratch.keep(blank_is_null(value.str.strip_chars(" ,;\t\r\n"))) for value in values]
    once = [
        pl.when(~pl.any_horizontal(pl.lit(value=False), *(cell.eq_missing(other) for other in cells[:place]))).then(
            cell
        )
        for place, cell in enumerate(cells)
    ]
    return Outcome(scratch.keep(blank_is_null(pl.concat_str(*once, separator=", ", ignore_nulls=True))))


def _joined(values: Sequence[pl.Expr], scratch: Scratch, separator: str) -> Outcome:
    cells = [_said(value, scratch) for value in values]
    return Outcome(scratch.keep(blank_is_null(pl.concat_str(*cells, separator=separator, ignore_nulls=True))))


def _said(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """A cell, unless it is blank or a word for nothing."""
    cell = scratch.keep(blank_is_null(value.str.strip_chars()))
    return pl.when(~cell.str.to_lowercase().is_in(NULL_WORDS)).then(cell)
