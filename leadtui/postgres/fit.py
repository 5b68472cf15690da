"""Rows that a table which is not ours would refuse, found before anything is written, each with its reason.

First values that do not fit into their columns; then, for the rows as they would be stored, what the table's
constraints say (`constraints.py`). A row left out may let another one win or be inserted, so it is decided
anew until the table has nothing to refuse. What cannot be known beforehand, the load finds: it is rolled
back as a whole, and names the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from psycopg import sql

from leadtui.model.issue import Issue, Severity
from leadtui.model.plan import LoadRequest
from leadtui.postgres.constraints import broken, has_unknown_triggers
from leadtui.postgres.duplicates import rows_that_differ
from leadtui.postgres.live_table import LiveColumn
from leadtui.postgres.merge import Merge
from leadtui.postgres.plan import decide_rows

_ROUNDS: Final = 20
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that the table does not take."""

    line: int
    code: str
    field: str | None
    value: str | None
    message: str


def find_undecided(merge: Merge, request: LoadRequest) -> tuple[Issue, ...]:
    """Rows of one lead that say different things, as issues that reject them, where the mapping says so."""
    if merge.rules.duplicates != "reject":
        return ()
    found = [
        Unfit(line, "E-DOUBLE", None, None, f"the same lead as line {other}, with other values; neither is loaded")
        for line, other in rows_that_differ(merge)
    ]
    _unstage(merge, found)
    return _issues(found, request)


def find_unfit(merge: Merge, request: LoadRequest) -> tuple[Issue, ...]:
    """What is wrong with the staged rows, as issues that reject them; the rows are no longer staged then."""
    found = [unfit for column in merge.columns for unfit in _misfits(merge, column)]
    _unstage(merge, found)
    if not has_unknown_triggers(merge):
        for _ in range(_ROUNDS):
            with merge.connection.transaction(force_rollback=True):
                more = [Unfit(*row) for row in broken(decide_rows(merge, request))]
            if not more:
                break
            found += more
            _unstage(merge, more)
    return _issues(found, request)


def _issues(found: list[Unfit], request: LoadRequest) -> tuple[Issue, ...]:
    columns = {field: name for name, column in request.mapping.columns.items() for field in column.to}
    return tuple(_issue(unfit, columns) for unfit in found)


def _misfits(merge: Merge, column: LiveColumn) -> list[Unfit]:
    if column.misfit is None:
        return []
    rows = merge.rows(
        "SELECT {line}, {field}::text FROM pg_temp.stage WHERE {misfit}",
        field=column.identifier,
        misfit=column.misfit,
    )
    message = f"does not fit into the column {column.name} of {merge.table.name}, which is {column.stored_as.lower()}"
    return [Unfit(line, "E-FIT", column.name, value, message) for line, value in rows]


def _unstage(merge: Merge, found: list[Unfit]) -> None:
    if found:
        lines = sql.Literal(sorted({unfit.line for unfit in found}))
        merge.execute("DELETE FROM pg_temp.stage WHERE {line} = ANY ({lines})", lines=lines)


def _issue(unfit: Unfit, columns: dict[str, str]) -> Issue:
    shown = unfit.value if unfit.value is None or len(unfit.value) <= _SHOWN else unfit.value[: _SHOWN - 1] + "…"
    return Issue(
        code=unfit.code,
        severity=Severity.ERROR,
        line=unfit.line,
        column=columns.get(unfit.field or ""),
        field=unfit.field,
        value=shown,
        becomes=None,
        message=unfit.message,
        rejects=True,
    )
