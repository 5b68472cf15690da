r"""The checked rows of a file, copied into a temporary table of the transaction: block by block, as CSV.

CSV, because it keeps apart what must be kept apart (NULL is nothing, an empty text is `""`) and Polars
writes it natively; a text such as `\.` or `\N` is just text in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import polars as pl
import psycopg
from psycopg import sql

from leadtui.errors import BrokenPromiseError, RefusedError
from leadtui.model.plan import LoadRequest
from leadtui.model.table import LINE
from leadtui.postgres.live_table import LiveColumn, LiveTable

Progress = Callable[[int, int], None]
BLOCK_ROWS = 50_000
STAGE = sql.Identifier("pg_temp", "stage")


@dataclass(frozen=True, slots=True)
class Staged:
    """A file in the transaction's own table."""

    columns: tuple[LiveColumn, ...]
    """Those the file feeds."""
    row_count: int
    filled: Counter[str]
    """How many rows have a value, field by field."""
    refused: frozenset[str] = frozenset()
    """The fields known of rejected rows, which lie in `refused`; none where there are no such rows."""


def stage(
    connection: psycopg.Connection,
    request: LoadRequest,
    table: LiveTable,
    on_progress: Progress | None = None,
    *,
    is_trial: bool = False,
) -> Staged:
    """Copy the good rows into `stage`; in a trial, with values that do not fit.

    Raises:
        RefusedError: a value cannot be stored as it is; the column and the file's line are named.
    """
    schema = request.checked.good.collect_schema()
    columns = tuple(column for column in table.columns if column.name in schema)
    connection.execute(
        sql.SQL("CREATE TEMP TABLE stage ({} bigint NOT NULL, {}) ON COMMIT DROP").format(
            sql.Identifier(LINE),
            sql.SQL(", ").join(
                sql.SQL("{} {}").format(column.identifier, sql.SQL(column.staged_as)) for column in columns
            ),
        )
    )
    names = [LINE, *(column.name for column in columns)]
    filled: Counter[str] = Counter()
    good, total = request.checked.good.select(names), request.checked.good_count
    copied = copy_frame(connection, STAGE, good, total, on_progress, filled=filled)
    if copied != request.checked.good_count:
        raise BrokenPromiseError(f"{request.checked.good_count:,} rows were checked, but {copied:,} came to be copied")
    if not is_trial:
        _refuse_misfits(connection, table, columns)
    return Staged(columns, copied, filled, _stage_refused(connection, request, columns))


def _stage_refused(
    connection: psycopg.Connection, request: LoadRequest, columns: tuple[LiveColumn, ...]
) -> frozenset[str]:
    """Copy what rejected rows are found again by into `refused`, as text: nothing of them is ever stored."""
    refused = request.checked.refused
    if refused is None or refused.is_empty():
        return frozenset()
    fed = {column.name for column in columns}
    names = [name for name in refused.columns if name in fed]
    fields = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in names)
    connection.execute(
        sql.SQL("CREATE TEMP TABLE refused ({} bigint NOT NULL, {}) ON COMMIT DROP").format(
            sql.Identifier(LINE), fields
        )
    )
    texts = refused.lazy().select(LINE, *(_without_zero_bytes(pl.col(name).cast(pl.String)) for name in names))
    copy_frame(connection, sql.Identifier("pg_temp", "refused"), texts, refused.height)
    return frozenset(names)


def _without_zero_bytes(text: pl.Expr) -> pl.Expr:
    """Such a row is rejected for them, and no stored key has any."""
    return pl.when(~text.str.contains("\0", literal=True)).then(text).name.keep()


def copy_frame(
    connection: psycopg.Connection,
    into: sql.Identifier,
    frame: pl.LazyFrame,
    total: int,
    on_progress: Progress | None = None,
    *,
    filled: Counter[str] | None = None,
) -> int:
    """COPY all rows of `frame` into columns of the same names; how many there were.

    `filled` counts the values that are not NULL, column by column.
    """
    names = frame.collect_schema().names()
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        into, sql.SQL(", ").join(map(sql.Identifier, names))
    )
    copied = 0
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for block in _blocks(frame, Counter() if filled is None else filled):
            text = BytesIO()
            block.write_csv(text, include_header=False)
            copy.write(text.getbuffer())
            copied += block.height
            if on_progress is not None:
                on_progress(copied, total)
    return copied


def _blocks(frame: pl.LazyFrame, filled: Counter[str]) -> Iterator[pl.DataFrame]:
    for block in frame.collect_batches(chunk_size=BLOCK_ROWS, maintain_order=True):
        _refuse_zero_bytes(block)
        filled.update({name: block.height - block[name].null_count() for name in block.columns})
        yield block


def _refuse_zero_bytes(block: pl.DataFrame) -> None:
    """Postgres has no text with a zero byte in it; checking should have rejected the row."""
    texts = [name for name, kind in block.schema.items() if kind == pl.String]
    found = block.select(pl.col(name).str.contains("\0", literal=True).any() for name in texts)
    for name in texts:
        if found.item(0, name):
            line = block.filter(pl.col(name).str.contains("\0", literal=True)).item(0, LINE)
            raise RefusedError(f"line {line}: {name!r} holds a zero byte, which Postgres cannot store")


def _refuse_misfits(connection: psycopg.Connection, table: LiveTable, columns: tuple[LiveColumn, ...]) -> None:
    """All columns in one look at the rows."""
    asked = [(column, column.misfit) for column in columns if column.misfit is not None]
    if not asked:
        return
    found = sql.SQL(", ").join(
        sql.SQL("min({0}) FILTER (WHERE {1}), count(*) FILTER (WHERE {1})").format(sql.Identifier(LINE), misfit)
        for _, misfit in asked
    )
    row = connection.execute(sql.SQL("SELECT {} FROM {}").format(found, STAGE)).fetchone() or ()
    for (column, _), line, count in zip(asked, row[::2], row[1::2], strict=True):
        if count:
            raise RefusedError(
                f"{count:,} values do not fit into the column {column.name!r} of {table.name}"
                f" ({column.stored_as.lower()}), the first in line {line}",
                "Widen the column, or shorten the values in the mapping.",
            )
