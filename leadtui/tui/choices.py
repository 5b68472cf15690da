"""The questions that Map asks in dialogs: which field, which way, which value, which name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from leadtui import review as reviewing
from leadtui import store
from leadtui.errors import LeadtuiError
from leadtui.review import Review
from leadtui.tui import journey
from leadtui.tui.dialogs.ask import Ask, Judgement
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.words import confidence

if TYPE_CHECKING:
    from leadtui.tui.screens.map import MapScreen


_HERE: Final = "\x00here"
_ALL: Final = "\x00everywhere"
# No header can hold a zero byte, so no column is called like one of these.


class Choices:
    """Asks on behalf of the Map screen, and decides what was answered."""

    def __init__(self, screen: MapScreen) -> None:
        self._screen = screen

    @property
    def _review(self) -> Review:
        review = self._screen.walk.review
        assert review is not None  # noqa: S101  the commands work only when there is one
        return review

    # -- a field for a column ------------------------------------------------------------------------

    def fields(self, indices: list[int]) -> None:
        """One field for a column, several to split it, or one for several columns to combine them."""
        if len(indices) > 1:
            self.combine(indices)
            return
        index = indices[0]
        name = self._review.columns[index].column.name

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys and len(keys) == 1:
                self._screen.decide(lambda review: reviewing.assign(review, index, keys))
            elif keys:
                self._how_to_split(index, keys)

        options = _targets(self._review, index)
        self._screen.app.push_screen(Pick(f"{name} fills …", options, several=True), chosen)

    def _how_to_split(self, index: int, fields: tuple[str, ...]) -> None:
        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self._screen.decide(lambda review: reviewing.assign(review, index, fields, keys[0]))

        ways = reviewing.ways(self._review.target)
        options = [Option(way.name, way.name, way.description) for way in ways.splitters]
        self._screen.app.push_screen(Pick(f"How is it split into {', '.join(fields)}?", options), chosen)

    def split(self, index: int) -> None:
        """A way to split, with the fields it is made for."""
        ways = reviewing.ways(self._review.target)
        known = {way.name: way for way in ways.splitters}

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                way = known[keys[0]]
                self._screen.decide(lambda review: reviewing.assign(review, index, way.fields, way.name))

        options = [
            Option(way.name, way.name, f"{', '.join(way.fields)}: {way.description}")
            for way in ways.splitters
            if way.fields
        ]
        name = self._review.columns[index].column.name
        self._screen.app.push_screen(Pick(f"How is {name} split?", options), chosen)

    def combine(self, indices: list[int]) -> None:
        """A field for several columns, then the way."""

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self._how_to_combine(indices, keys[0])

        options = _targets(self._review, indices[0])
        what = "this column" if len(indices) == 1 else f"these {len(indices)} columns"
        self._screen.app.push_screen(Pick(f"Which field do {what} make together?", options), chosen)

    def _how_to_combine(self, indices: list[int], field: str) -> None:
        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self._screen.decide(lambda review: reviewing.combine(review, indices, field, keys[0]))

        ways = reviewing.ways(self._review.target)
        options = [Option(way.name, way.name, way.description) for way in ways.combiners]
        self._screen.app.push_screen(Pick(f"How do they make {field}?", options), chosen)

    # -- the rest ------------------------------------------------------------------------------------

    def renamed(self, gone: reviewing.Gone) -> None:
        """Which column is the one that is gone."""

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self._screen.decide(lambda review: reviewing.accept_rename(review, int(keys[0]), gone.name))

        options = [
            Option(str(index), row.column.name, row.state.value)
            for index, row in enumerate(self._review.columns)
            if row.state is not reviewing.State.SAVED
        ]
        self._screen.app.push_screen(Pick(f"Which column is {gone.name} now?", options), chosen)

    def constant(self) -> None:
        """A field, then its value."""

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self._value(keys[0])

        self._screen.app.push_screen(
            Pick("Which field has the same value in every row?", _targets(self._review)), chosen
        )

    def _value(self, field: str) -> None:
        def answered(value: str | None) -> None:
            if value is not None:
                self._screen.decide(lambda review: reviewing.constant(review, field, value or None))

        self._screen.app.push_screen(Ask(f"{field} in every row", note="nothing takes the constant back"), answered)

    def everywhere(self, then: Callable[[], None]) -> None:
        """Whether headers just confirmed mean the same in every file, or only here; asked once."""
        found = journey.lessons(self._screen.walk)

        def chosen(keys: tuple[str, ...] | None) -> None:
            if not keys:
                return
            columns = {lesson.column for lesson in found}
            shared = columns if _ALL in keys else columns & set(keys)
            self._screen.guide.edit(lambda review: reviewing.share(review, shared, columns - shared))
            then()

        options = [
            Option(_HERE, "only here", "in this source"),
            Option(_ALL, "everywhere", "each becomes a name of its field for all sources"),
            *(Option(each.column, each.header, f"is {each.field} everywhere; the others only here") for each in found),
        ]
        are = "is 1 new header. Where does it" if len(found) == 1 else f"are {len(found)} new headers. Where do they"
        self._screen.app.push_screen(Pick(f"Here {are} mean this?", options, several=True), chosen)

    def save(self) -> None:
        """Save now; a mapping never saved is asked for its name first."""
        guide = self._screen.guide
        if any(row.is_open for row in self._review.columns):
            guide.say("some columns are still open: the mapping is saved when they are decided", "warn")
        elif guide.walk.version:
            guide.save()
        else:
            self._screen.app.push_screen(
                Ask(
                    "Save the mapping as",
                    value=guide.walk.name,
                    note="also the value of `source` in its rows",
                    judge=_judge_name,
                ),
                self._named,
            )

    def _named(self, name: str | None) -> None:
        if name:
            self._screen.guide.rename(name)
            self._screen.guide.save()


def _judge_name(name: str) -> Judgement:
    try:
        store.check_name(name)
    except LeadtuiError as error:
        return Judgement(error.message, is_refused=True)
    if name in store.names():
        return Judgement(f"there is a mapping {name} already", is_refused=True)
    return Judgement()


def _targets(review: Review, index: int | None = None) -> list[Option]:
    """Every field: candidates first, then those still empty, then the others."""
    filled = reviewing.feeders(review)
    suggestion = review.columns[index].suggestion if index is not None else None
    sure: dict[str, float] = {}
    for candidate in suggestion.candidates if suggestion else ():
        if len(candidate.fields) == 1:
            sure.setdefault(candidate.fields[0], candidate.confidence)
    names = sorted(review.target.fields, key=lambda name: (-sure.get(name, 0), name in filled))
    return [
        Option(
            name,
            name,
            review.target.fields[name].description or "",
            confidence(sure[name]) if name in sure else f"← {', '.join(filled[name])}" if name in filled else "",
        )
        for name in names
    ]
