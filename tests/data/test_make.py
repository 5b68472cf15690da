"""The sample files are what their generator writes, and hold what their truth says."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "data"
SOURCES = ("source1", "source2", "source3")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_maker", DATA / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def table(stem: str) -> list[dict[str, str]]:
    with (DATA / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
    return content


def test_running_the_script_writes_the_same_bytes(make: ModuleType, tmp_path: Path) -> None:
    make.write(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (DATA / path.name).read_bytes(), path.name


@pytest.mark.parametrize("source", SOURCES)
def test_next_month_differs_as_planted(source: str, truth: dict[str, Any]) -> None:
    key, planted = truth[source]["key"], truth[f"{source}_next"]
    before = {row[key]: row for row in table(source)}
    after = {row[key]: row for row in table(f"{source}_next")}
    assert len(before) == truth[source]["rows"]
    assert len(after) == planted["rows"]
    assert sorted(after.keys() - before.keys()) == planted["net_new_keys"]
    assert sorted(before.keys() - after.keys()) == planted["vanished_keys"]
    differing = {
        known: [name for name, value in row.items() if after[known][name] != value]
        for known, row in before.items()
        if known in after and after[known] != row
    }
    quiet = planted["unchanged_but_for_a_column_not_loaded"] + planted["unchanged_but_for_a_cell_now_empty"]
    assert {known: sorted(names) for known, names in differing.items() if known not in quiet} == {
        known: sorted(names) for known, names in planted["changed_columns"].items()
    }
    assert all(planted["changed_columns"].values())
    assert len(planted["changed_columns"]) == planted["changed"]
    assert planted["unchanged"] + planted["changed"] + planted["net_new"] == planted["rows"]
    assert planted["vanished"] < 0.2 * len(before)


@pytest.mark.parametrize("stem", [f"{source}{month}" for source in SOURCES for month in ("", "_next")])
def test_every_row_can_be_loaded_and_told_apart(stem: str, truth: dict[str, Any]) -> None:
    rows, key = table(stem), truth[stem]["key"]
    company = {"source1": "Name", "source2": "Company", "source3": "Operation Name"}[stem[:7]]
    address = {"source1": "Address", "source2": "Address1", "source3": "Address"}[stem[:7]]
    place = {"source1": "Address", "source2": "Zip", "source3": "Zip"}[stem[:7]]
    assert truth[stem]["rejects"] == []
    assert all(row[company].strip() and row[key].strip() for row in rows)
    assert len({row[key] for row in rows}) == len(rows)
    assert len({(row[company], row[address]) for row in rows}) == len(rows)
    phones = [(row["Phone"], row[place][-5:]) for row in rows if row["Phone"]]
    assert len(set(phones)) == len(phones)


def test_rows_for_measuring_are_distinct_and_repeatable(make: ModuleType) -> None:
    for layout in SOURCES:
        rows = list(make.rows(layout, 2_000))
        assert rows == list(make.rows(layout, 2_000))
        key = make.LAYOUTS[layout].key
        assert len({row[key] for row in rows}) == 2_000
        assert len({row["Phone"] for row in rows}) == 2_000
