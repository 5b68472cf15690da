"""`leadtui doctor`: everything it needs is looked at, and what is wrong says what to do."""

from __future__ import annotations

import psycopg

from tests.cli.program import Program

DEAD = "postgresql://nobody@127.0.0.1:1/none"


def test_all_is_well_where_all_is_well(program: Program) -> None:
    told = program("doctor", "--json")
    assert told.code == 0
    checks = {check["name"]: check for check in told.json["checks"]}
    assert {check["state"] for check in checks.values()} == {"ok"}
    assert {"settings", "data folder", "mappings", "terminal", "database", "server", "migrations"} <= set(checks)
    assert program("doctor", "-q").out == ""


def test_a_dead_server_is_one_line_with_advice_and_the_code_of_any_other_verb(program: Program) -> None:
    told = program("doctor", "--db", DEAD, "-q")
    assert told.code == 6
    assert told.out.startswith("x  database")
    assert "Is it running there" in told.out


def test_a_mapping_with_mistakes_and_a_setting_nobody_knows_are_found_together(program: Program) -> None:
    (program.folder / "mappings").mkdir(exist_ok=True)
    (program.folder / "mappings" / "odd.yaml").write_text("format: 1\nextends: leads\ncolums: {}\n")
    (program.folder / "leadtui.toml").write_text('them = "dark"\n')
    told = program("doctor", "--db", program.url, "--json")
    states = {check["name"]: check["state"] for check in told.json["checks"]}
    assert (told.code, states["mappings"], states["settings"]) == (2, "bad", "bad")
    assert "theme" in next(check["advice"] for check in told.json["checks"] if check["name"] == "settings")


def test_a_ledger_that_is_behind_says_how_to_bring_it_up(program: Program) -> None:
    with psycopg.connect(program.url) as connection:
        connection.execute("DROP SCHEMA leadtui CASCADE")
    told = program("doctor", "--db", program.url)
    assert told.code == 6
    assert "leadtui db migrate" in told.out
