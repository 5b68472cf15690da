"""What goes wrong in the middle: afterwards the table is as it was before or as it should be after, and never twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from typing import Any

import psycopg
import pytest

from leadtui.errors import (
    BrokenPromiseError,
    DatabaseError,
    InterruptedLoadError,
    LockedError,
    RefusedError,
    UsageError,
)
from leadtui.model.plan import Counts
from leadtui.postgres import Database
from leadtui.postgres.apply import apply
from tests.postgres.loads import Row, change, lose_one_answer, request, stored

BEFORE = [{"company": f"C{i}", "license_number": f"L{i}", "capacity": i} for i in range(20)]
AFTER = [{**row, "capacity": 100} for row in BEFORE]
MANY = [{"company": f"C{i}", "license_number": f"N{i}", "capacity": i} for i in range(120_000)]

SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END';
CREATE TRIGGER slow BEFORE UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION slow()
"""
CHILD = """
import sys
from leadtui.postgres import choose, open_database
from tests.postgres.loads import request
from tests.faults.test_loads import AFTER, MANY
rows = MANY if sys.argv[2] == "many" else AFTER
def wait(done, total):
    if sys.argv[3] == "hold":
        print(done, flush=True)
        sys.stdin.readline()
with open_database(choose(sys.argv[1])) as database:
    report = database.load(request(rows), on_progress=wait)
    print(report.run, report.state, report.counts.inserted, report.counts.updated, flush=True)
"""


def child(url: str, rows: str, manner: str = "run") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, url, rows, manner]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def others(database: Database) -> list[Row]:
    """Sessions of leadtui on the database besides the one that asks."""
    return stored(
        database,
        "SELECT pid, state FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'leadtui'"
        " AND pid <> pg_backend_pid()",
    )


def wait_until_alone(database: Database) -> None:
    deadline = time.monotonic() + 5
    while others(database):
        assert time.monotonic() < deadline, "a session is left on the server"
        time.sleep(0.02)


@pytest.fixture
def before(database: Database) -> list[Row]:
    """The table as it was."""
    database.load(request(BEFORE))
    return stored(database)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_client_killed_in_the_copy_leaves_everything_as_it_was(
    database: Database, database_url: str, before: list[Row], how: signal.Signals
) -> None:
    with child(database_url, "many", "hold") as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) > 0
        process.send_signal(how)
    wait_until_alone(database)
    assert stored(database) == before
    assert len(database.runs()) == 1
    assert database.load(request(MANY)).counts == Counts(120_000, 120_000, 0, 0, 0, 0, 20)


def test_two_processes_with_the_same_file_load_it_once(database: Database, database_url: str) -> None:
    processes = [child(database_url, "few") for _ in range(2)]
    told = sorted(process.communicate(timeout=60)[0].split()[1] for process in processes)
    assert told == ["already_loaded", "loaded"]
    assert len(database.runs()) == 1
    assert len(stored(database)) == len(AFTER)


def test_already_loaded_tells_the_earlier_run_and_writes_nothing(database: Database) -> None:
    first = database.load(request(BEFORE))
    image = stored(database, "SELECT ctid, xmin, * FROM leads ORDER BY lead_key")
    plan = database.plan(request(BEFORE))
    assert plan.already_loaded is not None
    assert (plan.already_loaded.run, plan.counts.unchanged) == (first.run, 20)
    again = database.load(request(BEFORE))
    assert (again.run, again.state, again.counts) == (first.run, "already_loaded", Counts(20, 0, 0, 20, 0, 0, 0))
    assert stored(database, "SELECT ctid, xmin, * FROM leads ORDER BY lead_key") == image
    assert database.runs() == (first,)


def test_an_older_file_needs_force(database: Database) -> None:
    first = database.load(request(BEFORE))
    second = database.load(request(AFTER))
    with pytest.raises(
        RefusedError, match=f"loaded before, as run {first.run}, and run {second.run} has loaded another"
    ):
        database.load(request(BEFORE))
    assert database.load(request(BEFORE, force=True)).counts.updated == 20


def test_a_forced_repetition_is_linked_to_what_it_repeats(database: Database) -> None:
    first = database.load(request(BEFORE))
    second = database.load(request(BEFORE, force=True))
    row, _ = stored(database, "SELECT * FROM leadtui.runs ORDER BY run DESC")
    assert (row["run"], row["previous_run"], row["repeats_run"]) == (second.run, first.run, first.run)
    assert row["person"]
    assert row["host"]


