"""When two spellings are the same to a value map: whatever their case, and however many blanks are in them."""

from __future__ import annotations

import polars as pl


def fold(value: pl.Expr) -> pl.Expr:
    """Text as value maps compare it."""
    return value.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()


def folded(text: str) -> str:
    """The same for one text.

    >>> folded("  Full   PERMIT")
    'full permit'
    """
    return " ".join(text.lower().split())
