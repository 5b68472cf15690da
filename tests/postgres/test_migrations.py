"""The migrations: one chain, the same as the program believes, and what they make of keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from leadtui.postgres import Database, MigrationState, choose, migrations, open_database
from tests.postgres.loads import change, request, stored


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
