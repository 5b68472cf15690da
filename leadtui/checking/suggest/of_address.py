"""E-mail and web addresses: signs that were mistyped, doubled or left out."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.checking.suggest.guess import Guess, Look, only
from leadtui.cleaning.cleaners.email import PROVIDERS, SLIPS, USUAL
from leadtui.cleaning.quick import USUAL_URL

_AT: Final = r"\s*(?:\(at\)|\[at\]|\{at\}|<at>|\s+at\s+)\s*"
_DOT: Final = r"\s*(?:\(dot\)|\[dot\]|\{dot\}|<dot>|\s+dot\s+)\s*"
_NAMES: Final = "|".join(sorted({provider.rsplit(".", 1)[0] for provider in PROVIDERS if provider.endswith(".com")}))


def email(look: Look) -> Guess:
    """An address whose signs can be put right."""
    small = look.value.str.to_lowercase()
    mended = (
        small.str.replace_all(_AT, "@")
        .str.replace_all(_DOT, ".")
        .str.replace_all(r"\s*@[@\s]*", "@")
        .str.replace_all(r"([a-z0-9])[,;]([a-z]{2,})$", "${1}.${2}")
        .str.replace_all(r"\.{2,}", ".")
        .str.replace_all(r"\s*\.\s*([a-z]{2,4})$", ".${1}")
        .str.replace_all(r"\.?@\.?", "@")
        .str.strip_chars(" .,;:'\"")
    )
    completed = (
        mended.str.replace(rf"@({_NAMES})$", "@${1}.com")
        .str.replace(rf"@({_NAMES})com$", "@${1}.com")
        .str.replace(rf"^([a-z0-9][a-z0-9._-]*[a-z0-9])[.]?({_NAMES})\.com$", "${1}@${2}.com")
    )
    safe = _address(mended)
    return Guess(pl.coalesce(safe, _address(completed)), safe.is_not_null())


def _address(text: pl.Expr) -> pl.Expr:
    domain = text.str.extract("@(.+)$", 1)
    return only(text, text.str.contains(USUAL) & ~domain.is_in(list(SLIPS)))


def email_domain(look: Look) -> Guess:
    """The provider that was meant."""
    domain = look.cleaned.str.extract("@(.+)$", 1)
    meant = domain.replace_strict(SLIPS, default=None, return_dtype=pl.String)
    found = pl.concat_str(look.cleaned.str.extract("^(.*)@", 1), pl.lit("@"), meant)
    return Guess(found, found.is_not_null())


def url(look: Look) -> Guess:
    """A comma, a blank or a colon for a stop."""
    small = look.value.str.strip_chars(" .,;")
    mended = (
        small.str.replace(r"(?i)^(https?)[;:.,]*/*[;:.,/ ]+", "${1}://")
        .str.replace(r"(?i)^((?:https?://)?)w{2,4}[,;: .]+", "${1}www.")
        .str.replace_all(r"\s*[.,]\s*([a-zA-Z])", ".${1}")
        .str.replace_all(r"\.{2,}", ".")
    )
    return Guess(only(mended, mended.str.contains(rf"(?i){USUAL_URL}") & (mended != look.value)), pl.lit(value=False))