def test_cancelling_in_the_copy_rolls_back(database: Database, before: list[Row]) -> None:
    def cancel(done: int, total: int) -> None:
        assert 0 < done <= total == len(MANY)
        raise InterruptedLoadError("cancelled")

    with pytest.raises(InterruptedLoadError, match="cancelled"):
        database.load(request(MANY), on_progress=cancel)
    assert stored(database) == before
    wait_until_alone(database)


def test_cancelling_in_the_merge_rolls_back_at_once(database: Database, before: list[Row]) -> None:
    change(database, SLOW)
    calls: list[float] = []

    def cancel_late(done: int, total: int) -> None:
        calls.append(time.monotonic())
        if len(calls) > 3:
            raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        database.load(request(AFTER), on_progress=cancel_late)
    assert time.monotonic() - began < 10
    assert stored(database) == before
    wait_until_alone(database)


def in_the_merge(database: Database, statement: str) -> threading.Thread:
    """Do something to a load that has come to its first UPDATE and waits there for another session's row."""

    def act() -> None:
        with psycopg.connect(str(_url(database)), autocommit=True) as connection:
            for _ in range(500):
                row = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'leadtui' AND wait_event_type = 'Lock'"
                    " AND datname = current_database()"
                ).fetchone()
                if row:
                    connection.execute(statement.encode(), [row[0]])
                    return
                time.sleep(0.01)

    thread = threading.Thread(target=act)
    thread.start()
    return thread


def _url(database: Database) -> str:
    assert database.choice.conninfo is not None
    parameters: dict[str, Any] = dict(database.choice.conninfo.parameters())
    return psycopg.conninfo.make_conninfo(**{**parameters, "application_name": "somebody"})


def test_a_cancel_by_the_server_is_said_so(database: Database, before: list[Row]) -> None:
    with psycopg.connect(_url(database)) as holder:
        holder.execute("SELECT FROM leads FOR UPDATE")
        thread = in_the_merge(database, "SELECT pg_cancel_backend(%s)")
        with pytest.raises(DatabaseError, match="the server cancelled the work"):
            database.load(request(AFTER))
        thread.join()
    assert stored(database) == before


def test_a_terminated_session_is_tried_again(database: Database, before: list[Row]) -> None:
    with psycopg.connect(_url(database)) as holder:
        holder.execute("SELECT FROM leads FOR UPDATE")

        def let_go() -> None:
            thread.join()
            holder.rollback()

        thread = in_the_merge(database, "SELECT pg_terminate_backend(%s)")
        threading.Thread(target=let_go).start()
        report = database.load(request(AFTER))
    assert report.counts.updated == 20
    assert len(database.runs()) == 2


def test_a_statement_timeout_is_said_so(database: Database, before: list[Row]) -> None:
    change(database, SLOW)
    name = stored(database, "SELECT current_database() AS name")[0]["name"]
    change(database, f"ALTER DATABASE {name} SET statement_timeout = '300ms'")
    with pytest.raises(DatabaseError, match="statement timeout") as caught:
        database.load(request(AFTER))
    assert caught.value.hint is not None
    assert "statement_timeout" in caught.value.hint
    assert stored(database) == before


@pytest.mark.parametrize(
    "lock", ["SELECT pg_advisory_lock(hashtextextended('leadtui load public.leads tx', 0))", "LOCK TABLE leads"]
)
def test_whoever_is_in_the_way_is_named(database: Database, before: list[Row], lock: str) -> None:
    with psycopg.connect(_url(database)) as holder:
        holder.execute(lock.encode())
        pid = holder.info.backend_pid
        with pytest.raises(LockedError, match=rf"waited 0\.2 s for pid {pid} \(user leadtui, somebody\)") as caught:
            database.load(request(AFTER, lock_wait=0.2))
    assert caught.value.exit_code == 7
    assert caught.value.hint is not None
    assert "--lock-wait" in caught.value.hint


def test_another_source_does_not_wait(database: Database, before: list[Row]) -> None:
    with psycopg.connect(_url(database)) as holder:
        holder.execute("SELECT pg_advisory_lock(hashtextextended('leadtui load public.leads tx', 0))")
        assert database.load(request(AFTER, source="ok", lock_wait=0.2)).counts.inserted == 20


