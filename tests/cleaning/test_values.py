"""The labelled value tables: right in at least 98 of 100 cells, and no date or telephone number silently wrong."""

from __future__ import annotations

import pytest

from tests.cleaning.judged import VALUES, judged

TABLES = sorted(path.stem for path in VALUES.glob("*.tsv"))
ENOUGH = 0.98


@pytest.mark.parametrize("name", TABLES)
def test_values_become_what_their_labels_say(name: str) -> None:
    rows = judged(name)
    wrong = [row for row in rows if not row.is_right]
    assert len(wrong) <= (1 - ENOUGH) * len(rows), wrong


@pytest.mark.parametrize("name", ["date", "phone"])
def test_no_date_and_no_number_is_silently_wrong(name: str) -> None:
    assert [row for row in judged(name) if row.is_silently_wrong] == []
