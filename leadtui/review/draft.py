"""Decisions as text, so that they outlive the program: only what a person decided, not what we can find again.

A draft is laid over a fresh review of the same file; columns are found by name, so it still helps when
the file was republished with its columns in another order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Lookup
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from leadtui.errors import UsageError
from leadtui.model.mapping import ColumnMap
from leadtui.model.step import Step
from leadtui.model.target import Field, LoadRules
from leadtui.review.review import ColumnReview, Gone, Review, State

FORMAT = 1
_STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])


def dump(review: Review) -> str:
    """The decisions and their history, as JSON."""
    states = [*review.past, review, *review.future]
    written = [_written(state, before) for before, state in zip((None, *states), states, strict=False)]
    content = {"format": FORMAT, "now": len(review.past), "states": written}
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def restore(text: str, fresh: Review) -> Review:
    """The decisions of `text` laid over a fresh review of the same file, undo and redo included.

    Raises:
        UsageError: the text is not a draft that this version can read.
    """
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise UsageError(f"the draft has format {content['format']}, this version reads {FORMAT}")
        states: list[Review] = []
        columns: dict[str, Any] = {}
        for entry in content["states"]:
            columns |= entry["columns"]
            states.append(_read(entry, columns, fresh))
        now = int(content["now"])
        return replace(states[now], past=tuple(states[:now]), future=tuple(states[now + 1 :]))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"the draft can't be read ({type(error).__name__})", "Decide anew; it will be replaced."
        ) from error


def _written(review: Review, before: Review | None) -> dict[str, Any]:
    """One state; of its columns only those that differ from the state before, so that history stays small."""
    former = before.columns if before else (None,) * len(review.columns)
    return {
        "told": review.told,
        "columns": {
            row.column.name: {"state": row.state, "chosen": _plain(row.chosen)}
            for row, was in zip(review.columns, former, strict=True)
            if row != was
        },
        "gone": {gone.name: {"saved": _plain(gone.saved), "accepted": gone.is_accepted} for gone in review.gone},
        "steps": _STEPS.dump_python(review.steps, mode="json", by_alias=True),
        "load": review.load.model_dump(mode="json") if review.load else None,
        "accepted": sorted(review.accepted),
        "everywhere": sorted(review.everywhere),
        "only_here": sorted(review.only_here),
        "fields": {name: field.model_dump(mode="json") for name, field in review.overrides.items()},
    }


def _plain(chosen: ColumnMap | None) -> dict[str, Any] | None:
    return None if chosen is None else chosen.model_dump(mode="json", exclude_defaults=True)


def _read(state: Lookup[str, Any], columns: Lookup[str, Any], fresh: Review) -> Review:
    known = set(fresh.base.fields)
    gone = tuple(
        Gone(name, ColumnMap.model_validate(entry["saved"]), bool(entry["accepted"]))
        for name, entry in state["gone"].items()
    )
    return replace(
        fresh,
        columns=tuple(_row(row, columns.get(row.column.name)) for row in fresh.columns),
        gone=gone,
        steps=_STEPS.validate_python(state["steps"]),
        overrides={name: Field.model_validate(entry) for name, entry in state["fields"].items() if name in known},
        load=LoadRules.model_validate(state["load"]) if state["load"] else None,
        accepted=frozenset((str(field), str(setting)) for field, setting in state["accepted"]),
        everywhere=frozenset(map(str, state.get("everywhere", ()))),
        only_here=frozenset(map(str, state.get("only_here", ()))),
        told=str(state["told"]),
    )


def _row(row: ColumnReview, entry: Lookup[str, Any] | None) -> ColumnReview:
    if entry is None:
        return row  # a column the draft never saw
    chosen = None if entry["chosen"] is None else ColumnMap.model_validate(entry["chosen"])
    if chosen is None and not row.is_open:
        # Open in the draft, decided by a mapping saved since: a proposal now, not a decision.
        return replace(row, chosen=None, state=State.REVIEW, saved=row.chosen)
    return replace(row, chosen=chosen, state=State(entry["state"]))
