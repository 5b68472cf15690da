"""Raw tables and mappings made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from leadtui.model.dialect import Detection, Dialect
from leadtui.model.issue import Issue, issue_frame
from leadtui.model.mapping import Mapping as Decided
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE, LINE_COUNT, UNREADABLE_SCHEMA, Column, RawTable
from leadtui.model.target import Target

Cells = Mapping[str, Sequence[str | None]]


def table(cells: Cells, issues: Sequence[Issue] = (), unreadable: Sequence[int] = ()) -> RawTable:
    """A file with these columns; its first record stands in line 2."""
    columns = tuple(Column(place, name, name) for place, name in enumerate(cells))
    height = len(next(iter(cells.values()), ()))
    frame = pl.DataFrame(
        {column.key: cells[column.name] for column in columns}, schema={column.key: pl.String for column in columns}
    ).with_columns(pl.int_range(2, height + 2, dtype=pl.Int64).alias(LINE), pl.lit(1, dtype=pl.Int64).alias(LINE_COUNT))
    lost = [(line, 1) for line in unreadable]
    return RawTable(
        source=Source(Path("made.csv"), "made.csv", Format.CSV, 1),
        detection=Detection(Dialect()),
        columns=columns,
        frame=frame.lazy(),
        row_count=height,
        sha256="0" * 64,
        unreadable=pl.DataFrame(lost, schema=UNREADABLE_SCHEMA, orient="row"),
        issues=issue_frame(issues),
    )


def mapping(fields: dict[str, Any], columns: dict[str, Any], steps: list[Any] | None = None, **target: Any) -> Decided:
    """A mapping of one source, as if its files had been merged."""
    made = Target.model_validate({"target": "public.places", "fields": fields, **target})
    return Decided.model_validate(
        {"name": "made", "version": 1, "target": made, "columns": columns, "steps": steps or []}
    )
