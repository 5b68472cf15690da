"""A text typed for a field: what it becomes, or why it can't be taken, just as a cell of the file would be."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui.checking import as_typed, check
from leadtui.cleaning import Recipe, compile_recipe, settle
from leadtui.model.table import RawTable
from tests.cleaning.tables import mapping, table

FIELDS: dict[str, dict[str, Any]] = {
    "street": {},
    "town": {},
    "since": {"type": "date", "kind": "date"},
    "seats": {"type": "integer"},
    "tel": {"kind": "us_phone", "overflow": "tel2"},
    "tel2": {"kind": "us_phone"},
    "state": {"kind": "us_state", "values": {"the lone star one": "TX"}},
}
COLUMNS: dict[str, dict[str, Any]] = {
    "Place": {"to": ["street", "town"], "split": "us_address"},
    "Since": {"to": "since"},
    "Seats": {"to": "seats"},
    "Tel": {"to": "tel"},
    "State": {"to": "state"},
}
ROWS = {
    "Place": ["1 Elm St, Bend", "2 Oak Ave, Reno"],
    "Since": ["25/03/2020", "26/04/2021"],
    "Seats": ["1", "2"],
    "Tel": ["212-555-0101", "212-555-0102"],
    "State": ["TX", "NV"],
}


def recipe_of(rows: dict[str, list[str]]) -> tuple[Recipe, RawTable]:
    raw = table(rows)
    return settle(compile_recipe(mapping(FIELDS, COLUMNS), raw.columns), raw), raw


RECIPE, RAW = recipe_of(ROWS)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("since", "04/05/2022", "2022-05-04"),  # as the column says: the day first
        ("seats", "12", "12"),
        ("tel", "(212) 555-0199", "+12125550199"),
        ("state", "the lone star one", "TX"),
        ("town", "  Carson   City ", "Carson City"),  # a field that a split fills takes its own text
    ],
)
def test_it_becomes_what_the_files_own_cells_would(name: str, text: str, value: str) -> None:
    typed = as_typed(RECIPE, name, text)
    assert (typed.value, typed.refusal) == (value, None)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("since", "04/25/2022", "E-DATE"), ("seats", "many", "E-INT"), ("tel", "call me", "E-PHONE")],
)
def test_what_the_field_cannot_take_is_refused_by_its_code(name: str, text: str, code: str) -> None:
    typed = as_typed(RECIPE, name, text)
    assert typed.refusal is not None
    assert (typed.refusal.code, typed.value) == (code, None)


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(["since", "seats", "tel", "state"]), st.text(max_size=20))
def test_it_never_fails_and_agrees_with_a_check_of_the_file(name: str, text: str) -> None:
    column = {"since": "Since", "seats": "Seats", "tel": "Tel", "state": "State"}[name]
    raw = table({header: [*cells, text if header == column else None] for header, cells in ROWS.items()})
    recipe = Recipe(RECIPE.target, raw.columns, RECIPE.steps, RECIPE.decisions)
    rows = check(raw, recipe, recipe.target).good.collect()
    stored = rows.filter(pl.col("raw:line") == pl.col("raw:line").max())[name].cast(pl.String).item()
    assert as_typed(RECIPE, name, text).value == stored
