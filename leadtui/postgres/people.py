"""Finding the rows a person means by a key, and every key such a row has had."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from leadtui.errors import UsageError
from leadtui.postgres.known_table import KnownTable, find_table


@dataclass(frozen=True, slots=True)
class Lead:
    """A row of a source, there or not, by all the keys the ledger has seen it under."""

    table: KnownTable
    source: str
    key: str
    """The one it has now, or had last."""
    keys: tuple[str, ...]
    """All of them."""


def find_leads(
    connection: psycopg.Connection, key: str, where: str, *, table: str | None = None, source: str | None = None
) -> tuple[Lead, ...]:
    """The leads of that key: the whole one (`license_number=110622`), or what stands behind the = sign.

    Raises:
        UsageError: nothing of that key is known.
    """
    places = connection.execute(
        "SELECT DISTINCT table_name, source FROM leadtui.runs"
        " WHERE (%(source)s::text IS NULL OR source = %(source)s)"
        " AND (%(table)s::text IS NULL OR to_regclass(table_name) = to_regclass(%(table)s)) ORDER BY 1, 2",
        {"source": source, "table": table},
    ).fetchall()
    found = [lead for name, source in places for lead in _find(connection, name, source, key)]
    if not found:
        raise UsageError(
            f"{where} knows no lead {key!r}", "Keys are shown by leadtui rows RUN; quote them: 'phone+zip=1512…|78701'."
        )
    return tuple(found)


def _find(connection: psycopg.Connection, name: str, source: str, key: str) -> list[Lead]:
    table = find_table(connection, name)
    rows = connection.execute(
        sql.SQL(
            "WITH known AS ("
            "  SELECT b.lead_key AS now, b.lead_key AS was, 2 ^ 62 AS run FROM {known} WHERE b.source = {source}"
            "  UNION SELECT c.lead_key, coalesce({before}->>'lead_key', c.lead_key), c.run FROM leadtui.changes c"
            "  JOIN leadtui.runs r ON r.run = c.run AND r.source = {source} WHERE c.table_name = {table})"
            " SELECT DISTINCT ON (now) now FROM known"
            " WHERE {key} IN (now, was) OR {part} IN (substring(now FROM '[^=]*$'), substring(was FROM '[^=]*$'))"
            " ORDER BY now, run DESC"
        ).format(
            known=table.books.known,
            before=table.books.before("c"),
            source=source,
            table=name,
            key=key,
            part=sql.SQL("leadtui.normal_key({})").format(key),
        )
    ).fetchall()
    leads: list[Lead] = []
    for (start,) in rows:
        if not any(start in lead.keys for lead in leads):
            keys = _all_keys(connection, table, source, start)
            leads.append(Lead(table, source, _last_key(connection, table, source, keys), keys))
    return leads


def _all_keys(connection: psycopg.Connection, table: KnownTable, source: str, key: str) -> tuple[str, ...]:
    """Keys are exchanged for better ones; the ledger knows both."""
    rows = connection.execute(
        sql.SQL(
            "WITH RECURSIVE same (key) AS (VALUES ({key}::text) UNION"
            " SELECT p.key FROM same s CROSS JOIN LATERAL ("
            "   SELECT unnest(ARRAY[c.lead_key, {before}->>'lead_key']) AS key FROM leadtui.changes c"
            "   JOIN leadtui.runs r ON r.run = c.run AND r.source = {source}"
            "   WHERE c.table_name = {table} AND c.lead_key <> {before}->>'lead_key'"
            "   AND (c.lead_key = s.key OR {before}->>'lead_key' = s.key)) AS p)"
            " SELECT key FROM same ORDER BY key"
        ).format(key=key, source=source, table=table.name, before=table.books.before("c"))
    ).fetchall()
    return tuple(key for (key,) in rows)


def _last_key(connection: psycopg.Connection, table: KnownTable, source: str, keys: tuple[str, ...]) -> str:
    row = connection.execute(
        sql.SQL(
            "SELECT key FROM (SELECT b.lead_key AS key, 2 ^ 62 AS run FROM {known}"
            "   WHERE b.source = {source} AND b.lead_key = ANY ({keys})"
            " UNION ALL SELECT lead_key, run FROM leadtui.changes"
            "   WHERE table_name = {table} AND lead_key = ANY ({keys})) AS found ORDER BY run DESC LIMIT 1"
        ).format(known=table.books.known, source=source, keys=list(keys), table=table.name)
    ).fetchone()
    return str(row[0]) if row else keys[0]
