"""First and last name of the first person in a cell; who else is named stands in the issue.

Two people share a cell in ways of their own: `TANIA & NICOLE PINEDA & POBLETE` is Tania Pineda and Nicole
Poblete, `ANASTASIA, KASHMIR EDEY, SHAFER` is Anastasia Edey and Kashmir Shafer, `JO AND ANN LEE` share a
last name, `Jo Lee & Ann Ray` share nothing.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Parts, Scratch, blank_is_null
from leadtui.cleaning.splitters.nobody import names_nobody, without_nobody
from leadtui.cleaning.splitters.roles import HINT_OF_ROLE, IN_BRACKETS, ROLE_ALONE, beside_role
from leadtui.cleaning.splitters.us_street_unit import one_line

PARTS: Final = {"first": "person_first", "last": "person_last"}
_TITLE: Final = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|reverend|pastor|sister|sr|fr|rabbi|hon|herr|frau|sra|srta|señor|"
    r"señora|mme|mlle|monsieur|madame|dra)"
)
TITLE_BEHIND: Final = rf"(?i)\s*\({_TITLE}\b\.?\)$"
HONORIFIC: Final = rf"(?i)^(?:{_TITLE}\b\.?\s+)+"
COUPLE: Final = r"(?i)^(?:mr|dr)\b\.?\s*&\s*(?:mrs|ms|dr)\b\.?\s+(?P<first>\S+)\s"
GENERATION: Final = r"(?:jr|sr|ii|iii|iv)\b\.?"
DEGREE: Final = (
    r"(?:ph\.?\s?d|ed\.?d|ed\.?s|m\.?d|m\.?ed|m\.?a|b\.?a|b\.?s|m\.?s|mba|mph|msw|lcsw|mat|bsn|msn|aprn|np|rn|lpn|"
    r"cpa|esq|dds|dmd|dvm|dnp|psy\.?d|d\.?o|j\.?d|cda|bsed|b\.?ed)\b\.?"
)
DEGREES: Final = rf"(?i)(?:,\s*{DEGREE})+$"
# Without a comma only what is nobody's name.
BARE_DEGREES: Final = (
    r"(?i)^(\S+\s+\S.*?)(?:\s+(?:ph\.?d|ed\.?d|m\.?d|m\.?ed|mba|mph|msw|lcsw|bsn|msn|aprn|rn|lpn|cpa|esq|dds|dmd|dvm)"
    r"\b\.?)+$"
)
TRAILING_GENERATION: Final = rf"(?i)\s+(?:{GENERATION}|(?:esq|cpa|md|phd|dds|dvm|rn|mba)\b\.?)$"
PARTICLE: Final = (
    r"(?:van|von|der|den|ter|ten|de|del|della|di|da|do|dos|das|du|la|le|los|las|st\.?|saint|bin|ibn|al|el|abu|mac|mc|"
    r"san|santa)"
)
# `Director Smith`, `Jane Smith Director`: without a sign between, it may be a name, too.
ROLE_FOR_NAME: Final = rf"(?i)^{ROLE_ALONE}\s+\S+$|\s{ROLE_ALONE}$"
# Each of several people may have one behind the name.
ROLE_BEHIND: Final = rf"(?i)(?:\s*[,:|&]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+){ROLE_ALONE}(\s*&|$)"
# William "Bill" Tatum, Jane (Janie) Doe.
NICKNAME: Final = (
    r"""\s+(?:["“”«][^"“”«»]{1,30}["“”»]|[‘'`]\p{L}[\p{L} .-]{0,30}['’´]|\(\p{L}[\p{L} .'’-]{0,30}\))(\s|,|$)"""
)
HINT_OF_NICKNAME: Final = r"""["“”«(]|\s[‘'`]"""
_NOBODY: Final = r"(?:n\s?/\s?a|none|tbd|tba|vacant|unknown)"
NOBODY_BESIDE: Final = rf"(?i)\s*[;,/&|]\s*{_NOBODY}\s*$|^\s*{_NOBODY}\s*[;,/&|]\s*"
_WORD: Final = r"[\p{L}][\p{L}\p{M}.'’´`-]*"
_FIRST: Final = rf"{_WORD}(?:\s+\p{{L}}\.?)?"
# Four shapes of two people, the last names after both first names.
SHARED: Final = (
    rf"^(?P<f1>{_FIRST}) & (?P<f2>[^&,]+), (?P<l1>[^&,]+) & (?P<l2>[^&,]+)$",
    rf"^(?P<f1>{_FIRST}) & (?P<f2>{_WORD}) (?P<l1>[^&,]+) & (?P<l2>[^&,]+)$",
    rf"^(?P<f1>{_WORD}), (?P<f2>{_WORD}) (?P<l1>[^&,]+), (?P<l2>[^&,]+)$",
)
LAST_FIRST: Final = r"^(?P<last>[^&,]+), (?P<first>[^&,]+)(?: & (?P<other>[^&,]+))?$"
ONE_LAST: Final = rf"^(?P<first>{_FIRST}) & (?P<other>{_WORD}(?:\s+\p{{L}}\.?)?) (?P<last>[^&,]+)$"
SEVERAL: Final = r"^(?P<one>[^&]+?) & (?P<other>.+)$"
WHOLE: Final = (
    rf"(?i)^(?P<first>.+?)\s+(?P<last>(?:{PARTICLE}\s+)*{_WORD}(?:\s+[ye]\s+{_WORD})?(?:,?\s+{GENERATION})?)$"
)  # fmt: skip


def person_name(value: pl.Expr, scratch: Scratch, _options: Options) -> Parts:
    """The first person, whichever way the names stand."""
    nobody = names_nobody(value, scratch)
    line = _line(pl.when(~nobody).then(value), scratch)
    untitled = scratch.keep(line.str.replace(TITLE_BEHIND, ""))
    called = scratch.keep(_without_nickname(untitled, scratch))
    alone_named = scratch.keep(_without_role(called, scratch))
    vacant = names_nobody(scratch.where(alone_named != line, alone_named), scratch)
    person = without_nobody(scratch.keep(pl.when(~vacant).then(alone_named)), scratch)
    text = scratch.keep(_plain(person.text, scratch))
    titled = person.text.str.contains(HONORIFIC)
    signed = scratch.where(text.str.contains("[&,]"), text)
    shared = [scratch.groups(signed, pattern) for pattern in SHARED]
    turned, one_last = scratch.groups(signed, LAST_FIRST), scratch.groups(signed, ONE_LAST)
    is_turned = scratch.keep(turned["first"].is_not_null())
    own_generation = pl.coalesce(turned["first"].str.extract(TRAILING_GENERATION, 0), pl.lit(""))
    both = [scratch.keep(pl.concat_str(way["f2"], pl.lit(" "), way["l2"])) for way in shared]
    several = scratch.groups(signed, SEVERAL)
    alone = scratch.keep(pl.coalesce(several["one"], text).str.strip_chars(" ,"))
    whole = scratch.groups(alone, WHOLE)
    known = pl.coalesce(*(way["f1"] for way in shared)).is_not_null()
    # Behind a title, one word is a last name: Mr. Smith.
    is_last = scratch.keep(
        titled & whole["last"].is_null() & alone.is_not_null() & ~signed.is_not_null().fill_null(value=False)
    )
    first = (
        pl.when(is_last).then(None)
        .when(known).then(pl.coalesce(*(way["f1"] for way in shared)))
        .when(is_turned).then(turned["first"].str.replace(TRAILING_GENERATION, ""))
        .when(one_last["first"].is_not_null()).then(one_last["first"])
        .otherwise(pl.coalesce(whole["first"], alone))
    )  # fmt: skip
    family = scratch.keep(_last_of(one_last["last"], scratch))
    last = (
        pl.when(is_last).then(alone)
        .when(known).then(pl.coalesce(*(way["l1"] for way in shared)))
        .when(is_turned).then(pl.concat_str(turned["last"], own_generation))
        .when(one_last["first"].is_not_null()).then(family)
        .otherwise(whole["last"])
    )  # fmt: skip
    other = scratch.keep(
        pl.when(known).then(pl.coalesce(*both))
        .when(is_turned).then(pl.concat_str(turned["other"], pl.lit(" "), turned["last"]))
        .when(one_last["first"].is_not_null()).then(pl.concat_str(one_last["other"], pl.lit(" "), one_last["last"]))
        .otherwise(several["other"])
    )  # fmt: skip
    return Parts(
        {"first": scratch.keep(blank_is_null(first)), "last": scratch.keep(blank_is_null(last))},
        (
            Finding("W-TWO-PEOPLE", pl.concat_str(pl.lit("Two people in one cell; the other one is "),
                                                  other.str.to_titlecase()), other.is_not_null()),
            Finding("W-NAME", "Only one word; taken as the first name", first.is_not_null() & last.is_null()),
            Finding("W-NAME", "Only a title and one word; taken as the last name", is_last),
            Finding("W-NAME", "A word for what somebody does stands where a name is expected",
                    scratch.where(alone.str.contains(HINT_OF_ROLE), alone).str.contains(ROLE_FOR_NAME)),
            Finding("I-NAME", "A title beside the name was left out",
                    titled | line.str.contains(TITLE_BEHIND) | person.text.str.contains(DEGREES)
                    | person.text.str.contains(BARE_DEGREES)),
            Finding("I-NAME", "A role beside the name was left out", person.text.is_not_null()
                    & (alone_named != called)),
            Finding("I-NAME", "A nickname beside the name was left out", person.text.is_not_null()
                    & (called != untitled)),
            Finding("I-NULL", "A word for no person", nobody | vacant),
            Finding("W-NAME", "Not written like a person's name", text.str.contains(r"[0-9@]")),
            *person.findings,
        ),
    )  # fmt: skip


def _line(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """One sign between people, one blank between words."""
    line = one_line(value, scratch).str.strip_chars(" ,;&/")
    odd = scratch.where(line.str.contains(r"(?i)[&+/;,|]|\band\b"), line)
    joined = (
        odd.str.replace(NOBODY_BESIDE, "")
        .str.replace_all(r"(?i)\s*(?:\band\b|&|\+|/|;)\s*", " & ")
        .str.replace_all(r"\s*,\s*", ", ")
    )
    return scratch.keep(blank_is_null(pl.coalesce(joined, line)))


def _without_nickname(line: pl.Expr, scratch: Scratch) -> pl.Expr:
    """What people are called beside their name, in quotes or brackets."""
    odd = scratch.where(line.str.contains(HINT_OF_NICKNAME), line)
    bare = odd.str.replace_all(IN_BRACKETS, "").str.replace_all(NICKNAME, "${1}")
    return pl.coalesce(blank_is_null(bare.str.replace_all(r"\s+", " ").str.strip_chars(" ,")), line)


def _without_role(line: pl.Expr, scratch: Scratch) -> pl.Expr:
    """What people do, beside their names."""
    odd = scratch.where(line.str.contains(HINT_OF_ROLE), line)
    bare = scratch.keep(odd.str.replace_all(ROLE_BEHIND, "${1}").str.strip_chars(" ,&"))
    return pl.coalesce(beside_role(bare, scratch).name, blank_is_null(bare), line)


def _plain(line: pl.Expr, scratch: Scratch) -> pl.Expr:
    """No honorific, no degree, and no comma before Jr."""
    one = line.str.replace(COUPLE, "${first} ").str.replace(HONORIFIC, "").str.replace(DEGREES, "")
    bare = scratch.keep(one.str.replace(BARE_DEGREES, "${1}"))
    commas = scratch.where(bare.str.contains(",", literal=True), bare)
    plain = commas.str.replace_all(rf"(?i),\s+({GENERATION})", " ${1}")
    return blank_is_null(pl.coalesce(plain, bare))


def _last_of(names: pl.Expr, scratch: Scratch) -> pl.Expr:
    """The last name of `ANN MARIE LEE`: all of it when it is one word."""
    whole = scratch.groups(names, WHOLE)
    return pl.coalesce(whole["last"], names)
