"""The saved mappings against the sample files: rows read by a person, field by field, and every issue.

`mappings/golden/NAME.json` holds, by line of the file, the fields of a row (those not named are empty), and what
each kind of issue is counted as.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from leadtui import checking, cleaning, reading, store
from leadtui.model.checked import Checked
from leadtui.model.table import LINE

ROOT = Path(__file__).parents[2]
NAMES = ("source1", "source2", "source3")


def checked(name: str, file: Path, folder: Path) -> Checked:
    """The file, read, cleaned and checked as a load would."""
    mapping = store.load(name)
    source = reading.find(str(file))
    raw = reading.read(source, reading.detect(source, layout=mapping.layout), spool=folder)
    recipe = cleaning.settle(cleaning.compile_recipe(mapping, raw.columns), raw)
    assert all(decision.is_certain for decision in recipe.decisions)
    return checking.check(raw, recipe, mapping.target, block_rows=50, spool=folder)


def filled(row: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value, as JSON has them."""
    plain = {name: value if isinstance(value, bool | int | str) else str(value) for name, value in row.items()
             if value is not None}  # fmt: skip
    return {name: value for name, value in plain.items() if name != LINE}


@pytest.mark.parametrize("name", NAMES)
def test_rows_read_by_a_person(name: str, tmp_path: Path) -> None:
    expected = json.loads((ROOT / "mappings" / "golden" / f"{name}.json").read_text())
    outcome = checked(name, ROOT / "data" / f"{name}.csv", tmp_path)
    rows = {str(row[LINE]): filled(row) for row in outcome.good.collect().iter_rows(named=True)}
    assert {line: rows[line] for line in expected["rows"]} == expected["rows"]
    issues = outcome.issues.group_by("code", "field").len().sort("code", "field").rows()
    assert [list(issue) for issue in issues] == expected["issues"]
    assert outcome.rejected.height == 0
    assert outcome.read_count == outcome.good_count == expected["read"]


@pytest.mark.parametrize("name", NAMES)
def test_shuffled_columns_make_the_same_rows(name: str, tmp_path: Path) -> None:
    original = ROOT / "data" / f"{name}.csv"
    with original.open(newline="") as file:
        table = list(csv.reader(file))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([row[::-1] for row in table])
    shuffled = tmp_path / "shuffled.csv"
    shuffled.write_text(text.getvalue(), newline="")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = checked(name, original, tmp_path / "one").good.collect().drop(LINE)
    second = checked(name, shuffled, tmp_path / "two").good.collect().drop(LINE)
    assert first.equals(second)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_the_sample_is_decided_and_every_mapping_says_what_it_fills(name: str) -> None:
    mapping = store.load(name)
    with (ROOT / "data" / f"{name}.csv").open(newline="") as file:
        header = next(csv.reader(file))
    assert list(mapping.columns) == header
    assert all(column.to or column.skip for column in mapping.columns.values())
    assert mapping.target.load.key[0] == ("license_number",)


def test_the_next_month_needs_nothing_new(tmp_path: Path) -> None:
    for name in NAMES:
        outcome = checked(name, ROOT / "data" / f"{name}_next.csv", tmp_path)
        assert outcome.rejected.height == 0
        assert outcome.good.select(pl.col("license_number").is_null().any()).collect().item() is False
