"""E-mail addresses in small letters; the first of several, and a doubt about likely slips of the keyboard."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

ADDRESS: Final = r"[a-z0-9.!#$%&'*+/=?^_`{|}~\-]+@(?:[\p{L}0-9](?:[\p{L}0-9\-]*[\p{L}0-9])?\.)+\p{L}{2,24}"
USUAL: Final = r"^[a-z0-9_+\-]+(?:\.[a-z0-9_+\-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,24}$"
# Large providers, whose names are mistyped most.
PROVIDERS: Final = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "comcast.net", "sbcglobal.net",
    "verizon.net", "att.net", "bellsouth.net", "msn.com", "live.com", "hotmail.co.uk", "yahoo.co.uk", "gmx.de",
    "web.de", "t-online.de", "orange.fr", "wanadoo.fr", "bigpond.com", "rogers.com", "protonmail.com",
)  # fmt: skip
# Domains one key away from them that somebody has.
OTHERS: Final = frozenset({
    "ymail.com", "mail.com", "email.com", "gmx.com", "me.com", "mac.com", "ail.com", "ao.com", "aon.com", "aola.com",
    "mn.com", "sn.com", "live.co", "web.com", "we.de", "wb.de", "gmx.net", "yahoo.ca", "yahoo.de", "yahoo.fr",
    "hotmail.ca", "hotmail.de", "hotmail.fr", "outlook.de", "outlook.fr", "live.ca", "live.fr", "live.de", "at.net",
    "tt.net", "love.com", "lie.com", "life.com", "line.com", "give.com", "five.com", "dive.com", "olive.com",
    "alive.com", "lives.com", "roger.com", "orange.com", "range.fr", "aol.de", "aol.fr", "gmail.de", "lve.com",
    "ive.com", "gail.com", "proton.me",
})  # fmt: skip
_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ENDINGS: Final = {"com": ("con", "cm", "co", "om", "comm", "vom", "xom", "cpm", "ocm", "cmo", "coom"),
                   "net": ("ner", "nte", "ne", "nett", "met", "com")}  # fmt: skip


def _slips() -> dict[str, str]:
    """Each provider's name with one key missed, doubled, swapped or hit beside, and what was meant."""
    found: dict[str, str] = {}
    for provider in PROVIDERS:
        name, _, ending = provider.partition(".")
        if len(name) > 2:  # noqa: PLR2004  shorter ones are mistyped into anything
            found |= {f"{slip}.{ending}": provider for slip in _mistyped(name)}
        found |= {f"{name}.{slip}": provider for slip in _ENDINGS.get(ending, ())}
    return {slip: provider for slip, provider in found.items() if slip not in OTHERS and slip not in PROVIDERS}


def _mistyped(name: str) -> set[str]:
    beside = {
        key: row[max(place - 1, 0) : place + 2].replace(key, "") for row in _KEYS for place, key in enumerate(row)
    }
    places = range(len(name))
    missed = {name[:at] + name[at + 1 :] for at in places}
    doubled = {name[:at] + name[at] + name[at:] for at in places}
    swapped = {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in places[:-1]}
    hit = {name[:at] + key + name[at + 1 :] for at in places for key in beside.get(name[at], "")}
    added = {
        name[:at] + key + name[at:]
        for at in places[1:]
        for key in beside.get(name[at], "") + beside.get(name[at - 1], "")
    }
    return (missed | doubled | swapped | hit | added | {f"{name}l" if name[-1] != "l" else name}) - {name}


SLIPS: Final = _slips() | {
    "iclould.com": "icloud.com", "hotmil.com": "hotmail.com", "gmaul.com": "gmail.com", "gamial.com": "gmail.com",
    "hotmale.com": "hotmail.com", "yahoo.cim": "yahoo.com", "gnail.con": "gmail.com", "gmial.con": "gmail.com",
}  # fmt: skip
"""A mistyped domain, and the one that was meant."""


def email(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`Name <A@Example.org>` and `mailto:` are unwrapped; what is no address becomes NULL."""
    small = scratch.keep(value.str.to_lowercase())
    usual = scratch.where(small.str.contains(USUAL), small)
    text = scratch.where(usual.is_null(), small.str.replace(r"^['‘’`]+", "").str.replace(r"^mailto:\s*", ""))
    found = scratch.keep(text.str.extract(rf"(?:^|[\s<(;,:\[/])({ADDRESS})(?:\.?$|[\s>);,\]/?]|\.\s)", 1))
    plausible = ~found.str.contains(r"^\.|\.@|\.\.", literal=False)
    good = scratch.keep(pl.coalesce(usual, pl.when(plausible & ~_is_cut(value, text)).then(found)))
    beside = text.str.replace(ADDRESS, "").str.replace(r"^\s*e?-?mail\s*:?", "")
    unexplained = ~text.str.contains("<", literal=True) & beside.str.contains(r"[\p{L}0-9]")
    several = text.str.count_matches("@") > 1
    domain = scratch.keep(good.str.extract("@(.+)$", 1))
    meant = domain.replace_strict(SLIPS, default=None, return_dtype=pl.String)
    return Outcome(
        good,
        (
            Finding("E-EMAIL", "Not an e-mail address", value.is_not_null() & good.is_null()),
            Finding("W-EMAIL", "Several e-mail addresses in one cell; the first was taken",
                    good.is_not_null() & several),
            Finding("W-EMAIL", "The words beside the e-mail address were left out",
                    good.is_not_null() & ~several & unexplained),
            Finding("W-EMAIL-TYPO", pl.concat_str(pl.lit("Perhaps "), meant, pl.lit(" was meant")),
                    meant.is_not_null()),
        ),
    )  # fmt: skip


def email_domain(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """A mistyped domain of a large provider put right: `@gmial.com` is `@gmail.com`. To be chosen, never unasked."""
    domain = value.str.extract(r"(?i)@([a-z0-9.-]+[a-z])[\s>).;,]*$", 1).str.to_lowercase()
    meant = scratch.keep(domain.replace_strict(SLIPS, default=None, return_dtype=pl.String))
    name = value.str.extract(r"^(.*)@", 1)
    return Outcome(
        scratch.keep(pl.when(meant.is_not_null()).then(pl.concat_str(name, pl.lit("@"), meant)).otherwise(value)),
        (Finding("I-EMAIL-TYPO", "The provider's name was put right", meant.is_not_null()),),
    )


def _is_cut(value: pl.Expr, text: pl.Expr) -> pl.Expr:
    """`jane doe@example.org`: the blank may be a slip, and either half the address."""
    word = pl.when(text.is_not_null()).then(value).str.extract(r"^([a-z0-9._-]+)\s+[^\s@]+@\S+$", 1)
    return (word.is_not_null() & ~word.is_in(LABELS)).fill_null(value=False)


LABELS: Final = ("email", "e-mail", "mail", "contact", "e", "or", "and", "to", "at")
