"""Header texts made into names that are distinct, never blank, and the same each time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from leadtui.model.issue import Issue, Severity
from leadtui.model.table import Column
from leadtui.reading.twice import as_written

_WORD: Final = re.compile(r"[^\W\d_]+")
_ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""Alphabets whose letters look alike."""


def name_columns(header: Sequence[str | None], line: int | None) -> tuple[tuple[Column, ...], list[Issue]]:
    r"""The columns of a header, and what had to be done to tell them apart.

    >>> [column.name for column in name_columns(["Zip", None, "zip", "City\nName"], 1)[0]]
    ['Zip', 'column 2', 'zip (2)', 'City Name']
    """
    taken: set[str] = set()
    columns, issues = [], []
    for index, cell in enumerate(header):
        received = (cell or "").lstrip("\ufeff")
        text = as_written(received) or received
        wanted = " ".join(text.split()) or f"column {index + 1}"
        name = _free(wanted, taken)
        taken.add(name.casefold())
        columns.append(Column(index=index, header=text, name=name))
        if line is not None and (name != wanted or not text.strip()):
            issues.append(_remark(text, name, index, line))
        if text != received:
            message = "The column's name was decoded by a wrong encoding; it is put right."
            issues.append(Issue("W-MOJIBAKE", Severity.WARN, line, name, None, received, text, message))
        if line is not None and (doubt := _doubt(text)):
            issues.append(_doubtful(text, name, index, line, doubt))
    return tuple(columns), issues


def _free(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 1
    while name.casefold() in taken:
        count += 1
        name = f"{wanted} ({count})"
    return name


def _remark(text: str, name: str, index: int, line: int) -> Issue:
    what = "has no name" if not text.strip() else "has the name of another column"
    return Issue(
        code="I-HEADER",
        severity=Severity.INFO,
        line=line,
        column=name,
        field=None,
        value=text or None,
        becomes=name,
        message=f"Column {index + 1} {what}; it is called “{name}” here.",
    )


def _doubt(text: str) -> str | None:
    """Why a name may not be what it looks like."""
    if text.isascii():
        return None
    if any(unicodedata.category(letter) == "Cf" for letter in text):
        return "holds characters that can't be seen"
    for word in _WORD.findall(text):
        alphabets = {unicodedata.name(letter, "").partition(" ")[0] for letter in word} & _ALIKE
        if len(alphabets) > 1:
            return f"mixes letters of two alphabets ({', '.join(sorted(map(str.capitalize, alphabets)))})"
    return None


def _doubtful(text: str, name: str, index: int, line: int, doubt: str) -> Issue:
    message = f"The name of column {index + 1} {doubt}; it may only look like another name."
    return Issue("W-LETTERS", Severity.WARN, line, name, None, text, name, message)
