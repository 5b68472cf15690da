"""The same on an ordinary server: URL, .pgpass, service file, roles, migrations by hand, clear refusals."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import pytest

from leadtui.errors import DatabaseError, InDoubtError, RefusedError
from leadtui.model.target import Field
from leadtui.postgres import Database, MigrationState, choose, open_database
from leadtui.postgres.migrations import REVISIONS
from tests.postgres.conftest import ENCODED, PASSWORD, MachineServer
from tests.postgres.loads import lose_one_answer, request

ONE = {"company": "Little Stars", "license_number": "110622", "city": "é\n\\.\nend"}


def opened(server: MachineServer, database: str = "leads", user: str = "boss") -> Database:
    return open_database(choose(server.url(database, user), environ={}))


def test_a_load_by_url(machine_server: MachineServer, machine_database: str) -> None:
    with opened(machine_server) as database:
        assert database.label == "leads@127.0.0.1"
        assert database.status().migrations is MigrationState.NONE
        assert database.migrate() is True
        assert database.migrate() is False
        assert database.load(request([ONE])).counts.inserted == 1
        assert database.load(request([ONE])).state == "already_loaded"
        status = database.status()
        assert (status.migrations, status.revision, status.run_count) == (MigrationState.CURRENT, REVISIONS[-1], 1)
    assert machine_server.execute("SELECT city FROM leads", "leads") == [(ONE["city"],)]


@pytest.mark.parametrize("how", ["pgpass", "service", "environment"])
def test_passwords_may_live_where_psql_finds_them(
    machine_server: MachineServer, machine_database: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    port = machine_server.port
    url: str | None = machine_server.url("leads", secret="")
    if how == "pgpass":
        file = tmp_path / "pgpass"
        file.write_text(f"127.0.0.1:{port}:leads:boss:{escaped}\n")
        file.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(file))
    elif how == "service":
        file = tmp_path / "services"
        file.write_text(f"[books]\nhost=127.0.0.1\nport={port}\nuser=boss\ndbname=leads\npassword={PASSWORD}\n")
        monkeypatch.setenv("PGSERVICEFILE", str(file))
        monkeypatch.setenv("PGSERVICE", "books")
        url = None
    else:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", port), ("USER", "boss"), ("DATABASE", "leads")):
            monkeypatch.setenv(f"PG{name}", str(value))
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
        url = None
    with open_database(choose(url)) as database:
        assert database.label == "leads@127.0.0.1"
        assert database.status().role == "boss"


@pytest.mark.parametrize(
    ("user", "secret", "database", "message", "hint"),
    [
        ("boss", ":wrong%40secret", "leads", "password authentication failed", "password"),
        ("boss", "", "leads", "no password supplied", "password"),
        ("nobody", f":{ENCODED}", "leads", "password authentication failed", "password"),
        ("boss", f":{ENCODED}", "missing", 'database "missing" does not exist', "createdb"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    machine_server: MachineServer,
    machine_database: str,
    *,
    user: str,
    secret: str,
    database: str,
    message: str,
    hint: str,
) -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database(choose(machine_server.url(database, user, secret), environ={}))
    assert message in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint is not None
    assert hint in caught.value.hint
    shown = "".join(traceback.format_exception(caught.value))
    assert not any(part in shown for part in (PASSWORD, ENCODED, "wrong@secret", "wrong%40secret"))


def test_a_required_encryption_that_the_server_lacks(machine_server: MachineServer) -> None:
    with pytest.raises(DatabaseError, match="server does not support SSL") as caught:
        open_database(choose(machine_server.url("postgres") + "?sslmode=require", environ={}))
    assert caught.value.hint is not None
    assert "sslmode=disable" in caught.value.hint


def test_without_migrations_nothing_is_planned_or_loaded(machine_server: MachineServer, machine_database: str) -> None:
    with opened(machine_server) as database:
        for attempt in (database.plan, database.load):
            with pytest.raises(DatabaseError, match="has no tables of leadtui yet") as caught:
                attempt(request([ONE]))
            assert caught.value.hint == "leadtui db migrate"
        with pytest.raises(DatabaseError, match="has no tables of leadtui yet"):
            database.runs()


def test_a_database_of_another_leadtui_is_told_apart(
    machine_server: MachineServer, machine_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(machine_server) as database:
        database.migrate()
        monkeypatch.setattr("leadtui.postgres.migrations.REVISIONS", (*REVISIONS, "9999"))
        with pytest.raises(DatabaseError, match="is behind") as caught:
            database.plan(request([ONE]))
        assert caught.value.hint == "leadtui db migrate"
        monkeypatch.undo()
        machine_server.execute("UPDATE leadtui.migration SET version_num = '9999'", "leads")
        with pytest.raises(DatabaseError, match="migrated by a newer leadtui"):
            database.load(request([ONE]))
        with pytest.raises(DatabaseError, match="migrated by a newer leadtui"):
            database.migrate()
        assert database.status().migrations is MigrationState.AHEAD


def test_a_database_in_another_encoding_is_refused(machine_server: MachineServer) -> None:
    machine_server.execute("CREATE DATABASE old ENCODING 'LATIN1' TEMPLATE template0")
    try:
        with opened(machine_server, "old") as database, pytest.raises(DatabaseError, match="is encoded LATIN1"):
            database.migrate()
    finally:
        machine_server.execute("DROP DATABASE old WITH (FORCE)")


def test_a_table_of_that_name_which_is_not_ours_stays(machine_server: MachineServer, machine_database: str) -> None:
    machine_server.execute("CREATE TABLE leads (company text)", "leads")
    with opened(machine_server) as database:
        database.migrate()
        with pytest.raises(RefusedError, match=r"nothing tells the rows of public\.leads apart"):
            database.plan(request([ONE]))


def test_rights(machine_server: MachineServer, machine_database: str) -> None:
    with opened(machine_server) as database:
        database.migrate()
    for statement in (
        f"CREATE ROLE clerk LOGIN PASSWORD '{PASSWORD}'",
        "GRANT USAGE ON SCHEMA leadtui, public TO clerk",
        "GRANT SELECT ON public.leads, leadtui.migration, leadtui.runs, leadtui.edits TO clerk",
    ):
        machine_server.execute(statement, "leads")
    try:
        with opened(machine_server, user="clerk") as database:
            assert database.plan(request([ONE])).counts.inserted == 1
            with pytest.raises(DatabaseError, match=r"the role clerk may not INSERT on public\.leads") as caught:
                database.load(request([ONE]))
            assert caught.value.hint == "GRANT INSERT ON public.leads TO clerk;"
            machine_server.execute("GRANT INSERT, UPDATE ON public.leads TO clerk", "leads")
            with pytest.raises(DatabaseError, match="permission denied for table runs"):
                database.load(request([ONE]))
            machine_server.execute(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA leadtui TO clerk", "leads"
            )
            assert database.load(request([ONE])).counts.inserted == 1
            with pytest.raises(DatabaseError, match="not allowed by the server"):
                opened(machine_server, "postgres", "clerk").migrate()
    finally:
        machine_server.execute("DROP OWNED BY clerk", "leads")
        machine_server.execute("DROP ROLE clerk", "leads")


def test_a_table_of_others_needs_no_right_to_create(machine_server: MachineServer, machine_database: str) -> None:
    with opened(machine_server) as database:
        database.migrate()
    for statement in (
        "CREATE TABLE contacts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, company text, phone text)",
        f"CREATE ROLE clerk LOGIN PASSWORD '{PASSWORD}'",
        "GRANT USAGE ON SCHEMA leadtui, public TO clerk",
        "GRANT SELECT, INSERT, UPDATE ON contacts TO clerk",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA leadtui TO clerk",
        "REVOKE INSERT, UPDATE, DELETE ON leadtui.migration FROM clerk",
    ):
        machine_server.execute(statement, "leads")
    of: dict[str, Any] = {
        "table": "contacts",
        "fields": dict.fromkeys(("company", "phone"), Field()),
        "key": (("company",),),
    }
    try:
        with opened(machine_server, user="clerk") as database:
            rows = [{"company": "A", "phone": "1"}, {"company": "B"}]
            assert database.load(request(rows, **of)).counts.inserted == 2
            second = database.load(request([{"company": "A", "phone": "2"}], **of))
            assert (second.counts.updated, second.counts.vanished) == (1, 1)
            machine_server.execute("GRANT DELETE ON contacts TO clerk", "leads")
            assert database.undo(second.run).plan.set_back == 2
    finally:
        machine_server.execute("DROP OWNED BY clerk", "leads")
        machine_server.execute("DROP ROLE clerk", "leads")


def test_a_database_that_takes_no_writes(machine_server: MachineServer, machine_database: str) -> None:
    with opened(machine_server) as database:
        database.migrate()
    read_only = machine_server.url("leads") + "?options=-cdefault_transaction_read_only%3Don"
    with (
        open_database(choose(read_only, environ={})) as database,
        pytest.raises(DatabaseError, match="takes no writes"),
    ):
        database.load(request([ONE]))


def test_a_search_path_without_public_is_no_matter(machine_server: MachineServer, machine_database: str) -> None:
    url = machine_server.url("leads") + "?options=-csearch_path%3Dpg_catalog"
    with open_database(choose(url, environ={})) as database:
        database.migrate()
        assert database.load(request([ONE])).counts.inserted == 1


def test_a_stopped_server_is_one_line(machine_server: MachineServer, machine_database: str) -> None:
    with opened(machine_server) as database:
        database.migrate()
        machine_server.control("-m", "fast", "stop")
        try:
            with pytest.raises(DatabaseError, match="Connection refused"):
                database.plan(request([ONE]))
        finally:
            machine_server.start()
        assert database.plan(request([ONE])).counts.inserted == 1


def test_a_commit_that_nobody_can_tell_about_is_in_doubt_and_never_doubled(
    machine_server: MachineServer, machine_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(machine_server) as database:
        database.migrate()
        lose_one_answer(monkeypatch, is_done=True, also=lambda: machine_server.control("-m", "immediate", "stop"))
        try:
            with pytest.raises(InDoubtError, match="run 1 is in doubt") as caught:
                database.load(request([ONE]))
        finally:
            machine_server.start()
        assert caught.value.exit_code == 6
        assert database.load(request([ONE])).state == "already_loaded"
        assert [report.run for report in database.runs()] == [1]


def test_a_server_stopped_in_the_copy_leaves_everything_as_it_was(
    machine_server: MachineServer, machine_database: str
) -> None:
    def stop_once(_done: int, _total: int) -> None:
        if stops:
            stops.pop()()

    stops = [lambda: machine_server.control("-m", "immediate", "stop")]
    with opened(machine_server) as database:
        database.migrate()
        with pytest.raises(DatabaseError):
            database.load(request([ONE]), on_progress=stop_once)
        machine_server.start()
        assert machine_server.execute("SELECT count(*) FROM leads", "leads") == [(0,)]
        assert database.load(request([ONE])).counts.inserted == 1
