"""What is to be forgotten: before-images after their time, and a person on request."""

from __future__ import annotations

from typing import Final, LiteralString

import psycopg
from psycopg import sql

from leadtui.model.story import Erased, Pruned
from leadtui.postgres.lock import lock_source
from leadtui.postgres.people import Lead

_GONE: Final = "erased"
_TELLING: Final = 6
"""Letters and digits from which on a text tells one person from another."""


def prune(connection: psycopg.Connection, days: float) -> Pruned:
    """Forget the before-images of runs older than `days`; those of mode history are the history, and stay."""
    old = [
        run
        for (run,) in connection.execute(
            "SELECT run FROM leadtui.runs r WHERE finished < now() - make_interval(secs => %s) AND mode <> 'history'"
            " AND pruned IS NULL AND (EXISTS (SELECT FROM leadtui.changes c WHERE c.run = r.run)"
            "   OR EXISTS (SELECT FROM leadtui.seen s WHERE s.run = r.run)) ORDER BY run",
            [days * 86_400],
        )
    ]
    deleted = connection.execute("DELETE FROM leadtui.changes WHERE run = ANY (%s)", [old]).rowcount
    connection.execute("DELETE FROM leadtui.seen WHERE run = ANY (%s)", [old])
    connection.execute("UPDATE leadtui.runs SET pruned = now() WHERE run = ANY (%s)", [old])
    return Pruned(tuple(old), deleted)


def erase(connection: psycopg.Connection, lead: Lead) -> Erased:
    """Remove a person from the table, the before-images, edits, duplicates and rejects."""
    lock_source(connection, lead.table.name, lead.source)
    rejects = _erase_rejects(connection, lead)

    def run(statement: LiteralString) -> int:
        return connection.execute(
            sql.SQL(statement).format(
                target=lead.table.identifier,
                known=lead.table.books.known,
                before=lead.table.books.before("c"),
                is_of=lead.table.books.is_of("l") if lead.table.books.is_beside else sql.SQL("false"),
                table=lead.table.name,
                source=lead.source,
                keys=list(lead.keys),
                gone=_GONE,
                of_source=sql.SQL("run IN (SELECT run FROM leadtui.runs WHERE table_name = {} AND source = {})").format(
                    lead.table.name, lead.source
                ),
            )
        ).rowcount

    images = run(
        "DELETE FROM leadtui.changes c WHERE table_name = {table} AND {of_source}"
        " AND (lead_key = ANY ({keys}) OR {before}->>'lead_key' = ANY ({keys}))"
    )
    edits = run(
        "DELETE FROM leadtui.edits WHERE table_name = {table} AND source = {source} AND lead_key = ANY ({keys})"
    )
    run("DELETE FROM leadtui.seen WHERE lead_key = ANY ({keys}) AND {of_source}")
    duplicates = run("UPDATE leadtui.duplicates SET lead_key = {gone} WHERE lead_key = ANY ({keys}) AND {of_source}")
    if lead.table.books.is_beside:
        rows = run(
            "WITH mine AS (SELECT t.ctid AS tid FROM {known} WHERE b.source = {source} AND b.lead_key = ANY ({keys}))"
            ", closed AS (DELETE FROM leadtui.lineage l USING {target} t, mine WHERE t.ctid = mine.tid AND {is_of})"
            " DELETE FROM {target} t USING mine WHERE t.ctid = mine.tid"
        )
        run("DELETE FROM leadtui.lineage WHERE table_name = {table} AND source = {source} AND lead_key = ANY ({keys})")
    else:
        rows = run("DELETE FROM {target} WHERE source = {source} AND lead_key = ANY ({keys})")
    return Erased(lead.key, lead.table.name, lead.source, rows, images, edits, rejects, duplicates)


def _erase_rejects(connection: psycopg.Connection, lead: Lead) -> int:
    """Forget the bytes of rejected records that hold a whole key of the person, or an e-mail address or a telephone.

    Both sides are compared as letters and digits alone, so that it does not matter how a publisher writes them.
    """
    # A short number is in too many records to tell whose they are.
    telling = [marks for marks in _marks(connection, lead) if sum(map(len, marks)) >= _TELLING]
    count = 0
    for marks in telling:
        count += connection.execute(
            "UPDATE leadtui.rejects SET raw = NULL, reason = %(gone)s WHERE raw IS NOT NULL AND run IN"
            " (SELECT run FROM leadtui.runs WHERE table_name = %(table)s AND source = %(source)s)"
            " AND (SELECT bool_and(strpos(r.plain, mark) > 0) FROM unnest(%(marks)s::text[]) AS m (mark),"
            "   regexp_replace(lower(encode(raw, 'escape')), '[^a-z0-9]', '', 'g') AS r (plain))",
            {"gone": _GONE, "table": lead.table.name, "source": lead.source, "marks": marks},
        ).rowcount
    return count


def _marks(connection: psycopg.Connection, lead: Lead) -> list[list[str]]:
    """Sets of texts; a record with all texts of one set is about the person."""
    images = sql.SQL(
        "SELECT to_jsonb(t) AS image FROM {known} WHERE b.source = {source} AND b.lead_key = ANY ({keys})"
        " UNION ALL SELECT c.before FROM leadtui.changes c JOIN leadtui.runs r ON r.run = c.run"
        "   WHERE c.table_name = {table} AND c.before IS NOT NULL AND r.source = {source}"
        "   AND (c.lead_key = ANY ({keys}) OR {before}->>'lead_key' = ANY ({keys}))"
    ).format(
        known=lead.table.books.known,
        before=lead.table.books.before("c"),
        source=lead.source,
        keys=list(lead.keys),
        table=lead.table.name,
    )
    plain = "regexp_replace(lower(encode(convert_to({}, 'UTF8'), 'escape')), '[^a-z0-9]', '', 'g')"
    values = connection.execute(
        sql.SQL("SELECT DISTINCT v.field, v.value, {} FROM ({}) AS i, jsonb_each_text(i.image) AS v (field, value)"
                " WHERE v.value IS NOT NULL AND v.field NOT IN ('lead_key', 'source')").format(
            sql.SQL(plain).format(sql.SQL("v.value")), images
        )
    ).fetchall()  # fmt: skip
    by_field: dict[str, list[str]] = {}
    sets: list[list[str]] = []
    for field, value, mark in values:
        by_field.setdefault(field, []).append(_local(value, mark))
        if "@" in value or _is_telephone(value):
            sets.append([_local(value, mark)])
    for key in lead.keys:
        fields = key.rpartition("=")[0].split("+")
        if all(by_field.get(field) for field in fields):
            sets.append([by_field[field][0] for field in fields])
    return sets


_DIGITS: Final = 10
"""Of a telephone number without its country code."""


def _is_telephone(value: str) -> bool:
    digits = value.removeprefix("+")
    return value.startswith("+") and digits.isdigit() and len(digits) >= _DIGITS


def _local(value: str, mark: str) -> str:
    """A telephone number as a publisher writes it, without the country code."""
    return mark[-_DIGITS:] if _is_telephone(value) else mark
