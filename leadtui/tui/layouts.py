"""Other ways to read a file: the choices for encoding, delimiter, quote and header, and what each changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from leadtui.model.dialect import Detection, Dialect
from leadtui.model.table import LINE, RawTable
from leadtui.tui.dialogs.pick import Option
from leadtui.tui.words import delimiter

Change = Callable[[Dialect, str], Dialect]

_NONE: Final = "none"
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
_DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
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
    return now.model_copy(update={"delimiter": key})


def with_sheet(now: Dialect, key: str) -> Dialect:
    """The dialect with another sheet."""
    return now.model_copy(update={"sheet": key})


def with_quote(now: Dialect, key: str) -> Dialect:
    """The dialect with another quote character."""
    return now.model_copy(update={"quote": None if key == _NONE else key})


def with_header(now: Dialect, key: str) -> Dialect:
    """The dialect with another header line."""
    return now.model_copy(update={"header_row": None if key == _NONE else int(key)})


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
