"""Header texts made into names that are distinct, never blank, and the same each time."""

from __future__ import annotations

from collections.abc import Sequence

from leadtui.model.issue import Issue, Severity
from leadtui.model.table import Column


def name_columns(header: Sequence[str | None], line: int | None) -> tuple[tuple[Column, ...], list[Issue]]:
    r"""The columns of a header, and what had to be done to tell them apart.

    >>> [column.name for column in name_columns(["Zip", None, "zip", "City\nName"], 1)[0]]
    ['Zip', 'column 2', 'zip (2)', 'City Name']
    """
    taken: set[str] = set()
    columns, issues = [], []
    for index, cell in enumerate(header):
        text = (cell or "").lstrip("\ufeff")
        wanted = " ".join(text.split()) or f"column {index + 1}"
        name = _free(wanted, taken)
        taken.add(name.casefold())
        columns.append(Column(index=index, header=text, name=name))
        if line is not None and (name != wanted or not text.strip()):
            issues.append(_remark(text, name, index, line))
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
