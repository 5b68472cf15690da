"""Other shapes of the same signs: wide digits, dashes and blanks of typographers."""

from __future__ import annotations

from typing import Final

import polars as pl

WIDE: Final = {chr(0xFF10 + digit): str(digit) for digit in range(10)} | {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "－": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "’": "'", "＋": "+", "．": ".", "，": ",", "（": "(", "）": ")",
}  # fmt: skip
"""Never what only looks alike: a raised ² is a footnote, and no 2."""


def narrow(value: pl.Expr) -> pl.Expr:
    """The same text in the signs of a keyboard."""
    is_odd = value.str.contains(r"[^\x00-\x7f]")
    return pl.when(is_odd).then(pl.when(is_odd).then(value).str.replace_many(WIDE)).otherwise(value)
