"""Sequences of small files against a dictionary: what the plan says is what the load does, and both are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui.model.plan import Counts, LoadReport
from leadtui.model.target import Field
from leadtui.postgres import Database
from tests.postgres.loads import Row, change, request, stored

SETTINGS = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
FIELDS = dict.fromkeys(("license_number", "phone", "zip", "company", "address1", "city"), Field())
KEY = (("license_number",), ("phone", "zip"), ("company", "address1"))

VALUES = st.sampled_from([None, "x", "y"])
KEYED_ROWS = st.fixed_dictionaries({"license_number": st.sampled_from("ABCDE"), "city": VALUES, "company": VALUES})
RULES = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["upsert", "append", "replace_source"]),
        "blanks": st.sampled_from(["keep", "erase"]),
        "vanished": st.sampled_from(["mark_not_current", "keep", "delete"]),
    }
)
LOOSE_ROWS = st.fixed_dictionaries(
    {
        "license_number": st.sampled_from([None, "L1", "l-2", "L3"]),
        "phone": st.sampled_from([None, "1", "2"]),
        "zip": st.sampled_from([None, "7"]),
        "company": st.sampled_from([None, "a", "B"]),
        "address1": st.sampled_from([None, "s"]),
        "city": VALUES,
    }
).filter(lambda row: any(all(row[name] for name in alternative) for alternative in KEY))


@dataclass
class Known:
    """A row of the model."""

    values: dict[str, Any]
    is_current: bool = True


def emulate(table: dict[str, Known], rows: list[Row], rules: dict[str, str]) -> Counts:
    """Load `rows`, whose key is the licence alone, into the model; the counts."""
    last = {row["license_number"]: row for row in rows}
    inserted = updated = unchanged = vanished = 0
    duplicates = len(rows) - len(last)
    erases = rules["blanks"] == "erase" or rules["mode"] == "replace_source"
    for key, row in last.items():
        known = table.get(key)
        if known is None:
            table[key] = Known(dict(row))
            inserted += 1
        elif rules["mode"] == "append":
            duplicates += 1
        else:
            after = {name: row[name] if row[name] is not None or erases else known.values[name] for name in row}
            if after == known.values and known.is_current:
                unchanged += 1
            else:
                table[key] = Known(after)
                updated += 1
    if rules["mode"] != "append":
        vanishing = "delete" if rules["mode"] == "replace_source" else rules["vanished"]
        for key in [key for key, known in table.items() if known.is_current and key not in last]:
            vanished += 1
            if vanishing == "delete":
                del table[key]
            elif vanishing == "mark_not_current":
                table[key].is_current = False
    return Counts(len(rows), inserted, updated, unchanged, 0, duplicates, vanished)


def plan_and_load(database: Database, file: int, rows: list[Row], **options: Any) -> LoadReport:
    """Both, and the same counts from both."""
    asked = request(rows, fields=FIELDS, key=KEY, sha256=f"file {file}", **options)
    plan = database.plan(asked)
    report = database.load(asked, expected=plan)
    assert report.counts == plan.counts
    assert report.counts.holds
    return report


def begin_anew(database: Database) -> None:
    change(database, "TRUNCATE leads, leadtui.runs, leadtui.edits CASCADE")


@SETTINGS
@given(st.lists(st.tuples(st.lists(KEYED_ROWS, max_size=7), RULES), min_size=1, max_size=4))
def test_plan_load_and_a_dictionary_agree(database: Database, files: list[tuple[list[Row], dict[str, str]]]) -> None:
    begin_anew(database)
    model: dict[str, Known] = {}
    for number, (rows, rules) in enumerate(files):
        expected = emulate(model, rows, rules)
        assert plan_and_load(database, number, rows, **rules).counts == expected
        found = {
            row["license_number"]: Known(
                {name: row[name] for name in ("license_number", "city", "company")}, row["is_current"]
            )
            for row in stored(database)
        }
        assert found == model


@SETTINGS
@given(st.lists(st.lists(LOOSE_ROWS, max_size=6), min_size=1, max_size=4), RULES)
def test_alternatives_keep_what_must_hold(database: Database, files: list[list[Row]], rules: dict[str, str]) -> None:
    begin_anew(database)
    for number, rows in enumerate(files):
        plan_and_load(database, number, rows, **rules)
        table = {row["lead_key"]: row for row in stored(database)}
        for row in rows:
            if row["license_number"]:
                # A licence is one row, whatever telephone or address it shares with others.
                key = f"license_number={row['license_number'].lower().replace('-', '')}"
                assert key in table or rules["mode"] == "append"
        again = plan_and_load(database, number, rows, **rules, force=True).counts
        assert (again.inserted, again.updated) == (0, 0)
        assert again.vanished == 0 or rules["vanished"] == "keep"
        assert {row["lead_key"]: row for row in stored(database)} == table
