"""Which keys a mapping file may have at each place: taken from the models, so it cannot go stale."""

from __future__ import annotations

from typing import Final, get_args

from pydantic import BaseModel

from leadtui.model.mapping import ColumnMap, Layout, MappingDocument, Seen
from leadtui.model.step import Step
from leadtui.model.target import DriftRules, Field, LoadRules, Rule

_STEPS: Final[dict[str, type[BaseModel]]] = {
    step.model_fields["op"].default: step for step in get_args(get_args(Step)[0])
}
_SECTIONS: Final[dict[str, type[BaseModel]]] = {"load": LoadRules, "drift": DriftRules, "layout": Layout}


def keys_at(place: tuple[str | int, ...], op: str | None = None) -> tuple[str, ...]:
    """The keys known at a place of the document, in the order of the reference; none where any key will do.

    >>> keys_at(("layout",))[:2]
    ('encoding', 'delimiter')
    """
    model = _model(place, op)
    if model is None:
        return ()
    return tuple(field.alias or name for name, field in model.model_fields.items())


def operations() -> tuple[str, ...]:
    """The values `op` can have in a step."""
    return tuple(_STEPS)


def _model(place: tuple[str | int, ...], op: str | None) -> type[BaseModel] | None:
    model: type[BaseModel] | None = None
    match place:
        case ():
            model = MappingDocument
        case (str(section),):
            model = _SECTIONS.get(section)
        case ("fields", _):
            model = Field
        case ("layout", "seen", _):
            model = Seen
        case ("columns", _):
            model = ColumnMap
        case ("fields", _, "rules", _):
            model = Rule
        case ("steps", _):
            model = _STEPS.get(op or "")
    return model
