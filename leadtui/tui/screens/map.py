"""Step 2, Map: what each column of the file is, decided one by one or all at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui import review as reviewing
from leadtui.review import State
from leadtui.tui import about, journey, mapping_rows, why
from leadtui.tui.choices import Choices
from leadtui.tui.command import Command
from leadtui.tui.guide import Edit, Guide
from leadtui.tui.lead_key import LEAD_KEY, ask_for_lead_key
from leadtui.tui.mapping_rows import FOLDED, GONE
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.listing import Listing
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import plural


class MapScreen(StepScreen):
    """Columns and their fields."""

    STEP = Step.MAP
    CSS_PATH = "map.tcss"
    PURPOSE = (
        "Which field of the table each column fills. Proposals come with their reasons; nothing is taken\n"
        "before you confirm it. A mapping decided once is recognised the next time."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("confirm", "enter", "Confirm", "Take the proposal; a column without one is left out", rank=10),
        Command("all_sure", "a", "All sure", "Confirm every proposal that is sure", rank=12),
        Command("edit", "e", "Edit", "Choose the field, or several to split into", rank=14),
        Command("skip", "d", "Leave out", "Do not load this column", rank=16),
        Command("split", "s", "Split", "Let one column fill several fields", rank=18),
        Command("combine", "c", "Combine", "Let several columns (mark them with ␣) make one field", rank=40),
        Command("constant", "equals_sign", "Constant", "Give a field the same value in every row"),
        Command("skip_rest", "O", "Leave out rest", "Leave out every column that no field wants", rank=42),
        LEAD_KEY,
        Command("problem", "exclamation_mark", "Next open", "Go to the next thing to decide", rank=76),
        Command("save", "ctrl+s", "Save mapping", "Save the mapping now, under a name", rank=71),
        Command("find", "slash", "Find", "Find a column by its name, values or field"),
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        self._is_folded = True
        self._has_started = False
        self._choices = Choices(self)

    def compose_body(self) -> ComposeResult:
        """The columns, a summary of the fields below them, and why at the right."""
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Listing(*mapping_rows.HEADINGS, can_mark=True)
                yield Static(id="targets")
            yield Side()

    @property
    def _listing(self) -> Listing:
        return self.query_one(Listing)

    def draw(self, walk: Walk) -> None:
        """Columns, summary, reasons."""
        if walk.review is None:
            self._listing.show([])
            self.query_one(Side).show(("reading the file …", about.QUIET))
            return
        self._listing.show(mapping_rows.rows(walk.review, walk.profile, is_folded=self._is_folded))
        summary: list[Part] = list(mapping_rows.summary(walk.review))
        drift = mapping_rows.drifted(walk.review)
        if drift:
            summary.append((f"\n{drift}", about.QUIET))
        self.query_one("#targets", Static).update(Content.assemble(*summary))
        if not self._has_started:
            self._has_started = True
            self._to_next_open(from_start=True)
        self._draw_why()

    @on(Listing.Moved)
    @on(Side.Resized)
    def _draw_why(self) -> None:
        self.query_one(Side).show(*self._why())
        self.refresh_keys()

    def abilities(self) -> dict[str, Check]:
        """What works on this line."""
        return {
            **super().abilities(),
            "confirm": lambda: (
                self._listing.key == FOLDED or bool(self._open_targets() or self._doubled() or self._open_gone())
            ),
            "all_sure": lambda: any(row.state is State.SURE for row in self._columns),
            "edit": lambda: bool(self._indices()) or self._gone() is not None,
            "skip": lambda: bool(self._indices()),
            "skip_rest": lambda: len(self._homeless()) > 1,
            "split": lambda: len(self._indices()) == 1,
            "combine": lambda: bool(self._indices()),
            "constant": lambda: self.walk.review is not None,
            "lead_key": lambda: self.walk.review is not None,
            "problem": lambda: bool(journey.questions(self.walk)),
            "save": lambda: self.walk.review is not None,
            "find": lambda: self.walk.review is not None,
        }

    @property
    def _columns(self) -> tuple[reviewing.ColumnReview, ...]:
        return self.walk.review.columns if self.walk.review else ()

    def advice(self, walk: Walk) -> str:
        """What is still open."""
        if walk.review is None:
            return ""
        asked = journey.questions(walk)
        if not asked:
            return "everything is decided; ] goes on"
        first = asked[0].message if asked[0].kind != "column" or len(asked) == 1 else ""
        return f"{plural(len(asked), 'thing')} to decide{': ' + first if first else ''}"

    # -- what the cursor stands on -------------------------------------------------------------------

    def _indices(self) -> list[int]:
        """Marked columns, else the one under the cursor."""
        if self._listing.marked:
            return sorted(int(key) for key in self._listing.marked if key.isdigit())
        key = self._listing.key
        return [int(key)] if key and key.isdigit() else []

    def _gone(self) -> reviewing.Gone | None:
        key, review = self._listing.key or "", self.walk.review
        if review is None or not key.startswith(GONE):
            return None
        return next((gone for gone in review.gone if gone.name == key.removeprefix(GONE)), None)

    def _open_gone(self) -> reviewing.Gone | None:
        gone = self._gone()
        return gone if gone and not gone.is_accepted else None

    def _open_targets(self) -> list[int]:
        review = self.walk.review
        return [index for index in self._indices() if review and review.columns[index].is_open]

    def _together(self, indices: list[int]) -> list[int]:
        """Columns that make one field together are one decision."""
        review = self.walk.review
        if review is None:
            return []
        return sorted({other for index in indices for other in reviewing.partners(review, index)})

    def _homeless(self) -> list[int]:
        """Open columns without a proposal."""
        review = self.walk.review
        return [
            index
            for index, row in enumerate(self._columns)
            if review and row.is_open and reviewing.home(review, index) is None
        ]

    def _doubled(self) -> tuple[str, ...]:
        """The fields which this column and another one fill."""
        indices = self._indices()
        return tuple(
            field
            for question in journey.questions(self.walk)
            if question.kind == "duplicate" and question.column in indices
            for field in question.fields
        )

    # -- deciding ------------------------------------------------------------------------------------

    def decide(self, edit: Edit) -> None:
        """Apply a decision, and go on to the next open one."""
        if self.guide.edit(edit):
            self._listing.unmark()
            self._to_next_open(can_stay=True)

    def _to_next_open(self, *, from_start: bool = False, can_stay: bool = False) -> None:
        found = (self._key_of(question) for question in journey.questions(self.walk))
        keys = [key for key in found if key is not None]
        if not keys:
            return
        order = [row.key for row in self._listing.rows]
        here = -1 if from_start else self._listing.cursor - (1 if can_stay else 0)
        ahead = [key for key in keys if key in order and order.index(key) > here]
        self._listing.go(ahead[0] if ahead else keys[0])

    def _key_of(self, question: reviewing.Question) -> str | None:
        if question.kind == "gone":
            return f"{GONE}{question.name}"
        return None if question.column is None else str(question.column)

    @on(Listing.Chosen)
    def action_confirm(self) -> None:
        """Take what is proposed on this line."""
        if self._listing.key == FOLDED:
            self._is_folded = False
            self.redraw()
            return
        gone = self._open_gone()
        if gone is not None:
            self.decide(lambda review: reviewing.accept_gone(review, gone.name))
            return
        indices = self._together(self._open_targets())
        doubled = self._doubled()
        if indices:
            self.decide(lambda review: reviewing.confirm(review, *indices))
        elif doubled:
            self.decide(lambda review: reviewing.accept(review, *((field, reviewing.SEVERAL) for field in doubled)))

    def action_all_sure(self) -> None:
        """Take every sure proposal."""
        self.decide(reviewing.confirm_all_sure)

    def action_skip(self) -> None:
        """Leave columns out."""
        indices = self._indices()
        self.decide(lambda review: reviewing.skip(review, *indices))

    def action_skip_rest(self) -> None:
        """Leave out all columns without a proposal."""
        indices = self._homeless()
        self.decide(lambda review: reviewing.confirm(review, *indices))

    def action_problem(self) -> None:
        """To the next open thing."""
        self._to_next_open()

    def action_edit(self) -> None:
        """Choose a field for the column."""
        gone = self._gone()
        if gone is not None:
            self._choices.renamed(gone)
        else:
            self._choices.fields(self._indices())

    def action_split(self) -> None:
        """Choose a way to split."""
        self._choices.split(self._indices()[0])

    def action_combine(self) -> None:
        """Choose a field and a way to combine."""
        self._choices.combine(self._indices())

    def action_constant(self) -> None:
        """Choose a field and its value."""
        self._choices.constant()

    def action_next(self) -> None:
        """On to what still waits; what could hold for every file is asked once before."""
        if waits := len(journey.questions(self.walk)):
            self._to_next_open()
            self.guide.say(f"{plural(waits, 'decision')} still open here; 3 to 5 look ahead all the same", "warn")
        elif journey.lessons(self.walk):
            self._choices.everywhere(super().action_next)
        else:
            super().action_next()

    def action_lead_key(self) -> None:
        """By what a row is found again."""
        ask_for_lead_key(self)

    def action_save(self) -> None:
        """Save under a name."""
        self._choices.save()

    def find(self, text: str, *, backwards: bool) -> None:
        """Go to the next column with this text."""
        if not self._listing.find(text, backwards=backwards):
            self.guide.say(f"{text!r} does not occur", "warn")

    # -- why -----------------------------------------------------------------------------------------

    def _why(self) -> Iterator[Part]:
        review, key = self.walk.review, self._listing.key
        if review is None or key is None:
            return
        gone = self._gone()
        if gone is not None:
            yield from why.gone(review, gone)
        elif key == FOLDED:
            yield from why.folded()
        else:
            cells, profile, index = self.query_one(Side).cells, self.walk.profile, int(key)
            seen = profile.columns[index] if profile and index < len(profile.columns) else None
            yield from why.column(review, index, seen, self.guide.comparison, cells)
