"""What is left out for speed would not have changed anything: the shortcuts against looking at every place."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui.reading.cells import Form, splitter
from leadtui.reading.likely import RowModel
from leadtui.reading.parting import parted
from leadtui.reading.proposals import Accident, proposals

ROWS = [
    ("Ada Lovelace", "London", "1815", None, "a, b"),
    ("Grace Hopper", "New York", "1906", "x", "c"),
    ("Edsger Dijkstra", "Rotterdam", "1930", None, 'd "e"'),
    ("Alan Turing", "London", "1912", "y", "f"),
    ("Kurt Gödel", "Brünn", "1906", None, "g, h"),
    ("Emmy Noether", "Erlangen", "1882", "z", "i"),
]
MODEL = RowModel(ROWS, 5)
CELLS = st.sampled_from(["a", "1", "", "b c", '""', '"d"', '"e,f"', '"g""h"', '"i""",""j"', ' "k"'])
RECORDS = st.text(st.sampled_from('aB1 ,,,"\\'), max_size=24)


def _odds(rows: Iterable[tuple[str | None, ...]]) -> set[tuple[str | None, ...]]:
    """The rows that are not hopeless beside the best of them."""
    weights = {row: MODEL.weigh(row) for row in rows}
    best = max(weights.values(), default=0.0)
    return {row for row, weight in weights.items() if weight > best - 10}


@settings(deadline=None, max_examples=60)
@given(RECORDS, st.sampled_from([None, "\\"]))
def test_a_missing_delimiter_is_found_wherever_it_matters(record: str, escape: str | None) -> None:
    by = splitter(",", '"', escape)
    cells = by.split(record)
    if cells.form is Form.OPEN or (len(cells.values) != 4 and cells.form is Form.PLAIN):
        return
    tried = [by.split(record[:place] + "," + record[place:]) for place in range(len(record) + 1)]
    every = [made.values for made in tried if len(made.values) == 5 and made.form is Form.PLAIN]
    assert _odds(parted(record, cells, by, MODEL)) == _odds(every)


@st.composite
def with_a_stray_quote(draw: st.DrawFn) -> str:
    """Five cells, some of them quoted, and a quote too many."""
    record = ",".join(draw(st.lists(CELLS, min_size=5, max_size=5)))
    place = draw(st.integers(0, len(record)))
    return record[:place] + '"' + record[place:]


@settings(deadline=None, max_examples=60)
@given(with_a_stray_quote(), st.sampled_from([None, "\\"]))
def test_a_stray_quote_is_found_wherever_it_is(record: str, escape: str | None) -> None:
    by = splitter(",", '"', escape)
    places = [place for place, sign in enumerate(record) if sign == '"']
    tried = [by.split(record[:place] + record[place + 1 :]) for place in places]
    every = {made.values for made in tried if len(made.values) == 5 and made.form is Form.PLAIN}
    if record.count('"') % 2 == 0:
        every = set()  # an even number of them is no quote too many
    found = {each.values for each in proposals([record], 0, by, MODEL) if each.accident is Accident.STRAY}
    assert found == every
