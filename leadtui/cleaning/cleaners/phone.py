"""Telephone numbers as E.164 text: `+12125550123`, with ` x14` where there is an extension.

A number without its area code, or one that cannot exist, is not guessed at. What stands without a calling code
is read by the North American plan, or by the one country that the mapping or the whole column names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.calling_codes import IMPOSSIBLE, KEYS, PLACEHOLDERS
from leadtui.cleaning.cleaners.phone_abroad import EXTENSION, abroad, plain_text, within
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

_GAP: Final = r"[\s.\p{Pd}/·]*"
_NUMBER: Final = rf"(?:(?:\+|00)?1{_GAP})?[(\[]?([2-9][0-9]{{2}})[)\]]?{_GAP}([2-9][0-9]{{2}}){_GAP}([0-9]{{4}})"
# By far the most numbers; the rest is read with more care.
USUAL: Final = r"^(?:\+1)?[ (]{0,2}[2-9][0-9]{2}[).\- ]{0,2}[2-9][0-9]{2}[.\- ]?[0-9]{4}$"
# A label before and after it may stand beside the number, other digits may not.
FIRST: Final = rf"(?i)^(?:[^0-9+(\[]|\([^0-9()+]*\))*[(\[]?\s*{_NUMBER}{EXTENSION}((?:[^0-9].*)?)$"
# Letters stand for keys; what goes beyond seven is not dialled.
WORD: Final = rf"^[^0-9+(]*(?:\+?1{_GAP})?\(?([2-9][0-9]{{2}})\)?{_GAP}([A-Z0-9](?:[-. ]?[A-Z0-9]){{6}})[A-Z]{{0,3}}$"
HAS_WORD: Final = r"^[^A-Za-z]*(?:[0-9][ -.]?)*[A-Z]{3,}[A-Z0-9. -]*$"
# Words that say which of somebody's numbers it is, and nothing more.
LABELS: Final = (
    r"(?i)\b(?:tel|telephone|phone|ph|office|off|work|home|cell|cellular|mobile|mob|main|direct|number|no|or|and|"
    r"call|voice|text|[opchwmt])\b"
)
FAX: Final = r"(?i)^[^0-9]*\b(?:fax|facsimile|fx|f)\b"
ROUNDED: Final = r"(?i)^[0-9](?:[.,][0-9]+)?e\+?[0-9]+$"
WHOLE_IN_POWERS: Final = r"(?i)^([2-9])[.]([0-9]{9})e\+?0?9$"
NATIONAL: Final = 10


def us_phone(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """The first number of the cell; a second one goes to the overflow field."""
    region = str(options.region or options.settings.get("region", ""))
    return (
        _of_country(value, scratch, options, region)
        if region not in {"", "US", "CA"}
        else _ours(value, scratch, options)
    )


def _ours(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    usual = scratch.where(value.str.contains(USUAL), value)
    text = scratch.where(usual.is_null(), plain_text(value).str.replace(WHOLE_IN_POWERS, "${1}${2}"))
    first, rest = _number(text, scratch)
    second, remainder = _number(rest, scratch)
    second = scratch.keep(pl.when(~rest.str.contains(FAX)).then(second))
    far, far_second = abroad(text, scratch)
    known = pl.concat_str(pl.lit("+1"), usual.str.replace_all("[^0-9]", "").str.tail(NATIONAL))
    word = _word(scratch.where(first.is_null() & far.is_null(), text), scratch)
    found = scratch.keep(_dialled(scratch.keep(pl.coalesce(known, far, first, word))))
    after = pl.when(second.is_null()).then(rest).otherwise(remainder)
    beside = scratch.keep(pl.concat_str(text.str.extract(r"^([^0-9+(\[]*)", 1), after).str.replace_all(LABELS, ""))
    left_over = first.is_not_null() & beside.str.contains(r"[\p{L}0-9]")
    spelled = Finding(
        "W-PHONE-WORD", "Letters were read as the keys they stand on", found.is_not_null() & word.is_not_null()
    )
    both = pl.coalesce(far_second, _dialled(second))
    return _outcome(value, _Read(text, found, both, left_over, _why_bad(text), (spelled,)), options)


def _of_country(value: pl.Expr, scratch: Scratch, options: Options, region: str) -> Outcome:
    """A column whose numbers are written as in another country."""
    text = scratch.keep(plain_text(value))
    far, far_second = abroad(text, scratch)
    near, second, rest = within(text, region, scratch)
    ours, _ = _number(scratch.where(text.str.contains(r"^[^0-9+]*(?:\+|00)\s*1"), text), scratch)
    found = scratch.keep(pl.coalesce(far, _dialled(ours), near))
    left_over = rest.str.replace_all(LABELS, "").str.contains(r"[\p{L}0-9]")
    message = pl.lit(f"Not a telephone number as written in {region}; any other says its country, as in +1")
    return _outcome(value, _Read(text, found, pl.coalesce(far_second, second), left_over, message), options)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was made of a cell."""

    text: pl.Expr
    first: pl.Expr
    second: pl.Expr
    has_more: pl.Expr
    """Whether something was left out beside the numbers."""
    why_bad: pl.Expr
    findings: tuple[Finding, ...] = ()


