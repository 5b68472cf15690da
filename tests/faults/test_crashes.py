"""A load or an undo that dies at any of its points leaves nothing; done again, it comes to what it would have."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Final

import pytest

from leadtui.postgres import Database
from tests.postgres.loads import Row, change, request, stored

ONE: Row = {"company": "A", "license_number": "L1", "capacity": 1}
TWO: Row = {"company": "B", "license_number": "L2"}
THREE: Row = {"company": "C", "license_number": "L3"}
WEAK: Row = {"company": "D", "phone": "1", "zip": "2"}
FIRST: Final = [ONE, TWO, WEAK]
SECOND: Final = [{**ONE, "capacity": 2}, THREE, {**WEAK, "license_number": "L4"}]

CHILD: Final = """
import importlib, os, signal, sys
from leadtui.postgres import choose, open_database
from tests.faults.test_crashes import SECOND
from tests.postgres.loads import request

url, what, point, number = sys.argv[1:]
module_name, name = point.split(":")
module = importlib.import_module("leadtui.postgres." + module_name)
original = getattr(module, name)

def interrupted(*_):
    raise KeyboardInterrupt

def dying(*given, **named):
    result = original(*given, **named)
    os.kill(os.getpid(), int(number))
    return result

for term in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(term, interrupted)
setattr(module, name, dying)
with open_database(choose(url)) as database:
    try:
        database.load(request(SECOND)) if what == "load" else database.undo(2)
    except KeyboardInterrupt:
        sys.exit(130)
"""
LOAD: Final = (
    "load:look_at",
    "load:lock_source",
    "load:past",
    "plan:stage",
    "plan:drop_duplicates",
    "plan:match",
    "plan:find_gone",
    "plan:note_exceptions",
    "plan:find_differing",
    "load:decide",
    "apply:note_seen",
    "apply:keep_updated",
    "apply:keep_gone",
    "apply:settle_edits",
    "load:apply",
)
"""Where a load may die, and nothing has happened."""
UNDO: Final = (
    "undo:_begin",
    "undo:_gather",
    "undo:_keep_changed",
    "undo:_keep_displaced",
    "restore:_open_run",
    "restore:_keep_images",
    "restore:_take_out",
    "restore:_set_back",
    "restore:_put_back",
    "restore:_restore_edits",
    "undo:restore",
)
SIGNALS: Final = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
QUICK: Final = {
    ("load:apply", signal.SIGKILL),
    ("undo:restore", signal.SIGKILL),
    ("apply:keep_updated", signal.SIGTERM),
}


def cases() -> list[object]:
    """Every point by every signal; most of them are for the long run."""
    every = [("load", point, number) for point in LOAD for number in SIGNALS]
    every += [("undo", point, number) for point in UNDO for number in SIGNALS]
    return [
        pytest.param(*case, marks=() if case[1:] in QUICK else pytest.mark.soak, id=f"{case[1]}-{case[2].name}")
        for case in every
    ]


def image(database: Database) -> list[list[Row]]:
    """All that a load or an undo writes."""
    queries = (
        "SELECT * FROM public.leads ORDER BY lead_key",
        "SELECT run, state, kind FROM leadtui.runs ORDER BY run",
        "SELECT * FROM leadtui.changes ORDER BY run, lead_key",
        "SELECT * FROM leadtui.edits ORDER BY lead_key, field",
    )
    return [stored(database, query) for query in queries]


def content(database: Database) -> list[Row]:
    """The rows, but for what depends on when they were loaded."""
    ours = "ARRAY['run_id', 'first_seen', 'last_seen']"
    return stored(database, f"SELECT to_jsonb(l) - {ours} AS row FROM public.leads l ORDER BY lead_key")


def die(url: str, what: str, point: str, number: signal.Signals) -> int:
    return subprocess.run([sys.executable, "-c", CHILD, url, what, point, str(int(number))], check=False).returncode


def wait_until_alone(database: Database) -> None:
    """No session of the dead program is left within five seconds."""
    deadline = time.monotonic() + 5
    while stored(
        database,
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND application_name = 'leadtui'",
    ):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize(("what", "point", "number"), cases())
def test_a_death_at_any_point_leaves_nothing(
    database: Database, database_url: str, what: str, point: str, number: signal.Signals
) -> None:
    database.load(request(FIRST))
    change(database, "UPDATE leads SET city = 'Austin' WHERE license_number = 'L1'")
    if what == "undo":
        database.load(request(SECOND))
    before = image(database)
    code = die(database_url, what, point, number)
    assert code == (-signal.SIGKILL if number is signal.SIGKILL else 130)
    wait_until_alone(database)
    assert image(database) == before
    if what == "load":
        assert database.load(request(SECOND)).counts.inserted == 1
        assert [row["row"]["capacity"] for row in content(database)] == [2, None, None, None]
    else:
        plan = database.undo(2).plan
        assert (plan.taken_out, plan.set_back, plan.kept_count) == (1, 3, 0)


def test_a_death_just_after_commit_is_found_out_by_the_next_run(database: Database, database_url: str) -> None:
    database.load(request(FIRST))
    assert die(database_url, "load", "load:commit", signal.SIGKILL) == -signal.SIGKILL
    wait_until_alone(database)
    after = image(database)
    again = database.load(request(SECOND))
    assert (again.state, image(database)) == ("already_loaded", after)
