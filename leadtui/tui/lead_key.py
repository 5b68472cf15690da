"""The question by which fields a row is found again next month; Map and Check ask it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Final

from leadtui import review as reviewing
from leadtui.tui.command import Command
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.words import plural

if TYPE_CHECKING:
    from leadtui.review import Review
    from leadtui.tui.screens.step import StepScreen
    from leadtui.tui.walk import Walk

LEAD_KEY: Final = Command("lead_key", "K", "Lead key", "Say by which fields a row is found again next month", rank=44)
_ANOTHER: Final = "another"


def ask_for_lead_key(screen: StepScreen) -> None:
    """One more alternative, or one less."""
    review = screen.walk.review
    if review is None:
        return

    known = review.target.load.key

    def chosen(keys: tuple[str, ...] | None) -> None:
        if keys and keys[0] == _ANOTHER:
            _ask_for_fields(screen, review)
        elif keys:
            screen.guide.edit(lambda now: reviewing.without_key(now, known[int(keys[0])]))

    filled = reviewing.feeders(review)
    options = [
        Option(_ANOTHER, "another way …", "fields that together tell one row from all others"),
        *(
            Option(str(place), " + ".join(names), "no longer use this one", _lacking(names, filled))
            for place, names in enumerate(known)
            if len(known) > 1
        ),
    ]
    screen.app.push_screen(Pick("By what is a row found again next month?", options), chosen)


def _ask_for_fields(screen: StepScreen, review: Review) -> None:
    def chosen(keys: tuple[str, ...] | None) -> None:
        if keys:
            screen.guide.edit(lambda now: reviewing.with_key(now, keys))

    filled = reviewing.feeders(review)
    options = [Option(name, name, ", ".join(filled[name]), _differing(screen.walk, filled[name])) for name in filled]
    question = "Which fields together tell one row from all others?"
    screen.app.push_screen(Pick(question, options, several=True), chosen)


def _lacking(names: Sequence[str], filled: Container[str]) -> str:
    return next((f"no {name} here" for name in names if name not in filled), "")


def _differing(walk: Walk, columns: tuple[str, ...]) -> str:
    """How many values the columns of a field have."""
    profile = walk.profile
    if profile is None:
        return ""
    counts = [each.distinct_count for each in profile.columns if each.column.name in columns]
    return plural(max(counts), "value") if counts else ""
