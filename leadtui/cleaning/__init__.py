"""From a mapping to one plan of Polars expressions: the right values, and a name for every doubt.

`compile_recipe` binds a mapping to a file's columns, `settle` decides what needs a whole column (the order of
day and month, the towns that recur), `transform` is row-local from there on; `prepare` gives the same for
blocks in memory, faster. `canonical_steps` says a mapping as nothing but steps.
"""

from leadtui.cleaning.alone import alone
from leadtui.cleaning.block import Prepared, prepare
from leadtui.cleaning.canonical import canonical_steps
from leadtui.cleaning.compile_recipe import compile_recipe
from leadtui.cleaning.correct import BY_HAND
from leadtui.cleaning.expression import expression
from leadtui.cleaning.plan import BETWEEN, DTYPES, Problem
from leadtui.cleaning.recipe import BoundStep, Decision, Recipe
from leadtui.cleaning.settle import settle
from leadtui.cleaning.transform import as_filed, problems, transform

__all__ = [
    "BETWEEN",
    "BY_HAND",
    "DTYPES",
    "BoundStep",
    "Decision",
    "Prepared",
    "Problem",
    "Recipe",
    "alone",
    "as_filed",
    "canonical_steps",
    "compile_recipe",
    "expression",
    "prepare",
    "problems",
    "settle",
    "transform",
]
