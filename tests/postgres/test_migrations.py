"""The migrations: one chain, the same as the program believes, and what they make of keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from leadtui.postgres import Database, MigrationState, choose, migrations, open_database
from tests.postgres.loads import change, request, stored

LOADED_BEFORE = """
INSERT INTO leadtui.runs (table_name, source, mode, file_name, file_size, sha256, mapping_version, mapping_sha256,
                          mapping_document, read, inserted, updated, vanished, started, finished, person, host,
                          leadtui_version)
VALUES ('public.leads', 'tx', 'upsert', 'a.csv', 1, 'a', 1, 'm', '', 2, 2, 0, 0, '2026-01-01', '2026-01-01',
        'p', 'h', '0'),
       ('public.leads', 'tx', 'upsert', 'b.csv', 1, 'b', 1, 'm', '', 1, 0, 1, 1, '2026-02-01', '2026-02-01',
        'p', 'h', '0');
INSERT INTO public.leads (license_number, capacity, source, lead_key, run_id, file_line, first_seen, last_seen,
                          is_current)
VALUES ('a', 40, 'tx', 'license_number=a', 1, 2, '2026-01-01', '2026-01-01', true),
       ('b', NULL, 'tx', 'license_number=b', 1, 3, '2026-01-01', '2026-01-01', true);
INSERT INTO leadtui.changes (run, table_name, lead_key, action, before)
SELECT 2, 'public.leads', lead_key, CASE capacity WHEN 40 THEN 'update' ELSE 'vanish' END, to_jsonb(l)
FROM public.leads l;
SELECT set_config('leadtui.run', '2', false);
UPDATE public.leads SET capacity = 52, run_id = 2, last_seen = '2026-02-01' WHERE license_number = 'a';
UPDATE public.leads SET is_current = false WHERE license_number = 'b';
"""
"""What a load and another one left behind."""


def test_the_chain_is_the_one_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    chain = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(chain)) == migrations.REVISIONS


def test_an_empty_database_is_migrated_once(empty_database_url: str) -> None:
    with open_database(choose(empty_database_url)) as database:
        assert database.status().migrations is MigrationState.NONE
        assert database.migrate() is True
        assert database.migrate() is False
        status = database.status()
        assert (status.migrations, status.run_count) == (MigrationState.CURRENT, 0)
        assert status.size > 1_000_000


def test_a_database_of_the_previous_release_is_brought_up_to_date_and_its_runs_can_be_undone(
    empty_database_url: str,
) -> None:
    with open_database(choose(empty_database_url)) as database:
        change(database, "CREATE SCHEMA leadtui")
        upgrade(database, "0001")
        change(database, LOADED_BEFORE)
        assert database.status().migrations is MigrationState.BEHIND
        assert database.migrate() is True
        assert [(run.run, run.kind, run.state) for run in database.runs()] == [
            (2, "load", "loaded"),
            (1, "load", "loaded"),
        ]
        plan = database.undo(2).plan
        assert (plan.set_back, plan.kept_count) == (2, 0)
        assert [(row["capacity"], row["run_id"], row["is_current"]) for row in stored(database)] == [
            (40, 1, True),
            (None, 1, True),
        ]
        assert database.undo(1).plan.taken_out == 2
        assert database.load(request([{"license_number": "a"}])).counts.inserted == 1


def upgrade(database: Database, revision: str) -> None:
    """Migrate as far as an earlier release did."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with database._engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_a_migration_that_fails_leaves_nothing(empty_database_url: str) -> None:
    with open_database(choose(empty_database_url)) as database:
        change(database, "CREATE SCHEMA leadtui; CREATE TABLE leadtui.changes (somebody text)")
        with pytest.raises(Exception, match="changes"):
            database.migrate()
        assert database.status().migrations is MigrationState.NONE
        assert stored(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'leadtui'") == [
            {"tablename": "changes"}
        ]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("000123", "000123"),
        ("K-820 055232", "k820055232"),
        ("+1 (512) 555-0101", "15125550101"),
        ("A+ Kids & Co. @ 5%", "a+kids&co@5%"),
        ("a=b|c;d", "abcd"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "fullwidth"),
        ("Straße", "straße"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("Cafe\u0301", "caf\u00e9"),
        ("\u200b\ufeffx\u00a0", "x"),
        ("- . ,", None),
        ("", None),
        ("“”", None),
    ],
)
def test_parts_of_keys_are_normalised(database: Database, value: str, key: str | None) -> None:
    quoted = value.replace("'", "''")
    assert stored(database, f"SELECT leadtui.normal_key('{quoted}') AS key") == [{"key": key}]


def test_long_parts_are_cut_but_stay_distinct(database: Database) -> None:
    rows = [{"company": "x" * 3000 + last, "address1": "1 A St"} for last in "ab"]
    assert database.load(request(rows)).counts.inserted == 2
    assert all(len(row["lead_key"]) < 200 for row in stored(database))


def test_edits_are_noted_field_by_field(database: Database) -> None:
    database.load(request([{"license_number": "1", "city": "Austin", "zip": "78701"}]))
    change(database, "UPDATE leads SET city = 'Dallas'")
    change(database, "UPDATE leads SET city = 'Houston', capacity = 3, is_current = true, last_seen = now()")
    assert stored(database, "SELECT table_name, source, lead_key, field FROM leadtui.edits ORDER BY field") == [
        {"table_name": "public.leads", "source": "tx", "lead_key": "license_number=1", "field": field}
        for field in ("capacity", "city")
    ]
