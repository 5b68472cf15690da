"""Addresses of websites, as a person would type them."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

ADDRESS: Final = (
    r"(?i)^(?P<scheme>(?:https?:/{1,2})?)"
    r"(?P<host>(?:[\p{L}0-9](?:[\p{L}0-9_-]*[\p{L}0-9])?\.)+\p{L}{2,24}\.?(?::[0-9]{1,5})?)"
    r"(?P<path>(?:[/?#]\S*)?)$"
)


def url(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Scheme and host in small letters, the path as it is; a scheme is not invented."""
    text = value.str.replace(r"^<(.*)>$", "${1}").str.replace(r"(?i)^(https?):/*(https?):/*", "${2}://")
    parts = scratch.keep(text.str.extract_groups(ADDRESS))
    scheme, host, path = (parts.struct.field(name) for name in ("scheme", "host", "path"))
    slashes = scheme.str.to_lowercase().str.replace(r":/+$", "://")
    path = pl.when(path == "/").then(pl.lit("")).otherwise(path)
    good = scratch.keep(pl.concat_str(slashes, host.str.to_lowercase(), path))
    return Outcome(good, (Finding("E-URL", "Not the address of a website", value.is_not_null() & good.is_null()),))