@pytest.mark.parametrize(
    ("ddl", "message"),
    [
        ("ALTER TABLE leads DROP COLUMN capacity", "no column 'capacity'"),
        ("ALTER TABLE leads RENAME COLUMN zip TO zip_code", "no column 'zip'"),
        (
            "ALTER TABLE leads ALTER license_issued TYPE text",
            "'license_issued' of public.leads is text, which cannot hold",
        ),
        ("ALTER TABLE leads ALTER capacity TYPE smallint", r"1 values do not fit into the column 'capacity' .*line 2"),
        ("ALTER TABLE leads ALTER capacity TYPE numeric(4,1)", "do not fit into the column 'capacity'"),
        ("ALTER TABLE leads ALTER company TYPE varchar(4)", r"'company' of public.leads \(varchar\(4\)\), .* line 3"),
    ],
)
def test_a_table_that_changed_is_refused_and_the_column_named(database: Database, ddl: str, message: str) -> None:
    rows: list[Row] = [
        {"company": "A", "license_number": "1", "capacity": 40_000},
        {"company": "Longer", "license_number": "2"},
    ]
    plan = database.plan(request(rows))
    change(database, ddl)
    with pytest.raises(RefusedError, match=message):
        database.load(request(rows), expected=plan)
    assert database.runs() == ()


def test_a_dropped_table_is_named(database: Database) -> None:
    change(database, "DROP TABLE leads")
    with pytest.raises(DatabaseError, match=r"there is no table public\.leads"):
        database.plan(request(BEFORE))


@pytest.mark.parametrize("table", ["pg_catalog.pg_class", "public.a_view"])
def test_what_is_no_plain_table_is_refused(database: Database, table: str) -> None:
    change(database, "CREATE VIEW a_view AS SELECT * FROM leads")
    with pytest.raises((RefusedError, UsageError), match=r"not for loading into|not a plain table"):
        database.plan(request(BEFORE, table=table))


@pytest.mark.parametrize(
    "ddl",
    [
        "ALTER TABLE leads ADD CHECK (capacity <> 17)",
        "ALTER TABLE leads ADD CHECK (license_number IS NULL OR license_number <> 'L17')",
        """
        CREATE TABLE allowed AS SELECT n AS capacity FROM generate_series(0, 100) n WHERE n <> 17;
        ALTER TABLE allowed ADD PRIMARY KEY (capacity);
        ALTER TABLE leads ADD FOREIGN KEY (capacity) REFERENCES allowed DEFERRABLE INITIALLY DEFERRED
        """,
    ],
)
def test_a_row_that_breaks_a_constraint_is_named_and_nothing_is_written(database: Database, ddl: str) -> None:
    change(database, ddl)
    with pytest.raises(RefusedError, match=r"line 19 cannot be stored in public\.leads: .*constraint"):
        database.load(request(BEFORE))
    assert stored(database) == []
    assert database.runs() == ()


def test_rows_that_only_together_break_a_constraint(database: Database) -> None:
    change(database, "CREATE UNIQUE INDEX ON leads (city)")
    rows = [{"license_number": str(i), "city": "Austin" if i in {3, 17} else str(i)} for i in range(20)]
    with pytest.raises(RefusedError, match=r"a row cannot be stored .*duplicate key"):
        database.load(request(rows))


def test_the_ledger_itself_holds_the_row_equation(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def miscounting(*given: Any) -> Counts:
        counts = apply(*given)
        return Counts(*(getattr(counts, name) + (name == "unchanged") for name in Counts.__slots__))

    monkeypatch.setattr("leadtui.postgres.load.apply", miscounting)
    with pytest.raises(BrokenPromiseError, match="the row equation does not hold") as caught:
        database.load(request(BEFORE))
    assert caught.value.exit_code == 1
    assert stored(database) == []


@pytest.mark.parametrize("is_done", [True, False])
def test_a_lost_answer_to_commit_is_looked_up_in_the_ledger(
    database: Database, before: list[Row], monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    lose_one_answer(monkeypatch, is_done=is_done)
    report = database.load(request(AFTER))
    assert (report.state, report.counts.updated) == ("loaded", 20)
    assert len(database.runs()) == 2
    assert [row["capacity"] for row in stored(database)] == [100] * 20


@pytest.mark.parametrize("is_done", [True, False])
def test_an_interruption_in_the_moment_of_commit_ends_it_and_tells_what_was_done(
    database: Database, before: list[Row], monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    """Whoever pressed Ctrl-C wants an end, even where it came too late for this file."""
    commit = psycopg.Connection.commit

    def interrupted(driver: psycopg.Connection) -> None:
        monkeypatch.setattr(psycopg.Connection, "commit", commit)
        if is_done:
            commit(driver)
        driver.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(psycopg.Connection, "commit", interrupted)
    with pytest.raises(InterruptedLoadError) as caught:
        database.load(request(AFTER))
    assert (caught.value.report is not None) is is_done
    assert len(database.runs()) == 1 + is_done
    assert [row["capacity"] for row in stored(database)] == [100] * 20 if is_done else stored(database) == before
