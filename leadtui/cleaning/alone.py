"""One field of a recipe by itself: what it makes of a text, whichever columns fill it in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from leadtui.cleaning.recipe import BoundStep, Recipe
from leadtui.model.step import Clean, Copy, Values
from leadtui.model.table import Column

TEXT: Final = Column(index=0, header="text", name="text")
"""The only column of such a recipe."""


def alone(recipe: Recipe, name: str) -> Recipe:
    """The field, filled from `TEXT` and cleaned as the recipe cleans it, by what was decided for the whole column."""
    places = [
        place
        for place, bound in enumerate(recipe.steps)
        if isinstance(bound.step, Clean | Values) and bound.step.field == name
    ]
    renumbered = {place: number for number, place in enumerate(places, start=1)}
    copied = BoundStep(Copy.model_validate({"in": TEXT.name, "out": name}), (TEXT,))
    return Recipe(
        target=recipe.target,
        columns=(TEXT,),
        steps=(copied, *(recipe.steps[place] for place in places)),
        decisions=tuple(
            replace(decision, step=renumbered[decision.step])
            for decision in recipe.decisions
            if decision.step in renumbered
        ),
    )
