"""Cells put right by hand: found again by what the row says, read before any cleaner, in every lane alike."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from leadtui.checking import check
from leadtui.cleaning import as_filed, canonical_steps, compile_recipe, prepare, settle, transform
from leadtui.errors import UsageError
from leadtui.model.checked import Checked
from leadtui.model.mapping import Mapping
from leadtui.model.step import Cells
from leadtui.model.table import LINE, RawTable
from tests.cleaning.tables import mapping, table

COLUMNS = {"No": {"to": "number"}, "Tel": {"to": "phone"}, "Mail": {"to": "email"}, "Since": {"to": "since"}}
FIELDS: dict[str, dict[str, Any]] = {
    "number": {"kind": "identifier"},
    "phone": {"kind": "us_phone", "overflow": "phone2"},
    "phone2": {"kind": "us_phone"},
    "email": {"kind": "email"},
    "since": {"type": "date"},
}
RAW = table(
    {
        "No": ["17", "18", " 18 ", "19"],
        "Tel": ["702-555-0100", "call", "call", "702-555-0103"],
        "Mail": ["a@example.org", "", "b@example.org", None],
        "Since": ["3/25/2020", "pending", "Pending ", "12/31/2021"],
    }
)


def made(**changed: dict[str, Any]) -> Mapping:
    return mapping({name: field | changed.get(name, {}) for name, field in FIELDS.items()}, COLUMNS)


def outcome(of: Mapping, raw: RawTable = RAW) -> Checked:
    return check(raw, settle(compile_recipe(of, raw.columns), raw), of.target)


def column(checked: Checked, name: str) -> list[Any]:
    values: list[Any] = checked.good.collect()[name].to_list()
    return values


def test_the_cell_is_read_as_if_the_file_had_said_so() -> None:
    cells = [{"key": {"number": "18"}, "was": "call", "to": "(702) 555-0199 / 702-555-0198"}]
    after = outcome(made(phone={"cells": cells}))
    assert column(after, "phone") == ["+17025550100", "+17025550199", "+17025550199", "+17025550103"]
    assert column(after, "phone2")[1] == "+17025550198"
    assert after.issues.filter(pl.col("code") == "E-PHONE").height == 0


def test_only_the_row_with_the_key_and_the_cell_as_it_was() -> None:
    cells = [
        {"key": {"number": "18"}, "was": "pending", "to": "4/1/2020"},
        {"key": {"number": "17"}, "was": "pending", "to": "4/2/2020"},
        {"key": {"number": "19"}, "was": None, "to": "4/3/2020"},
    ]
    after = outcome(made(since={"cells": cells}))
    assert [str(day) for day in column(after, "since")] == ["2020-03-25", "2020-04-01", "2020-04-01", "2021-12-31"]


def test_an_empty_cell_is_filled_and_a_full_one_emptied() -> None:
    cells = [
        {"key": {"number": "19"}, "was": None, "to": "C@EXAMPLE.ORG"},
        {"key": {"number": "17"}, "was": "a@example.org", "to": None},
    ]
    assert column(outcome(made(email={"cells": cells})), "email") == [None, None, "b@example.org", "c@example.org"]


def test_without_a_key_every_row_with_the_cell() -> None:
    after = outcome(made(phone={"cells": [{"was": "CALL", "to": "702-555-0111"}]}))
    assert column(after, "phone")[1:3] == ["+17025550111", "+17025550111"]


def test_what_is_put_in_is_checked_like_anything_else() -> None:
    after = outcome(made(since={"cells": [{"key": {"number": "18"}, "was": "pending", "to": "soon"}]}))
    assert after.issues.filter(pl.col("field") == "since")["line"].to_list() == [3, 4]


def test_a_row_rejected_by_hand_is_counted_as_such_and_needs_no_limit() -> None:
    after = outcome(made(since={"cells": [{"key": {"number": "18"}, "was": "pending", "reject": True}]}))
    assert after.good.collect()[LINE].to_list() == [2, 5]
    assert after.rejected["code"].to_list() == ["E-HAND", "E-HAND"]
    assert (after.by_hand_count, after.unforeseen_count) == (2, 0)


def test_a_row_is_named_as_the_file_has_it_even_where_the_name_itself_was_put_right() -> None:
    number = {"cells": [{"was": "17", "to": "0017"}]}
    after = made(number=number, email={"cells": [{"key": {"number": "17"}, "was": "a@example.org", "to": "z@x.org"}]})
    assert column(outcome(after), "number")[0] == "0017"
    assert column(outcome(after), "email")[0] == "z@x.org"
    recipe = compile_recipe(after, RAW.columns)
    assert as_filed(RAW.frame, recipe, ["number", "phone"]).collect()["number"].to_list() == ["17", "18", " 18 ", "19"]


def test_of_an_address_in_one_cell_the_whole_cell_names_it() -> None:
    fields = {"street": {"kind": "us_street"}, "city": {"kind": "city"}, "zip": {"kind": "us_zip"}}
    columns = {"At": {"to": ["street", "city", "zip"], "split": "us_address"}}
    raw = table({"At": ["12 Oak St, Boston 2108", "9 Elm St, Boston 02109"]})
    plain = outcome(mapping(fields, columns), raw)
    assert column(plain, "zip") == [None, "02109"]
    by_cell = {**fields, "zip": {"kind": "us_zip", "cells": [{"was": "12 Oak St, Boston 2108", "to": "02108"}]}}
    by_value = {**fields, "zip": {"kind": "us_zip", "values": {"12 Oak St, Boston 2108": "02108"}}}
    for changed in (by_cell, by_value):
        assert column(outcome(mapping(changed, columns), raw), "zip") == ["02108", "02109"]


@pytest.mark.parametrize("field", [
    {"phone": {"values": {"702-555-0100": "+17025550155", "+17025550103": "+17025550144"}}},
    {"phone": {"cells": [{"key": {"number": "17"}, "was": "702-555-0100", "to": "702-555-0177"}]}},
    {"email": {"cells": [{"key": {"number": "19"}, "to": "x@y.org"}], "values": {"b@example.org": "c@example.org"}}},
])  # fmt: skip
def test_the_short_way_and_the_streaming_way_give_the_same(field: dict[str, Any]) -> None:
    of = made(**field)
    recipe = settle(compile_recipe(of, RAW.columns), RAW)
    streamed = transform(RAW.frame, recipe).collect(engine="streaming").sort(LINE)
    assert prepare(recipe).clean(RAW.frame.collect()).select(streamed.columns).equals(streamed)
    plain = transform(RAW.frame, compile_recipe(made(), RAW.columns)).collect()
    assert not streamed.select(list(FIELDS)).equals(plain.select(list(FIELDS)))


def test_they_are_steps_like_all_others() -> None:
    (step,) = [step for step in canonical_steps(made(email={"cells": [{"was": "x", "to": "y"}]}))
               if isinstance(step, Cells)]  # fmt: skip
    assert (step.field, step.fixes[0].was, step.fixes[0].to) == ("email", "x", "y")


def test_a_key_of_unknown_fields_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cells of email.*numbr"):
        compile_recipe(made(email={"cells": [{"key": {"numbr": "1"}, "to": "x"}]}), RAW.columns)
