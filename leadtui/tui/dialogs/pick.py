"""Choose one or several of a list by typing a few letters; what is under the cursor can be previewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from leadtui.tui.cells import shown, width
from leadtui.tui.widgets.listing import Cell, Heading, Listing, Role, Row

_WIDEST = 24
"""Cells of a title or a note."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    key: str
    title: str
    description: str = ""
    note: str = ""
    """A word at the right: `taken by Zip`."""
    role: Role = "plain"


class Pick(ModalScreen[tuple[str, ...] | None]):
    """The keys of what was chosen, in the order of choosing; None when the person changes their mind."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("down,ctrl+n", "move(1)", "Down", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True),
        Binding("tab", "mark", "Mark", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        options: Sequence[Option],
        *,
        several: bool = False,
        start: str | None = None,
        preview: Callable[[str], None] | None = None,
        aside: bool = False,
        wide: bool = False,
    ) -> None:
        super().__init__(classes="-aside" if aside else None)
        self._question, self._options, self._several, self._wide = question, tuple(options), several, wide
        self._start, self._preview = start, preview
        self._marked: list[str] = []

    def compose(self) -> ComposeResult:
        """Question, letters, list."""
        keys = "⏎ take   Esc leave as it is" + ("   ⇥ mark several" if self._several else "")
        with Vertical(classes="dialog -tall -wide" if self._wide else "dialog -tall"):
            yield Label(Content(shown(self._question)), classes="dialog--title")
            yield Input(placeholder="type to narrow down", compact=True)
            titles = max((width(shown(option.title)) for option in self._options), default=0)
            notes = max((width(shown(option.note)) for option in self._options), default=0)
            listing = Listing(
                Heading("", 1),
                Heading("", min(titles, _WIDEST)),
                Heading("", 10, share=1, needs=40),
                Heading("", min(notes, _WIDEST)),
            )
            listing.can_focus = False
            listing.add_class("-chosen")
            yield listing
            yield Label(Content(keys), classes="dialog--keys")

    def on_mount(self) -> None:
        """Everything, the present choice under the cursor; only what a person then moves to is previewed."""
        with self.prevent(Listing.Moved):
            self._show("")
            if self._start is not None:
                self.query_one(Listing).go(self._start)

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        self._show(message.value)
        self.query_one(Listing).action_edge(False)  # noqa: FBT003  the best match is the first

    @on(Input.Submitted)
    def _submitted(self) -> None:
        key = self.query_one(Listing).key
        if self._marked:
            self.dismiss(tuple(self._marked))
        elif key is not None:
            self.dismiss((key,))

    @on(Listing.Moved)
    def _moved(self, message: Listing.Moved) -> None:
        if self._preview is not None:
            self._preview(message.key)

    @on(Listing.Chosen)
    def _chosen(self, message: Listing.Chosen) -> None:
        self.dismiss((message.key,))

    def action_move(self, by: int) -> None:
        """Up or down in the list, while the letters keep the focus."""
        self.query_one(Listing).action_move(by)

    def action_page(self, direction: int) -> None:
        """A screenful."""
        self.query_one(Listing).action_page(direction)

    def action_mark(self) -> None:
        """Take this one, too."""
        key = self.query_one(Listing).key
        if not self._several or key is None:
            return
        if key in self._marked:
            self._marked.remove(key)
        else:
            self._marked.append(key)
        self._show(self.query_one(Input).value)

    def _show(self, letters: str) -> None:
        self.query_one(Listing).show([self._row(option) for option in self._matching(letters)])

    def _matching(self, letters: str) -> Sequence[Option]:
        if not letters.strip():
            return self._options
        matcher, wanted = Matcher(letters.strip()), letters.strip().casefold()
        scored = [(_score(option, matcher, wanted), option) for option in self._options]
        return [option for score, option in sorted(scored, key=lambda pair: -pair[0]) if score > 0]

    def _row(self, option: Option) -> Row:
        place = str(self._marked.index(option.key) + 1) if option.key in self._marked else ""
        return Row(
            option.key,
            (
                Cell(place, "accent"),
                Cell(option.title, option.role if option.role != "plain" else "strong"),
                Cell(option.description, "muted"),
                Cell(option.note, "warn"),
            ),
        )


def _score(option: Option, matcher: Matcher, wanted: str) -> float:
    """The very letters in a title count most, then those scattered over it, then the description."""
    title = option.title.casefold()
    exact = 100.0 / (1 + title.index(wanted)) if wanted in title else 0.0
    return exact + max(2 * matcher.match(option.title), matcher.match(option.description))
