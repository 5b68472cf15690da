"""Telephone numbers of other countries: with their calling code anywhere, without it in a column known as theirs."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.calling_codes import ABROAD, TRUNKS, national
from leadtui.cleaning.cleaners.signs import narrow
from leadtui.cleaning.outcome import Scratch

EXTENSION: Final = r"(?:[\s,;]*(?:ext(?:ension|n)?|x|#|durchwahl|dw|poste)[\s.:#]*([0-9]{1,6})\b)?"
_SIGNS: Final = r"[0-9\s().\p{Pd}/\[\]]"
WITH_CODE: Final = rf"(?i)^[^0-9+]*(?:\+|00|011[\s.-]*)\s*([1-9(]{_SIGNS}*?)\s*{EXTENSION}[\s.,;)]*$"
TWO_WITH_CODE: Final = r"(?i)^(.*?[0-9]\)?)\s*(?:[;,|/]|\bor\b|\s)\s*(\+[1-9].*)$"
WITHOUT_CODE: Final = rf"(?i)^[^0-9+(]*([(\[]?[0-9]{_SIGNS}*[0-9])\s*{EXTENSION}((?:[^0-9\s].*)?)$"
TWO_PARTS: Final = r"(?i)^(.*?[0-9]\)?)(?:\s+/\s+|\s*[;,|\n]\s*|\s+or\s+)(.*[0-9].*)$"
LONGEST: Final = 15


def plain_text(value: pl.Expr) -> pl.Expr:
    """Wide digits made narrow, and without the `.0` of a spreadsheet."""
    return narrow(value).str.replace(r"^'?([0-9]+)\.0$", "${1}")


def abroad(text: pl.Expr, scratch: Scratch) -> tuple[pl.Expr, pl.Expr]:
    """The number that says its country, and a second one, where that is not ours."""
    foreign = scratch.where(text.str.contains(r"^[^0-9]*(?:\+|0)"), text)
    alone = _with_code(foreign, scratch)
    pair = scratch.keep(scratch.where(alone.is_null(), foreign).str.extract_groups(TWO_WITH_CODE))
    first = _with_code(scratch.keep(pair.struct.field("1")), scratch)
    second = _with_code(scratch.keep(pair.struct.field("2")), scratch)
    return scratch.keep(pl.coalesce(alone, first)), second


def within(text: pl.Expr, region: str, scratch: Scratch) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The number as written in a country, a second one, and what is left over."""
    alone, rest = _without_code(text, region, scratch)
    pair = scratch.keep(scratch.where(alone.is_null(), text).str.extract_groups(TWO_PARTS))
    first, _ = _without_code(scratch.keep(pair.struct.field("1")), region, scratch)
    second, after = _without_code(scratch.keep(pair.struct.field("2")), region, scratch)
    left = pl.when(alone.is_not_null()).then(rest).when(second.is_null()).then(pair.struct.field("2")).otherwise(after)
    return scratch.keep(pl.coalesce(alone, first)), second, scratch.keep(left)


def _with_code(text: pl.Expr, scratch: Scratch) -> pl.Expr:
    found = scratch.keep(text.str.extract_groups(WITH_CODE))
    digits = scratch.keep(found.struct.field("1").str.replace("(0)", "", literal=True).str.replace_all("[^0-9]", ""))
    fits = digits.str.contains(ABROAD) & (digits.str.len_bytes() <= LONGEST)
    plain = pl.when(fits).then(pl.concat_str(pl.lit("+"), digits))
    return scratch.keep(_extended(plain, found.struct.field("2")))


def _without_code(text: pl.Expr, region: str, scratch: Scratch) -> tuple[pl.Expr, pl.Expr]:
    code, trunk = TRUNKS[region]
    found = scratch.keep(text.str.extract_groups(WITHOUT_CODE))
    digits = scratch.keep(found.struct.field("1").str.replace_all("[^0-9]", ""))
    bare = digits.str.replace(f"^{trunk}", "") if trunk else digits
    plain = pl.when(digits.str.contains(national(region))).then(pl.concat_str(pl.lit(f"+{code}"), bare))
    number = scratch.keep(_extended(plain, found.struct.field("2")))
    return number, scratch.keep(pl.when(number.is_not_null()).then(found.struct.field("3")))


def _extended(plain: pl.Expr, extension: pl.Expr) -> pl.Expr:
    return pl.coalesce(pl.concat_str(plain, pl.lit(" x"), extension), plain)
