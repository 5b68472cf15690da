"""Which fields a step is about."""

from __future__ import annotations

from typing import Final

from leadtui.model.step import Cells, Clean, Split, Step, Values

CHANGING: Final = (Clean, Values, Cells)
"""Steps that change a field's value and give none."""


def filled_by(step: Step) -> tuple[str, ...]:
    """The fields a step gives a value to, or changes."""
    return step.fields if isinstance(step, Split) else (step.field,)
