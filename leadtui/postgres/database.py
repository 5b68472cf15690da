"""The database as the rest of leadtui knows it: plan, load, and what the ledger says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import polars as pl
import psycopg

from leadtui.model.issue import Issue
from leadtui.model.live import TableShape
from leadtui.model.plan import LoadPlan, LoadReport, LoadRequest
from leadtui.model.story import Erased, Pruned, Story
from leadtui.model.target import Target
from leadtui.model.undo import UndoPlan, UndoReport
from leadtui.postgres import forget, ledger, load, rows, undo
from leadtui.postgres.choose import DatabaseChoice
from leadtui.postgres.connect import connect, driver_of, engine_for
from leadtui.postgres.describe import describe
from leadtui.postgres.failure import translating
from leadtui.postgres.live_table import look_at
from leadtui.postgres.migrate import MigrationState, migrate, migration_state, require_current
from leadtui.postgres.people import find_leads
from leadtui.postgres.rows import Write
from leadtui.postgres.stage import Progress
from leadtui.postgres.status import DatabaseStatus, read_status
from leadtui.postgres.story import tell
from leadtui.postgres.table_name import TableName
from leadtui.postgres.transaction import Place


def open_database(choice: DatabaseChoice) -> Database:
    """The chosen database, reached once; the embedded one is started and brought up to date.

    Raises:
        DatabaseError: it cannot be reached.
    """
    database = Database(choice)
    with connect(choice) as connection:
        state = migration_state(connection)
    if choice.is_embedded and state in {MigrationState.NONE, MigrationState.BEHIND}:
        database.migrate()
    return database


class Database:
    """One database. Sessions are opened for each call and closed after it."""

    def __init__(self, choice: DatabaseChoice) -> None:
        self.choice = choice
        self._engine = engine_for(choice)

    @property
    def label(self) -> str:
        """For people, never with a password: `leads@db1`."""
        return self.choice.label

    def examine(self, target: Target) -> None:
        """Find out early, before a file is read, whether the target can be loaded.

        Raises:
            DatabaseError: the database is behind in migrations, or a right is missing.
            RefusedError: the table lacks a column, or one cannot hold its field.
        """
        with translating(lambda: self.label), self._engine.connect() as connection:
            require_current(driver_of(connection), self.label)
            look_at(connection, target, to_write=True)

    def plan(self, request: LoadRequest, *, on_progress: Progress | None = None) -> LoadPlan:
        """What a load of `request` would do now; nothing is written."""
        with translating(lambda: self.label):
            return load.plan(load.Work(self._engine, self.label, request, on_progress=on_progress))

    def unfit(self, request: LoadRequest, *, on_progress: Progress | None = None) -> tuple[Issue, ...]:
        """The rows that a table which is not leadtui's would refuse, as issues that reject them."""
        with translating(lambda: self.label):
            return load.unfit(load.Work(self._engine, self.label, request, on_progress=on_progress))

    def load(
        self,
        request: LoadRequest,
        *,
        expected: LoadPlan | None = None,
        on_plan: load.Approval | None = None,
        on_progress: Progress | None = None,
    ) -> LoadReport:
        """Do it, in one transaction; see `leadtui.postgres.load`.

        `expected` is the plan a person saw: another one is refused. `on_plan` is shown what is about to be
        done, `on_progress` told the rows copied so far and their total; raising from either cancels the load.
        """
        with translating(lambda: self.label):
            return load.load(load.Work(self._engine, self.label, request, expected, on_plan, on_progress))

    def plan_undo(self, run: int) -> UndoPlan:
        """What taking back a run would do now; nothing is written.

        Raises:
            UsageError: there is no such run, or it cannot be taken back.
        """
        with translating(lambda: self.label):
            return undo.plan(Place(self._engine, self.label, "", ""), run)

    def undo(self, run: int, *, expected: UndoPlan | None = None, lock_wait: float = 10.0) -> UndoReport:
        """Take back a run, in one transaction; `expected` is the preview a person saw.

        Raises:
            UsageError: there is no such run, or it cannot be taken back.
            RefusedError: the table is no longer as in the preview, or refuses what was there before.
        """
        with translating(lambda: self.label):
            past = self.report(run)
            return undo.undo(Place(self._engine, self.label, past.table, past.source, lock_wait), run, expected)

    def runs(self, limit: int = 20) -> tuple[LoadReport, ...]:
        """The latest runs, newest first."""
        with self._ledger() as connection:
            return ledger.runs(connection, self.label, limit)

    def report(self, run: int) -> LoadReport:
        """What a run did.

        Raises:
            UsageError: there is no such run.
        """
        with self._ledger() as connection:
            return ledger.report(connection, self.label, run)

    def rejects(self, run: int) -> pl.DataFrame:
        """The rejected records of a run, in `REJECTS_SCHEMA`.

        Raises:
            UsageError: there is no such run.
        """
        with self._ledger() as connection:
            ledger.report(connection, self.label, run)
            return ledger.rejects(connection, run)

    def describe(self, table: str) -> TableShape:
        """A table as the catalogue describes it; leadtui's own tables are not needed for that.

        Raises:
            UsageError: that is not the name of a table to be loaded into.
            DatabaseError: there is no such table.
        """
        with self._session() as connection:
            return describe(connection, TableName.parse(table))

    def copy_rows(self, run: int, write: Write, *, is_new: bool, limit: int | None = None) -> None:
        """The rows of a run as CSV: those it brought in new, or all that are as it wrote them.

        Raises:
            UsageError: there is no such run.
        """
        with self._ledger() as connection:
            rows.copy_rows(connection, ledger.report(connection, self.label, run), write, is_new=is_new, limit=limit)

    def json_rows(self, run: int, *, is_new: bool, limit: int | None = None) -> Iterator[str]:
        """The same, each row as one JSON object.

        Raises:
            UsageError: there is no such run.
        """
        with self._ledger() as connection:
            report = ledger.report(connection, self.label, run)
            yield from rows.json_rows(connection, report, is_new=is_new, limit=limit)

    def explain(self, key: str, *, table: str | None = None, source: str | None = None) -> tuple[Story, ...]:
        """The story of each lead of that key.

        Raises:
            UsageError: there is none.
        """
        with self._ledger() as connection:
            leads = find_leads(connection, key, self.label, table=table, source=source)
            return tuple(tell(connection, lead) for lead in leads)

    def erase(self, key: str, *, source: str | None = None, is_rehearsal: bool = False) -> tuple[Erased, ...]:
        """Remove the people of that key from table and ledger, in one transaction; a rehearsal keeps everything.

        Raises:
            UsageError: there are none.
        """
        with self._ledger() as connection:
            erased = tuple(
                forget.erase(connection, lead) for lead in find_leads(connection, key, self.label, source=source)
            )
            if is_rehearsal:
                connection.rollback()
            return erased

    def prune(self, days: float, *, is_rehearsal: bool = False) -> Pruned:
        """Forget the before-images of runs older than `days`; they can't be undone any more."""
        with self._ledger() as connection:
            pruned = forget.prune(connection, days)
            if is_rehearsal:
                connection.rollback()
            return pruned

    def status(self) -> DatabaseStatus:
        """How the database is."""
        with self._session() as connection:
            return read_status(connection, self.label, self.choice.origin, is_embedded=self.choice.is_embedded)

    def migrate(self) -> bool:
        """Bring leadtui's tables up to date; whether there was anything to do."""
        with translating(lambda: self.label):
            return migrate(self._engine, self.label)

    def close(self) -> None:
        """End what is still open."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _session(self) -> Iterator[psycopg.Connection]:
        with translating(lambda: self.label), connect(self.choice) as connection:
            yield connection

    @contextmanager
    def _ledger(self) -> Iterator[psycopg.Connection]:
        with self._session() as connection:
            require_current(connection, self.label)
            yield connection
