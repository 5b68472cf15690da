"""Taking a run back: the table is exactly as it was before, and what happened to a row since is never lost."""

from __future__ import annotations

import hashlib
from typing import Any

import psycopg
import pytest

from leadtui.errors import ChangedError, LockedError, RefusedError, UsageError
from leadtui.model.undo import KeptRow
from leadtui.postgres import Database
from tests.postgres.loads import Row, change, lose_one_answer, request, stored

ONE = {"company": "Little Stars", "license_number": "110622", "phone": "+15125550101", "zip": "78701", "capacity": 40}
TWO = {"company": "Happy Kids", "license_number": "K2", "phone": "+15125550102", "zip": "01569"}
THREE = {"company": "Third", "license_number": "L3", "capacity": 3}
UNLICENSED = {"company": "Sunny Days", "phone": "+15125550103", "zip": "78703"}
EDITS = "SELECT * FROM leadtui.edits ORDER BY table_name, source, lead_key, field"


def image(database: Database) -> str:
    """All rows of the table and all that is known of edits by hand, as one hash."""
    rows = stored(database, "SELECT t::text AS row FROM public.leads t ORDER BY source, lead_key")
    return hashlib.sha256(repr((rows, stored(database, EDITS))).encode()).hexdigest()


NEXT: list[tuple[str, list[Row], dict[str, Any]]] = [
    ("insert, update and vanish", [{**ONE, "capacity": 52}, THREE], {}),
    ("vanished kept", [{**ONE, "capacity": 52}, THREE], {"vanished": "keep"}),
    ("vanished deleted", [{**ONE, "capacity": 52}, THREE], {"vanished": "delete"}),
    ("blanks erase", [{**ONE, "capacity": None}, TWO], {"blanks": "erase"}),
    ("append", [{**ONE, "capacity": 52}, THREE], {"mode": "append"}),
    ("replace", [{**TWO, "phone": None}, THREE], {"mode": "replace_source"}),
    ("nothing left", [], {"mode": "replace_source"}),
    ("a better key", [ONE, TWO, {**UNLICENSED, "license_number": "L9"}], {}),
    ("a key taken over by a new row", [ONE, {**UNLICENSED, "license_number": "L9"}, {**UNLICENSED, "zip": "1"}], {}),
    ("unchanged", [ONE, TWO, UNLICENSED], {"force": True}),
    ("edits overwritten", [ONE, TWO, {**UNLICENSED, "city": "Waco"}], {"edited": "overwrite"}),
    ("an edit the file agrees with", [ONE, {**TWO, "city": "Austin"}, UNLICENSED], {}),
    ("an edited row deleted", [ONE, UNLICENSED], {"vanished": "delete"}),
    ("an edited row with a better key", [ONE, TWO, {**UNLICENSED, "provider_id": "P"}], {}),
]


@pytest.mark.parametrize(("rows", "options"), [case[1:] for case in NEXT], ids=[case[0] for case in NEXT])
def test_undo_restores_every_row_exactly_and_undoing_the_undo_brings_it_back(
    database: Database, rows: list[Row], options: dict[str, Any]
) -> None:
    database.load(request([ONE, TWO, UNLICENSED], source="other"))
    first = database.load(request([ONE, TWO, UNLICENSED]))
    change(database, "UPDATE leads SET city = 'Austin' WHERE source = 'tx' AND company IN ('Happy Kids', 'Sunny Days')")
    before = image(database)
    second = database.load(request(rows, **options))
    after = image(database)

    plan = database.plan_undo(second.run)
    undone = database.undo(second.run, expected=plan)
    counts = second.counts
    rows_gone = 0 if options.get("vanished") == "keep" else counts.vanished
    assert (plan.kept, plan.kept_count) == ((), 0)
    assert plan.taken_out == counts.inserted
    assert plan.set_back + plan.put_back == counts.updated + rows_gone
    assert image(database) == before
    assert database.report(second.run).state == "undone"

    redone = database.undo(undone.run)
    assert (redone.plan.is_redo, redone.plan.kept) == (True, ())
    assert image(database) == after
    assert database.report(second.run).state == "loaded"

    database.undo(second.run)
    assert image(database) == before
    database.undo(first.run)
    kept = {row["company"] for row in stored(database) if row["source"] == "tx"}
    assert kept == {"Happy Kids", "Sunny Days"}, "what was changed by hand stays"


