"""Any order of loads, edits by hand and undos, in every mode, against a dictionary."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from leadtui.model.target import Field
from leadtui.postgres import Database
from tests.postgres.loads import Row, change, request, stored

NAMES = ("license_number", "city", "company")
FIELDS = dict.fromkeys(NAMES, Field())
KEYS = st.sampled_from("ABCD")
VALUES = st.sampled_from([None, "x", "y"])
FILES = st.lists(st.fixed_dictionaries({"license_number": KEYS, "city": VALUES, "company": VALUES}), max_size=5)
RULES = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["upsert", "append", "replace_source", "history"]),
        "blanks": st.sampled_from(["keep", "erase"]),
        "vanished": st.sampled_from(["mark_not_current", "keep", "delete"]),
        "edited": st.sampled_from(["keep", "overwrite"]),
        "duplicates": st.sampled_from(["last", "first"]),
    }
)
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@dataclass
class Known:
    """A row of the model."""

    values: Row
    is_current: bool = True
    edited: set[str] = field(default_factory=set)
    """Fields changed by hand that no file has agreed with since."""


Table = dict[str, Known]


@dataclass
class Run:
    """What a run found; and the rows somebody laid hands on after it."""

    number: int
    is_load: bool
    before: Table
    touched: set[str] = field(default_factory=set)
    is_undone: bool = False
    undoes: Run | None = None


def emulate(table: Table, rows: list[Row], rules: dict[str, str]) -> None:
    """Load `rows` into the model."""
    chosen = rows if rules["duplicates"] == "last" else rows[::-1]
    found = {row["license_number"]: row for row in chosen}
    for key, row in found.items():
        if key not in table:
            table[key] = Known(dict(row))
        elif rules["mode"] != "append":
            _update(table[key], row, rules)
    if rules["mode"] == "append":
        return
    vanishing = "delete" if rules["mode"] == "replace_source" else rules["vanished"]
    for key in [key for key, known in table.items() if known.is_current and key not in found]:
        if vanishing == "delete":
            del table[key]
        elif vanishing == "mark_not_current":
            table[key].is_current = False


def _update(known: Known, row: Row, rules: dict[str, str]) -> None:
    replaces = rules["mode"] == "replace_source"
    for name in NAMES:
        is_kept = name in known.edited and rules["edited"] == "keep" and not replaces
        is_blank = row[name] is None and rules["blanks"] == "keep" and not replaces
        if not is_kept and not is_blank:
            known.values = {**known.values, name: row[name]}
        if known.values[name] == row[name]:
            known.edited.discard(name)
    known.is_current = True


class Machine(RuleBasedStateMachine):
    """A table, its model, and the runs so far."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.table: Table = {}
        self.runs: list[Run] = []
        self.files = 0
        change(database, "TRUNCATE leads, leadtui.runs, leadtui.edits CASCADE")

    @rule(rows=FILES, rules=RULES)
    def load(self, rows: list[Row], rules: dict[str, Any]) -> None:
        """A file nobody has seen before; what the plan says is what the load does."""
        self.files += 1
        asked = request(rows, fields=FIELDS, key=(("license_number",),), sha256=f"file {self.files}", **rules)
        before = deepcopy(self.table)
        plan = self.database.plan(asked)
        report = self.database.load(asked, expected=plan)
        assert report.counts == plan.counts
        assert report.counts.holds
        emulate(self.table, rows, rules)
        self.runs.append(Run(report.run, is_load=True, before=before))

    @precondition(lambda self: self.table)
    @rule(choice=st.integers(0, 3), name=st.sampled_from(["city", "company"]), value=st.sampled_from(["h", "x"]))
    def edit(self, choice: int, name: str, value: str) -> None:
        """Somebody changes a field in the table."""
        key = self._some_key(choice)
        change(self.database, f"UPDATE leads SET {name} = '{value}' WHERE license_number = '{key}'")
        known = self.table[key]
        if known.values[name] != value:
            known.values = {**known.values, name: value}
            known.edited.add(name)
            self._touch(key)

    @precondition(lambda self: self.table)
    @rule(choice=st.integers(0, 3))
    def delete(self, choice: int) -> None:
        """Somebody deletes a row."""
        key = self._some_key(choice)
        change(self.database, f"DELETE FROM leads WHERE license_number = '{key}'")
        change(self.database, f"DELETE FROM leadtui.edits WHERE lead_key = 'license_number={key.lower()}'")
        del self.table[key]
        self._touch(key)

    @precondition(lambda self: any(run.is_load and not run.is_undone for run in self.runs))
    @rule()
    def undo_the_latest_load(self) -> None:
        """The rows nobody laid hands on since are as they were before it."""
        self._undo(next(run for run in reversed(self.runs) if run.is_load and not run.is_undone))

    @precondition(lambda self: self.runs and not self.runs[-1].is_load and not self.runs[-1].is_undone)
    @rule()
    def undo_the_undo(self) -> None:
        """It is a run like any other."""
        self._undo(self.runs[-1])

    @invariant()
    def table_is_the_model(self) -> None:
        """Row by row."""
        found = {
            row["license_number"]: Known({name: row[name] for name in NAMES}, row["is_current"], set(row["edited"]))
            for row in stored(
                self.database,
                "SELECT l.*, ARRAY(SELECT field FROM leadtui.edits e WHERE e.lead_key = l.lead_key) AS edited"
                " FROM leads l",
            )
        }
        assert found == self.table

    def _some_key(self, choice: int) -> str:
        return sorted(self.table)[choice % len(self.table)]

    def _touch(self, key: str) -> None:
        for run in self.runs:
            run.touched.add(key)

    def _undo(self, target: Run) -> None:
        before = deepcopy(self.table)
        report = self.database.undo(target.number)
        for key in {*self.table, *target.before} - target.touched:
            if key in target.before:
                self.table[key] = deepcopy(target.before[key])
            else:
                del self.table[key]
        run: Run | None = target
        is_undone = True
        while run is not None:
            run.is_undone, is_undone, run = is_undone, not is_undone, run.undoes
        self.runs.append(Run(report.run, is_load=False, before=before, undoes=target))


@pytest.mark.parametrize(
    ("examples", "steps"), [(5, 8), pytest.param(400, 25, marks=pytest.mark.soak)], ids=["quick", "long"]
)
def test_loads_edits_and_undos_agree_with_a_dictionary(database: Database, examples: int, steps: int) -> None:
    class OnThisDatabase(Machine):
        def __init__(self) -> None:
            super().__init__(database)

    run_state_machine_as_test(
        OnThisDatabase,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=QUIET, database=None
        ),
    )
