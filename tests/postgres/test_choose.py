"""Which database is chosen, what it is called, and that no password is ever shown."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import pytest

from leadtui.errors import DatabaseError, UsageError
from leadtui.postgres import choose, open_database
from leadtui.postgres.conninfo import Conninfo

SECRET = "p@:/%#?w&=' x"
ENCODED = "p%40%3A%2F%25%23%3Fw%26%3D%27%20x"


def test_the_order_of_who_decides() -> None:
    everywhere = {
        "LEADTUI_DATABASE_URL": "postgresql://h2/d2",
        "DATABASE_URL": "postgresql://h3/d3",
        "PGHOST": "h5",
        "PGDATABASE": "d5",
    }
    said = [("postgresql://h1/d1", "postgresql://h4/d4"), (None, "postgresql://h4/d4")]
    found = [choose(*each, environ=everywhere) for each in said]
    found.append(choose(None, "postgresql://h4/d4", environ={"DATABASE_URL": "postgresql://h3/d3"}))
    found.append(choose(None, "postgresql://h4/d4", environ={"PGHOST": "h5", "PGDATABASE": "d5"}))
    found.append(choose(environ={"PGHOST": "h5", "PGDATABASE": "d5"}))
    found.append(choose(environ={"PGUSER": "somebody", "PGPORT": "1"}))
    assert [(choice.origin, choice.label) for choice in found] == [
        ("--db", "d1@h1"),
        ("LEADTUI_DATABASE_URL", "d2@h2"),
        ("DATABASE_URL", "d3@h3"),
        ("the settings file", "d4@h4"),
        ("PGHOST and PGDATABASE", "d5@h5"),
        ("the default", "leads@embedded"),
    ]


def test_embedded_can_be_asked_for_against_the_environment() -> None:
    choice = choose("embedded", environ={"DATABASE_URL": "postgresql://h/d"})
    assert (choice.is_embedded, choice.origin) == (True, "--db")


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("postgres://u@db1/leads", "leads@db1"),
        ("postgresql://u@db1:5432,db2:5433/leads?target_session_attrs=read-write", "leads@db1,db2"),
        ("postgresql+psycopg://u@db1/leads", "leads@db1"),
        ("postgresql://u@/leads?host=/var/run/postgresql", "leads@local"),
        ("postgresql://u@db1/leads?options=-csearch_path%3Dsales", "leads@db1"),
        ("host=db1 dbname=leads user=u", "leads@db1"),
        ("postgresql://u@db1", "u@db1"),
        (f"postgresql://u:{ENCODED}@db1/leads", "leads@db1"),
        ("postgresql://u@db1/a%1B%5B2J", "a?[2J@db1"),
    ],
)
def test_labels(address: str, label: str) -> None:
    assert choose(address, environ={}).label == label


def test_a_service_is_named_until_it_is_known(tmp_path: Path) -> None:
    file = tmp_path / "services"
    file.write_text("[other]\nhost=x\n[books]\n# the books\nhost=db7\ndbname=leads\npassword=p\n")
    environ = {"PGSERVICE": "books", "PGSERVICEFILE": str(file)}
    assert choose(environ=environ).label == "leads@db7"
    assert choose("service=books", environ={}).label == "service@books"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://u:{SECRET}@db1/leads",
        "postgresql://u:Zq7@Xk9@db1/leads",
        "postgresql://u:Zq7/Xk9@db1/leads",
        "postgresql://u:147/Xk9@db1/leads",
        "postgresql://u:Zq7%zzXk9@db1/leads",
        "postgresql://u:Zq7?/Xk9@db1/leads",
        "host=db1 passwort=Zq7",
        "Zq7",
        "",
        "mysql://u:Zq7@db1/leads",
    ],
)
def test_what_cannot_be_understood_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        choose(address, environ={})
    shown = "".join(traceback.format_exception(caught.value))
    assert "--db is not the address of a Postgres database" in shown
    assert not any(part in shown for part in ("Zq7", "Xk9", "p@:", "147"))
    assert caught.value.hint is not None
    assert "%40" in caught.value.hint


def test_no_password_is_shown_when_connecting_fails(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    choice = choose(f"postgresql://u:{ENCODED}@127.0.0.1:1/leads", environ={})
    with pytest.raises(DatabaseError) as caught:
        open_database(choice)
    shown = "".join(traceback.format_exception(caught.value)) + repr(choice) + repr(choice.conninfo) + caplog.text
    assert SECRET not in shown
    assert ENCODED not in shown
    assert "port 1 failed: Connection refused" in caught.value.message
    assert choice.conninfo is not None
    assert choice.conninfo.parameters()["password"] == SECRET


def test_a_host_that_is_not_found_is_one_line() -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database(choose("postgresql://u@no-such-host.invalid/leads", environ={}))
    assert "no-such-host.invalid" in caught.value.message
    assert "\n" not in caught.value.message


def conninfo(address: str, **environ: str) -> dict[str, str]:
    return Conninfo.parse(address, "--db", environ).parameters()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "", "%2Fvar%2Frun"])
def test_on_this_machine_encryption_is_left_to_libpq(host: str) -> None:
    assert "sslmode" not in conninfo(f"postgresql://u@{host}/d")


def test_over_a_network_encryption_is_required_unless_said_otherwise(tmp_path: Path) -> None:
    assert conninfo("postgresql://u@db1/d")["sslmode"] == "require"
    assert conninfo("postgresql://u@localhost,db1/d")["sslmode"] == "require"
    assert conninfo("postgresql://u@db1/d?sslmode=verify-full")["sslmode"] == "verify-full"
    assert "sslmode" not in conninfo("postgresql://u@db1/d", PGSSLMODE="disable")
    services = tmp_path / "services"
    services.write_text("[books]\nhost=db7\nsslmode=disable\n")
    assert "sslmode" not in conninfo("service=books", PGSERVICEFILE=str(services))


def test_without_encryption_no_clear_text_password_is_sent() -> None:
    assert conninfo("postgresql://u@db1/d?sslmode=disable")["require_auth"] == "!password"
    assert "require_auth" not in conninfo("postgresql://u@db1/d")


def test_a_silent_server_is_given_up() -> None:
    found = conninfo("postgresql://u@db1/d")
    assert (found["application_name"], found["connect_timeout"], found["tcp_user_timeout"]) == (
        "leadtui",
        "10",
        "30000",
    )
    assert conninfo("postgresql://u@db1/d?connect_timeout=3")["connect_timeout"] == "3"
    assert "application_name" not in conninfo("postgresql://u@db1/d", PGAPPNAME="other")
