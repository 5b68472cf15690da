"""A table as strict CSV with its issues as JSON beside it; streamed, and whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, Final

import polars as pl
from polars.exceptions import PolarsError

from leadtui.errors import UsageError
from leadtui.model.table import RawTable
from leadtui.model.tidied import Tidied
from leadtui.store.guarded import shown
from leadtui.store.spreadsheet import harmless

_SLICE: Final = 10_000
"""Issues turned into JSON at a time."""


def write_tidied(table: RawTable, folder: Path, stem: str, *, safe: bool = False) -> Tidied:
    """Write `folder/stem.csv` and `folder/stem.issues.json`, both or neither, over former ones.

    With `safe`, cells a spreadsheet would run as a formula get an apostrophe in front.

    Raises:
        UsageError: the folder can't be made or written, or one of the two would replace the file read.
    """
    rows, issues = folder / f"{stem}.csv", folder / f"{stem}.issues.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (rows, issues):
            _refuse_itself(table, path)
        _write_both({rows: partial(_write_rows, table, safe=safe), issues: partial(_write_issues, table)})
    except (OSError, PolarsError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(
            f"{shown(rows)} cannot be written: {reason}", "Name a folder that can be written with --to."
        ) from error
    return Tidied(
        source=table.source,
        dialect=table.dialect,
        sha256=table.sha256,
        row_count=table.row_count,
        rejected_count=table.unreadable.height,
        by_code=tuple(table.issues.group_by("code").len().sort("code").iter_rows()),
        csv=rows,
        issues=issues,
    )


def _refuse_itself(table: RawTable, path: Path) -> None:
    if path.exists() and path.samefile(table.source.path):
        raise UsageError(f"{shown(path)} is the file itself and would be replaced", "Name another folder with --to.")


def _write_both(parts: dict[Path, Callable[[IO[bytes]], None]]) -> None:
    beside = {path: path.with_name(f".{secrets.token_hex(8)}.tmp") for path in parts}
    with ExitStack() as stack:
        for path, write in parts.items():
            stack.callback(beside[path].unlink, missing_ok=True)
            with beside[path].open("xb") as file:
                write(file)
        for path in parts:
            beside[path].replace(path)


def _write_rows(table: RawTable, file: IO[bytes], *, safe: bool) -> None:
    if table.dialect.header_row is not None or any(column.header for column in table.columns):
        header = io.StringIO(newline="")
        csv.writer(header, lineterminator="\n").writerow([column.header for column in table.columns])
        file.write(header.getvalue().encode())
        file.flush()
    cells = table.frame.select(harmless(pl.col(column.key)) if safe else pl.col(column.key) for column in table.columns)
    cells.sink_csv(file, include_header=False, engine="streaming")


def _write_issues(table: RawTable, file: IO[bytes]) -> None:
    lines = (json.dumps(issue, ensure_ascii=False).encode() for issue in _issues(table.issues))
    first = next(lines, None)
    if first is None:
        file.write(b"[]\n")
        return
    file.write(b"[\n" + first)
    file.writelines(b",\n" + line for line in lines)
    file.write(b"\n]\n")


def _issues(issues: pl.DataFrame) -> Iterator[dict[str, object]]:
    for part in issues.iter_slices(_SLICE):
        for issue in part.iter_rows(named=True):
            yield {
                "code": issue["code"],
                "line": issue["line"],
                "column": issue["column"],
                "before": issue["value"],
                "after": issue["becomes"],
                "confidence": issue["confidence"],
                "message": issue["message"],
            }
