"""Shouting put right: `SUNSHINE ACADEMY LLC` becomes `Sunshine Academy LLC`.

Only text without a single small letter is touched, and names without a single capital, so that a name somebody
spelled with care stays as it is. The words that keep their own spelling are replaced one by one between widened
gaps, because the regular expressions of Polars cannot look around.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.spellings import (
    ABBREVIATIONS,
    ACRONYMS,
    GENERATIONS,
    INITIALS,
    MACS,
    PLACES,
    SMALL,
    SMALL_IN_PLACES,
    STREET_WORDS,
)
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

# Between the letters of a word that stays as it is; to_titlecase begins a new word after it.
JOINT: Final = "\x01"
# Wide enough for a pattern to take two blanks before a word and one after it, and leave two for the next.
GAP: Final = "   "
CAPITALS: Final = r"\p{Lu}[\p{Lu}'’]"
BEFORE: Final = (" ", "(", "-", "/", "&", "+")
AFTER: Final = (" ", ",", ".", ")", "-", "/", ";", ":", "!", "'S", "&")
# Neither a capital, nor an address, a formula, or a letter that has no capital of its own.
NO_QUIET: Final = r"[\p{Lu}@/\\_=ßŉ]|^[+＝]|[^\s.]\.[^\s.]"
CONSONANT: Final = "[B-DF-HJ-NP-TV-XZ]"
# No vowel at all (TLC), or a beginning no English word has (NCA).
SPELLED_OUT: Final = (
    rf"\b({CONSONANT})({CONSONANT})({CONSONANT}?)({CONSONANT}?)\b",
    r"\b([JLMNQVX])([B-DFGJ-NP-TV-XZ])([AEIOU])([A-Z]?)\b",
)
OWN: Final = ("'S", "'T", "'Re", "'Ve", "'Ll", "'M", "'D", "'Em", "'N")
ORDINALS: Final = ("St", "Nd", "Rd", "Th")


@dataclass(frozen=True, slots=True, eq=False)
class _Spelling:
    """Words that are not simply written with one capital; each is made once."""

    words: dict[str, str]
    """Anywhere."""
    small: dict[str, str] = field(default_factory=dict)
    """But for the first word."""
    pieces: dict[str, str] = field(default_factory=dict)
    """As they stand, wherever."""
    afterwards: dict[str, str] = field(default_factory=dict)
    """As they stand once all else is done."""
    has_joints: bool = False
    """Whether some words were taken apart by `JOINT`."""


def title_case_if_shouting(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """For anything but names: acronyms stay capitals, `of` and `and` become small."""
    return _titled(value, _shouting(value, scratch), scratch)


def business_case_if_shouting(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """As a title; where other businesses have small letters, a single word in capitals is an acronym."""
    shouts = _shouting(value, scratch)
    if options.settings.get("capitals") == "rare":
        shouts = scratch.where(shouts.str.contains(r"\s"), shouts)
    # A single word in small letters may be how a brand is written.
    shouts = scratch.keep(pl.coalesce(shouts, _quiet(value, scratch, r"\p{Ll}{2}.*\s.*\p{Ll}{2}")))
    return _titled(value, shouts, scratch)


def _titled(value: pl.Expr, shouts: pl.Expr, scratch: Scratch) -> Outcome:
    lettered = scratch.where(shouts.str.contains("|".join(SPELLED_OUT)), shouts)  # few names hold any
    for pattern in SPELLED_OUT:
        lettered = lettered.str.replace_all(pattern, JOINT.join(f"${{{group}}}" for group in (1, 2, 3, 4)))
    spelled = scratch.keep(pl.coalesce(scratch.keep(lettered), shouts))
    return _quietly(value, shouts, spelled, _title_spelling(), scratch)


@cache
def _title_spelling() -> _Spelling:
    words = {word.title(): word for word in ACRONYMS} | {word.upper(): word for word in ABBREVIATIONS}
    words |= {"GMBH": "GmbH", "Gmbh": "GmbH"} | _own(MACS)
    return _Spelling(words, {word.title(): word for word in SMALL}, has_joints=True)


def name_case_if_shouting(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """For people: `MCDONALD` is McDonald, `SMITH III` is Smith III; nothing is an acronym."""
    quiet = _quiet(value, scratch, r"^[^0-9]*\p{Ll}{2}[^0-9]*$")
    shouts = scratch.keep(pl.coalesce(_shouting(value, scratch), quiet))
    return _quietly(value, shouts, shouts, _name_spelling(), scratch)


@cache
def _name_spelling() -> _Spelling:
    return _Spelling({word.title(): word for word in (*GENERATIONS, *INITIALS)} | _own(MACS))


def place_case_if_shouting(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """For towns and counties: `KING OF PRUSSIA` is King of Prussia, `FOND DU LAC` is Fond du Lac."""
    return _placed_quietly(value, scratch, _place_spelling())


def street_case_if_shouting(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """For streets: `10900 NW 38TH TERRACE` is 10900 NW 38th Terrace, `FM 685` stays."""
    return _placed_quietly(value, scratch, _street_spelling())


def _placed_quietly(value: pl.Expr, scratch: Scratch, spelling: _Spelling) -> Outcome:
    shouts = scratch.keep(pl.coalesce(_shouting(value, scratch), _quiet(value, scratch)))
    return _quietly(value, shouts, shouts, spelling, scratch)


@cache
def _place_spelling() -> _Spelling:
    return _placed_spelling(_own((*PLACES, *MACS)))


@cache
def _street_spelling() -> _Spelling:
    return _placed_spelling({word.title(): word for word in STREET_WORDS} | _own(MACS))


def _placed_spelling(words: dict[str, str]) -> _Spelling:
    small = {word.title(): word for word in SMALL_IN_PLACES}
    between = {f"-{word.title()}-": f"-{word}-" for word in JOINED}
    own = {
        f"{before}D'{letter.upper()}": f"{before}d'{letter.upper()}" for before in ("  ", "-") for letter in _LETTERS
    }
    return _Spelling(words, small, between | own, ARTICLES)


JOINED: Final = ("upon", "on", "of", "the", "de", "du", "sur", "le", "la", "les", "en", "am", "der")
ARTICLES: Final = {f" de{GAP}{word} ": f" de{GAP}{word.lower()} " for word in ("La", "Las", "Los")}


def _own(words: Iterable[str]) -> dict[str, str]:
    return {word.title(): word for word in words}


def shouting(value: pl.Expr) -> pl.Expr:
    """Whether a text has capitals side by side and no small letter."""
    return value.str.contains(CAPITALS) & ~value.str.contains("[a-z]")


def _shouting(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """The value where it shouts, NULL elsewhere."""
    # What begins like a formula is not for us to spell.
    no_small = scratch.where(~value.str.contains("[a-z]|^[=+@＝]"), value)
    return scratch.where(no_small.str.contains(CAPITALS), no_small)


def _quiet(value: pl.Expr, scratch: Scratch, wanted: str = r"\p{Ll}{2}") -> pl.Expr:
    """A name all in small letters, as if it shouted; NULL elsewhere."""
    none_great = scratch.where(~value.str.contains(NO_QUIET), value)
    return scratch.where(none_great.str.contains(wanted), none_great).str.to_uppercase()


def _quietly(value: pl.Expr, shouts: pl.Expr, spelled: pl.Expr, spelling: _Spelling, scratch: Scratch) -> Outcome:
    written = spelled.str.to_titlecase()
    if spelling.has_joints:
        written = written.str.replace_all(JOINT, "", literal=True)
    wide = written.str.replace_all(" ", GAP, literal=True)
    titled = scratch.keep(pl.concat_str(pl.lit(" "), wide, pl.lit(" ")))
    patterns = _replacements(spelling)
    fixed = titled.str.replace_many(list(patterns), list(patterns.values()))
    if spelling.afterwards:
        fixed = fixed.str.replace_many(spelling.afterwards)
    plain = scratch.keep(fixed.str.replace_all(GAP, " ", literal=True).str.strip_chars(" "))
    odd = scratch.keep(shouts.str.contains(r"\p{Lu}[\p{Ll}--ß]"))
    return Outcome(
        pl.coalesce(plain, value),
        (Finding("W-LETTER", "An odd letter among capitals, perhaps an apostrophe read wrongly", odd),),
    )


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@cache
def _replacements(spelling: _Spelling) -> dict[str, str]:
    """What stands between which signs, and what it becomes."""
    found = {
        f"{before}{word}{after}": f"{before}{right}{after.lower()}"
        for word, right, before, after in _placed(spelling.words)
    }
    # The first word of all has one blank before it and stays capital.
    found |= {f"  {word} ": f"  {right} " for word, right in spelling.small.items()}
    found |= {f"{before}Mc{letter}": f"{before}Mc{letter.upper()}" for before in BEFORE for letter in _LETTERS}
    found |= {f"{own}{after}": f"{own.lower()}{after}" for own in OWN for after in (*AFTER, "'")}
    found |= {
        f"{digit}{end}{after}": f"{digit}{end.lower()}{after}"
        for digit in range(10)
        for end in ORDINALS
        for after in AFTER
    }
    return found | spelling.pieces


def _placed(words: dict[str, str]) -> Iterable[tuple[str, str, str, str]]:
    return ((word, right, before, after) for word, right in words.items() for before in BEFORE for after in AFTER)
