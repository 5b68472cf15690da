"""Cells that a spreadsheet would run as a formula, made harmless; numbers and phone numbers are no formulas."""

from __future__ import annotations

from typing import Final

import polars as pl

_STARTS: Final = r"^(?:[=+\-@＝＋－＠\t\r]|\s+[=+\-@＝＋－＠])"
_NUMBER: Final = r"^\s*[+-]?[\d(][\d\s().,/-]*(?:[eE][+-]?\d+)?%?\s*$"


def harmless(cell: pl.Expr) -> pl.Expr:
    """The cell with an apostrophe in front if a spreadsheet would take it for a formula.

    >>> texts = ["=1+1", "-2+3", "-12.50", "+1 555 010-0101", "@SUM(A1)", "Ada"]
    >>> pl.DataFrame({"x": texts}).select(harmless(pl.col("x")))["x"].to_list()
    ["'=1+1", "'-2+3", '-12.50', '+1 555 010-0101', "'@SUM(A1)", 'Ada']
    """
    is_formula = cell.str.contains(_STARTS) & ~cell.str.contains(_NUMBER)
    return pl.when(is_formula).then(pl.lit("'") + cell).otherwise(cell).name.keep()
