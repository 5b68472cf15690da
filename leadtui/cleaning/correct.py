"""Cells that a person put right: read as if the file had said so, before any cleaner sees them.

A row is found again by its content (what it says in the fields of its key, and in the cell as received),
so the decision holds for the next file, too, wherever the row stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import polars as pl

from leadtui.cleaning.fold import fold, folded
from leadtui.cleaning.outcome import Finding, blank_is_null
from leadtui.cleaning.plan import Plan
from leadtui.model.step import CellFix, Cells

_BETWEEN: Final = "\x1f"
BY_HAND: Final = "E-HAND"
"""Code of rows that a person rejected."""


def correct(plan: Plan, step: Cells) -> None:
    """The value wanted in the cells that are meant; what was found about them so far is settled by it."""
    name = step.field
    if name not in plan.values:
        return
    meant, rejected = _meant(plan, step)
    is_meant = plan.scratch.keep(meant.is_not_null())
    plan.before_hands[name] = plan.values[name]
    plan.values[name] = plan.scratch.keep(pl.when(is_meant).then(blank_is_null(meant)).otherwise(plan.values[name]))
    plan.excuse(name, is_meant)
    finding = Finding(BY_HAND, "Rejected by hand, as the mapping says", rejected)
    plan.report((finding,), name, plan.made_of.get(name, ()))


def _meant(plan: Plan, step: Cells) -> tuple[pl.Expr, pl.Expr]:
    """What the cell shall be (empty text: nothing; NULL: as it is), and whether the row is rejected."""
    whole = plan.scratch.keep(fold(plan.cell(step.field)).fill_null(""))
    values, rejected = [], []
    for names, fixes in _by_key(step.fixes):
        told = [fold(plan.filed(name)) for name in names]
        row = plan.scratch.keep(pl.concat_str(*told, whole, separator=_BETWEEN))
        wanted = {_row(names, fix): fix.to or "" for fix in fixes if not fix.reject}
        if wanted:
            values.append(row.replace_strict(wanted, default=None, return_dtype=pl.String))
        rejected.append(row.is_in([_row(names, fix) for fix in fixes if fix.reject]).fill_null(value=False))
    meant = plan.scratch.keep(pl.coalesce(*values) if values else pl.lit(None, pl.String))
    return meant, plan.scratch.keep(pl.any_horizontal(rejected))


def _by_key(fixes: Iterable[CellFix]) -> Iterator[tuple[tuple[str, ...], list[CellFix]]]:
    ordered = sorted(fixes, key=lambda fix: sorted(fix.key))
    for names, group in groupby(ordered, key=lambda fix: tuple(sorted(fix.key))):
        yield names, list(group)


def _row(names: tuple[str, ...], fix: CellFix) -> str:
    return _BETWEEN.join([*(folded(fix.key[name]) for name in names), folded(fix.was or "")])