def _outcome(value: pl.Expr, read: _Read, options: Options) -> Outcome:
    second_goes = "" if options.has_overflow else "; the second was left out"
    rounded = read.text.str.contains(ROUNDED)
    is_good = read.first.is_not_null()
    is_bad = value.is_not_null() & ~is_good
    two = is_good & read.second.is_not_null()
    return Outcome(
        read.first,
        (
            Finding("E-EXCEL", "A spreadsheet has rounded this number; its digits are lost", is_bad & rounded),
            Finding("E-PHONE", read.why_bad, is_bad & ~rounded),
            Finding("W-PHONE", f"Two telephone numbers in one cell{second_goes}", two),
            Finding("W-PHONE-REST", "What stands beside the telephone number was left out", is_good & read.has_more),
            *read.findings,
        ),
        overflow=pl.when(is_good).then(read.second),
    )


def _number(text: pl.Expr, scratch: Scratch) -> tuple[pl.Expr, pl.Expr]:
    """The first number in `text`, and what stands after it."""
    found = scratch.keep(text.str.extract_groups(FIRST))
    area, exchange, line, extension, rest = (found.struct.field(str(group)) for group in range(1, 6))
    plain = pl.concat_str(pl.lit("+1"), area, exchange, line)
    extended = pl.concat_str(plain, pl.lit(" x"), extension)
    return scratch.keep(pl.coalesce(extended, plain)), scratch.keep(rest)


def _word(text: pl.Expr, scratch: Scratch) -> pl.Expr:
    """`1-800-FLOWERS`."""
    found = scratch.keep(scratch.where(text.str.contains(HAS_WORD), text).str.extract_groups(WORD))
    keys = found.struct.field("2").str.replace_all("[^A-Z0-9]", "").str.replace_many(KEYS)
    return scratch.keep(pl.concat_str(pl.lit("+1"), found.struct.field("1"), keys))


def _dialled(number: pl.Expr) -> pl.Expr:
    """Numbers that somebody can have."""
    return pl.when(~number.str.contains(IMPOSSIBLE) & ~number.is_in(PLACEHOLDERS)).then(number)


def _why_bad(text: pl.Expr) -> pl.Expr:
    digits = text.str.count_matches("[0-9]")
    return (
        pl.when(digits == 0)
        .then(pl.lit("Not a telephone number"))
        .when(digits == NATIONAL - 3)
        .then(pl.lit("A telephone number without its area code"))
        .when(text.str.contains(r"^\D*(?:\+|0)"))
        .then(pl.lit("Not a number of North America, nor one with a country's calling code"))
        .when(digits.is_in([NATIONAL, NATIONAL + 1]))
        .then(pl.lit("No such telephone number in North America"))
        .otherwise(pl.lit("Not a telephone number of ten digits"))
    )
