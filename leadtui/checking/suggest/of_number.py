"""Telephone numbers, whole numbers, amounts, yes and no."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.checking.suggest.guess import Guess, Look, digits_for_letters, only
from leadtui.cleaning.cleaners.calling_codes import IMPOSSIBLE, PLACEHOLDERS

_LEADING: Final = r"^([+-]?[0-9][0-9,]*)(?:\s*[(\[]|\s+[\p{L}]|\s*[*+~?]+$)"
_YES: Final = ("yess", "yea", "yse", "eys", "ys", "yed", "yer", "ture", "treu", "tru", "ttrue")
_NO: Final = ("nop", "noo", "nno", "flase", "fasle", "fals", "fales", "falsee")
TEN: Final = 10


def phone(look: Look) -> Guess:
    """Ten digits that somebody can have: letters read as digits, or the same digits grouped otherwise."""
    read = digits_for_letters(look.value)
    safe = _dialled(read)
    return Guess(pl.coalesce(safe, _dialled(only(look.value, ~look.value.str.contains(r"\p{L}")))), safe.is_not_null())


def _dialled(text: pl.Expr) -> pl.Expr:
    digits = text.str.replace_all("[^0-9]", "")
    ours = only(digits.str.tail(TEN), (digits.str.len_bytes() == TEN) | digits.str.contains("^1[0-9]{10}$"))
    number = pl.concat_str(pl.lit("+1"), ours)
    can_be = number.str.contains(r"^\+1[2-9][0-9]{2}[2-9][0-9]{6}$") & ~number.str.contains(IMPOSSIBLE)
    # With a sign of another country's code in front it is none of ours.
    return only(number, can_be & ~number.is_in(PLACEHOLDERS) & ~text.str.contains(r"^\s*(?:\+[^1]|00)"))


def integer(look: Look) -> Guess:
    """Letters read as digits, or the number in front of a remark."""
    read = digits_for_letters(look.value)
    sure = only(read, read.str.contains("^[0-9]{1,9}$"))
    leading = look.value.str.extract(_LEADING, 1).str.replace_all(",", "", literal=True)
    return Guess(pl.coalesce(sure, only(leading, leading.str.len_bytes() < TEN)), sure.is_not_null())


def number(look: Look) -> Guess:
    """Letters read as digits."""
    read = digits_for_letters(look.value.str.strip_chars("$ "))
    found = only(read, read.str.contains("^[0-9]{1,12}$"))
    return Guess(found, found.is_not_null())


def flag(look: Look) -> Guess:
    """A yes or no with a slip in it, such as `Yess` or `Flase`."""
    small = look.value.str.to_lowercase().str.strip_chars(" .!?*")
    yes, no = only(pl.lit("Yes"), small.is_in(_YES)), only(pl.lit("No"), small.is_in(_NO))
    return Guess(pl.coalesce(yes, no), pl.lit(value=False))
