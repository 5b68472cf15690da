"""Telephone numbers as E.164 text: `+12125550123`, with ` x14` where there is an extension.

A number without its area code, or one that cannot exist in the North American plan, is not guessed at.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

_GAP: Final = r"[\s.\-–/·]*"
_NUMBER: Final = rf"(?:\+?1{_GAP})?\(?([2-9][0-9]{{2}})\)?{_GAP}([2-9][0-9]{{2}}){_GAP}([0-9]{{4}})"
_EXTENSION: Final = r"(?:[\s,;]*(?:ext(?:ension|n)?|x|#)[\s.:#]*([0-9]{1,6})\b)?"
# By far the most numbers; the rest is read with more care.
USUAL: Final = r"^(?:\+1)?[ (]{0,2}[2-9][0-9]{2}[).\- ]{0,2}[2-9][0-9]{2}[.\- ]?[0-9]{4}$"
# A label before and after it may stand beside the number, other digits may not.
FIRST: Final = rf"(?i)^[^0-9+(]*{_NUMBER}{_EXTENSION}((?:[^0-9].*)?)$"
ABROAD: Final = r"^[^0-9+]*(?:\+|011[\s.-]*)(?:\(0\)|[0-9\s().\-/–])+$"
# Words that say which of somebody's numbers it is, and nothing more.
LABELS: Final = (
    r"(?i)\b(?:tel|telephone|phone|ph|office|off|work|home|cell|cellular|mobile|mob|main|direct|number|no|or|and|"
    r"call|voice|text|[opchwmt])\b"
)
ROUNDED: Final = r"(?i)^[0-9](?:[.,][0-9]+)?e\+?[0-9]+$"
SHORTEST, LONGEST = 8, 15
NATIONAL: Final = 10


def us_phone(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """The first number of the cell; a second one goes to the overflow field."""
    usual = scratch.where(value.str.contains(USUAL), value)
    text = scratch.where(usual.is_null(), value.str.replace(r"\.0$", ""))
    first, rest = _number(text, scratch)
    second, remainder = _number(rest, scratch)
    abroad = _abroad(text, scratch)
    known = scratch.keep(pl.concat_str(pl.lit("+1"), usual.str.replace_all("[^0-9]", "").str.tail(NATIONAL)))
    found = scratch.keep(pl.coalesce(known, abroad, first))
    rounded = text.str.contains(ROUNDED)
    second_goes = "" if options.has_overflow else "; the second was left out"
    is_bad = value.is_not_null() & found.is_null()
    after = pl.when(second.is_null()).then(rest).otherwise(remainder)
    beside = scratch.keep(pl.concat_str(text.str.extract("^([^0-9+(]*)", 1), after).str.replace_all(LABELS, ""))
    left_over = first.is_not_null() & beside.str.contains(r"[\p{L}0-9]")
    return Outcome(
        found,
        (
            Finding("E-EXCEL", "A spreadsheet has rounded this number; its digits are lost", is_bad & rounded),
            Finding("E-PHONE", _why_bad(text), is_bad & ~rounded),
            Finding(
                "W-PHONE", f"Two telephone numbers in one cell{second_goes}", found.is_not_null() & second.is_not_null()
            ),
            Finding("W-PHONE-REST", "What stands beside the telephone number was left out", left_over),
        ),
        overflow=second,
    )


def _number(text: pl.Expr, scratch: Scratch) -> tuple[pl.Expr, pl.Expr]:
    """The first number in `text`, and what stands after it."""
    found = scratch.keep(text.str.extract_groups(FIRST))
    area, exchange, line, extension, rest = (found.struct.field(str(group)) for group in range(1, 6))
    plain = pl.concat_str(pl.lit("+1"), area, exchange, line)
    extended = pl.concat_str(plain, pl.lit(" x"), extension)
    return scratch.keep(pl.coalesce(extended, plain)), scratch.keep(rest)


def _abroad(text: pl.Expr, scratch: Scratch) -> pl.Expr:
    """A number that says its country, when that is not ours."""
    digits = scratch.keep(
        pl.when(text.str.contains(ABROAD))
        .then(text.str.replace(r"^[^0-9+]*(?:\+|011)", "").str.replace("(0)", "", literal=True))
        .str.replace_all("[^0-9]", "")
    )
    fits = digits.str.len_bytes().is_between(SHORTEST, LONGEST) & digits.str.contains(r"^[2-9]")
    return pl.when(fits).then(pl.concat_str(pl.lit("+"), digits))


def _why_bad(text: pl.Expr) -> pl.Expr:
    digits = text.str.count_matches("[0-9]")
    return (
        pl.when(digits == 0)
        .then(pl.lit("Not a telephone number"))
        .when(digits == NATIONAL - 3)
        .then(pl.lit("A telephone number without its area code"))
        .when(digits.is_in([NATIONAL, NATIONAL + 1]))
        .then(pl.lit("No such telephone number: area code and exchange begin with 2 to 9"))
        .otherwise(pl.lit("Not a telephone number of ten digits"))
    )
