"""Drafts: nothing a person decided is lost, and a damaged draft is a sentence, not a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leadtui import review as reviewing
from leadtui.errors import UsageError
from leadtui.review import Review


def test_a_draft_carries_decisions_and_the_way_back(fresh: Review) -> None:
    after = reviewing.confirm_all_sure(fresh)
    after = reviewing.constant(after, "state", "NV")
    after = reviewing.set_field(after, "company", "company: trim", clean=("trim",))
    after = reviewing.undo(reviewing.skip(after, 6, reason="stars are not ours"))
    again = reviewing.restore(reviewing.dump(after), fresh)
    assert again == after
    assert again.past == after.past
    assert again.future == after.future


def test_a_draft_fits_a_file_whose_columns_moved(fresh: Review) -> None:
    text = reviewing.dump(reviewing.confirm(fresh, 0))
    moved = tuple(
        replace(row, column=replace(row.column, index=index)) for index, row in enumerate(reversed(fresh.columns))
    )
    again = reviewing.restore(text, replace(fresh, columns=moved))
    assert [row.column.name for row in again.columns if not row.is_open] == ["Name"]


def test_a_column_the_draft_never_saw_stays_as_it_is(fresh: Review) -> None:
    shorter = replace(fresh, columns=fresh.columns[:3])
    again = reviewing.restore(reviewing.dump(reviewing.confirm(shorter, 0)), fresh)
    assert [row.is_open for row in again.columns] == [False, True, True, True, True, True, True]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":1,"now":0,"states":[]}', "[" * 100_000, '{"format":2}', "\ud800"]
)
def test_a_damaged_draft_is_refused_in_one_sentence(text: str, fresh: Review) -> None:
    with pytest.raises(UsageError, match="draft"):
        reviewing.restore(text, fresh)
