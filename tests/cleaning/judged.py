"""Labelled value tables: what a cell should become, set beside what the cleaners make of it.

A table is `values/NAME.tsv`: `received`, then one column per field wanted (`∅` is NULL). `given` says what the
rest of the column had settled (`date_order=dmy`), `how` which kind is asked, `issue` which code must be told.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import polars as pl

from leadtui import cleaning
from leadtui.cleaning import Decision
from tests.cleaning.tables import mapping, table

VALUES: Final = Path(__file__).parent / "values"
NULL: Final = "∅"
_ESCAPES: Final = {"\\n": "\n", "\\t": "\t"}
_CELL: Final = "cell"


@dataclass(frozen=True, slots=True)
class Task:
    """How the fields of a table are filled."""

    fields: Mapping[str, dict[str, Any]]
    column: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of a table."""

    received: str
    wanted: tuple[str, ...]
    got: tuple[str, ...]
    codes: tuple[str, ...]
    wanted_issue: str

    @property
    def is_right(self) -> bool:
        """Every field as wanted, and the issue told."""
        return self.wanted == self.got and (not self.wanted_issue or self.wanted_issue in self.codes)

    @property
    def is_silently_wrong(self) -> bool:
        """Another value than the one wanted, and nobody was told."""
        return self.wanted != self.got and not any(code[0] in "EW" for code in self.codes)


def _one(name: str, **declared: Any) -> Task:
    return Task({name: declared}, {"to": name})


def _split(how: str, *names: str) -> Task:
    return Task({name: {} for name in names}, {"to": list(names), "split": how})


_PLACES: Final = ("city", "us_county", "us_street")
_TEXTS: Final = ("trim", "null_words", "spreadsheet")
TASKS: Final[Mapping[tuple[str, str], Task]] = {
    ("phone", ""): Task(
        {"value": {"kind": "us_phone", "overflow": "second"}, "second": {"kind": "us_phone"}}, {"to": "value"}
    ),
    ("date", ""): _one("value", type="date", kind="date"),
    ("number", "integer"): _one("value", type="integer", kind="count"),
    ("number", "numeric"): _one("value", type="numeric", kind="money"),
    ("flag", ""): _one("value", type="boolean", kind="yes_no"),
    ("email", ""): _one("value", kind="email"),
    ("url", ""): _one("value", kind="url"),
    ("state", ""): _one("value", kind="us_state"),
    ("zip", ""): _one("value", kind="us_zip"),
    ("company", ""): _one("value", kind="company"),
    ("person_case", ""): _one("value", kind="person_first"),
    ("schedule", ""): _one("value", kind="schedule"),
    ("ages", ""): Task(
        {
            "ages": {"kind": "ages"},
            "min": {"type": "integer", "kind": "min_age_months", "derived_from": "ages"},
            "max": {"type": "integer", "kind": "max_age_months", "derived_from": "ages"},
        },
        {"to": "ages"},
    ),
    ("dba", ""): _split("company_dba", "company", "licensee"),
    ("person", ""): _split("person_name", "first", "last"),
    ("name_role", ""): _split("name_and_role", "first", "last", "role"),
    ("address", ""): _split("us_address", "street", "unit", "city", "state", "zip"),
    ("street_unit", ""): _split("us_street_unit", "street", "unit"),
    ("type_number", ""): _split("type_and_number", "type", "number"),
    **{("place", kind): _one("value", kind=kind) for kind in _PLACES},
    **{("text", how): _one("value", clean=[how]) for how in _TEXTS},
}


def judged(name: str, folder: Path = VALUES) -> list[Judgement]:
    """Every row of one table, cleaned as a load would clean it."""
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

    def setting(row: dict[str, str]) -> tuple[str, str]:
        return row.get("how") or "", row.get("given") or ""

    rows.sort(key=setting)
    return [
        one
        for (how, given), group in groupby(rows, key=setting)
        for one in _judged(TASKS[name, how], given, list(group))
    ]


def _judged(task: Task, given: str, rows: list[dict[str, str]]) -> list[Judgement]:
    known = dict(pair.split("=", 1) for pair in given.split(";")) if given else {}
    column = known.pop("labels", _CELL)
    declared = dict(task.column) | ({"format": known.pop("format")} if "format" in known else {})
    cells: dict[str, list[str | None]] = {column: [_text(row["received"]) for row in rows]}
    columns: dict[str, Any] = {column: declared}
    fields = dict(task.fields)
    if "state" in known:
        state = known.pop("state")
        cells["state"], columns["state"], fields["state"] = [state] * len(rows), {"to": "state"}, {"kind": "us_state"}
    raw = table(cells)
    recipe = cleaning.compile_recipe(mapping(fields, columns), raw.columns)
    decisions = tuple(
        Decision(place, "", (), name, tuple(value.split("|")) if name == "cities" else value, "")
        for place in range(len(recipe.steps))
        for name, value in known.items()
    )
    prepared = cleaning.prepare(cleaning.Recipe(recipe.target, recipe.columns, recipe.steps, decisions))
    frame = prepared.clean(raw.frame.collect())
    made = frame.select(_shown(name, frame) for name in task.fields).rows()
    codes = [
        tuple(sorted({
            problem.code
            for problem in prepared.problems
            if problem.field in task.fields and frame[problem.key][place] not in (None, False)
        }))
        for place in range(len(rows))
    ]  # fmt: skip
    return [
        Judgement(row["received"], tuple(_text(row[name]) for name in task.fields), got, told, row.get("issue") or "")
        for row, got, told in zip(rows, made, codes, strict=True)
    ]


def _text(written: str) -> str:
    for escape, meant in _ESCAPES.items():
        written = written.replace(escape, meant)
    return written


def _shown(name: str, frame: pl.DataFrame) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    if frame.schema[name].is_decimal():
        text = text.str.replace(r"\.?0+$", "")
        text = pl.when(text.str.contains(r"^-?$")).then(pl.lit("0")).otherwise(text)
    return text.fill_null(NULL)
