"""What the ledger knows about a source's loads that matters for the next file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import psycopg

from leadtui.model.plan import Counts, LoadRequest, PastRun
from leadtui.postgres.live_table import LiveTable

_RECENT: Final = 6
"""Past loads that the next one is compared with."""


@dataclass(frozen=True, slots=True)
class RecentRun:
    """What a load was like, for comparison with the next one."""

    run: int
    read: int
    rejected: int
    vanished: int
    file_name: str
    file_size: int
    is_complete: bool
    """Whether the file was all of its source."""
    filled: dict[str, int]
    """How many rows had a value, field by field; empty for runs of an older leadtui."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the ledger knows about a source's loads into a table, seen from one file."""

    latest: int | None
    """The latest run that is not undone."""
    same: PastRun | None
    """`latest`, if it loaded the same bytes by the same mapping."""
    recent: tuple[RecentRun, ...]
    """The latest runs that are not undone, newest first."""
    older: PastRun | None
    """A run before `latest` that loaded the same bytes, which `latest` did not."""


def past(connection: psycopg.Connection, request: LoadRequest, table: LiveTable) -> Past:
    """What the ledger knows that matters for this request."""
    query = (
        "SELECT run, finished, file_name, sha256, mapping_sha256, read, inserted, updated, unchanged, rejected,"
        " duplicates, vanished FROM leadtui.runs WHERE table_name = %s AND source = %s AND kind = 'load'"
    )
    of_source = [table.name, request.mapping.name]
    if request.reloads_run is not None:
        return _past_of_reload(connection, query, of_source, request)
    # Corrected rejects add to a file; they do not follow it.
    query += " AND reloads_run IS NULL"
    latest = connection.execute(query + " AND state = 'loaded' ORDER BY run DESC LIMIT 1", of_source).fetchone()
    if latest is None:
        return Past(None, None, (), None)
    recent = _recent(connection, of_source)
    if latest[3] == request.sha256:
        # A try-out of the first rows is not the file: the same bytes must have given as many rows.
        same = latest[4] == request.mapping.sha256 and latest[5] == request.checked.read_count
        is_whole = same and not _was_half_undone(connection, of_source, latest[0])
        return Past(latest[0], _past_run(latest) if is_whole else None, recent, None)
    before = connection.execute(
        query + " AND sha256 = %s AND run < %s ORDER BY run DESC LIMIT 1", [*of_source, request.sha256, latest[0]]
    ).fetchone()
    return Past(latest[0], None, recent, _past_run(before) if before else None)


def _past_of_reload(connection: psycopg.Connection, query: str, of_source: list[str], request: LoadRequest) -> Past:
    same = connection.execute(
        (query + " AND state = 'loaded' AND reloads_run = %s AND sha256 = %s ORDER BY run DESC LIMIT 1").encode(),
        [*of_source, request.reloads_run, request.sha256],
    ).fetchone()
    return Past(request.reloads_run, _past_run(same) if same else None, (), None)


def _recent(connection: psycopg.Connection, of_source: list[str]) -> tuple[RecentRun, ...]:
    rows = connection.execute(
        "SELECT run, read, rejected, vanished, file_name, file_size, is_complete, coalesce(filled, '{}')"
        " FROM leadtui.runs WHERE table_name = %s AND source = %s AND kind = 'load' AND state = 'loaded'"
        " ORDER BY run DESC LIMIT %s",
        [*of_source, _RECENT],
    ).fetchall()
    return tuple(RecentRun(*row) for row in rows)


def _was_half_undone(connection: psycopg.Connection, of_source: list[str], run: int) -> bool:
    """Whether a run was undone after this one and left rows of its own in the table."""
    row = connection.execute(
        "SELECT FROM leadtui.runs WHERE table_name = %s AND source = %s AND kind = 'undo' AND state = 'loaded'"
        " AND run > %s AND unchanged > 0 LIMIT 1",
        [*of_source, run],
    ).fetchone()
    return row is not None


def _past_run(row: tuple[Any, ...]) -> PastRun:
    return PastRun(row[0], row[1], row[2], Counts(*row[5:]))
