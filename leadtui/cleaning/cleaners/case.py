"""Shouting put right: `SUNSHINE ACADEMY LLC` becomes `Sunshine Academy LLC`.

Only text without a single small letter is touched, so that a name somebody spelled with care stays as
it is. The words that keep their own spelling are replaced one by one between widened gaps, because the
regular expressions of Polars cannot look around.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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
AFTER: Final = (" ", ",", ".", ")", "-", "/", ";", ":", "!", "'", "&")
CONSONANT: Final = "[B-DF-HJ-NP-TV-XZ]"
# No vowel at all (TLC), or a beginning no English word has (NCA).
SPELLED_OUT: Final = (
    rf"\b({CONSONANT})({CONSONANT})({CONSONANT}?)({CONSONANT}?)\b",
    r"\b([JLMNQVX])([B-DFGJ-NP-TV-XZ])([AEIOU])([A-Z]?)\b",
)
OWN: Final = {f"'{end.title()}": f"'{end}" for end in ("s", "t", "re", "ve", "ll", "m", "d", "em", "n")}


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Words that are not simply written with one capital."""

    words: dict[str, str]
    """Anywhere."""
    small: dict[str, str] = field(default_factory=dict)
    """But for the first word."""


def title_case_if_shouting(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """For anything but names: acronyms stay capitals, `of` and `and` become small."""
    return _titled(value, _shouting(value, scratch), scratch)


def business_case_if_shouting(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """As a title; but where other businesses have small letters, a single word in capitals is an acronym."""
    shouts = _shouting(value, scratch)
    if options.settings.get("capitals") == "rare":
        shouts = scratch.where(shouts.str.contains(r"\s"), shouts)
    return _titled(value, shouts, scratch)


def _titled(value: pl.Expr, shouts: pl.Expr, scratch: Scratch) -> Outcome:
    spelled = shouts
    for pattern in SPELLED_OUT:
        spelled = spelled.str.replace_all(pattern, JOINT.join(f"${{{group}}}" for group in (1, 2, 3, 4)))
    words = {word.title(): word for word in ACRONYMS} | {word.upper(): word for word in ABBREVIATIONS}
    words |= {"GMBH": "GmbH", "Gmbh": "GmbH"} | _own(MACS)
    small = {word.title(): word for word in SMALL}
    return _quietly(value, shouts, spelled, _Spelling(words, small), scratch)


def name_case_if_shouting(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """For people: `MCDONALD` is McDonald, `SMITH III` is Smith III; nothing is an acronym."""
    shouts = _shouting(value, scratch)
    spelling = _Spelling({word.title(): word for word in (*GENERATIONS, *INITIALS)} | _own(MACS))
    return _quietly(value, shouts, shouts, spelling, scratch)


def place_case_if_shouting(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """For towns and counties: `KING OF PRUSSIA` is King of Prussia, `FOND DU LAC` is Fond du Lac."""
    return _placed_quietly(value, scratch, options, _own((*PLACES, *MACS)))


def street_case_if_shouting(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """For streets: `10900 NW 38TH TERRACE` is 10900 NW 38th Terrace, `FM 685` stays."""
    return _placed_quietly(value, scratch, options, {word.title(): word for word in STREET_WORDS} | _own(MACS))


def _placed_quietly(value: pl.Expr, scratch: Scratch, _options: Options, words: dict[str, str]) -> Outcome:
    shouts = _shouting(value, scratch)
    small = {word.title(): word for word in SMALL_IN_PLACES}
    outcome = _quietly(value, shouts, shouts, _Spelling(words, small), scratch)
    titled = scratch.where(shouts.is_not_null(), outcome.value)
    joined = (
        titled.str.replace_all(r"\b(de|of) (La|Las|Los|L'|The)\b", "${1} \x02${2}")
        .str.replace_many({f"\x02{word}": word.lower() for word in ("Las", "Los", "La", "L'", "The")})
        .str.replace_all(r"( |-)D'(\p{Lu})", "${1}d'${2}")
        .str.replace_all(r"-(?:Upon|On|Of|The|De|Du|Sur|Le|La|Les|En|Am|Der)-", "\x02${0}")
    )
    small_joined = {f"\x02-{word.title()}-": f"-{word}-" for word in _JOINED}
    return Outcome(pl.coalesce(joined.str.replace_many(small_joined), value), outcome.findings)


_JOINED: Final = ("upon", "on", "of", "the", "de", "du", "sur", "le", "la", "les", "en", "am", "der")


def _own(words: Iterable[str]) -> dict[str, str]:
    return {word.title(): word for word in words}


def shouting(value: pl.Expr) -> pl.Expr:
    """Whether a text has capitals side by side and no small letter."""
    return value.str.contains(CAPITALS) & ~value.str.contains("[a-z]")


def _shouting(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """The value where it shouts, NULL elsewhere."""
    no_small = scratch.where(~value.str.contains("[a-z]"), value)
    return scratch.where(no_small.str.contains(CAPITALS), no_small)


def _quietly(value: pl.Expr, shouts: pl.Expr, spelled: pl.Expr, spelling: _Spelling, scratch: Scratch) -> Outcome:
    titled = scratch.keep(
        pl.concat_str(pl.lit(" "), spelled.str.to_titlecase().str.replace_all(" ", GAP, literal=True), pl.lit(" "))
        .str.replace_all(JOINT, "", literal=True)
        .str.replace_all(r"([0-9])(St|Nd|Rd|Th)\b", "${1}\x02${2}")
    )
    patterns = _replacements(spelling)
    fixed = scratch.keep(titled.str.replace_many(list(patterns), list(patterns.values())))
    owned = scratch.where(fixed.str.contains("'", literal=True), fixed)
    for shown, own in OWN.items():
        owned = owned.str.replace_all(rf"{shown}\b", own)
    plain = pl.coalesce(owned, fixed).str.replace_all(GAP, " ", literal=True).str.strip_chars(" ")
    odd = scratch.keep(shouts.str.contains(r"\p{Lu}[\p{Ll}--ß]"))
    return Outcome(
        pl.coalesce(plain, value),
        (Finding("W-LETTER", "An odd letter among capitals, perhaps an apostrophe read wrongly", odd),),
    )


def _replacements(spelling: _Spelling) -> dict[str, str]:
    """What stands between which signs, and what it becomes."""
    found = {
        f"{before}{word}{after}": f"{before}{right}{after}" for word, right, before, after in _placed(spelling.words)
    }
    # The first word of all has one blank before it and stays capital.
    found |= {f"  {word} ": f"  {right} " for word, right in spelling.small.items()}
    found |= {f"{before}Mc{letter}": f"{before}Mc{letter.upper()}" for before in BEFORE for letter in _LETTERS}
    return found | {f"\x02{end.title()}": end for end in ("st", "nd", "rd", "th")}


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def _placed(words: dict[str, str]) -> Iterable[tuple[str, str, str, str]]:
    return ((word, right, before, after) for word, right in words.items() for before in BEFORE for after in AFTER)
