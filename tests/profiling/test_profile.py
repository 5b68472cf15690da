"""A profile says what is in each column: counted exactly, recognised on a sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from leadtui import reading
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE, LINE_COUNT, Column, RawTable
from leadtui.profiling import profile

DATA = Path(__file__).parents[2] / "data"


def table(**columns: Sequence[str | None]) -> RawTable:
    height = max((len(values) for values in columns.values()), default=0)
    frame = pl.DataFrame(
        {f"raw:{place}": pl.Series(values, dtype=pl.String) for place, values in enumerate(columns.values())}
        | {LINE: range(2, height + 2), LINE_COUNT: [1] * height}
    )
    return RawTable(
        source=Source(Path("x.csv"), "x.csv", Format.CSV, 1),
        detection=Detection(Dialect()),
        columns=tuple(Column(place, name, name) for place, name in enumerate(columns)),
        frame=frame.lazy(),
        row_count=height,
        sha256="",
    )


def test_counts_leave_blank_cells_out() -> None:
    found = profile(table(zip=["01569", " 01569 ", None, "", "  ", "7"])).columns[0]
    assert (found.row_count, found.filled_count, found.distinct_count) == (6, 3, 2)
    assert (found.min_length, found.max_length) == (1, 5)
    assert found.samples == ("01569", "7")
    assert found.filled_share == 0.5


def test_kinds_have_shares_and_examples_of_both_sides() -> None:
    found = profile(table(zip=["01569"] * 8 + ["7870", "unknown"])).columns[0]
    best = found.kinds[0]
    assert (best.kind, best.share, best.example, best.counter_example) == ("identifier", 0.9, "01569", "unknown")
    zips = next(kinship for kinship in found.kinds if kinship.kind == "us_zip")
    assert (zips.share, zips.counter_example) == (0.8, "7870")


def test_of_equally_fitting_kinds_the_telling_one_is_first() -> None:
    assert profile(table(zip=["01569", "78701"])).columns[0].kind == "us_zip"
    assert profile(table(flag=["Y", "N"])).columns[0].kind == "yes_no"
    assert profile(table(when=["3/1/24", "4/2/24"])).columns[0].kind == "date"


def test_the_commonest_shape() -> None:
    found = profile(table(phone=["702-555-0100", "725-555-0101", "none", None])).columns[0]
    assert found.top_pattern == "999-999-9999"
    assert found.top_pattern_share == pytest.approx(2 / 3)
    assert profile(table(name=["Ada LOW"])).columns[0].top_pattern == "Aa A"


def test_columns_without_values() -> None:
    found = profile(table(empty=[None, "", " "], other=["a", "b", "c"])).columns[0]
    assert (found.filled_count, found.distinct_count, found.samples, found.kinds, found.kind) == (0, 0, (), (), None)
    assert (found.min_length, found.max_length, found.top_pattern, found.top_pattern_share) == (0, 0, "", 0.0)


def test_tables_without_rows_or_columns() -> None:
    assert profile(table(a=[])).columns[0].filled_share == 0
    assert profile(table()).columns == ()


def test_big_tables_are_counted_whole_and_looked_at_in_part() -> None:
    count = 30_000
    raw = table(
        id=[str(number) for number in range(count)], flag=["Y", None] * (count // 2), last=[""] * (count - 1) + ["x"]
    )
    found = profile(raw, sample_rows=1_000)
    assert (found.row_count, found.sampled_rows) == (count, 1_000)
    assert [column.distinct_count for column in found.columns] == [count, 1, 1]
    assert [column.filled_count for column in found.columns] == [count, count // 2, 1]
    assert found.columns[0].max_length == 5


def test_profiles_are_repeatable() -> None:
    source = reading.find(str(DATA / "source3.csv"))
    raw = reading.read(source, reading.detect(source), spool=None)
    assert profile(raw) == profile(raw)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("source1", {"Address": "us_address", "Phone": "us_phone", "State": "us_state", "Expiration Date": "date"}),
        ("source2", {"Type License": "type_and_number", "Primary Caregiver": "name_and_role", "Mon": "schedule",
                     "Ages Accepted 1": "ages", "License Monitoring Since": "labelled_date", "Email": "email"}),
        ("source3", {"Zip": "us_zip", "Address": "us_street", "Infant": "yes_no", "Operation Name": "company"}),
    ],
)  # fmt: skip
def test_the_samples_are_recognised(name: str, kinds: dict[str, str]) -> None:
    source = reading.find(str(DATA / f"{name}.csv"))
    found = profile(reading.read(source, reading.detect(source), spool=None))
    seen = {column.column.name: column.kind for column in found.columns}
    assert {column: seen[column] for column in kinds} == kinds
