"""Typed columns as the text a person would write: no exponents, no zeros that mean nothing."""

from __future__ import annotations

from decimal import Decimal

import polars as pl


def text_of(column: pl.Expr, kind: pl.DataType, *, is_whole: bool) -> pl.Expr:
    """The column as text.

    `is_whole` says that it holds less than it could: whole numbers as floats, days as points in time,
    UTF-8 as bytes.
    """
    if kind.is_nested():
        text = pl.struct(column.alias("x")).struct.json_encode().str.strip_prefix('{"x":').str.strip_suffix("}")
        return pl.when(column.is_not_null()).then(text)
    if kind.is_temporal():
        return _time(column, kind, is_day=is_whole)
    if kind.is_float():
        return column.cast(pl.Int64).cast(pl.String) if is_whole else plain(column.cast(pl.String))
    if kind == pl.Binary and not is_whole:
        return column.bin.encode("hex")
    return column.cast(pl.String)


def _time(column: pl.Expr, kind: pl.DataType, *, is_day: bool) -> pl.Expr:
    """Fractions of seconds are written as far as they go."""
    if kind == pl.Duration:
        return column.dt.to_string("iso")
    if is_day:
        return column.dt.date().cast(pl.String)
    text = column.dt.to_string("%H:%M:%S%.f") if kind == pl.Time else column.cast(pl.String)
    return text.str.replace(r"\.(\d*?)0+([ +-]|$)", ".$1$2").str.replace(r"\.([ +-]|$)", "$1")


def plain(text: pl.Expr) -> pl.Expr:
    """Numbers without exponents."""
    return text.map_batches(_plain, return_dtype=pl.String)


def _plain(texts: pl.Series) -> pl.Series:
    odd = texts.filter(texts.str.contains("e", literal=True)).unique()
    if odd.is_empty():
        return texts
    return texts.replace(odd, [format(Decimal(text), "f") for text in odd])
