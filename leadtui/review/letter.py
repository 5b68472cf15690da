"""What the publisher of a file is asked to put right: one point for each kind of mistake, in plain English.

Our own words (codes, fields, rules) are not theirs; their columns, lines and values are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import polars as pl

from leadtui.model.issue import ISSUE_SCHEMA, Severity
from leadtui.model.table import LINE

SHOWN: Final = 12
"""Lines named of each point."""
LONGEST: Final = 60
"""Characters of a value or a record that are shown."""
PLEASE: Final = MappingProxyType(
    {
        "E-REQUIRED": "Please fill in the missing value.",
        "E-KEY": "Please give a license number, or whatever else tells this record from all others.",
        "E-DATE": "Please give a real date, written as in the other rows, or leave the cell empty.",
        "E-INT": "Please give a whole number and nothing else, or leave the cell empty.",
        "E-NUMBER": "Please give a number and nothing else, or leave the cell empty.",
        "E-FLAG": "Please answer yes or no, or leave the cell empty.",
        "E-PHONE": "Please give the whole telephone number with its area code.",
        "E-EMAIL": "Please give a complete e-mail address, such as name@example.org.",
        "W-EMAIL-TYPO": "Please look whether the address has a typing mistake.",
        "E-URL": "Please give the address of the website, such as www.example.org.",
        "E-ZIP": "Please give all five digits; spreadsheets drop a zero at the beginning unless the column is text.",
        "E-STATE": "Please give the state by its name or its two letters.",
        "W-SPELLING": "Please use one spelling for the same thing.",
        "E-EXCEL": "A spreadsheet has spoilt this value; please give it as it was, in a column of text.",
        "E-CELLS": "The line has more cells than there are columns; please quote values with commas in them.",
        "E-QUOTE": "A quotation mark opens and never closes; please close it.",
        "E-ENCODING": "Please save the file as UTF-8.",
        "W-KEY": "Two rows say different things about the same record; please send the right one only.",
    }
)
OTHERWISE: Final = "Please look at these rows and correct them."


@dataclass(frozen=True, slots=True)
class Occasion:
    """The file the letter is about."""

    file: str
    received: str
    """The day, as people write it."""
    read_count: int
    rejected_count: int


def letter(issues: pl.DataFrame, occasion: Occasion) -> Iterator[str]:
    """The lines of the letter; `issues` is a frame of `ISSUE_SCHEMA`.

    What only concerns us (a reading we are sure of, a rule ignored for this source) is left out.
    """
    points = _points(issues)
    yield f"{occasion.file}, received {occasion.received}: {occasion.read_count:,} records"
    if points.is_empty():
        yield "Nothing to put right. Thank you."
        return
    if occasion.rejected_count:
        said = "1 record" if occasion.rejected_count == 1 else f"{occasion.rejected_count:,} records"
        yield f"{said} could not be used at all, marked with ! below."
    for number, point in enumerate(points.iter_rows(named=True), 1):
        yield ""
        yield from _point(number, point)


def rejects_as_issues(rejects: pl.DataFrame, encoding: str = "utf-8") -> pl.DataFrame:
    """Rejected records of a run (line, code, reason, raw) as issues whose value is the record."""
    rows = [
        {
            "code": code.split()[0] if code else "E-CELLS",
            "severity": Severity.ERROR.value,
            "line": line,
            "value": bytes(raw).decode(encoding, "replace").rstrip("\r\n") if raw is not None else None,
            "message": reason,
            "rejects": True,
        }
        for line, code, reason, raw in rejects.select(LINE, "code", "reason", "raw").iter_rows()
    ]
    return pl.DataFrame(rows, schema=ISSUE_SCHEMA)


def _points(issues: pl.DataFrame) -> pl.DataFrame:
    asked = issues.filter(
        pl.col("line").is_not_null(),
        pl.col("severity").is_in([Severity.ERROR.value, Severity.WARN.value]),
        pl.col("rejects") | pl.col("column").is_not_null() | pl.col("code").is_in(list(PLEASE)),
        pl.col("code") != "E-HAND",
    )
    return (
        asked.group_by("code", "column", maintain_order=True)
        .agg(
            count=pl.len(),
            rejects=pl.col("rejects").any(),
            message=pl.col("message").mode(maintain_order=True).first(),
            lines=pl.struct("line", "value", "suggestion", "rejects").head(SHOWN),
        )
        .sort("rejects", "count", descending=[True, True], maintain_order=True)
    )


def _point(number: int, point: dict[str, object]) -> Iterator[str]:
    where = f"Column {point['column']}" if point["column"] else "Whole records"
    count = int(str(point["count"]))
    yield f"{number}. {where}: {point['message']} ({count:,} {'row' if count == 1 else 'rows'})."
    yield f"   {PLEASE.get(str(point['code']), OTHERWISE)}"
    lines = point["lines"]
    assert isinstance(lines, list)  # noqa: S101  aggregated as one
    for line in lines:
        meant = f"   perhaps {_short(line['suggestion'])}" if line["suggestion"] is not None else ""
        value = _short(line["value"]) if line["value"] else "(empty)"
        yield f"   {'!' if line['rejects'] else ' '} line {line['line']:<8,} {value}{meant}"
    if count > len(lines):
        yield f"     and {count - len(lines):,} more"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