def test_an_undone_file_can_be_loaded_again(database: Database) -> None:
    database.load(request([ONE]))
    second = request([TWO])
    first_time = database.load(second)
    database.undo(first_time.run)
    again = database.load(second)
    assert (again.state, again.counts) == ("loaded", first_time.counts)
    assert again.run > first_time.run


def test_the_file_before_the_undone_one_is_still_loaded(database: Database) -> None:
    first = database.load(request([ONE]))
    second = database.load(request([TWO]))
    database.undo(second.run)
    again = database.load(request([ONE]))
    assert (again.state, again.run) == ("already_loaded", first.run)


def test_a_half_undone_source_can_be_loaded_again(database: Database) -> None:
    file = request([ONE])
    database.load(file)
    second = database.load(request([{**ONE, "capacity": 41}]))
    change(database, "UPDATE leads SET city = 'Here'")
    assert database.undo(second.run).plan.kept_count == 1
    assert database.load(file).state == "loaded"


def test_rows_that_something_happened_to_are_kept_and_named(database: Database) -> None:
    database.load(request([ONE, TWO, THREE]))
    rows: list[Row] = [{**ONE, "capacity": 1}, {**TWO, "capacity": 1}, {**THREE, "capacity": 1}, UNLICENSED]
    second = database.load(request(rows))
    change(database, "UPDATE leads SET city = 'Austin', zip = '1' WHERE license_number = '110622'")
    change(database, "DELETE FROM leads WHERE license_number = 'K2'")
    plan = database.plan_undo(second.run)
    assert plan.kept == (
        KeptRow("license_number=110622", "changed by hand since: city, zip"),
        KeptRow("license_number=k2", "deleted since, or known by another key"),
    )
    assert (plan.taken_out, plan.set_back, plan.kept_count) == (1, 1, 2)
    database.undo(second.run, expected=plan)
    assert [(row["license_number"], row["capacity"]) for row in stored(database)] == [("110622", 1), ("L3", 3)]


def test_rows_a_later_file_had_are_kept(database: Database) -> None:
    first = database.load(request([ONE, TWO, THREE]))
    second = database.load(request([{**ONE, "capacity": 52}, TWO]))
    plan = database.plan_undo(first.run)
    assert [(row.lead_key, row.reason) for row in plan.kept] == [
        ("license_number=110622", f"loaded again since, by run {second.run}"),
        ("license_number=k2", f"in the file of run {second.run}, too"),
        ("license_number=l3", "vanished since"),
    ]
    database.undo(second.run)
    assert database.plan_undo(first.run).kept == ()


@pytest.mark.parametrize("options", [{"mode": "append"}, {"vanished": "keep"}])
def test_a_later_file_that_was_not_all_of_the_source_keeps_only_its_own_rows(
    database: Database, options: dict[str, Any]
) -> None:
    first = database.load(request([ONE, TWO]))
    later = database.load(request([ONE, THREE], **options))
    plan = database.plan_undo(first.run)
    assert plan.kept == (KeptRow("license_number=110622", f"in the file of run {later.run}, too"),)
    assert plan.taken_out == 1


def test_a_row_changed_by_hand_and_back_again_counts_as_changed(database: Database) -> None:
    run = database.load(request([ONE])).run
    change(database, "UPDATE leads SET capacity = 1")
    change(database, "UPDATE leads SET capacity = 40")
    assert database.plan_undo(run).kept_count == 1


