"""What programs before us did to the cells of a text file: undone where it can be proven, told where it is lost.

`="00123"` and `'00123` are how spreadsheets are made to keep text; error signs and rounded long numbers
are what they left of a value; `JosÃ©` is text that was decoded by a wrong encoding (`twice.py`).
Text without the signs of any of these is never looked at cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.model.dialect import Dialect
from leadtui.model.issue import Issue, Severity
from leadtui.model.table import LINE, Column
from leadtui.reading.twice import PATTERN, as_written

_TRIES: Final = 5_000
_ERROR: Final = r"^#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$"
_FORMULA: Final = r'^=["“”]([^"“”]*)["“”]$'
_APOSTROPHE: Final = r"^'([+\-=]?\d[^']*)$"
_ROUNDED: Final = r"^[+\-]?\d[.,]\d{2,}E\+(?:0?[89]|1\d|2\d)$"
_LONG: Final = r"^\+?\d{8,}$"
_MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Trace:
    """Something a spreadsheet leaves."""

    code: str
    pattern: str
    message: str
    is_undone: bool = False
    """The first group of the pattern is the value."""
    undo: Callable[[str], str | None] | None = None
    """What a cell said, where the pattern alone can't tell; None where it can't be proven."""
    among: str | None = None
    """Most other cells of the column look so, or it is no trace."""


_TRACES: Final = {
    "formula": _Trace("W-EXCEL", _FORMULA, "A spreadsheet formula around the text was taken off.", is_undone=True),
    "apostrophe": _Trace("W-EXCEL", _APOSTROPHE, "The apostrophe that kept a number as text is gone.", is_undone=True),
    "error": _Trace("W-ERROR", _ERROR, "The cell holds a spreadsheet's error; what it should be is not in the file."),
    "twice": _Trace(
        "W-MOJIBAKE", PATTERN, "The text was decoded by a wrong encoding; it is put right.", undo=as_written
    ),
    "rounded": _Trace("W-DIGITS", _ROUNDED, "A spreadsheet rounded this number; digits are lost.", among=_LONG),
}  # fmt: skip


def undone(
    frame: pl.DataFrame, text: bytes, columns: Sequence[Column], dialect: Dialect
) -> tuple[pl.DataFrame, list[Issue]]:
    """The frame of a text without the traces that can be undone, and an issue for each trace."""
    issues: list[Issue] = []
    for name in _seen(text, dialect):
        trace = _TRACES[name]
        hits = frame.select(pl.col(column.key).str.contains(trace.pattern).any() for column in columns).row(0)
        for column, is_hit in zip(columns, hits, strict=True):
            if is_hit and _is_trace(frame[column.key], trace):
                frame = _without(frame, column, trace, issues)
    return frame, issues


def _seen(text: bytes, dialect: Dialect) -> Iterator[str]:
    """Traces whose signs stand anywhere in the text."""
    starts = b"\n" + dialect.delimiter[-1:].encode() + (dialect.quote or "").encode()
    if _stands(text, b"=", after=b'"\xe2'):  # the byte that curly quotes begin with
        yield "formula"
    if dialect.quote != "'" and (text.startswith(b"'") or _stands(text, b"'", before=starts, after=b"0123456789+-=")):
        yield "apostrophe"
    if _stands(text, b"#", after=b"RNVDSC"):
        yield "error"
    # The first bytes of these signs in UTF-8; others follow only where some of these stand, too.
    if b"\xc3\xa2\xe2\x82\xac" in text or _stands(text, b"\xc3", after=b"\x82\x83\x84\x85\x8e\x8f\x90\x91"):
        yield "twice"
    if _stands(text, b"+", before=b"E", after=b"0123456789"):
        yield "rounded"


def _stands(text: bytes, sign: bytes, *, after: bytes, before: bytes = b"") -> bool:
    """Whether the sign stands anywhere after one of these bytes (any, if none is given) and before one of those.

    One byte is found many times faster than two, and most texts have none, or few.
    """
    at, tries = text.find(sign), 0
    while at >= 0:
        if text[at + 1 : at + 2] in after and (not before or text[at - 1 : at] in before) and at + 1 < len(text):
            return True
        tries += 1
        if tries > _TRIES:
            pattern = (
                (b"[" + re.escape(before) + b"]" if before else b"") + re.escape(sign) + b"[" + re.escape(after) + b"]"
            )
            return re.compile(pattern).search(text, at) is not None
        at = text.find(sign, at + 1)
    return False


def _is_trace(cells: pl.Series, trace: _Trace) -> bool:
    if trace.among is None:
        return True
    filled = cells.drop_nulls()
    return int(filled.str.contains(trace.among).sum()) >= _MOSTLY * len(filled)


def _without(frame: pl.DataFrame, column: Column, trace: _Trace, issues: list[Issue]) -> pl.DataFrame:
    cell = pl.col(column.key)
    is_hit = cell.str.contains(trace.pattern)
    said = _said(frame.filter(is_hit)[column.key], trace)
    found = frame.filter(is_hit).select(LINE, cell, said.alias("becomes")).drop_nulls("becomes")
    issues.extend(
        Issue(trace.code, Severity.WARN, line, column.name, None, before, after, trace.message)
        for line, before, after in found.iter_rows()
    )
    if not (trace.is_undone or trace.undo):
        return frame
    told = found.select(LINE, "becomes")
    return (
        frame.join(told, on=LINE, how="left", maintain_order="left")
        .with_columns(pl.coalesce("becomes", cell).alias(column.key))
        .drop("becomes")
    )


def _said(cells: pl.Series, trace: _Trace) -> pl.Series:
    """What cells with the trace say; NULL where that isn't known."""
    if trace.undo is None:
        return cells.str.extract(trace.pattern) if trace.is_undone else cells
    known = {cell: trace.undo(cell) for cell in cells.unique()}
    return cells.replace_strict(known, return_dtype=pl.String)
