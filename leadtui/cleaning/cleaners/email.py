"""E-mail addresses in small letters; the first of several, and a doubt about likely slips of the keyboard."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

ADDRESS: Final = r"[a-z0-9.!#$%&'*+/=?^_`{|}~\-]+@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,24}"
USUAL: Final = r"^[a-z0-9_+\-]+(?:\.[a-z0-9_+\-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,24}$"
SLIPS: Final = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com", "gamil.com": "gmail.com",
    "gmail.co": "gmail.com", "gmail.con": "gmail.com", "gmail.cm": "gmail.com", "gmaill.com": "gmail.com",
    "gnail.com": "gmail.com", "gmail.comm": "gmail.com", "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com",
    "yahoo.con": "yahoo.com", "yahoo.co": "yahoo.com", "yhaoo.com": "yahoo.com", "hotmial.com": "hotmail.com",
    "hotmai.com": "hotmail.com", "hotmal.com": "hotmail.com", "hotmail.con": "hotmail.com",
    "homail.com": "hotmail.com", "outlok.com": "outlook.com", "outllook.com": "outlook.com",
    "outlook.con": "outlook.com", "iclod.com": "icloud.com", "icloud.con": "icloud.com", "aol.con": "aol.com",
    "comcast.con": "comcast.net", "sbcglobal.com": "sbcglobal.net",
}  # fmt: skip


def email(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`Name <A@Example.org>` and `mailto:` are unwrapped; what is no address becomes NULL."""
    small = scratch.keep(value.str.to_lowercase())
    usual = scratch.where(small.str.contains(USUAL), small)
    text = scratch.where(usual.is_null(), small.str.replace(r"^mailto:\s*", ""))
    found = scratch.keep(text.str.extract(rf"(?:^|[\s<(;,:\[/])({ADDRESS})(?:\.?$|[\s>);,\]/?]|\.\s)", 1))
    plausible = ~found.str.contains(r"^\.|\.@|\.\.", literal=False)
    good = scratch.keep(pl.coalesce(usual, pl.when(plausible).then(found)))
    beside = text.str.replace(ADDRESS, "").str.replace(r"^\s*e?-?mail\s*:?", "")
    unexplained = ~text.str.contains("<", literal=True) & beside.str.contains(r"[\p{L}0-9]")
    several = text.str.count_matches("@") > 1
    suspect = scratch.where(good.str.contains_any([f"@{slip}" for slip in SLIPS]), good)
    domain = scratch.keep(suspect.str.extract("@(.+)$", 1))
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
