"""Next month's file without a screen: what passes, what is asked about, and what `drift:` may decide."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.cli.desk import Desk

Table = list[list[str]]


def changed(desk: Desk, change: Callable[[Table], Table]) -> str:
    """The sample of source3, changed; as the name of a file in the folder."""
    with (desk.folder / "data" / "source3.csv").open(newline="") as file:
        table = change(list(csv.reader(file)))
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    (desk.folder / "next.csv").write_text(text.getvalue(), newline="")
    return "next.csv"


def without(name: str) -> Callable[[Table], Table]:
    def change(table: Table) -> Table:
        place = table[0].index(name)
        return [row[:place] + row[place + 1 :] for row in table]

    return change


def with_column(table: Table) -> Table:
    return [[*row, "Stars" if number == 0 else "4"] for number, row in enumerate(table)]


def renamed(was: str, name: str) -> Callable[[Table], Table]:
    return lambda table: [[name if cell == was else cell for cell in table[0]], *table[1:]]


def swapped(one: str, other: str) -> Callable[[Table], Table]:
    """The values of two columns under each other's header."""

    def change(table: Table) -> Table:
        a, b = table[0].index(one), table[0].index(other)
        for row in table[1:]:
            row[a], row[b] = row[b], row[a]
        return table

    return change


def allow(desk: Desk, drift: str) -> None:
    path = desk.mapping("source3")
    path.write_text(path.read_text().replace("layout:\n", f"drift: {drift}\nlayout:\n", 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda table: [row[::-1] for row in table],
        lambda table: [[cell.upper() for cell in table[0]], *table[1:]],
        lambda table: [[f"  {cell} " for cell in table[0]], *table[1:]],
    ],
    ids=["order", "case", "blanks"],
)
def test_order_case_and_blanks_are_no_drift(desk: Desk, change: Callable[[Table], Table]) -> None:
    assert desk("check", changed(desk, change)).code == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (with_column, "Stars is new in this file"),
        (without("County"), "County is not in this file"),
        (renamed("Zip", "ZIP Code"), "ZIP Code seems to be Zip, renamed"),
        (swapped("Phone", "Email Address"), "Phone holds other values than before"),
    ],
    ids=["new", "gone", "renamed", "re-meant"],
)
def test_what_drifted_waits_for_a_person(desk: Desk, change: Callable[[Table], Table], said: str) -> None:
    asked = desk("check", changed(desk, change))
    assert asked.code == 5
    assert said in asked.err
    assert "--saved-mapping source3" in asked.err
    assert said in desk("review").out


def test_the_mapping_may_let_new_and_gone_columns_pass(desk: Desk) -> None:
    allow(desk, "{new: ignore, gone: null}")
    assert desk("check", changed(desk, with_column)).code == 0
    assert desk("check", changed(desk, without("County"))).code == 0
    drift = desk("check", "next.csv", "--json").json["mapping"]["drift"]
    assert [(each["kind"], each["column"]) for each in drift] == [("gone", "County")]


def test_one_may_pass_and_the_other_not(desk: Desk) -> None:
    allow(desk, "{new: ignore}")
    assert desk("check", changed(desk, with_column)).code == 0
    assert desk("check", changed(desk, without("County"))).code == 5


@pytest.mark.parametrize(
    "change", [renamed("Zip", "ZIP Code"), swapped("Phone", "Email Address")], ids=["renamed", "re-meant"]
)
def test_renamed_and_re_meant_columns_need_a_person_whatever_the_mapping_says(
    desk: Desk, change: Callable[[Table], Table]
) -> None:
    allow(desk, "{new: ignore, gone: null}")
    assert desk("check", changed(desk, change)).code == 5


def test_a_required_field_that_lost_its_column_is_refused_even_so(desk: Desk) -> None:
    allow(desk, "{new: ignore, gone: null}")
    asked = desk("check", changed(desk, without("Operation Name")))
    assert asked.code == 5
    assert "company must be filled, and no column feeds it" in asked.err
