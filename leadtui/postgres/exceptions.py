"""Where the usual rules do not hold: unfed fields, values changed by hand, cells that could not be read."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from psycopg import sql

from leadtui.cleaning import canonical_steps
from leadtui.model.plan import LoadRequest
from leadtui.model.step import Split
from leadtui.postgres.merge import Merge
from leadtui.postgres.stage import copy_frame


def note_exceptions(merge: Merge, request: LoadRequest) -> Merge:
    """Make `edited` and `spoiled`; the same merge, knowing what is excepted."""
    return replace(
        merge,
        unfed=frozenset(merge.mapping.target.fields) - _fed(merge),
        has_edited=_note_edited(merge),
        has_spoiled=_note_spoiled(merge, request),
    )


def _fed(merge: Merge) -> set[str]:
    """The fields the file can say something about."""
    fed: set[str] = set()
    for step in canonical_steps(merge.mapping):
        fed |= set(step.fields) if isinstance(step, Split) else {step.field}
    return fed


def _note_edited(merge: Merge) -> bool:
    merge.execute(
        "CREATE TEMP TABLE edited ON COMMIT DROP AS SELECT lead_key AS key, array_agg(field) AS fields"
        " FROM leadtui.edits WHERE table_name = {table} AND source = {source} GROUP BY lead_key"
    )
    return bool(merge.count("SELECT count(*) FROM pg_temp.edited"))


def _note_spoiled(merge: Merge, request: LoadRequest) -> bool:
    """Cells whose text could not be read and became NULL; of interest only where a blank erases."""
    merge.execute("CREATE TEMP TABLE spoiled (line bigint, fields text[]) ON COMMIT DROP")
    if merge.rules.blanks == "keep":
        return False
    spoiled = request.checked.issues.filter(
        pl.col("line").is_not_null() & pl.col("field").is_not_null() & pl.col("value").is_not_null(),
        pl.col("becomes").is_null(),
    )
    merge.execute("CREATE TEMP TABLE spoiled_cell (line bigint, field text) ON COMMIT DROP")
    copy_frame(merge.connection, sql.Identifier("pg_temp", "spoiled_cell"), spoiled.lazy().select("line", "field"), 0)
    merge.execute(
        "INSERT INTO pg_temp.spoiled SELECT line, array_agg(DISTINCT field) FROM pg_temp.spoiled_cell GROUP BY line"
    )
    return not spoiled.is_empty()
