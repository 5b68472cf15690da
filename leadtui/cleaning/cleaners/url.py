"""Addresses of websites, as a person would type them."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

_HOST: Final = r"(?:[\p{L}0-9](?:[\p{L}0-9_-]*[\p{L}0-9])?\.)+\p{L}{2,24}"
ADDRESS: Final = rf"(?i)^(?P<scheme>(?:https?:/{{1,2}})?)(?P<host>{_HOST}\.?(?::[0-9]{{1,5}})?)(?P<path>(?:[/?#]\S*)?)$"
# Schemes as they are mistyped.
SCHEME: Final = r"(?i)^h+t+p(s?)\s*[:;]?\s*[/\\]{1,3}\s*|^h+t+p(s?)\s*[:;]\s*|^//"
AFTER_LABEL: Final = r"(?i)^(?:web\s?site|web|url|homepage|home page|site|visit(?: us)?(?: at| on)?)\s*:?\s+"
WORDED: Final = rf"(?i)(?:^|[\s(<\[])((?:https?://|www\.)[^\s<>\])]+|{_HOST}/[^\s<>\])]*)"
ONLY_WWW: Final = r"(?i)^www\.[^.]*\.?$"
SEVERAL: Final = r"(?i)^(\S+?)(?:\s*[;,|]\s*|\s+(?:/|or|and|&)\s+|\s+)\S.*$"


def url(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Scheme and host in small letters, the path as it is; a scheme is not invented."""
    good, text = _address(value, scratch)
    odd = scratch.where(text.is_not_null() & good.is_null(), text)
    first, _ = _address(scratch.keep(odd.str.extract(SEVERAL, 1)), scratch)
    worded, _ = _address(scratch.keep(odd.str.extract(WORDED, 1)), scratch)
    beside = scratch.keep(pl.coalesce(worded, pl.when(~odd.str.contains("@", literal=True)).then(first)))
    found = scratch.keep(pl.coalesce(good, beside))
    return Outcome(
        found,
        (
            Finding("E-URL", "Not the address of a website", value.is_not_null() & found.is_null()),
            Finding("W-URL", "Only the first address of the cell was taken", beside.is_not_null()),
        ),
    )


def _address(value: pl.Expr, scratch: Scratch) -> tuple[pl.Expr, pl.Expr]:
    """The address, where the text is nothing else; and the text without what surrounds it."""
    bare = (
        value.str.replace(r"^[<(\[\"']+(.*?)[>)\]\"']+$", "${1}")
        .str.strip_chars_end(" .,;")
        .str.replace(AFTER_LABEL, "")
    )
    odd = scratch.keep(bare)
    schemed = pl.when(odd.str.contains(r"(?i)^h+t+p|^//")).then(odd)
    twice = (
        schemed.str.replace(r"(?i)^https?:/*(h+t+ps?:)", "${1}")
        .str.replace(r"^//", "")
        .str.replace(SCHEME, "http${1}${2}://")
    )
    text = scratch.keep(pl.coalesce(twice, odd).str.replace(r"(?i)^((?:https?://)?www\.)\s+", "${1}"))
    parts = scratch.keep(text.str.extract_groups(ADDRESS))
    scheme, host, path = (parts.struct.field(name) for name in ("scheme", "host", "path"))
    slashes = scheme.str.to_lowercase().str.replace(r":/+$", "://")
    tail = pl.when(path == "/").then(pl.lit("")).otherwise(path)
    whole = pl.concat_str(slashes, host.str.to_lowercase(), tail)
    return scratch.keep(pl.when(~host.str.contains(ONLY_WWW)).then(whole)), text
