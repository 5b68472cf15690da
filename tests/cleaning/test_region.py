"""Whose telephone numbers a column holds, by what its numbers say and how they are written."""

from __future__ import annotations

import pytest

from leadtui.cleaning import compile_recipe, settle, transform
from tests.cleaning.tables import mapping, table

BRITISH = ["020 7946 0958", "07700 900456", "0161 496 0101", "+44 20 7946 0000"]
FRENCH = ["01 23 45 67 89", "06 12 34 56 78", "02.99.12.34.56"]
AUSTRALIAN = ["(02) 9374 4000", "0412 345 678", "(03) 9123 4567"]
OURS = ["512-555-0101", "(512) 555-0102", "512.555.0103", "020 7946 0958"]


@pytest.mark.parametrize(
    ("values", "region", "is_certain"),
    [
        (BRITISH, "GB", True),
        (FRENCH, "FR", False),
        (AUSTRALIAN, "AU", False),
        (OURS, None, None),
        (["020"], None, None),
    ],
)
def test_a_column_says_whose_numbers_it_holds(values: list[str], region: str | None, is_certain: bool | None) -> None:
    made, raw = mapping({"p": {"kind": "us_phone"}}, {"P": {"to": "p"}}), table({"P": values})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    found = [(one.value, one.is_certain) for one in recipe.decisions if one.setting == "region"]
    assert found == ([] if region is None else [(region, is_certain)])
    numbers = transform(raw.frame, recipe).collect()["p"].to_list()
    assert [number is None for number in numbers] == [region is None and value.startswith("0") for value in values]


def test_a_mapping_that_names_the_country_leaves_nothing_to_decide() -> None:
    made = mapping({"p": {"kind": "us_phone", "region": "DE"}}, {"P": {"to": "p"}})
    raw = table({"P": ["030 901820", "+1 512 555 0101", "512 555 0101"]})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    assert recipe.decisions == ()
    assert transform(raw.frame, recipe).collect()["p"].to_list() == ["+4930901820", "+15125550101", None]
