"""One merge of a staged file into its table: the values its statements are made from.

The temporary tables of a merge, each made by the room's module of that name:

    stage       a file row per row: `raw:line` and the fields               (stage.py)
    keyed       line, own key, rank of its alternative; duplicates removed  (duplicates.py)
    lost        line, kept line, equal or not: rows that lost to another    (duplicates.py)
    matched     line, known row: ctid, xmin, key, current or not, adopted   (match.py)
    fresh       keyed rows without a known row: to be inserted              (match.py)
    gone        known current rows that no row of the file is               (gone.py)
    touched     rows that somebody changed by hand since we last saw them   (beside.py)
    held        known rows whose rows of the file are rejected               (gone.py)
    spared      known rows that fit a file row matched to another one       (gone.py)
    edited      known rows with fields that somebody changed by hand        (exceptions.py)
    spoiled     lines with cells that could not be read                     (exceptions.py)
    differing   matched rows that change something, with the fields         (differ.py)

Every statement is composed with its values quoted in it, never with parameters beside it: the name
of a field may hold a % sign.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

from leadtui.model.mapping import Mapping
from leadtui.model.table import LINE
from leadtui.model.target import LoadRules, Mode
from leadtui.postgres.books import Books
from leadtui.postgres.keys import LeadKey
from leadtui.postgres.live_table import LiveColumn, LiveTable
from leadtui.postgres.stage import Progress, Staged

_TICK: Final = 0.2
"""Seconds between two looks at whether a person has cancelled."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What is merged, into what, by which rules."""

    connection: psycopg.Connection
    mapping: Mapping
    table: LiveTable
    staged: Staged
    on_progress: Progress | None = None
    unfed: frozenset[str] = frozenset()
    """Fields the file has no column for: their NULL is no blank."""
    is_addition: bool = False
    """Corrected rejects, which add to what is there: nothing vanishes for them."""
    is_older: bool = False
    """A file that was loaded before, and over which another one was loaded since, is loaded once more."""
    has_edited: bool = False
    """Somebody changed fields of the source's rows by hand: `edited` has rows."""
    has_spoiled: bool = False
    """Cells became NULL because they could not be read, and blanks erase: `spoiled` has rows."""

    @property
    def columns(self) -> tuple[LiveColumn, ...]:
        """Those the file feeds."""
        return self.staged.columns

    @property
    def books(self) -> Books:
        """Where the bookkeeping of the table is kept."""
        return self.table.books

    @property
    def key(self) -> LeadKey:
        """The alternatives of the lead key."""
        return LeadKey.of(self.mapping)

    @property
    def rules(self) -> LoadRules:
        """As the mapping says; replacing a source means that the file's word is the last one."""
        rules = self.mapping.load
        if rules.mode is Mode.REPLACE_SOURCE:
            return rules.model_copy(update={"blanks": "erase", "edited": "overwrite", "vanished": "delete"})
        return rules

    def may_replace(self, field: str) -> bool | None:
        """Whether the file may replace a known value of the field; None: not even a blank."""
        declared = self.mapping.target.fields.get(field)
        if declared is None or self.rules.mode is Mode.REPLACE_SOURCE:
            return True
        if declared.update == "never":
            return None
        return declared.update == "overwrite" or (declared.update == "newest" and not self.is_older)

    @property
    def is_complete(self) -> bool:
        """Whether the file is all of its source, so that what it lacks has vanished."""
        return self.says_what_is_gone and self.rules.vanished != "keep"

    @property
    def says_what_is_gone(self) -> bool:
        """Whether known rows which the file lacks are counted as vanished."""
        return self.rules.mode is not Mode.APPEND and not self.is_addition

    def execute(self, template: LiteralString, **parts: Any) -> psycopg.Cursor[Any]:
        """Run a statement; `{target}`, `{known}`, `{table}`, `{source}` and `{line}` are known to each."""
        query = sql.SQL(template).format(
            target=self.table.identifier,
            known=self.books.known,
            table=self.table.name,
            source=self.mapping.name,
            line=sql.Identifier(LINE),
            **parts,
        )
        if self.on_progress is None:
            return self.connection.execute(query)
        return self._execute_watched(query)

    def count(self, template: LiteralString, **parts: Any) -> int:
        """The number a query gives."""
        row = self.execute(template, **parts).fetchone()
        return int(row[0]) if row else 0

    def rows(self, template: LiteralString, **parts: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.execute(template, **parts).fetchall()

    def _execute_watched(self, query: sql.Composed) -> psycopg.Cursor[Any]:
        """Let the server work in another thread, and ask in this one whether to go on."""
        with ThreadPoolExecutor(1) as other:
            work = other.submit(self.connection.execute, query)
            try:
                return self._wait(work)
            except BaseException:
                if not work.done():
                    with suppress(psycopg.Error):
                        self.connection.cancel_safe(timeout=2)
                raise

    def _wait(self, work: Future[psycopg.Cursor[Any]]) -> psycopg.Cursor[Any]:
        while True:
            try:
                return work.result(timeout=_TICK)
            except NotYet:
                if work.done():
                    raise
            if self.on_progress is not None:
                self.on_progress(self.staged.row_count, self.staged.row_count)
