"""The short way for cells that are as they should be: what a whole chain of cleaners makes of them, in one step.

A short way says which cells of a column it is for, and the value that the chain would give, without a problem.
Only the other cells go the long way; that both give the same is tested on every table of values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.calling_codes import IMPOSSIBLE
from leadtui.cleaning.cleaners.email import SLIPS
from leadtui.cleaning.cleaners.email import USUAL as USUAL_EMAIL
from leadtui.cleaning.cleaners.postcode import NOBODYS
from leadtui.cleaning.cleaners.postcode import USUAL as USUAL_ZIP
from leadtui.cleaning.cleaners.regions import CODES
from leadtui.cleaning.filled import filled_by
from leadtui.cleaning.fold import fold, folded
from leadtui.cleaning.recipe import Recipe
from leadtui.model.step import Cells, Clean, Copy, Values
from leadtui.model.table import Column

# Neither impossible, nor one digit three times, which may be a placeholder.
_AREA: Final = "|".join(
    str(area) for area in range(200, 1000) if not re.match(IMPOSSIBLE, f"+1{area}2002000") and len(set(str(area))) > 1
)
USUAL_PHONE: Final = rf"^(?:\+1)?\(?(?:{_AREA})\)?[.\- ]?[2-9](?:[02-9][0-9]|1[02-9])[.\- ]?[0-9]{{4}}$"
USUAL_URL: Final = (
    r"^(?:https?://)?(?:www\.)?[a-z0-9][a-z0-9-]*[a-z0-9]\.(?:com|org|net|edu|gov|us|co\.uk)(?:/[a-z0-9][^\s]*)?$"
)
_PLAIN: Final = ("trim", "spreadsheet", "null_words")


@dataclass(frozen=True, slots=True)
class Quick:
    """Which cells may go the short way, and what they become."""

    is_for: pl.Expr
    value: pl.Expr


def _zip(cell: pl.Expr) -> Quick:
    return Quick(cell.str.contains(USUAL_ZIP) & ~cell.is_in(NOBODYS), cell)


def _state(cell: pl.Expr) -> Quick:
    said = cell.str.to_lowercase()
    code = said.replace_strict(CODES, default=None, return_dtype=pl.String)
    return Quick(code.is_not_null(), code)


def _phone(cell: pl.Expr) -> Quick:
    number = pl.concat_str(pl.lit("+1"), cell.str.replace_many(list("()-. +"), [""] * 6).str.tail(10))
    return Quick(cell.str.contains(USUAL_PHONE), number)


def _email(cell: pl.Expr) -> Quick:
    small = cell.str.to_lowercase()
    domain = small.str.split_exact("@", 1).struct.field("field_1")
    return Quick(small.str.contains(USUAL_EMAIL) & ~domain.is_in(list(SLIPS)), small)


def _url(cell: pl.Expr) -> Quick:
    return Quick(cell.str.contains(USUAL_URL) & ~cell.str.contains(r"^(?:https?://)?www\.[a-z]+$"), cell)


QUICK: Final[Mapping[tuple[str, ...], Callable[[pl.Expr], Quick]]] = {
    (*_PLAIN, "us_zip"): _zip,
    (*_PLAIN, "us_state"): _state,
    (*_PLAIN, "us_phone"): _phone,
    (*_PLAIN, "email"): _email,
    (*_PLAIN, "url"): _url,
}
"""By the chain of cleaners they stand for."""


def quick(recipe: Recipe, name: str) -> Quick | None:
    """The short way of a field, if it is filled by one column and has a known chain and nothing else."""
    chain: list[str] = []
    by_hand: list[Values | Cells] = []
    source: Column | None = None
    decided = {decision.step for decision in recipe.decisions}
    for place, bound in enumerate(recipe.steps):
        step = bound.step
        if name not in filled_by(step):
            continue
        match step:
            case Copy() if source is None:
                (source,) = bound.columns
            # What a whole column has decided makes an unusual chain.
            case Clean(region=None, format=None) if place not in decided:
                chain.append(step.how)
            case Values() | Cells():
                by_hand.append(step)
            case _:
                return None
    made = QUICK.get(tuple(chain))
    if source is None or made is None:
        return None
    cell = pl.col(source.key)
    way = made(cell)
    usual = way.is_for | cell.is_null()
    return Quick(usual & ~_decided(cell, way.value, by_hand) if by_hand else usual, way.value)


def _decided(cell: pl.Expr, cleaned: pl.Expr, steps: Sequence[Values | Cells]) -> pl.Expr:
    """Cells about which the mapping has a word of its own."""
    received = {folded(spelling) for step in steps if isinstance(step, Values) for spelling in step.map}
    whole = {folded(fix.was or "") for step in steps if isinstance(step, Cells) for fix in step.fixes}
    said = fold(cell).fill_null("")
    return said.is_in(list(received | whole)) | fold(cleaned).is_in(list(received)).fill_null(value=False)
