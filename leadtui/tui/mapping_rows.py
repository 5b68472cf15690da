"""The lines of the Map screen: columns of the file and where they go, as a review says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leadtui import review as reviewing
from leadtui.model.profile import Profile
from leadtui.review import ColumnReview, Home, Review, State
from leadtui.tui.cells import shown
from leadtui.tui.widgets.listing import Cell, Heading, Role, Row
from leadtui.tui.words import confidence, plural

HEADINGS: Final = (
    Heading("#", 3, right=True),
    Heading("column", 14, share=3),
    Heading("sample", 8, share=2, needs=72),
    Heading("", 1),
    Heading("field", 14, share=3),
    Heading("sure", 4, right=True),
    Heading("state", 11),
)
FOLDED: Final = "folded"
GONE: Final = "gone:"
_DRIFTED: Final = (State.RENAMED, State.SPLIT, State.JOINED, State.NEW, State.CHANGED)
_LOUD: Final[dict[State, tuple[str, Role]]] = {
    State.SURE: ("sure", "accent"),
    State.REVIEW: ("? look", "warn"),
    State.NONE: ("? no field", "warn"),
    State.NEW: ("! new", "warn"),
    State.RENAMED: ("~ renamed", "warn"),
    State.SPLIT: ("~ split", "warn"),
    State.JOINED: ("~ joined", "warn"),
    State.CHANGED: ("! changed", "warn"),
    State.CONFIRMED: ("✓ decided", "good"),
}


def rows(review: Review, profile: Profile | None, *, is_folded: bool) -> list[Row]:
    """All lines; columns as the saved mapping has them fold into one."""
    lines = []
    saved = [row for row in review.columns if row.state is State.SAVED]
    has_open = any(row.state is not State.SAVED for row in review.columns) or bool(review.gone)
    folds = is_folded and has_open and len(saved) > 1 and review.recalled is not None
    if folds and review.recalled:
        name = f"as in {review.recalled.name} v{review.recalled.version}"
        words = (plural(len(saved), "column"), name, "", "⏎ shows them", "", "= saved")
        lines.append(Row(FOLDED, (Cell("▸", "muted"), *(Cell(word, "muted") for word in words))))
    for index, row in enumerate(review.columns):
        if not (folds and row.state is State.SAVED):
            lines.append(_column(review, index, row, _sample(profile, index)))
    lines += [_gone(gone, is_replaced=reviewing.is_replaced(review, gone)) for gone in review.gone]
    return lines


def _sample(profile: Profile | None, index: int) -> str:
    if profile is None or index >= len(profile.columns):
        return ""
    return next(iter(profile.columns[index].samples), "")


def _column(review: Review, index: int, row: ColumnReview, sample: str) -> Row:
    home = reviewing.home(review, index)
    text, role = _target(review, index, home)
    state, loudness = _state(review, row, home)
    sure = home.confidence if home else None
    return Row(
        str(index),
        (
            Cell(str(index + 1), "muted"),
            Cell(row.column.name, "strong" if row.is_open else "plain"),
            Cell(sample, "muted"),
            Cell(_arrow(review, index, home), "muted"),
            Cell(text, role),
            Cell(confidence(sure) if sure is not None else "", "muted"),
            Cell(state, loudness),
        ),
        search=f"{row.column.name} {sample} {text}",
    )


def _target(review: Review, index: int, home: Home | None) -> tuple[str, Role]:
    also = reviewing.also_fills(review, index)
    if home is None:
        return ", ".join(also), "muted"
    if home.skip is not None:
        return ", ".join(also) or "left out", "muted"
    if home.how == "combine":
        return f"{home.fields[0]} ({home.method})", "plain" if not review.columns[index].is_open else "accent"
    return ", ".join((*home.fields, *also)), "plain" if not review.columns[index].is_open else "accent"


def _arrow(review: Review, index: int, home: Home | None) -> str:
    """Neighbours that make one field together are held by a bracket."""
    if home is None or home.skip is not None:
        return "·"
    if home.how != "combine":
        return "→" if home.how == "copy" else "⇶"
    above, below = _joins(review, index, index - 1), _joins(review, index, index + 1)
    return {(False, False): "→", (False, True): "╮", (True, True): "┤", (True, False): "╯"}[above, below]


def _joins(review: Review, index: int, other: int) -> bool:
    if not 0 <= other < len(review.columns):
        return False
    one, two = reviewing.home(review, index), reviewing.home(review, other)
    return one is not None and two is not None and two.how == "combine" and one.fields == two.fields


def _state(review: Review, row: ColumnReview, home: Home | None) -> tuple[str, Role]:
    if row.state is State.SAVED:
        version = f" v{review.recalled.version}" if review.recalled else ""
        return f"= saved{version}", "muted"
    if row.state is State.NEW and home is None:
        return "! new", "warn"
    return _LOUD[row.state]


def _gone(gone: reviewing.Gone, *, is_replaced: bool) -> Row:
    fields = ", ".join(gone.saved.to) or gone.saved.skip or ""
    is_settled = gone.is_accepted or is_replaced
    word = "✓ accepted" if gone.is_accepted else "= replaced" if is_replaced else "! gone"
    state = Cell(word, "good" if is_settled else "warn")
    name = Cell(gone.name, "muted" if is_settled else "strong")
    blank = Cell("")
    return Row(
        f"{GONE}{gone.name}",
        (Cell("–", "muted"), name, Cell("not in this file", "muted"), blank, Cell(fields), blank, state),
    )


def summary(review: Review) -> Iterator[tuple[str, str]]:
    """Which fields are filled, in two short lines."""
    filled = reviewing.feeders(review)
    fields = review.target.fields
    required = [name for name, field in fields.items() if field.required]
    empty = [name for name in fields if name not in filled]
    yield (f"{len(fields) - len(empty)} of {len(fields)} fields filled", "bold")
    for name in required:
        is_there = name in filled
        yield (f"  {'✓' if is_there else '✗'} {name}", "$text-success" if is_there else "bold $text-error")
    keys = review.target.load.key
    complete = next((key for key in keys if all(name in filled for name in key)), None)
    if keys:
        yield (
            f"  {'✓' if complete else '✗'} key {' + '.join(complete or keys[0])}",
            "$text-success" if complete else "bold $text-error",
        )
    if empty:
        yield (f"\nempty: {', '.join(empty)}", "$foreground-muted")


def drifted(review: Review) -> str:
    """What changed since the mapping was saved, in one line."""
    if review.recalled is None:
        return ""
    count = {state: sum(row.state is state for row in review.columns) for state in State}
    words = [f"{count[state]} {state.value}" for state in _DRIFTED if count[state]]
    gone = sum(not gone.is_accepted and not reviewing.is_replaced(review, gone) for gone in review.gone)
    if gone:
        words.append(f"{gone} gone")
    against = f"{shown(review.recalled.name)} v{review.recalled.version}"
    return f"against {against}: {', '.join(words) if words else 'nothing left to decide'}"
