"""Rows that divide their cells by the delimiter and a blank, in a file that doesn't.

Such a row is as regular as any other, but its cells begin with a blank that is none of theirs.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.model.issue import Issue, Severity
from leadtui.model.table import LINE
from leadtui.reading.gather import rows_where

_FEWEST: Final = 2
_COLUMNS: Final = 3
"""With two columns it is one blank before one value, and that may well be meant."""
_MANY: Final = 4
"""So many cells that begin with a blank need only one with text after it."""
_FEWEST_ROWS: Final = 20
"""Among fewer rows one that looks otherwise says nothing."""
_RARE: Final = 0.02
"""If more rows look so, blanks are the file's own style."""


def without_padding(frame: pl.DataFrame, keys: list[str], delimiter: str) -> tuple[pl.DataFrame, list[Issue]]:
    """The frame with such rows put right, and an issue for each."""
    if len(keys) == 1 or " " in delimiter or frame.height < _FEWEST_ROWS:
        return frame, []
    if len(keys) < _COLUMNS:
        return frame, _doubts(frame, keys[1])
    found = _maybe_padded(frame, keys[1:])
    if found.is_empty():
        return frame, []
    blanks, texts = (_count_of(keys[1:], pattern) for pattern in ("^ ", "^ [^ ]"))
    is_clear = (blanks >= max(_FEWEST, len(keys) // 2)) & (texts >= _FEWEST)
    is_clear |= (blanks >= max(_MANY, len(keys) - _FEWEST)) & (texts > 0)
    found = found.filter(frame[found].select(is_clear).to_series())
    if found.is_empty() or not _is_unlike_others(frame, keys[1:], len(found)):
        return frame, []
    is_padded = pl.int_range(pl.len(), dtype=pl.UInt32).is_in(found.implode())
    bare = pl.col(keys[1:]).str.strip_prefix(" ").replace("", None)
    put_right = frame.with_columns(pl.when(is_padded).then(bare).otherwise(pl.col(keys[1:])).name.keep())
    before, after = (_joined(each, found, keys, delimiter) for each in (frame, put_right))
    lines = frame[LINE].gather(found).to_list()
    return put_right, [_issue(*each) for each in zip(lines, before, after, strict=True)]


def _is_unlike_others(frame: pl.DataFrame, keys: list[str], count: int) -> bool:
    """Whether so many rows are few beside those that have cells without a blank in front."""
    bare = pl.col(keys).str.contains("^[^ ]").fill_null(value=False)
    others = int(frame.select(pl.any_horizontal(bare).sum()).item())
    return others >= _FEWEST_ROWS and count <= max(1, _RARE * others)


def _doubts(frame: pl.DataFrame, key: str) -> list[Issue]:
    """Of the only delimiter nobody can say whether the blank behind it is part of it: told, and kept."""
    found = frame.filter(pl.col(key).str.starts_with(" ")).select(LINE, key)
    if found.height > max(1, _RARE * frame.height):
        return []
    message = "The cell begins with a blank, unlike the others of its column; the blank is kept."
    return [Issue("I-BLANKS", Severity.INFO, line, None, None, cell, None, message) for line, cell in found.iter_rows()]


def _maybe_padded(frame: pl.DataFrame, keys: list[str]) -> pl.Series:
    """Rows where all cells, or all but a quoted one, which has lost its blank, begin with a blank.

    An empty cell is a blank there; only the last one may have lost it, with the blanks at the end of its line.
    """
    # The fullest columns first: as a rule two settle the question for all rows.
    fullest = sorted(keys, key=lambda key: frame[key].null_count())
    with_first, others = (
        rows_where(frame, some, lambda key: _begins(key, keys, "")) for some in (fullest[:1], fullest[1:])
    )
    either = pl.concat([with_first, others]).unique().sort()
    if either.is_empty():
        return either
    begins = [_begins(key, keys, key) for key in keys]
    is_padded = (
        pl.any_horizontal(pl.col(keys).str.starts_with(" "))
        & ~pl.any_horizontal(pl.lit(value=False), pl.col(keys[:-1]).is_null())
        & (pl.sum_horizontal(~each for each in begins) <= 1)
    )
    return either.filter(frame[either].select(is_padded.fill_null(value=False)).to_series())


def _begins(key: str, keys: list[str], column: str) -> pl.Expr:
    """Whether the cell of this key, in `column`, begins with a blank."""
    return pl.col(column).str.starts_with(" ").fill_null(value=key == keys[-1])


def _count_of(keys: list[str], pattern: str) -> pl.Expr:
    return pl.sum_horizontal(pl.col(keys).str.contains(pattern).fill_null(value=False))


def _joined(frame: pl.DataFrame, rows: pl.Series, keys: list[str], delimiter: str) -> list[str]:
    return [delimiter.join(cell or "" for cell in row) for row in frame[rows].select(keys).rows()]


def _issue(line: int, before: str, after: str) -> Issue:
    message = "Every cell of this row begins with a blank, unlike the others; the blanks are left out."
    return Issue("W-DIVIDED", Severity.WARN, line, None, None, before, after, message, confidence=0.95)
