"""Small files as the rest of leadtui hands them over: `LoadRequest` values from rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any, Final

import polars as pl
import psycopg
import pytest
from psycopg.rows import dict_row, tuple_row

from leadtui.model.checked import REJECTED_SCHEMA, Checked
from leadtui.model.issue import Issue, issue_frame
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.plan import REJECTS_SCHEMA, LoadRequest
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE
from leadtui.model.target import Field, FieldType, LoadRules, Target
from leadtui.postgres import Database

Row = Dict[str, Any]
KEY: Final = (("license_number",), ("provider_id",), ("phone", "zip"), ("company", "address1"))
FIELDS: Final = {
    **dict.fromkeys(
        ("company", "license_number", "provider_id", "phone", "zip", "address1", "city", "email", "license_status"),
        Field(),
    ),
    "capacity": Field(type=FieldType.INTEGER),
    "license_issued": Field(type=FieldType.DATE),
    "accepts_financial_aid": Field(type=FieldType.BOOLEAN),
}
_KINDS: Final = {
    FieldType.TEXT: pl.String(),
    FieldType.INTEGER: pl.Int64(),
    FieldType.NUMERIC: pl.Float64(),
    FieldType.DATE: pl.Date(),
    FieldType.BOOLEAN: pl.Boolean(),
    FieldType.TIMESTAMP: pl.Datetime(),
}


def request(
    rows: Sequence[Row],
    *,
    source: str = "tx",
    table: str = "public.leads",
    fields: Dict[str, Field] = FIELDS,
    key: tuple[tuple[str, ...], ...] = KEY,
    rejected: Sequence[tuple[int, str, str, bytes]] = (),
    issues: Sequence[Issue] = (),
    sha256: str | None = None,
    unfed: Sequence[str] = (),
    **options: Any,
) -> LoadRequest:
    """A file of `rows`, the first on line 2.

    `rejected` are line, code, reason and bytes; the file has no column for `unfed` fields. Options are those
    of `LoadRules` and of `LoadRequest`.
    """
    chosen = {name: options.pop(name) for name in tuple(options) if name in LoadRules.model_fields}
    columns = {name: ColumnMap(to=(name,)) for name in fields if name not in unfed}
    target = Target(table=table, load=LoadRules(key=key, **{"max_vanished": "100%", **chosen}), fields=dict(fields))
    schema = {LINE: pl.Int64(), **{name: _KINDS[field.type] for name, field in fields.items()}}
    lines = [{LINE: line, **row} for line, row in enumerate(rows, start=2)]
    good = pl.DataFrame(lines, schema=schema)
    rejects = pl.DataFrame(
        [(line, 1, code, reason, raw) for line, code, reason, raw in rejected], schema=REJECTS_SCHEMA, orient="row"
    )
    return LoadRequest(
        mapping=Mapping(name=source, version=1, target=target, columns=columns),
        mapping_document="format: 1\n",
        file=Source(Path("/nowhere/file.csv"), "file.csv", Format.CSV, 1),
        sha256=sha256 or hashlib.sha256(repr((rows, rejected)).encode()).hexdigest(),
        checked=Checked(
            good=good.lazy(),
            good_count=good.height,
            rejected=rejects.select(*REJECTED_SCHEMA),
            issues=issue_frame(issues),
            fixed_count=0,
            read_count=good.height + rejects.height,
        ),
        rejects=rejects,
        **options,
    )


def stored(database: Database, query: str = "SELECT * FROM public.leads ORDER BY source, lead_key") -> list[Row]:
    """Rows of the database as dictionaries."""
    assert database.choice.conninfo is not None
    parameters: dict[str, Any] = dict(database.choice.conninfo.parameters())
    with psycopg.connect(**parameters, row_factory=dict_row) as connection:
        return connection.execute(query.encode()).fetchall()


def change(database: Database, statement: str) -> None:
    """A statement by somebody else than leadtui."""
    assert database.choice.conninfo is not None
    parameters: dict[str, Any] = dict(database.choice.conninfo.parameters())
    with psycopg.connect(**parameters, autocommit=True) as connection:
        connection.execute(statement.encode())


def lose_one_answer(monkeypatch: pytest.MonkeyPatch, *, is_done: bool, also: Callable[[], None] = lambda: None) -> None:
    """The next COMMIT of a load is carried out, or not, and its answer never comes."""
    left = [True]
    commit = psycopg.Connection.commit

    def lose(driver: psycopg.Connection) -> None:
        cursor = driver.cursor(row_factory=tuple_row)
        row = cursor.execute("SELECT current_setting('leadtui.run', true)").fetchone()
        if row and row[0] and left:
            left.clear()
            if is_done:
                commit(driver)
            also()
            driver.pgconn.finish()
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        commit(driver)

    monkeypatch.setattr(psycopg.Connection, "commit", lose)