def test_marks_of_vanished_rows_are_taken_back_even_after_another_file(database: Database) -> None:
    database.load(request([ONE, TWO]))
    second = database.load(request([ONE]))
    third = database.load(request([{**ONE, "capacity": 1}]))
    assert database.undo(second.run).plan.set_back == 1
    assert [row["is_current"] for row in stored(database)] == [True, True]
    # The mark that was taken back does not make the row one of the third file's.
    assert database.undo(third.run).plan.set_back == 1


def test_a_former_key_that_another_row_has_now_keeps_the_row(database: Database) -> None:
    database.load(request([UNLICENSED]))
    second = database.load(request([{**UNLICENSED, "license_number": "L9"}]))
    change(database, 'INSERT INTO leads SELECT (jsonb_populate_record(l, \'{"lead_key": "x"}\')).* FROM leads l')
    change(database, "UPDATE leads SET lead_key = 'phone+zip=15125550103|78703' WHERE lead_key = 'x'")
    plan = database.plan_undo(second.run)
    assert [row.reason for row in plan.kept] == ["its former key is another row's now"]


def test_what_cannot_be_undone_is_said(database: Database) -> None:
    run = database.load(request([ONE])).run
    with pytest.raises(UsageError, match="knows no run 99"):
        database.plan_undo(99)
    undo = database.undo(run).run
    with pytest.raises(UsageError, match=f"run {run} is undone already, by run {undo}") as caught:
        database.undo(run)
    assert caught.value.hint == f"To have it back: leadtui undo {undo}"


def test_an_undo_of_an_undo_of_an_undo(database: Database) -> None:
    run = database.load(request([ONE])).run
    states = []
    for _ in range(4):
        latest = database.runs(limit=1)[0].run
        database.undo(latest)
        states.append((database.report(run).state, len(stored(database))))
    assert states == [("undone", 0), ("loaded", 1), ("undone", 0), ("loaded", 1)]


def test_a_preview_that_no_longer_holds_is_refused(database: Database) -> None:
    run = database.load(request([ONE, TWO])).run
    plan = database.plan_undo(run)
    change(database, "UPDATE leads SET city = 'Austin' WHERE license_number = 'K2'")
    before = image(database)
    with pytest.raises(ChangedError, match="changed since the preview"):
        database.undo(run, expected=plan)
    assert image(database) == before
    assert len(database.runs()) == 1


def test_what_the_table_refuses_is_said_and_nothing_is_written(database: Database) -> None:
    database.load(request([ONE]))
    second = database.load(request([{**ONE, "capacity": 99}]))
    change(database, "ALTER TABLE leads ADD CHECK (capacity > 50)")
    with pytest.raises(RefusedError, match=r"run \d+ cannot be undone: public.leads refuses .*check constraint"):
        database.undo(second.run)
    assert [run.state for run in database.runs()] == ["loaded", "loaded"]


def test_columns_that_came_or_went_since_are_no_hindrance(database: Database) -> None:
    database.load(request([ONE, TWO]))
    second = database.load(request([{**ONE, "capacity": 1}], mode="replace_source"))
    change(database, "ALTER TABLE leads DROP COLUMN city, ADD COLUMN score integer NOT NULL DEFAULT 7")
    assert database.undo(second.run).plan.put_back == 1
    assert [(row["capacity"], row["score"]) for row in stored(database)] == [(40, 7), (None, 7)]


def test_an_undo_waits_for_a_load_of_its_source_and_names_it(database: Database, database_url: str) -> None:
    run = database.load(request([ONE])).run
    with psycopg.connect(database_url) as holder:
        holder.execute("SELECT pg_advisory_lock(hashtextextended('leadtui load public.leads tx', 0))")
        with pytest.raises(LockedError, match=f"pid {holder.info.backend_pid}"):
            database.undo(run, lock_wait=0.1)


@pytest.mark.parametrize("is_done", [True, False])
def test_a_lost_answer_to_the_undo_s_commit_is_looked_up(
    database: Database, monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    run = database.load(request([ONE])).run
    lose_one_answer(monkeypatch, is_done=is_done)
    assert database.undo(run).plan.taken_out == 1
    assert stored(database) == []
    assert [report.state for report in database.runs()] == ["loaded", "undone"]
