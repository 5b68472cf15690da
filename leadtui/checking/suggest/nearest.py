"""The nearest of a few known spellings: the same letters, or one slip of the keyboard away.

Works on the distinct values only. Two spellings that are equally near are no suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl
from rapidfuzz.distance import OSA

from leadtui.checking.suggest.guess import Guess

MOST: Final = 5000
"""Distinct values of one block that are compared; the rest get no suggestion."""
SHORT, LONG = 5, 9
"""Letters from which one slip, and two slips, are forgiven."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The one of the known spellings that is meant."""

    text: str
    is_safe: bool
    """Only case, blanks and punctuation differ."""


def squeezed(text: str) -> str:
    """Letters and digits alone.

    >>> squeezed("Full-Permit ")
    'fullpermit'
    """
    return re.sub(r"[\W_]+", "", text.casefold())


def slips(one: str, other: str) -> int | None:
    """How many slips of the keyboard lie between two words; None if they are too many, or too short to tell.

    Digits are never slips, nor is a word within the other one (`Licensed` is not `Unlicensed`).

    >>> slips("licenced", "licensed"), slips("level1", "level2"), slips("active", "inactive")
    (1, None, None)
    """
    allowed = 0 if min(len(one), len(other)) < SHORT else 1 if min(len(one), len(other)) < LONG else 2
    if re.sub(r"\D+", " ", one) != re.sub(r"\D+", " ", other) or one.endswith(other) or other.endswith(one):
        return None
    found = OSA.distance(one, other, score_cutoff=allowed)
    return found if 0 < found <= allowed else None


def nearest(values: Iterable[str], known: Mapping[str, str]) -> dict[str, Choice]:
    """Which of the known spellings (folded → what it stands for) each value means, where that is plain.

    >>> nearest(["Texsas", "Ohoi"], {"texas": "TX", "ohio": "OH"})
    {'Texsas': Choice(text='TX', is_safe=False)}
    """
    same = {squeezed(spelling): meant for spelling, meant in known.items()}
    found: dict[str, Choice] = {}
    for value in values:
        plain = squeezed(value)
        if plain in same:
            found[value] = Choice(same[plain], is_safe=True)
            continue
        near = {spelling: count for spelling in same if (count := slips(plain, spelling)) is not None}
        least = min(near.values(), default=0)
        meant = {same[spelling] for spelling, count in near.items() if count == least}
        if len(meant) == 1:
            found[value] = Choice(meant.pop(), is_safe=False)
    return found


def of_list(value: pl.Expr, known: Mapping[str, str]) -> Guess:
    """The nearest of a list, as a suggestion."""

    def choose(values: pl.Series) -> pl.Series:
        distinct = values.drop_nulls().unique().head(MOST).to_list()
        return _struct(values, nearest(distinct, known))

    chosen = value.map_batches(choose, return_dtype=_CHOSEN)
    return Guess(chosen.struct.field("text"), chosen.struct.field("is_safe"))


_CHOSEN: Final = pl.Struct({"text": pl.String(), "is_safe": pl.Boolean()})


def _struct(values: pl.Series, found: Mapping[str, Choice]) -> pl.Series:
    texts = {value: choice.text for value, choice in found.items()}
    safe = [value for value, choice in found.items() if choice.is_safe]
    frame = pl.DataFrame({"value": values}).select(
        text=pl.col("value").replace_strict(texts, default=None, return_dtype=pl.String) if texts
        else pl.lit(None, pl.String),
        is_safe=pl.col("value").is_in(safe).fill_null(value=False),
    )  # fmt: skip
    return frame.to_struct(values.name)
