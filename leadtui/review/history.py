"""Undo and redo: the former states travel with the review, without limit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leadtui.review.review import Review


def edited(review: Review, told: str, **changes: Any) -> Review:
    """The next state, which remembers this one; the same review if nothing changes."""
    after = replace(review, **changes)
    if after == review:
        return review
    return replace(after, told=told, past=(*review.past, _bare(review)), future=())


def undo(review: Review) -> Review:
    """The state before the last edit; the same review if there is none."""
    if not review.past:
        return review
    return replace(review.past[-1], past=review.past[:-1], future=(_bare(review), *review.future))


def redo(review: Review) -> Review:
    """The state that was undone last; the same review if there is none."""
    if not review.future:
        return review
    return replace(review.future[0], past=(*review.past, _bare(review)), future=review.future[1:])


def _bare(review: Review) -> Review:
    return replace(review, past=(), future=())
