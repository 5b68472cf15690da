"""Rows of one file that are the same lead, side by side: which one loses, which one wins, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from leadtui.model.plan import Duplicate
from leadtui.tui.cells import shown
from leadtui.tui.widgets.grid import NULL
from leadtui.tui.widgets.listing import Cell, Heading, Listing, Role, Row

Values = dict[str, str | None]
Fetch = Callable[[Duplicate], tuple[Values, Values]]
"""The fields of the row that loses and of the one that wins."""


class Twins(ModalScreen[bool]):
    """True when the other row shall win, in this source from now on."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss(False)", "Close", show=False),
        Binding("t", "dismiss(True)", "The other wins", show=False),
    ]

    def __init__(self, pairs: Sequence[Duplicate], total: int, wins: str, fetch: Fetch) -> None:
        super().__init__()
        self._pairs, self._total, self._wins, self._fetch = tuple(pairs), total, wins, fetch

    def compose(self) -> ComposeResult:
        """The pairs above, both rows below."""
        other = "first" if self._wins == "last" else "last"
        listed = "" if self._total == len(self._pairs) else f", the first {len(self._pairs):,} of them"
        with Vertical(classes="dialog -tall -wide"):
            yield Label(Content(f"{self._total:,} rows that are another row again{listed}"), classes="dialog--title")
            yield Listing(
                Heading("line", 8, right=True),
                Heading("loses to", 8, right=True),
                Heading("", 10),
                Heading("key", 20, share=1),
                id="pairs",
            )
            yield Listing(
                Heading("field", 20),
                Heading("this row", 16, share=1),
                Heading("the row that wins", 16, share=1),
                id="both",
            )
            yield Label(
                Content(f"Esc closes   t lets the {other} row win, in every file of this source   ⇥ the other list"),
                classes="dialog--keys",
            )

    def on_mount(self) -> None:
        """The pairs that differ come first: the others lose nothing."""
        ordered = sorted(enumerate(self._pairs), key=lambda each: each[1].is_equal)
        self.query_one("#pairs", Listing).show([_pair(number, pair) for number, pair in ordered])
        self.query_one("#pairs", Listing).focus()
        self._look()

    @on(Listing.Moved, "#pairs")
    def _look(self) -> None:
        key = self.query_one("#pairs", Listing).key
        if key is not None:
            self._compare(self._pairs[int(key)])

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _compare(self, pair: Duplicate) -> None:
        one, other = self._fetch(pair)
        self.app.call_from_thread(self._show, one, other)

    def _show(self, one: Values, other: Values) -> None:
        if self.is_attached:
            self.query_one("#both", Listing).show(list(_rows(one, other)))


def _pair(number: int, pair: Duplicate) -> Row:
    against = "table" if pair.kept is None else f"{pair.kept:,}"
    is_same = Cell("the same", "muted") if pair.is_equal or pair.kept is None else Cell("differs", "warn")
    return Row(str(number), (Cell(f"{pair.line:,}"), Cell(against), is_same, Cell(shown(pair.key, 200), "muted")))


def _rows(one: Values, other: Values) -> Iterator[Row]:
    """The fields that differ first, then those both have; what neither has is left out."""
    names = [name for name in one if one[name] is not None or other.get(name) is not None]
    for name in sorted(names, key=lambda name: one[name] == other.get(name)):
        mine, theirs = one[name], other.get(name)
        role: Role = "muted" if mine == theirs else "bad"
        yield Row(
            name,
            (
                Cell(name, "strong" if mine != theirs else "muted"),
                Cell(NULL if mine is None else mine, role),
                Cell(NULL if theirs is None else theirs, "muted" if mine == theirs else "good"),
            ),
        )
