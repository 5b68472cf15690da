"""Yes/no columns as a list of their names: Infant Y, Toddler N, School Y is `Infant, School`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.flag import truth_of
from leadtui.cleaning.cleaners.text import NULL_WORDS
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

COUNT: Final = r"^0*[1-9][0-9]*$"


def flags(values: Sequence[pl.Expr], scratch: Scratch, options: Options) -> Outcome:
    """The labels of the columns that say yes; a number of places above none is a yes, too."""
    said = [scratch.keep(blank_is_null(value.str.strip_chars().str.to_lowercase())) for value in values]
    truths = [
        scratch.keep(pl.coalesce(pl.when(cell.str.contains(COUNT)).then(pl.lit(value=True)), truth_of(cell, (label,))))
        for cell, label in zip(said, options.labels, strict=True)
    ]
    names = [pl.when(truth).then(pl.lit(label)) for truth, label in zip(truths, options.labels, strict=True)]
    unclear = (cell.is_not_null() & truth.is_null() & ~cell.is_in(NULL_WORDS)
               for cell, truth in zip(said, truths, strict=True))  # fmt: skip
    return Outcome(
        scratch.keep(blank_is_null(pl.concat_str(*names, separator=", ", ignore_nulls=True))),
        tuple(
            Finding("W-FLAG", "Neither yes nor no; taken as no", when, (place,)) for place, when in enumerate(unclear)
        ),
    )
