"""Many loads at once: none fails, none is lost, none happens twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest

from leadtui.model.plan import LoadReport, LoadRequest
from leadtui.postgres import Database, choose, open_database
from tests.postgres.loads import change, request, stored

LONG = 300.0
"""Seconds to wait for the other loads of a source; a machine may be busy."""


def rows(first: int = 0, count: int = 40, capacity: int = 0) -> list[dict[str, object]]:
    return [
        {"company": f"C{number}", "license_number": f"L{number}", "capacity": capacity}
        for number in range(first, first + count)
    ]


def all_at_once(url: str, files: Sequence[LoadRequest]) -> list[LoadReport]:
    """Load each file over a connection of its own, all beginning together."""
    start = Barrier(len(files))

    def load(file: LoadRequest) -> LoadReport:
        with open_database(choose(url)) as database:
            start.wait()
            return database.load(file)

    with ThreadPoolExecutor(len(files)) as threads:
        return list(threads.map(load, files))


@contextmanager
def isolation(database: Database, level: str) -> Iterator[None]:
    """What a role may have as its default."""
    name = stored(database, "SELECT current_database() AS name")[0]["name"]
    change(database, f"ALTER DATABASE {name} SET default_transaction_isolation = '{level}'")
    yield


MANY = pytest.mark.parametrize("count", [8, pytest.param(64, marks=pytest.mark.soak)])


@MANY
@pytest.mark.parametrize("level", ["read committed", "serializable"])
def test_loads_of_many_sources_into_one_table(database: Database, database_url: str, count: int, level: str) -> None:
    with isolation(database, level):
        # Opposite orders of keys: what would wait for each other in a circle, if anything did.
        files = [request(rows()[:: 1 if number % 2 else -1], source=f"s{number}") for number in range(count)]
        reports = all_at_once(database_url, files)
    assert {report.state for report in reports} == {"loaded"}
    assert len({report.run for report in reports}) == count
    found = Counter(row["source"] for row in stored(database))
    assert found == {f"s{number}": 40 for number in range(count)}


@MANY
@pytest.mark.parametrize("level", ["read committed", "serializable"])
def test_loads_of_one_source_come_one_after_the_other(
    database: Database, database_url: str, count: int, level: str
) -> None:
    with isolation(database, level):
        files = [request(rows(capacity=number + 1), lock_wait=LONG) for number in range(count)]
        reports = all_at_once(database_url, files)
    assert sum(report.counts.inserted for report in reports) == 40
    assert sum(report.counts.updated for report in reports) == 40 * (count - 1)
    last = max(report.run for report in reports)
    assert {row["run_id"] for row in stored(database)} == {last}
    runs = stored(database, "SELECT run, previous_run FROM leadtui.runs ORDER BY run")
    assert [row["previous_run"] for row in runs] == [None, *(row["run"] for row in runs[:-1])]


@MANY
def test_one_file_by_many_at_once_is_loaded_once(database: Database, database_url: str, count: int) -> None:
    reports = all_at_once(database_url, [request(rows(), lock_wait=LONG)] * count)
    assert Counter(report.state for report in reports) == {"loaded": 1, "already_loaded": count - 1}
    assert len({report.run for report in reports}) == 1
    assert len(stored(database)) == 40


def test_of_an_undo_and_a_load_at_once_each_is_whole(database: Database, database_url: str) -> None:
    first = database.load(request(rows()))

    def undo() -> int:
        with open_database(choose(database_url)) as other:
            return other.undo(first.run, lock_wait=LONG).plan.kept_count

    def load() -> int:
        with open_database(choose(database_url)) as other:
            return other.load(request(rows(capacity=9), lock_wait=LONG)).counts.inserted

    both: list[Callable[[], int]] = [undo, load]
    with ThreadPoolExecutor(2) as threads:
        kept, inserted = threads.map(lambda work: work(), both)
    assert (kept, inserted) in {(0, 40), (40, 0)}
    assert {row["capacity"] for row in stored(database)} == {9}
