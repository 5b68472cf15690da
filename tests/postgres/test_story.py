"""What can be told of a run's rows and of one lead; and what is forgotten on request."""

from __future__ import annotations

import json
from datetime import date

import pytest

from leadtui.errors import UsageError
from leadtui.model.story import ValueChange
from leadtui.postgres import Database
from tests.postgres.loads import change, request, stored

ONE = {"company": "Little Stars", "license_number": "110-622", "phone": "+15125550101", "zip": "78701", "capacity": 40}
TWO = {"company": "Happy Kids", "license_number": "K-200-900", "email": "kids@example.org", "zip": "01569"}
UNLICENSED = {"company": "Sunny Days", "phone": "+15125550103", "zip": "78703", "license_issued": date(2024, 2, 29)}


def new_keys(database: Database, run: int, *, is_new: bool = True) -> list[str]:
    return [json.loads(row)["lead_key"] for row in database.json_rows(run, is_new=is_new)]


# -- rows of a run --


def test_new_rows_are_those_the_run_inserted_whatever_came_later(database: Database) -> None:
    first = database.load(request([ONE, TWO]))
    second = database.load(request([{**ONE, "capacity": 52}, TWO, UNLICENSED]))
    assert new_keys(database, first.run) == ["license_number=k200900", "license_number=110622"]
    assert new_keys(database, second.run) == ["phone+zip=15125550103|78703"]
    assert new_keys(database, second.run, is_new=False) == ["license_number=110622", "phone+zip=15125550103|78703"]
    assert len(list(database.json_rows(first.run, is_new=True, limit=1))) == 1
    database.undo(second.run)
    assert new_keys(database, second.run) == []


def test_rows_as_csv_are_what_is_stored(database: Database) -> None:
    run = database.load(request([TWO, {**UNLICENSED, "company": 'a "b",\nc'}])).run
    pieces: list[bytes] = []
    database.copy_rows(run, pieces.append, is_new=True)
    text = b"".join(pieces).decode()
    assert text.startswith("first_name,last_name,")
    assert '"a ""b"",\nc"' in text
    assert ",01569," in text


def test_rows_of_a_run_that_is_not_there(database: Database) -> None:
    with pytest.raises(UsageError, match="knows no run 5"):
        list(database.json_rows(5, is_new=True))


# -- the story of a lead --


def test_each_run_that_touched_a_row_is_told_with_file_line_and_values(database: Database) -> None:
    first = database.load(request([TWO, UNLICENSED]))
    second = database.load(request([{**UNLICENSED, "license_number": "L9", "capacity": 7}]))
    third = database.load(request([TWO]))
    undo = database.undo(third.run)
    change(database, "UPDATE leads SET city = 'Austin' WHERE license_number = 'L9'")
    (story,) = database.explain("L-9")
    assert (story.lead_key, story.source, story.is_there, story.is_current) == ("license_number=l9", "tx", True, True)
    told = [(event.run, event.what, event.line, event.state) for event in story.events]
    assert told == [
        (first.run, "inserted", 3, "loaded"),
        (second.run, "updated", 2, "loaded"),
        (third.run, "vanished", None, "undone"),
        (undo.run, f"undone (run {third.run})", None, "loaded"),
        (None, "changed by hand by leadtui: city", None, "loaded"),
    ]
    assert set(story.events[1].changes) == {
        ValueChange("lead_key", "phone+zip=15125550103|78703", "license_number=l9"),
        ValueChange("license_number", None, "L9"),
        ValueChange("capacity", None, "7"),
    }
    assert story.events[2].changes == (ValueChange("is_current", "true", "false"),)
    assert database.explain("phone+zip=15125550103|78703") == (story,)


def test_lines_that_lost_to_another_are_part_of_the_story(database: Database) -> None:
    database.load(request([ONE, {**ONE, "capacity": 41}]))
    (story,) = database.explain("license_number=110622")
    assert sorted((event.what, event.line) for event in story.events) == [("inserted", 3), ("lost to line 3", 2)]


def test_a_key_may_belong_to_leads_of_several_sources(database: Database) -> None:
    for source in ("ok", "tx"):
        database.load(request([ONE], source=source))
    assert [story.source for story in database.explain("110622")] == ["ok", "tx"]
    assert [story.source for story in database.explain("110622", source="tx")] == ["tx"]
    with pytest.raises(UsageError, match="knows no lead 'nobody'"):
        database.explain("nobody")


# -- forgetting --


def test_an_erased_person_is_nowhere_any_more(database: Database) -> None:
    rejected = [
        (3, "E-ROW", "cells", b'"K 200/900",Happy\n'),
        (4, "E-ROW", "cells", b"somebody,KIDS@example.org,\xff\n"),
        (5, "E-ROW", "cells", b"somebody else\n"),
    ]
    database.load(request([ONE, TWO, {**TWO, "capacity": 1}], rejected=rejected, max_rejects="100%"))
    database.load(request([ONE, {**TWO, "capacity": 2}]))
    change(database, "UPDATE leads SET city = 'Austin'")
    rehearsed = database.erase("K200900", is_rehearsal=True)
    assert len(stored(database)) == 2
    assert database.erase("K200900") == rehearsed
    (erased,) = rehearsed
    assert (erased.rows, erased.before_images, erased.edits, erased.rejects, erased.duplicates) == (1, 1, 1, 2, 1)
    everything = "".join(
        str(stored(database, f"SELECT * FROM {table}"))
        for table in ("public.leads", "leadtui.runs", "leadtui.changes", "leadtui.edits", "leadtui.duplicates")
    ) + str(stored(database, "SELECT reason, convert_from(raw, 'LATIN1') FROM leadtui.rejects"))
    for word in ("K-200", "k200", "K 200", "Happy", "ids@example"):
        assert word not in everything
    assert "somebody else" in everything
    assert "110-622" in everything


def test_pruned_runs_cannot_be_undone_and_say_so(database: Database) -> None:
    first = database.load(request([ONE]))
    second = database.load(request([{**ONE, "capacity": 1}]))
    assert database.prune(1).runs == ()
    assert database.prune(0, is_rehearsal=True).runs == (second.run,)
    pruned = database.prune(0)
    assert (pruned.runs, pruned.before_images) == ((second.run,), 1)
    with pytest.raises(UsageError, match=f"run {second.run} cannot be undone any more"):
        database.undo(second.run)
    assert database.plan_undo(first.run).kept_count == 1
    assert database.prune(0).runs == ()
