"""What the ledger can tell of one lead: its row as it was before each run, laid end to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import psycopg
from psycopg import sql

from leadtui.model.story import Event, Story, ValueChange
from leadtui.postgres.books import LINEAGE
from leadtui.postgres.people import Lead

_WHAT: Final = {
    "insert": "put back",
    "update": "updated",
    "vanish": "vanished",
    "delete": "deleted",
    "adopt": "found in the file, as it is",
    "settle": "confirmed what was changed by hand",
}
_Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Image:
    """A row at some time, as JSON has it."""

    values: _Fields
    books: _Fields | None
    """Where it came from; None while the source had not loaded it. In a table of ours, the same as the values."""

    def book(self, name: str) -> Any:
        """One fact of the books."""
        return self.books.get(name) if self.books else None


_SHOWN_LINEAGE: Final = ("lead_key", "is_current")


@dataclass(frozen=True, slots=True)
class _Entry:
    run: int
    moment: datetime
    file_name: str
    state: str
    undoes: int | None
    action: str
    before: _Image | None
    is_beside: bool


def tell(connection: psycopg.Connection, lead: Lead) -> Story:
    """The story of a lead, oldest event first."""
    now = _now(connection, lead)
    entries = _entries(connection, lead)
    # After each change the row is as the next one found it; after the last, as it is.
    images = [entry.before for entry in entries] + [now]
    events = _first(connection, lead, next((image for image in images if image), None))
    for entry, after in zip(entries, images[1:], strict=True):
        events.append(_event(entry, after))
    events += _lost(connection, lead) + _edits(connection, lead)
    return Story(
        table=lead.table.name,
        source=lead.source,
        lead_key=lead.key,
        is_there=now is not None,
        is_current=bool(now and now.book("is_current")),
        events=tuple(sorted(events, key=lambda event: event.moment)),
    )


def _now(connection: psycopg.Connection, lead: Lead) -> _Image | None:
    row = connection.execute(
        sql.SQL("SELECT to_jsonb(t), to_jsonb(b) FROM {} WHERE b.source = {} AND b.lead_key = {}").format(
            lead.table.books.known, lead.source, lead.key
        )
    ).fetchone()
    return _Image(*row) if row else None


def _entries(connection: psycopg.Connection, lead: Lead) -> list[_Entry]:
    rows = connection.execute(
        sql.SQL(
            "SELECT c.run, r.started, r.file_name, r.state, r.undoes_run, c.action, c.before, {before}"
            " FROM leadtui.changes c JOIN leadtui.runs r ON r.run = c.run AND r.source = {source}"
            " WHERE c.table_name = {table} AND c.lead_key = ANY ({keys}) ORDER BY c.run"
        ).format(before=lead.table.books.before("c"), source=lead.source, table=lead.table.name, keys=list(lead.keys))
    ).fetchall()
    beside = lead.table.books.is_beside
    return [
        _Entry(run, moment, name, state, undoes, action, _Image(values, books) if values else None, beside)
        for run, moment, name, state, undoes, action, values, books in rows
    ]


def _first(connection: psycopg.Connection, lead: Lead, image: _Image | None) -> list[Event]:
    """The load that inserted the row is the one it was first seen in."""
    if image is None or image.book("first_seen") is None:
        return []
    rows = connection.execute(
        "SELECT run, started, file_name, state FROM leadtui.runs"
        " WHERE table_name = %s AND source = %s AND started = %s AND kind = 'load'",
        [lead.table.name, lead.source, image.book("first_seen")],
    ).fetchall()
    return [
        Event(
            run, moment, "inserted", name, image.book("file_line") if image.book("run_id") == run else None, state=state
        )
        for run, moment, name, state in rows
    ]


def _event(entry: _Entry, after: _Image | None) -> Event:
    what = f"undone (run {entry.undoes})" if entry.undoes is not None else _WHAT[entry.action]
    is_written = after is not None and after.book("run_id") == entry.run
    return Event(
        run=entry.run,
        moment=entry.moment,
        what=what,
        file_name=entry.file_name,
        line=after.book("file_line") if after and is_written else None,
        changes=_changes(entry.before, after, is_beside=entry.is_beside),
        state=entry.state,
    )


def _changes(before: _Image | None, after: _Image | None, *, is_beside: bool) -> tuple[ValueChange, ...]:
    if before is None or after is None:
        return ()
    names = [name for name in after.values if is_beside or name not in LINEAGE]
    of_values = [(name, before.values.get(name), after.values.get(name)) for name in names]
    of_books = [(name, before.book(name), after.book(name)) for name in _SHOWN_LINEAGE if before.books and after.books]
    return tuple(ValueChange(name, _text(was), _text(now)) for name, was, now in [*of_values, *of_books] if was != now)


def _lost(connection: psycopg.Connection, lead: Lead) -> list[Event]:
    """Lines of files that were the same lead as another line, or already there."""
    rows = connection.execute(
        "SELECT d.run, r.started, r.file_name, d.line, d.kept_line, r.state FROM leadtui.duplicates d"
        " JOIN leadtui.runs r ON r.run = d.run AND r.table_name = %s AND r.source = %s WHERE d.lead_key = ANY (%s)"
        " ORDER BY d.run, d.line",
        [lead.table.name, lead.source, list(lead.keys)],
    ).fetchall()
    return [
        Event(run, moment, f"lost to line {kept}" if kept else "was there already", name, line, state=state)
        for run, moment, name, line, kept, state in rows
    ]


def _edits(connection: psycopg.Connection, lead: Lead) -> list[Event]:
    rows = connection.execute(
        "SELECT edited_at, edited_by, string_agg(field, ', ' ORDER BY field) FROM leadtui.edits"
        " WHERE table_name = %s AND source = %s AND lead_key = ANY (%s) GROUP BY 1, 2",
        [lead.table.name, lead.source, list(lead.keys)],
    ).fetchall()
    return [Event(None, moment, f"changed by hand by {person}: {fields}") for moment, person, fields in rows]


def _text(value: Any) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
