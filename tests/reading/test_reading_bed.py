"""Files with one damage or two come back, and never lose anything in silence (see `bed`; large in `bench`)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading.bed.damage import DAMAGES
from tests.reading.bed.draft import Case
from tests.reading.bed.run import alone, made, mean, pairs, scored
from tests.reading.bed.score import Score
from tests.reading.bed.tables import tables


@pytest.fixture(scope="module")
def results() -> Sequence[tuple[Case, Score]]:
    return scored(alone([11], rows=30, every=3))


def test_one_damage(results: Sequence[tuple[Case, Score]]) -> None:
    total = mean("all", [score for _, score in results])
    assert total.count > 250
    assert total.loaded == 1
    assert total.exact >= 0.95
    assert total.cells >= 0.99


def test_nothing_is_lost_in_silence(results: Sequence[tuple[Case, Score]]) -> None:
    # In a file of one column a title is no different from a row.
    silent = [f"{case.kind}: {case.table}" for case, score in results if score.is_silent and case.table != "one"]
    assert silent == []


def test_clean_files_are_left_alone(results: Sequence[tuple[Case, Score]]) -> None:
    plain = ("clean", "delimiter", "quote", "ends", "encoding")
    clean = [(case, score) for case, score in results if case.kind.startswith(plain)]
    wrong = [f"{case.kind}: {case.table} {score.alarms}" for case, score in clean if score.alarms and score.is_exact]
    assert len(clean) > 80
    assert wrong == []


def test_two_damages() -> None:
    total = mean("all", [score for _, score in scored(pairs(11, 40, rows=30))])
    assert total.loaded == 1
    assert total.exact >= 0.9


def test_the_bed_damages() -> None:
    """Each kind changes the bytes of at least one table, but those that are the plain way for some tables."""
    every = tables(3, 12)
    plain = {table.name: made(table, [DAMAGES[0]], 3) for table in every}
    for damage in DAMAGES[1:]:
        cases = [case for table in every if (case := made(table, [damage], 3))]
        changed = [case for case in cases if case.content != getattr(plain[case.table], "content", b"")]
        assert changed or damage.kind in {"quote none", "row commas"}, damage.kind
