"""Step 3, Clean: what becomes of the values, field by field, on all rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from leadtui import review as reviewing
from leadtui.cleaning.recipe import Decision
from leadtui.model.step import Clean
from leadtui.model.target import Field, FieldType
from leadtui.tui import about, journey
from leadtui.tui.cells import shown
from leadtui.tui.command import Command
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.guide import Guide
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Inspection, Step, Walk
from leadtui.tui.widgets.listing import Cell, Heading, Listing, Row
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import plural, share

_DATED = {FieldType.DATE, FieldType.TIMESTAMP}
_FORMATS = (
    ("%m/%d/%Y", "3/25/2026, month first"),
    ("%m/%d/%y", "3/25/26, month first"),
    ("%d/%m/%Y", "25/3/2026, day first"),
    ("%d/%m/%y", "25/3/26, day first"),
    ("%d.%m.%Y", "25.3.2026"),
    ("%Y-%m-%d", "2026-03-25"),
    ("%b %d, %Y", "Mar 25, 2026"),
    ("%d %b %Y", "25 Mar 2026"),
    ("%Y%m%d", "20260325"),
)


class CleanScreen(StepScreen):
    """Fields and their cleaning."""

    STEP = Step.CLEAN
    CSS_PATH = "clean.tcss"
    PURPOSE = (
        "What becomes of each field's values: before and after, on all rows, with counts.\n"
        "What the file does not prove (is 4/5 April or May?) waits here for your word."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("confirm", "enter", "Agree", "Agree to what was decided about this field without proof", rank=10),
        Command(
            "edit", "e", "Edit", "Choose what the values are, a further cleaner, or how dates are written", rank=14
        ),
        Command("problem", "exclamation_mark", "Next open", "Go to the next thing to decide", rank=40),
        Command("find", "slash", "Find", "Find a field"),
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        self._has_started = False

    def arrive(self) -> None:
        """Whoever comes here comes for what is open."""
        self._has_started = False

    def compose_body(self) -> ComposeResult:
        """The fields, and the one under the cursor before and after at the right."""
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Listing(
                    Heading("", 1),
                    Heading("field", 15, share=1),
                    Heading("made of", 8, share=3, needs=66),
                    Heading("cleaning", 10, share=2),
                    Heading("filled", 7, right=True),
                    Heading("changed", 7, right=True),
                    Heading("lost", 5, right=True),
                )
            yield Side()

    @property
    def _listing(self) -> Listing:
        return self.query_one(Listing)

    def draw(self, walk: Walk) -> None:
        """Fields and counts."""
        if walk.review is None or walk.inspection is None:
            self._listing.show([])
            self.query_one(Side).show((_waiting(walk), about.QUIET))
            return
        names = [name for name in walk.review.target.fields if name in reviewing.feeders(walk.review)]
        self._listing.show([self._row(walk, walk.inspection, name) for name in names])
        if not self._has_started:
            self._has_started = True
            self.action_problem()
        self._draw_field()
        for name in names:
            if walk.raw is not None and walk.raw.row_count <= _LIVE:
                self.guide.comparison(name)

    def _row(self, walk: Walk, inspection: Inspection, name: str) -> Row:
        seen = self.guide.comparisons.get(name)
        counts = seen[1] if seen else None
        is_open = any(field == name for field, _ in journey.doubts(walk))
        made_of = ", ".join(column.name for column in reviewing.sources(inspection.recipe, name)) or "constant"
        return Row(
            name,
            (
                Cell("?" if is_open else "", "warn"),
                Cell(name, "warn" if is_open else "strong"),
                Cell(made_of, "muted"),
                Cell(_cleaning(inspection, name)),
                Cell(share(counts.filled_count, counts.row_count) if counts else "…", "muted"),
                Cell(f"{counts.changed_count:,}" if counts and counts.changed_count else "", "good"),
                Cell(f"{counts.lost_count:,}" if counts and counts.lost_count else "", "bad"),
            ),
        )

    @on(Listing.Moved)
    @on(Side.Resized)
    def _draw_field(self) -> None:
        self.query_one(Side).show(*self._field())
        self.refresh_keys()

    def _field(self) -> Iterator[Part]:
        name, inspection = self._listing.key, self.walk.inspection
        if name is None or inspection is None or self.walk.review is None:
            return
        field = inspection.mapping.target.fields[name]
        yield about.title(f"{name}  {field.type.value}")
        if field.description:
            yield (f"{shown(field.description, 200)}\n", about.QUIET)
        yield "\n"
        for decision in inspection.recipe.decisions:
            if decision.field == name:
                yield from self._decision(decision)
        seen = self.guide.comparison(name)
        if seen is None:
            yield ("comparing …", about.QUIET)
            return
        yield f"{seen.filled_count:,} filled"
        yield (f"  {seen.changed_count:,} changed", "$text-success")
        if seen.lost_count:
            yield (f"  {seen.lost_count:,} not kept", "bold $text-error")
        yield (f"  of {plural(seen.row_count, 'row')}\n\n", about.QUIET)
        yield from about.counted(seen, self.query_one(Side).cells)

    def _decision(self, decision: Decision) -> Iterator[Part]:
        is_agreed = self.walk.review is not None and (decision.field, decision.setting) in self.walk.review.accepted
        mark, style = ("✓", "$text-success") if decision.is_certain or is_agreed else ("?", "bold $text-warning")
        value = decision.value if isinstance(decision.value, str | int) else ", ".join(decision.value[:6])
        yield (f"{mark} {decision.setting.replace('_', ' ')}: {shown(str(value), 60)}\n", style)
        yield (f"{shown(decision.evidence, 300)}\n\n", about.QUIET)

    def abilities(self) -> dict[str, Check]:
        """What works on this field."""
        return {
            **super().abilities(),
            "confirm": lambda: any(field == self._listing.key for field, _ in journey.doubts(self.walk)),
            "problem": lambda: bool(journey.doubts(self.walk)),
            "edit": lambda: self._listing.key is not None,
            "find": lambda: self._listing.key is not None,
        }

    def advice(self, walk: Walk) -> str:
        """What is open."""
        if walk.inspection is None:
            return ""
        waiting = len(journey.doubts(walk))
        if waiting:
            return f"{plural(waiting, 'thing')} that the file does not prove: Enter agrees, e decides otherwise"
        asked = journey.questions(walk)
        if asked:
            return f"as if all proposals were confirmed; {plural(len(asked), 'thing')} on Map to decide"
        return "values as received are on the left, as they will be loaded on the right"

    # -- deciding ------------------------------------------------------------------------------------

    def action_confirm(self) -> None:
        """Agree to what is not proven about this field."""
        name = self._listing.key
        wanted = [doubt for doubt in journey.doubts(self.walk) if doubt[0] == name]
        if wanted and self.guide.edit(lambda review: reviewing.accept(review, *wanted)):
            self.action_problem()

    def action_problem(self) -> None:
        """To the next field that waits."""
        waiting = journey.doubts(self.walk)
        if waiting:
            self._listing.go(waiting[0][0])

    @on(Listing.Chosen)
    def action_edit(self) -> None:
        """Choose how the field is cleaned."""
        review, name = self.walk.review, self._listing.key
        if review is None or name is None:
            return
        field = review.target.fields[name]

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys:
                self.guide.edit(lambda review: _edited(review, name, keys[0]))

        start = f"format:{field.format}" if field.format else f"kind:{field.kind or 'text'}"
        self.app.push_screen(Pick(f"How is {name} cleaned?", _options(field, review), start=start), chosen)

    def find(self, text: str, *, backwards: bool) -> None:
        """Go to the next field with this text."""
        if not self._listing.find(text, backwards=backwards):
            self.guide.say(f"{text!r} does not occur", "warn")


_LIVE = 200_000
"""Rows up to which all fields are compared without being asked for."""


def _waiting(walk: Walk) -> str:
    trouble = walk.trouble("check")
    return "nothing to see here while the check fails" if trouble else "reading and checking the file …"


def _cleaning(inspection: Inspection, name: str) -> str:
    """The telling part of a field's cleaning: not the trimming that all get."""
    field = inspection.mapping.target.fields[name]
    own = [*field.clean, *([field.kind] if field.kind and field.kind != "text" else [])]
    formats = [
        bound.step.format
        for bound in inspection.recipe.steps
        if isinstance(bound.step, Clean) and bound.step.field == name and bound.step.format
    ]
    return ", ".join([*own, *formats]) or field.type.value


