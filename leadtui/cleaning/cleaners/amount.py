"""Digits out of the many ways of writing a number: separators of thousands, decimal commas, currencies, units.

`1.234,56` and `1,234.56` say themselves what they mean; `1,234` alone does not, so the whole column decides which
sign is its decimal mark. Ranges and estimates are not numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.signs import narrow
from leadtui.cleaning.outcome import Options, Scratch

PLAIN: Final = "^[0-9]{1,9}$"
_GROUPS: Final = r"[0-9]{1,3}(?:[, '][0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]{1,18}"
_GROUPS_OF_COMMA: Final = r"[0-9]{1,3}(?:[. '][0-9]{3})+|[0-9]{1,18}"
POINT: Final = rf"^-?(?:(?:{_GROUPS})(?:\.[0-9]{{0,9}})?|\.[0-9]{{1,9}})$"
COMMA: Final = rf"^-?(?:(?:{_GROUPS_OF_COMMA})(?:,[0-9]{{0,9}})?|,[0-9]{{1,9}})$"
# Whichever mark the column has, these can be read in one way only.
SURELY_POINT: Final = r"^-?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]{1,9}|(?:,[0-9]{3}){2,})$"
SURELY_COMMA: Final = r"^-?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]{1,9}|(?: [0-9]{3})+,[0-9]{1,2}|(?:\.[0-9]{3}){2,})$"

_CURRENCY: Final = r"(?:(?:us|c|ca|a|au|nz|hk)?\$|€|£|¥|₹|usd|cad|aud|nzd|eur|euros?|gbp|chf|dollars?)"
FRONT: Final = rf"(?i)^(?:{_CURRENCY}\s*)?([+-]?)\s*(?:{_CURRENCY}\s*)?([0-9.,].*)$"
BACK: Final = rf"(?i)^(.*[0-9.,])\s*(?:{_CURRENCY})?$"
BRACKETS: Final = r"^\(([^()]*[0-9][^()]*)\)$"
# Words beside a count that change nothing about it.
_THINGS: Final = (
    r"(?:child(?:ren)?|kids?|infants?|toddlers?|preschoolers?|students?|pupils?|people|persons?|places?|spaces?|slots?|"
    r"seats?|beds?|spots?|rooms?|units?|members?|employees?|staff|clients?|enrolled|total|max(?:imum)?|"
    r"niños|plazas|enfants|places|kinder|plätze)"
)
_TIMES: Final = (
    r"(?:(?:/|per|a|an|each)\s*(?:hour|hr|day|week|wk|month|mo|year|yr|annum|child|family|person|session)\.?)"
)
UNIT: Final = rf"(?i)^(.*[0-9])\s*(?:%|(?:{_THINGS}\.?)(?:\s+{_THINGS})?|{_TIMES}|sq\.?\s?(?:ft|m)\.?)$"
LABEL: Final = (
    r"(?i)^(?:(?:total|licensed|license|maximum|max\.?|capacity|up to|no more than|cap\.?|number)\s*)+[:=]?\s*"
    r"([0-9].*)$"
)
THOUSANDS: Final = r"(?i)^(.*[0-9])\s?(k|m|mm|mio\.?|million)$"
ZEROS: Final = {"k": 1000, "m": 1_000_000, "mm": 1_000_000, "mio": 1_000_000, "mio.": 1_000_000, "million": 1_000_000}
_COUNTED: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS: Final = {word: str(number) for number, word in enumerate(_COUNTED.split(" "))} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell holds, as digits."""

    digits: pl.Expr
    """`-1234.56`; NULL where the cell is no number."""
    has_unit: pl.Expr
    """Whether something was left out beside it."""
    factor: pl.Expr
    """1,000 for `k`; NULL for none."""


def amount(value: pl.Expr, scratch: Scratch, options: Options) -> Amount:
    """Read one number."""
    plain = scratch.where(value.str.contains(PLAIN), value)
    odd = scratch.where(plain.is_null(), value)
    signs = scratch.keep(narrow(odd))
    labelled = scratch.keep(signs.str.extract(LABEL, 1))
    bare = scratch.keep(
        pl.coalesce(labelled, signs).str.replace(BRACKETS, "-${1}").str.replace(r"^(.*[0-9])\s?-$", "-${1}")
    )
    unit = scratch.keep(bare.str.extract(UNIT, 1))
    counted = scratch.keep(pl.coalesce(unit, bare))
    money = counted.str.replace(FRONT, "${1}${2}").str.replace(BACK, "${1}")
    thousands = scratch.keep(scratch.keep(money).str.extract_groups(THOUSANDS))
    factor = scratch.keep(
        thousands.struct.field("2").str.to_lowercase().replace_strict(ZEROS, default=None, return_dtype=pl.Int64)
    )
    core = scratch.keep(pl.coalesce(thousands.struct.field("1"), money).str.strip_prefix("+"))
    has_comma = options.settings.get("decimal_mark") == "comma"
    usual, sure, other = (COMMA, SURELY_POINT, SURELY_COMMA) if has_comma else (POINT, SURELY_COMMA, SURELY_POINT)
    is_usual = core.str.contains(usual) & ~core.str.contains(sure) | core.str.contains(other)
    is_comma = ~core.str.contains(sure) if has_comma else core.str.contains(sure)
    read = (
        pl.when(~(is_usual | core.str.contains(sure)))
        .then(None)
        .when(is_comma)
        .then(core.str.replace_all("[. ']", "").str.replace(",", ".", literal=True))
        .otherwise(core.str.replace_all("[, ']", ""))
    )
    word = odd.str.to_lowercase().replace_strict(WORDS, default=None, return_dtype=pl.String)
    return Amount(
        digits=scratch.keep(pl.coalesce(plain, read, word)),
        has_unit=scratch.keep(labelled.is_not_null() | unit.is_not_null() | factor.is_not_null()),
        factor=factor,
    )
