"""Why a column is proposed, or decided, as it is: the words of Map's side pane."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leadtui import review as reviewing
from leadtui.model.profile import ColumnProfile
from leadtui.review import Comparison, Gone, Home, Review
from leadtui.tui import about
from leadtui.tui.cells import shown
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import confidence

_MOST_FIELDS = 4
Compare = Callable[[str], Comparison | None]


def folded() -> Iterator[Part]:
    """About the line that stands for all columns which are as before."""
    yield about.title("As before")
    yield "\nThese columns are as they were when the mapping was saved. "
    yield ("Enter shows them.", about.QUIET)


def gone(review: Review, gone: Gone) -> Iterator[Part]:
    """About a column that the file lacks."""
    yield about.title(f"Gone  {shown(gone.name)}")
    yield f"\n{review.recalled.name if review.recalled else 'the mapping'} has it, this file does not.\n\n"
    yield ("Enter accepts that its fields stay empty; e says which column it is now.", about.QUIET)


def column(review: Review, index: int, seen: ColumnProfile | None, compare: Compare, width: int) -> Iterator[Part]:
    """About a column: reasons, before and after, runners-up, what it holds."""
    row, home = review.columns[index], reviewing.home(review, index)
    also = reviewing.also_fills(review, index)
    named = (*(home.fields if home else ()), *also)
    fields = ", ".join(named) if named else "left out" if home else "no field"
    yield about.title(f"{shown(row.column.name, 60)} → {fields}")
    if home and home.skip:
        yield (f"{shown(home.skip, 120)}\n", about.QUIET)
    if home and home.method:
        yield (f"{home.how} by {home.method}\n", about.QUIET)
    if also:
        yield (f"{', '.join(also)} by a step of the mapping\n", about.QUIET)
    if row.drift and row.drift.was and row.drift.was != row.column.name:
        yield (f"was {shown(row.drift.was, 60)}", "$text-warning")
        yield (f"  {confidence(row.drift.confidence)} sure\n", about.QUIET)
    yield from about.evidence(row.drift.evidence if row.drift else (), width)
    suggestion = row.suggestion
    if suggestion and suggestion.decision:
        yield from about.evidence(suggestion.decision.evidence, width)
    if suggestion and suggestion.note:
        yield (f"{shown(suggestion.note, 200)}\n", "$text-warning")
    yield from _before_after(home, compare, width)
    if suggestion:
        yield from about.others(suggestion.candidates, suggestion.decision)
    if seen is not None:
        yield "\n"
        yield from about.column(seen)


def _before_after(home: Home | None, compare: Compare, width: int) -> Iterator[Part]:
    fields = home.fields[:_MOST_FIELDS] if home else ()
    for field in fields:
        seen = compare(field)
        if seen is not None:
            yield "\n"
            if len(fields) > 1:
                yield (f"{field}\n", "bold")
            yield from about.before_after(seen, width, most=7 if len(fields) == 1 else 4)