def _options(field: Field, review: reviewing.Review) -> list[Option]:
    offered = reviewing.ways(review.target)
    options = []
    if field.type in _DATED:
        note = "" if field.format else "now"
        options.append(Option("format:", "as the values say", "order of day and month from the whole column", note))
        options += [
            Option(f"format:{key}", key, words, "now" if key == field.format else "") for key, words in _FORMATS
        ]
    options += [
        Option(
            f"kind:{way.name}", way.name, f"is cleaned by {way.description}", "now" if way.name == field.kind else ""
        )
        for way in offered.kinds
    ]
    options += [
        Option(f"clean:{way.name}", f"+ {way.name}", way.description, "now" if way.name in field.clean else "")
        for way in offered.cleaners
    ]
    return options


def _edited(review: reviewing.Review, name: str, key: str) -> reviewing.Review:
    what, _, value = key.partition(":")
    field = review.target.fields[name]
    match what:
        case "format":
            return reviewing.set_field(
                review, name, f"{name}: dates {value or 'as the values say'}", format=value or None
            )
        case "kind":
            return reviewing.set_field(review, name, f"{name} is cleaned as {value}", kind=value)
    clean = tuple(one for one in field.clean if one != value)
    told = f"{name}: no longer {value}" if value in field.clean else f"{name}: {value}, too"
    return reviewing.set_field(review, name, told, clean=clean if value in field.clean else (*clean, value))
