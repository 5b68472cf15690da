"""What stands where a person should be named and is none: a word for nobody, a role alone, a business, an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.text import NO_PERSON, NULL_WORDS
from leadtui.cleaning.outcome import Finding, Scratch
from leadtui.cleaning.splitters.roles import NOUN, ROLE_ALONE

NOTHING: Final = (*NULL_WORDS, *NO_PERSON, "n & a")
ONLY_SIGNS: Final = r"^[^\p{L}0-9]+$"
ONLY_ROLE: Final = (
    rf"(?i)^\s*(?:the\s+)?(?:{ROLE_ALONE}|(?:front\s+)?(?:office|desk|reception)(?:\s+staff)?|staff|management|"
    r"administration)s?\s*$"
)
HINT_OF_OFFICE: Final = rf"(?i)\b(?:{NOUN}|office|desk|reception|staff|management|administration)s?\s*$"
LEGAL_FORM: Final = (
    r"(?i)[\s,](?:llc|l\.l\.c\.?|llp|inc|incorporated|corp|corporation|ltd|limited|plc|pllc|gmbh|e\.\s?v|s\.a\.r\.l|sarl|"
    r"pty)\.?(?:$|[\s,;)])"
)
# Words of businesses that are hardly anybody's last name; Church, House, Day, Head and the like are.
BUSINESS_WORD: Final = (
    r"(?i)\b(?:academy|pre-?school|day\s?care|child\s?care|children['’]?s|learning|cent(?:er|re)s?|montessori|ymca|ywca|"
    r"university|ministries|foundation|elementary|nursery|enterprises|headstart|head\s+start|early\s+(?:childhood|years|"
    r"education|learning)|education(?:al)?|kindergarten|crèche|guardería|department|services|association|"
    r"(?:school|public|independent)\s+(?:district|schools?)|school|kids|kidz|tots|of\s+(?:education|america))\b"
)
MAILBOX: Final = r"^\S+@\S+\.\p{L}{2,}$|^(?i:https?://|www\.)\S+$"
NUMBER_ONLY: Final = r"^[^\p{L}]*[0-9][^\p{L}]*$"


@dataclass(frozen=True, slots=True)
class Nobody:
    """Which cells name no person, and what is said about them."""

    text: pl.Expr
    """The cells that may name one; NULL elsewhere."""
    findings: tuple[Finding, ...]


def names_nobody(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Whether a cell holds a word for nobody, such as `N/A` or Vacant, or only signs."""
    bare = scratch.keep(value.str.strip_chars())
    short = scratch.where(bare.str.len_bytes() <= max(map(len, NOTHING)), bare)
    word = short.str.to_lowercase()
    # `- none -`, `None.`
    said = word.is_in(NOTHING) | word.str.strip_chars(" .-*()[]").is_in(NOTHING)
    return scratch.keep(_yes(said) | _yes(bare.str.contains(ONLY_SIGNS)))


def without_nobody(text: pl.Expr, scratch: Scratch) -> Nobody:
    """Roles alone, businesses and addresses are taken out."""
    hinted = scratch.where(text.str.contains(HINT_OF_OFFICE), text)
    is_role = scratch.keep(_yes(hinted.str.contains(ONLY_ROLE)))
    is_business = scratch.keep(_yes(text.str.contains(LEGAL_FORM) | text.str.contains(BUSINESS_WORD)) & ~is_role)
    odd = scratch.where(text.str.contains("[0-9@/.]"), text)
    is_address = scratch.keep(_yes(odd.str.contains(MAILBOX) | odd.str.contains(NUMBER_ONLY)))
    return Nobody(
        scratch.keep(pl.when(~(is_role | is_business | is_address)).then(text)),
        (
            Finding("E-NAME", "A role, and nobody named", is_role),
            Finding("E-NAME", "A business or an office, not a person", is_business),
            Finding("E-NAME", "An address or a number, not a name", is_address),
        ),
    )


def _yes(condition: pl.Expr) -> pl.Expr:
    return condition.fill_null(value=False)
