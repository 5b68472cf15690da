"""What the keys of File do to see fewer rows: those with a text, a value or an issue; all again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from leadtui.tui.cells import shown
from leadtui.tui.dialogs.ask import Ask
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.rows import FrameRows
from leadtui.tui.sieve import MOST, HasIssue, HasText, Sieve, facet, rows_through
from leadtui.tui.words import plural

if TYPE_CHECKING:
    from textual.screen import Screen

    from leadtui.model.table import Column, RawTable

Show = Callable[["RawTable", FrameRows | None], None]
"""Given the rows that passed, or None for all of them."""


class Sifting:
    """Asks and counts on behalf of the File screen; counting is done in a thread."""

    def __init__(self, screen: Screen[None], show: Show) -> None:
        self._screen, self._show = screen, show
        self.sieve: Sieve | None = None
        """Whose rows are on the screen."""
        self._wanted: Sieve | None = None
        """Whose rows are being looked for, or were last."""

    def ask(self, raw: RawTable, column: Column) -> None:
        """What the rows must have in a column."""

        def asked(text: str | None) -> None:
            if text is not None:
                self.sift(raw, HasText(column, text, is_whole=False) if text else None)

        now = self.sieve
        former = now.text if isinstance(now, HasText) and now.column == column else None
        note = "⏎ with nothing shows all rows again"
        self._screen.app.push_screen(Ask(f"Show rows where {column.name} has", value=former or "", note=note), asked)

    def count(self, raw: RawTable, column: Column) -> None:
        """The values of a column, to take one."""
        self._screen.run_worker(lambda: self._count(raw, column), thread=True, group="facet", exclusive=True)

    def _count(self, raw: RawTable, column: Column) -> None:
        self._screen.app.call_from_thread(self._show_facet, raw, column, facet(raw, column))

    def _show_facet(self, raw: RawTable, column: Column, counts: Sequence[tuple[str | None, int]]) -> None:
        options = [Option("all", "all rows", role="muted")]
        options += [
            Option(str(place), "NULL" if value is None else shown(value, 60), note=plural(count, "row"))
            for place, (value, count) in enumerate(counts)
        ]

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys is not None:
                value = None if keys[0] == "all" else HasText(column, counts[int(keys[0])][0], is_whole=True)
                self.sift(raw, value)

        more = f", the {MOST} most frequent" if len(counts) == MOST else ""
        question = f"{column.name}: {plural(len(counts), 'value')}{more}"
        self._screen.app.push_screen(Pick(question, options, aside=True), chosen)

    def toggle_issues(self, raw: RawTable, found: HasIssue) -> None:
        """Only rows with issues, or all again."""
        self.sift(raw, None if isinstance(self.sieve, HasIssue) else found)

    def sift(self, raw: RawTable, sieve: Sieve | None) -> None:
        """Show only these rows."""
        self._wanted = sieve
        if sieve is None:
            self.sieve = None
            self._show(raw, None)
        else:
            self._screen.run_worker(lambda: self._pass(raw, sieve), thread=True, group="sift", exclusive=True)

    def again(self, raw: RawTable) -> None:
        """More of the file has been read, or it is read another way."""
        self.sieve = None
        if self._wanted is not None and self._wanted.fits(raw):
            self.sift(raw, self._wanted)

    def _pass(self, raw: RawTable, sieve: Sieve) -> None:
        rows = FrameRows(raw, rows_through(sieve, raw))
        self._screen.app.call_from_thread(self._passed, raw, sieve, rows)

    def _passed(self, raw: RawTable, sieve: Sieve, rows: FrameRows) -> None:
        if sieve is self._wanted:
            self.sieve = sieve
            self._show(raw, rows)
