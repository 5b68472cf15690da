"""Other ways to read a file: the choices for encoding, delimiter, quote and header, and what each changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import polars as pl

from leadtui.model.dialect import Detection, Dialect
from leadtui.model.table import LINE, RawTable
from leadtui.tui.cells import shown
from leadtui.tui.dialogs.pick import Option
from leadtui.tui.words import delimiter

Change = Callable[[Dialect, str], Dialect]

_NONE: Final = "none"
_NOTE: Final = "note:"
_NOTES: Final = 20
_LINES: Final = 12
"""Lines offered as header."""
_ENCODINGS: Final = {
    "utf-8": "Unicode, today's usual one",
    "cp1252": "Windows, Western Europe and the Americas",
    "latin-1": "ISO 8859-1, older Western files",
    "mac_roman": "old Macintosh files",
    "utf-16": "Unicode as Excel's “Unicode text”",
    "cp437": "DOS, United States",
    "cp850": "DOS, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
    "gb18030": "Chinese",
    "shift_jis": "Japanese",
}
_DELIMITERS: Final = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "pipe",
    ":": "colon",
    " ": "blank",
    "^": "caret",
    "~": "tilde",
}
_ESCAPES: Final = {_NONE: "quotes in quoted cells are doubled", "\\": "a backslash stands before them"}
_TITLES: Final = {
    "encoding": "encoding",
    "delimiter": "delimiter",
    "quote": "quote",
    "escape": "escape",
    "header_row": "header",
    "header_rows": "rows of the header",
    "first_row": "first row",
    "last_row": "last row",
    "sheet": "sheet",
    "cuts": "columns begin at",
}
_QUOTES: Final = {'"': "double quote", "'": "single quote", _NONE: "quotes are plain text"}


def encodings(now: Dialect) -> list[Option]:
    """Encodings, the present one first if it is a rare one."""
    known = dict(_ENCODINGS)
    if now.encoding not in known:
        known = {now.encoding: "found in the file", **known}
    return [_option(key, key, words, now.encoding) for key, words in known.items()]


def delimiters(now: Dialect) -> list[Option]:
    """Delimiters."""
    known = dict(_DELIMITERS)
    known.setdefault(now.delimiter, delimiter(now.delimiter))
    return [_option(key, words, "", now.delimiter) for key, words in known.items()]


def quotes(now: Dialect) -> list[Option]:
    """Quote characters."""
    return [_option(key, key if key != _NONE else "none", words, now.quote or _NONE) for key, words in _QUOTES.items()]


def escapes(now: Dialect) -> list[Option]:
    """Escape characters."""
    known = dict(_ESCAPES)
    known.setdefault(now.escape or _NONE, "found in the file")
    return [_option(key, key, words, now.escape or _NONE) for key, words in known.items()]


def noted(raw: RawTable | None) -> list[tuple[int | None, str]]:
    """What reading did to whole lines or the file, not to single cells: the line and a sentence, first ones first."""
    if raw is None:
        return []
    about_lines = raw.issues.filter(pl.col("column").is_null() & ~pl.col("rejects") & (pl.col("code") != "I-BLANK"))
    return about_lines.sort("line", nulls_last=True).head(_NOTES).select("line", "message").rows()


def decisions(detection: Detection, raw: RawTable | None = None) -> list[Option]:
    """Each decision about the layout, with its reason and how sure it is; then what reading did to whole lines."""
    dialect = detection.dialect
    options = []
    for reason in detection.reasons:
        value = delimiter(dialect.delimiter) if reason.setting == "delimiter" else reason.value
        title = f"{_TITLES[reason.setting]}: {shown(value, 24)}"
        options.append(Option(reason.setting, title, reason.because, f"{100 * reason.confidence:.0f}%"))
    if dialect.last_row is not None:
        options.append(Option("last_row", f"last row: {dialect.last_row}", "chosen by hand", "100%"))
    for number, (line, message) in enumerate(noted(raw)):
        place = f"line {line:,}" if line is not None else "the file"
        options.append(Option(f"{_NOTE}{number}", place, shown(message, 200)))
    return options


def first_rows(raw: RawTable) -> list[Option]:
    """The lines where a table without header may begin."""
    now = str(raw.dialect.first_row or 1)
    lines = _lines(raw.frame.head(_LINES), raw)
    numbers = sorted({1, int(now), *lines, *range(1, min(lines, default=1))})[: 2 * _LINES]
    return [_option(str(number), f"line {number}", lines.get(number, ""), now) for number in numbers]


def last_rows(raw: RawTable) -> list[Option]:
    """The lines where the table may end, the last ones first."""
    now = str(raw.dialect.last_row or _NONE)
    lines = _lines(raw.frame.tail(4 * _LINES), raw)
    options = [_option(_NONE, "as far as it goes", "footers are found by what they look like", now)]
    return options + [_option(str(line), f"line {line}", lines[line], now) for line in sorted(lines, reverse=True)]


def _lines(frame: pl.LazyFrame, raw: RawTable) -> dict[int, str]:
    short = [pl.col(key).str.slice(0, 40) for key in _keys(raw)]
    rows = frame.select(LINE, *short).collect().iter_rows()
    return {int(row[0]): " | ".join(value or "" for value in row[1:])[:200] for row in rows}


def sheets(names: tuple[str, ...], now: Dialect) -> list[Option]:
    """The sheets of a workbook."""
    return [_option(name, name, "", now.sheet or "") for name in names]


def headers(raw: RawTable) -> list[Option]:
    """The first lines, each a possible header, or none of them."""
    now = raw.dialect.header_row
    lines = {int(row[0]): row[1:] for row in raw.frame.select(LINE, *_keys(raw)).head(_LINES).collect().iter_rows()}
    if now:
        lines[now] = tuple(column.header for column in raw.columns)
    numbers = sorted({*range(1, (now or 1) + 1), *lines})[:_LINES]
    options = [_option(_NONE, "none", "the first line is a row already", str(now or _NONE))]
    for number in numbers:
        words = " | ".join(value or "" for value in lines.get(number, ()))
        options.append(_option(str(number), f"line {number}", words[:200], str(now or _NONE)))
    return options


def with_encoding(now: Dialect, key: str) -> Dialect:
    """The dialect with another encoding."""
    return now.model_copy(update={"encoding": key})


def with_delimiter(now: Dialect, key: str) -> Dialect:
    """The dialect with another delimiter."""
    return now.model_copy(update={"delimiter": key, "cuts": ()})


def with_sheet(now: Dialect, key: str) -> Dialect:
    """The dialect with another sheet."""
    return now.model_copy(update={"sheet": key})


def with_quote(now: Dialect, key: str) -> Dialect:
    """The dialect with another quote character."""
    return now.model_copy(update={"quote": None if key == _NONE else key})


def with_header(now: Dialect, key: str) -> Dialect:
    """The dialect with another header line."""
    row = None if key == _NONE else int(key)
    return now.model_copy(update={"header_row": row, "header_rows": 1, "first_row": None})


def with_escape(now: Dialect, key: str) -> Dialect:
    """The dialect with another escape character."""
    return now.model_copy(update={"escape": None if key == _NONE else key})


def with_first_row(now: Dialect, key: str) -> Dialect:
    """The dialect of a table without header that begins in another line."""
    return now.model_copy(update={"header_row": None, "header_rows": 1, "first_row": int(key)})


def with_last_row(now: Dialect, key: str) -> Dialect:
    """The dialect of a table that ends in another line."""
    return now.model_copy(update={"last_row": None if key == _NONE else int(key)})


def said(detection: Detection, dialect: Dialect) -> Detection:
    """A detection with what a person said in place of what was guessed."""
    changed = {name for name in Dialect.model_fields if getattr(dialect, name) != getattr(detection.dialect, name)}
    reasons = tuple(
        replace(reason, value=str(getattr(dialect, reason.setting)), because="chosen by hand", confidence=1.0)
        if reason.setting in changed
        else reason
        for reason in detection.reasons
    )
    return Detection(dialect, reasons)


def _option(key: str, title: str, description: str, now: str) -> Option:
    return Option(key, title, description, "now" if key == now else "")


def _keys(raw: RawTable) -> list[str]:
    return [column.key for column in raw.columns]
