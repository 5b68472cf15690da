"""Mappings into recipes, and recipes into rows."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import polars as pl
import pytest

from leadtui.cleaning import canonical_steps, compile_recipe, prepare, problems, settle, transform
from leadtui.errors import NeedsPersonError, UsageError
from leadtui.model.mapping import Mapping
from leadtui.model.step import Clean, Combine, Copy, Derive, Split
from leadtui.model.table import LINE, RawTable
from tests.cleaning.tables import Cells, mapping, table

PHONES: dict[str, Any] = {"phone": {"kind": "us_phone", "overflow": "phone2"}, "phone2": {"kind": "us_phone"}}
AGES: dict[str, Any] = {
    "ages": {"kind": "ages"},
    "min_age": {"type": "integer", "kind": "min_age_months", "derived_from": "ages"},
    "max_age": {"type": "integer", "kind": "max_age_months", "derived_from": "ages"},
}


def rows(made: Mapping, raw: RawTable) -> list[dict[str, Any]]:
    """The fields of every row."""
    recipe = settle(compile_recipe(made, raw.columns), raw)
    return transform(raw.frame, recipe).select(list(made.target.fields)).collect().to_dicts()


def found(made: Mapping, raw: RawTable) -> list[tuple[int, str, str, str]]:
    """Line, code, field and column of every problem."""
    recipe = settle(compile_recipe(made, raw.columns), raw)
    frame = transform(raw.frame, recipe).collect()
    return [
        (row[LINE], problem.code, problem.field, ", ".join(column.name for column in problem.columns))
        for row in frame.iter_rows(named=True)
        for problem in problems(recipe)
        if row[problem.key]
    ]


# -- a mapping as steps ----------------------------------------------------------------------------


def test_the_short_forms_spelled_out() -> None:
    made = mapping(
        {
            "name": {"clean": ["upper"], "values": {"A": "B"}},
            "city": {"kind": "city"},
            "zip": {"kind": "us_zip"},
            "opened": {"type": "date", "kind": "date"},
            **AGES,
        },
        {
            "N": {"to": "name"},
            "Where": {"to": ["city", "zip"], "split": "us_address"},
            "Since": {"to": "opened", "format": "%d.%m.%Y"},
            "I": {"to": "ages"},
            "T": {"to": "ages"},
            "X": {"skip": "nothing"},
        },
        [{"op": "combine", "in": ["I", "T"], "out": "ages", "how": "flags"}],
    )
    steps = canonical_steps(made)
    assert [type(step) for step in steps[:4]] == [Copy, Copy, Split, Combine]
    cleaners = [(step.field, step.how) for step in steps if isinstance(step, Clean)]
    assert cleaners[:4] == [("name", "trim"), ("name", "upper"), ("name", "spreadsheet"), ("name", "null_words")]
    dates = [step for step in steps if isinstance(step, Clean) and step.how == "date"]
    assert [step.format for step in dates] == ["%d.%m.%Y"]
    assert [step.field for step in steps if isinstance(step, Derive)] == ["min_age", "max_age"]
    assert ("min_age", "trim") not in cleaners


@pytest.mark.parametrize(
    ("fields", "columns", "steps", "near"),
    [
        ({"a": {"kind": "us_fone"}}, {"A": {"to": "a"}}, [], "us_phone"),
        ({"a": {"clean": ["trimm"]}}, {"A": {"to": "a"}}, [], "trim"),
        ({"a": {}}, {"A": {"to": ["a"], "split": "us_adress"}}, [], "us_address"),
        ({"a": {}}, {}, [{"op": "combine", "in": ["A"], "out": "a", "how": "flagss"}], "flags"),
        ({"city": {}}, {"A": {"to": "citty"}}, [], "city"),
        ({"a": {}}, {}, [{"op": "expr", "out": "a", "expr": "sum(A)"}], "may use"),
        ({"a": {}, "b": {}, "c": {}}, {"A": {"to": ["a", "b", "c"], "split": "us_street_unit"}}, [], "street, unit"),
    ],
)
def test_what_nobody_knows_is_refused_with_the_nearest_name(
    fields: dict[str, Any], columns: dict[str, Any], steps: list[Any], near: str
) -> None:
    raw = table({"A": ["x"]})
    with pytest.raises(UsageError) as refusal:
        rows(mapping(fields, columns, steps), raw)
    assert near in str(refusal.value.hint)


# -- a mapping and a file --------------------------------------------------------------------------


def test_columns_are_found_by_name_or_former_name_never_by_place() -> None:
    made = mapping({"zip": {}, "name": {}}, {"ZIP Code": {"to": "zip", "was": ["Zip"]}, "Name": {"to": "name"}})
    assert rows(made, table({"Name": ["n"], "ZIP Code": ["1"]})) == [{"zip": "1", "name": "n"}]
    assert rows(made, table({"Zip": ["1"], "Name": ["n"]})) == [{"zip": "1", "name": "n"}]
    with pytest.raises(NeedsPersonError, match="'ZIP Code'") as refusal:
        compile_recipe(made, table({"Name": ["n"], "ZIP Codes": ["1"]}).columns)
    assert refusal.value.hint == "Is it 'ZIP Codes' now?"


def test_a_column_that_is_gone_is_null_where_the_mapping_says_so() -> None:
    made = mapping(
        {"zip": {}, "ages": {}},
        {"Zip": {"to": "zip"}},
        [{"op": "combine", "in": ["I", "T"], "out": "ages", "how": "flags"}],
        drift={"gone": "null"},
    )
    assert rows(made, table({"T": ["Y"]})) == [{"zip": None, "ages": "T"}]


def test_fields_nothing_fills_are_there_typed_and_null() -> None:
    made = mapping({"n": {}, "when": {"type": "date"}, "count": {"type": "integer"}}, {"N": {"to": "n"}})
    raw = table({"N": ["a"]})
    frame = transform(raw.frame, compile_recipe(made, raw.columns)).collect()
    assert frame.schema["when"] == pl.Date
    assert frame.schema["count"] == pl.Int64
    assert frame.row(0, named=True)["when"] is None


def test_the_first_filled_of_several_columns_counts_and_a_column_of_its_own_comes_before_a_split() -> None:
    made = mapping(
        {"street": {"kind": "us_street"}, "state": {"kind": "us_state"}},
        {"A": {"to": ["street", "state"], "split": "us_address"}, "S": {"to": "state"}, "S2": {"to": "state"}},
    )
    raw = table({"A": ["1 Elm St Reno, NV 89501"] * 3, "S": ["CA", " ", ""], "S2": ["OR", "OR", None]})
    assert [row["state"] for row in rows(made, raw)] == ["CA", "OR", "NV"]


def test_a_town_of_its_own_tells_where_the_street_ends() -> None:
    made = mapping(
        {"street": {"kind": "us_street"}, "city": {"kind": "city"}},
        {"A": {"to": ["street"], "split": "us_address"}, "City": {"to": "city"}},
    )
    raw = table({"A": ["12 W COTTON LOST HILLS, CA 93249", "9 ELM ST"], "City": ["LOST HILLS", "RENO"]})
    assert rows(made, raw) == [
        {"street": "12 W Cotton", "city": "Lost Hills"},
        {"street": "9 Elm St", "city": "Reno"},
    ]
    assert found(made, raw) == []


def test_constants_values_and_expressions() -> None:
    made = mapping(
        {
            "state": {"constant": "NV"},
            "kind": {"kind": "category", "values": {"child  care CENTER": "center", "Other": ""}},
            "size": {"type": "integer", "values": {"a dozen": "12"}},
            "label": {},
        },
        {"K": {"to": "kind"}, "S": {"to": "size"}},
        [{"op": "expr", "out": "label", "expr": "upper(kind) || '/' || \"S\""}],
    )
    raw = table({"K": ["Child Care Center", "other", "HOME"], "S": ["A Dozen", "7", "many"]})
    assert rows(made, raw) == [
        {"state": "NV", "kind": "center", "size": 12, "label": "CHILD CARE CENTER/A Dozen"},
        {"state": "NV", "kind": None, "size": 7, "label": "OTHER/7"},
        {"state": "NV", "kind": "Home", "size": None, "label": "HOME/many"},
    ]
    assert found(made, raw) == [(4, "E-INT", "size", "S")]


def test_a_known_spelling_excuses_the_problems_before_it() -> None:
    made = mapping({"state": {"kind": "us_state", "values": {"Silver State": "NV"}}}, {"S": {"to": "state"}})
    raw = table({"S": ["Silver State", "Golden State"]})
    assert rows(made, raw) == [{"state": "NV"}, {"state": None}]
    assert found(made, raw) == [(3, "E-STATE", "state", "S")]


def test_a_second_number_goes_where_there_is_room() -> None:
    made = mapping(PHONES, {"P": {"to": "phone"}, "Q": {"to": "phone2"}})
    raw = table({"P": ["702-555-0100/702-555-0101", "702-555-0100/702-555-0101"], "Q": ["", "702-555-0199"]})
    assert rows(made, raw) == [
        {"phone": "+17025550100", "phone2": "+17025550101"},
        {"phone": "+17025550100", "phone2": "+17025550199"},
    ]


def test_ages_are_worked_out_where_no_column_gives_them() -> None:
    made = mapping(AGES, {"Ages": {"to": "ages"}, "From": {"to": "min_age"}})
    raw = table({"Ages": ["Toddlers (12-23 months)", "6 wks - 5 yrs", None], "From": ["", "3", "2 years"]})
    assert rows(made, raw) == [
        {"ages": "Toddlers", "min_age": 12, "max_age": 23},
        {"ages": "6 wks - 5 yrs", "min_age": 3, "max_age": 60},
        {"ages": None, "min_age": 24, "max_age": None},
    ]


# -- the whole column ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "order", "is_certain", "first"),
    [
        (["4/5/24", "13/5/24"], "dmy", True, date(2024, 5, 4)),
        (["4/5/24", "4/13/24"], "mdy", True, date(2024, 4, 5)),
        (["4/5/24", "6/7/24"], "mdy", False, date(2024, 4, 5)),
        (["04.05.24", "06.07.24"], "dmy", False, date(2024, 5, 4)),
        (["4/4/24", "5/5/24"], "mdy", True, date(2024, 4, 4)),
        (["4/5/24", "13/5/24", "14/5/24", "4/20/24"], "mixed", False, None),
        (["4/5/24", *["13/5/24"] * 20, "4/20/24"], "dmy", False, date(2024, 5, 4)),
        (["98-03-05", "98-03-07"], "ymd", True, date(1998, 3, 5)),
        ([f"21-03-{day:02}" for day in range(1, 30)], "ymd", False, date(2021, 3, 1)),
    ],
)
def test_the_order_of_dates(values: list[str | None], order: str, is_certain: bool, first: date | None) -> None:
    made, raw = mapping({"d": {"type": "date"}}, {"D": {"to": "d"}}), table({"D": values})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    decision = next(decision for decision in recipe.decisions if decision.setting == "date_order")
    assert (decision.value, decision.is_certain, decision.field, decision.columns) == (order, is_certain, "d", ("D",))
    assert rows(made, raw)[0]["d"] == first


def test_a_slip_against_the_order_of_the_others_is_an_issue() -> None:
    made, raw = mapping({"d": {"type": "date"}}, {"D": {"to": "d"}}), table({"D": [*["13/5/24"] * 10, "4/20/24"]})
    assert [row["d"] for row in rows(made, raw)] == [*[date(2024, 5, 13)] * 10, None]
    assert found(made, raw) == [(12, "E-DATE", "d", "D")]


def test_where_both_orders_occur_only_what_tells_itself_is_read() -> None:
    values = ["13/5/24", "14/5/24", "4/20/24", "6/6/24", "4/5/24"]
    made, raw = mapping({"d": {"type": "date"}}, {"D": {"to": "d"}}), table({"D": values})
    read = [date(2024, 5, 13), date(2024, 5, 14), date(2024, 4, 20), date(2024, 6, 6), None]
    assert [row["d"] for row in rows(made, raw)] == read
    assert found(made, raw) == [(6, "E-DATE", "d", "D")]


def test_a_column_that_proves_nothing_follows_one_that_does() -> None:
    fields = {"d": {"type": "date"}, "e": {"type": "date"}}
    made = mapping(fields, {"D": {"to": "d"}, "E": {"to": "e"}})
    raw = table({"D": ["4/5/24", "6/7/24"], "E": ["13/5/24", "4/5/24"]})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    assert [(one.value, one.is_certain) for one in recipe.decisions if one.setting == "date_order"] == [
        ("dmy", True)
    ] * 2
    assert rows(made, raw)[0] == {"d": date(2024, 5, 4), "e": date(2024, 5, 13)}


def test_dots_and_slashes_have_orders_of_their_own() -> None:
    made, raw = (
        mapping({"d": {"type": "date"}}, {"D": {"to": "d"}}),
        table({"D": ["4/13/24", "4/5/24", "13.4.24", "5.4.24"]}),
    )
    assert [row["d"].isoformat()[5:] for row in rows(made, raw)] == ["04-13", "04-05", "04-13", "04-05"]


@pytest.mark.parametrize(
    ("years", "read", "is_certain"),
    [
        ((94, 99, 2, 10, 23), (1994, 1999, 2002, 2010, 2023), True),
        ((23, 24, 30), (2023, 2024, 2030), True),
        ((65, 94, 2, 23), (1965, 1994, 2002, 2023), False),
        ((24,), (2024,), True),
        ((85, 87), (1985, 1987), True),
        (tuple(range(0, 100, 5)), (*range(2000, 2066, 5), *range(1970, 2000, 5)), False),
    ],
)
def test_the_century_of_dates(years: tuple[int, ...], read: tuple[int, ...], is_certain: bool) -> None:
    values: Cells = {"D": [f"12/31/{year:02}" for year in years]}
    made, raw = mapping({"d": {"type": "date"}}, {"D": {"to": "d"}}), table(values)
    recipe = settle(compile_recipe(made, raw.columns), raw)
    assert tuple(row["d"].year for row in rows(made, raw)) == read
    decision = next(decision for decision in recipe.decisions if decision.setting == "pivot_year")
    assert decision.is_certain is is_certain


def test_a_given_format_leaves_nothing_to_decide() -> None:
    made = mapping({"d": {"type": "date", "format": "%d/%m/%Y"}}, {"D": {"to": "d"}})
    raw = table({"D": ["4/5/2024"]})
    assert settle(compile_recipe(made, raw.columns), raw).decisions == ()
    assert rows(made, raw) == [{"d": date(2024, 5, 4)}]


def test_spreadsheet_days_are_believed_only_in_numbers() -> None:
    made = mapping({"d": {"type": "date"}}, {"D": {"to": "d"}})
    assert rows(made, table({"D": ["44197", "44198", None]}))[0]["d"] == date(2021, 1, 1)
    assert rows(made, table({"D": ["44197", "2021-01-01", "2021-01-02"]}))[0]["d"] is None


def test_towns_that_recur_end_the_streets_of_others() -> None:
    made = mapping(
        {"street": {"kind": "us_street"}, "city": {"kind": "city"}},
        {"A": {"to": ["street", "city"], "split": "us_address"}},
    )
    raw = table({"A": ["1 Elm St Lost Hills, CA 93249", "2 Oak Ave LOST HILLS, CA 93249", "3 W Cotton Lost Hills, CA"]})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    assert [(one.setting, one.value) for one in recipe.decisions] == [("cities", ("LOST HILLS",))]
    assert "LOST HILLS (2)" in recipe.decisions[0].evidence
    assert rows(made, raw)[2] == {"street": "3 W Cotton", "city": "Lost Hills"}
    assert found(made, raw) == [(4, "W-ADDRESS", "street", "A")]


# -- one row at a time -----------------------------------------------------------------------------


def test_blocks_streams_and_frames_give_the_same() -> None:
    made = mapping(
        {
            "name": {"kind": "company"},
            "city": {"kind": "city"},
            "d": {"type": "date"},
            "label": {},
            **PHONES,
            **AGES,
            "state": {"constant": "NV"},
            "never": {"type": "boolean"},
        },
        {"N": {"to": "name"}, "C": {"to": "city"}, "D": {"to": "d"}, "P": {"to": "phone"}, "A": {"to": "ages"}},
        [{"op": "expr", "out": "label", "expr": "name || ' of ' || city"}],
    )
    count = 600
    raw = table(
        {
            "N": [f"PLACE {place} LLC" for place in range(count)],
            "C": [("RENO", "ELKO", "N/A", None)[place % 4] for place in range(count)],
            "D": [("1/20/24", "3/4/99", "soon")[place % 3] for place in range(count)],
            "P": [f"702-555-0{place:03} x{place}" for place in range(count)],
            "A": [("Infants (0-11 months)", "", "2 - 4 yrs")[place % 3] for place in range(count)],
        }
    )
    recipe = settle(compile_recipe(made, raw.columns), raw)
    lazily = transform(raw.frame, recipe)
    whole = lazily.collect()
    assert lazily.collect(engine="streaming").equals(whole)
    prepared = prepare(recipe)
    blocks = [prepared.clean(raw.frame.slice(start, 250).collect()) for start in range(0, count, 250)]
    assert pl.concat(blocks).equals(whole)
    assert prepared.problems == problems(recipe)
    assert whole.filter(pl.col("raw:1") == "N/A").select("city").null_count().item() == count // 4


def test_a_recipe_is_data() -> None:
    made = mapping({"d": {"type": "date"}}, {"D": {"to": "d"}})
    raw = table({"D": ["4/13/24"]})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    assert pickle.loads(pickle.dumps(recipe)) == recipe  # noqa: S301  our own bytes


def test_a_table_without_rows() -> None:
    made = mapping({"d": {"type": "date"}, "name": {"kind": "company"}}, {"D": {"to": "d"}, "N": {"to": "name"}})
    raw = table({"D": [], "N": []})
    recipe = settle(compile_recipe(made, raw.columns), raw)
    assert recipe.decisions == ()
    assert transform(raw.frame, recipe).collect().height == 0
