"""What the ledger tells afterwards; and what is found out before a file is read."""

from __future__ import annotations

import polars as pl
import pytest

from leadtui.errors import DatabaseError, UsageError
from leadtui.model.plan import REJECTS_SCHEMA, Counts
from leadtui.postgres import Database
from leadtui.postgres.failure import one_line
from tests.postgres.loads import change, request

ROWS = [{"license_number": str(number), "company": f"C{number}"} for number in range(3)]


def test_runs_are_listed_newest_first(database: Database) -> None:
    reports = [database.load(request(ROWS[:count])) for count in (1, 2, 3)]
    assert database.runs() == tuple(reversed(reports))
    assert database.runs(limit=1) == (reports[-1],)


def test_a_report_is_what_the_load_returned(database: Database) -> None:
    report = database.load(request(ROWS))
    again = database.report(report.run)
    assert again == report
    assert (again.table, again.source, again.file_name, again.mapping_version) == ("public.leads", "tx", "file.csv", 1)
    assert again.counts == Counts(3, 3, 0, 0, 0, 0, 0)
    assert again.seconds > 0


def test_a_run_that_is_not_there(database: Database) -> None:
    for ask in (database.report, database.rejects):
        with pytest.raises(UsageError, match="knows no run 7") as caught:
            ask(7)
        assert caught.value.hint == "leadtui runs"


def test_rejects_come_back_byte_by_byte(database: Database) -> None:
    every_byte = bytes(range(256))
    rejected = [(5, "E-ROW", "cells: 3, not 2", every_byte), (3, "E-KEY", 'no "key", at all', b"")]
    report = database.load(request(ROWS[:1], rejected=rejected, max_rejects="100%"))
    found = database.rejects(report.run)
    assert found.schema == pl.Schema(REJECTS_SCHEMA)
    assert found.rows() == [(3, 1, "E-KEY", 'no "key", at all', b""), (5, 1, "E-ROW", "cells: 3, not 2", every_byte)]
    assert database.rejects(database.load(request(ROWS)).run).is_empty()


def test_a_file_without_rows_is_a_run_too(database: Database) -> None:
    assert database.load(request([])).counts == Counts(0, 0, 0, 0, 0, 0, 0)


def test_a_target_is_examined_before_a_file_is_read(database: Database) -> None:
    target = request(ROWS).mapping.target
    database.examine(target)
    change(database, "ALTER TABLE leads RENAME TO customers")
    with pytest.raises(DatabaseError, match=r"there is no table public\.leads"):
        database.examine(target)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo", "one"),
        ("\n\n  one  \n", "one"),
        ("\x1b[2Jgone\x07", "[2Jgone"),
        ("", "no reason given"),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_what_a_server_says_is_one_harmless_line(text: str, line: str) -> None:
    assert one_line(text) == line
