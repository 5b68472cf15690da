"""What is said about the text a person types for a cell: what the field makes of it, or why it can't take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadtui import checking
from leadtui.tui.dialogs.ask import Judge, Judgement

if TYPE_CHECKING:
    from leadtui.cleaning import Recipe

NOTHING: Final = "NULL"
"""What a person types for an empty cell; a blank answer may be a slip."""


def judge_of(recipe: Recipe, name: str) -> Judge:
    """Says what the field becomes."""

    def judge(text: str) -> Judgement:
        said = text.strip()
        if said == NOTHING:
            return Judgement(f"{name} stays empty")
        if not said:
            return Judgement(f"say what it is, or {NOTHING} for nothing", is_refused=True)
        typed = checking.as_typed(recipe, name, said)
        if typed.refusal is not None:
            return Judgement(f"{typed.refusal.message}: {name} can't take that", is_refused=True)
        if typed.value is None:
            return Judgement(f"that reads as nothing: {name} stays empty")
        doubts = "".join(f" · {issue.message}" for issue in typed.issues)
        return Judgement(f"becomes {typed.value}{doubts}")

    return judge
