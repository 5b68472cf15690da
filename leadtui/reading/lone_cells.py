"""Rows with one cell only: marks of pages, which are no records, and what may be the heading of a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from leadtui.model.table import LINE

PAGE_MARK: Final = (
    r"(?i)^\W*(?:page|pg\.?|seite|página|pagina|pág\.?|sida|side|strona|страница)\s*(?:no\.?\s*)?\d+"
    r"(?:\s*(?:of|von|de|di|av|af|sur|sobre|z|из|/|\|)\s*\d+)?\W*$"
)
"""`Page 2 of 9` and its sisters; in Polars' and Python's syntax."""
FEWEST_COLUMNS: Final = 3
"""In a table of fewer columns a row of one cell says nothing."""
_SELDOM: Final = 1 / 3
_SCHEMA: Final = {"row": pl.UInt32(), LINE: pl.Int64(), "text": pl.String(), "is_page": pl.Boolean()}


def lone_cells(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Marks of pages, and rows of one cell right above a fuller one, where such rows are seldom.

    Args:
        frame: raw rows; cells are texts or NULL.
        keys: the columns of texts.

    Returns:
        `row` (index), the line, `text`, `is_page`.
    """
    fullest = sorted(keys, key=lambda key: frame[key].null_count())[:2]
    # One of two columns is empty in such a row; mostly neither ever is, and nothing else is asked.
    if len(keys) < FEWEST_COLUMNS or not any(frame[key].null_count() for key in fullest):
        return pl.DataFrame(schema=_SCHEMA)
    cells = [pl.when(pl.col(key).str.strip_chars() != "").then(pl.col(key)) for key in keys]
    lone = (
        frame.with_row_index("row")
        .filter(pl.any_horizontal(pl.col(key).is_null() for key in fullest))
        .with_columns(pl.sum_horizontal(cell.is_not_null() for cell in cells).alias("filled"))
        .filter(pl.col("filled") == 1)
        .select("row", LINE, pl.coalesce(cells).alias("text"))
        .with_columns(pl.col("text").str.contains(PAGE_MARK).alias("is_page"))
    )
    is_heading = (pl.col("row").shift(-1) != pl.col("row") + 1).fill_null(value=True) & (
        pl.col("row") < frame.height - 1
    )
    is_seldom = lone.height <= _SELDOM * frame.height
    return lone.filter(pl.col("is_page") | (is_heading & is_seldom))
