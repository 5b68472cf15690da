"""Models in the documented shape of a mapping file: nothing that is true anyway, short forms where there are some."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from leadtui.model.mapping import ColumnMap, Layout
from leadtui.model.step import Step
from leadtui.model.target import Target

Shape = dict[str, Any]


def shape(
    target: Target,
    layout: Layout | None = None,
    columns: dict[str, ColumnMap] | None = None,
    steps: tuple[Step, ...] = (),
) -> Shape:
    """The sections of a file, in their order there; empty ones are left out."""
    sections: Shape = {
        "target": target.table,
        "load": _written(target.load),
        "drift": _written(target.drift),
        "layout": _layout(layout) if layout else None,
        "columns": {name: column_shape(column) for name, column in (columns or {}).items()},
        "steps": [step_shape(step) for step in steps],
        "fields": {name: _written(field) for name, field in target.fields.items()},
    }
    return {name: section for name, section in sections.items() if section}


def column_shape(column: ColumnMap) -> Shape:
    """What is said about one column.

    >>> column_shape(ColumnMap(to=("zip",), was=("Zip",)))
    {'to': 'zip', 'was': ['Zip']}
    """
    written = _written(column)
    if len(column.to) == 1:
        written["to"] = column.to[0]
    return written


def step_shape(step: Step) -> Shape:
    """One step, its operation first."""
    return {"op": step.op, **_written(step)}


def _layout(layout: Layout) -> Shape:
    always = {"header_row": layout.header_row, "encoding": layout.encoding, "delimiter": layout.delimiter}
    return {**always, **_written(layout)}


def _written(model: BaseModel) -> Shape:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
