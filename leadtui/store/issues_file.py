"""All issues in a file for people who work in other programs: CSV, JSON or HTML, never over another file."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final

import polars as pl

from leadtui.errors import UsageError
from leadtui.store.guarded import shown
from leadtui.store.spreadsheet import harmless
from leadtui.visible import visible

COLUMNS: Final = (
    "line", "code", "severity", "column", "field", "value", "becomes", "suggestion", "is_safe", "rejects", "message",
)  # fmt: skip
_SLICE: Final = 10_000
_STYLE: Final = (
    "body{font:14px system-ui,sans-serif;margin:2em}table{border-collapse:collapse}"
    "td,th{border-bottom:1px solid #ccc;padding:2px 10px;text-align:left;vertical-align:top}"
    "td.v{font-family:monospace;white-space:pre-wrap}tr.error td:nth-child(2){color:#b00020}"
    "tr.warn td:nth-child(2){color:#8a5a00}"
)


def write_issues(issues: pl.DataFrame, path: Path, *, title: str, safe: bool = False) -> None:
    """Write a frame of `ISSUE_SCHEMA`; with `safe`, no cell of a CSV can be run as a formula by a spreadsheet.

    Raises:
        UsageError: the ending is none of these, there is such a file, or it can't be written.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise UsageError(f"{shown(path)} ends in none of {', '.join(WRITERS)}")
    wanted = issues.select(COLUMNS)
    if safe:
        wanted = wanted.with_columns(harmless(pl.col(pl.String)))
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
            write(wanted, file, title)
    except FileExistsError as error:
        raise UsageError(f"{shown(path)} is there already", "Name another file, or remove it.") from error
    except OSError as error:
        raise UsageError(f"{shown(path)} can't be written: {(error.strerror or str(error)).lower()}") from error


def _write_csv(issues: pl.DataFrame, file: IO[bytes], _title: str) -> None:
    issues.write_csv(file)


def _write_json(issues: pl.DataFrame, file: IO[bytes], _title: str) -> None:
    file.write(b"[")
    for number, issue in enumerate(_rows(issues)):
        file.write(b"\n" if number == 0 else b",\n")
        file.write(json.dumps(issue, ensure_ascii=False).encode("utf-8", "replace"))
    file.write(b"\n]\n")


def _write_html(issues: pl.DataFrame, file: IO[bytes], title: str) -> None:
    heading = html.escape(visible(title))
    head = "".join(f"<th>{html.escape(name)}</th>" for name in COLUMNS)
    file.write(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{heading}</title><style>{_STYLE}</style>'
        f"</head><body><h1>{heading}</h1><p>{issues.height:,} issues</p><table><tr>{head}</tr>\n".encode()
    )
    for issue in _rows(issues):
        cells = "".join(f'<td class="v">{_cell(issue[name])}</td>' for name in COLUMNS)
        file.write(f'<tr class="{html.escape(str(issue["severity"]))}">{cells}</tr>\n'.encode("utf-8", "replace"))
    file.write(b"</table></body></html>\n")


def _cell(value: object) -> str:
    """Text from a file is never markup, and what can't be seen is made visible."""
    return "" if value is None else html.escape(visible(str(value)))


def _rows(issues: pl.DataFrame) -> Iterator[dict[str, object]]:
    for part in issues.iter_slices(_SLICE):
        yield from part.iter_rows(named=True)


WRITERS: Final[Mapping[str, Callable[[pl.DataFrame, IO[bytes], str], None]]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".html": _write_html,
}
"""By the ending of the file's name."""
