"""A list with columns, a cursor and marks: what Map, Clean, Check and Plan are mostly made of.

Drawn with the line API: only lines on the screen cost anything, and a text is never taken for markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from leadtui.tui.cells import fit
from leadtui.tui.widgets.paint import ground, ink

Role = Literal["plain", "muted", "strong", "accent", "good", "warn", "bad"]
GAP = 2
"""Cells between two columns."""
ROLES: tuple[Role, ...] = ("plain", "muted", "strong", "accent", "good", "warn", "bad")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the list."""

    title: str
    width: int
    """Cells; the least of them when `share` lets it grow."""
    share: int = 0
    """How much of the spare width it takes."""
    right: bool = False
    """Numbers stand at the right."""
    needs: int = 0
    """Left out when the list is narrower than this."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and what it means."""

    text: str
    role: Role = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    key: str
    """By which the cursor finds the row again after the list changed."""
    cells: tuple[Cell, ...]
    is_title: bool = False
    """A line between rows: drawn quietly, never under the cursor."""
    search: str = field(default="", compare=False)
    """What `/` looks in; the cells' texts if empty."""


class Listing(ScrollView, can_focus=True):
    """Rows under headings, one of them under the cursor, some of them marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "listing--heading",
        "listing--cursor",
        "listing--cursor-blurred",
        "listing--marked",
        "listing--hover",
        *(f"listing--{role}" for role in ROLES),
    }
    DEFAULT_CSS = """
    Listing {
        background: transparent;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        & .listing--heading { color: $text-muted; text-style: none; }
        & .listing--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & .listing--cursor-blurred { background: $surface-lighten-2; }
        & .listing--hover { background: $block-hover-background; }
        & .listing--marked { background: $secondary 25%; }
        & .listing--muted { color: $text-muted; }
        & .listing--strong { text-style: bold; }
        & .listing--accent { color: $text-primary; }
        & .listing--good { color: $text-success; }
        & .listing--warn { color: $text-warning; }
        & .listing--bad { color: $text-error; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown,ctrl+d,ctrl+f", "page(1)", "Page down", show=False),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("g,home", "edge(False)", "First", show=False),
        Binding("G,end", "edge(True)", "Last", show=False),
        Binding("space", "mark", "Mark", show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the row under the cursor."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        listing: Listing
        key: str

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    @dataclass
    class Chosen(Message):
        """A row was double-clicked."""

        listing: Listing
        key: str

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    def __init__(self, *headings: Heading, id: str | None = None, can_mark: bool = False) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.headings = headings
        self.rows: tuple[Row, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self._can_mark = can_mark
        self._hovered: int | None = None
        self._widths: tuple[int, ...] = ()
        self._base = Style.null()

    @property
    def _head(self) -> int:
        """Lines of heading: none where no column has a title."""
        return 1 if any(heading.title for heading in self.headings) else 0

    @property
    def _is_lit(self) -> bool:
        """Whether its cursor is the one that keys move."""
        return self.has_focus or self.has_class("-chosen")

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.rows[self.cursor].key if self.rows else None

    def show(self, rows: Sequence[Row], headings: tuple[Heading, ...] | None = None) -> None:
        """Draw these rows; the cursor stays on its row, or near it."""
        before, place = self.key, self.cursor
        self.headings = headings or self.headings
        self.rows = tuple(rows)
        keys = {row.key for row in self.rows}
        self.marked &= keys
        found = next((index for index, row in enumerate(self.rows) if row.key == before), None)
        self._measure()
        self.set_reactive(Listing.cursor, self._nearest(place if found is None else found))
        if self.key is not None and self.key != before:
            self.post_message(self.Moved(self, self.key))
        self.refresh()

    def go(self, key: str) -> None:
        """Put the cursor on a row."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                self.cursor = index

    def find(self, text: str, *, backwards: bool = False) -> bool:
        """Put the cursor on the next row that holds the text; whether there is one."""
        wanted, count = text.casefold(), len(self.rows)
        for step in range(1, count + 1):
            index = (self.cursor + (-step if backwards else step)) % count
            row = self.rows[index]
            if not row.is_title and wanted in (row.search or " ".join(c.text for c in row.cells)).casefold():
                self.cursor = index
                return True
        return False

    # -- moving ------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """One row up or down, over title lines."""
        index = self.cursor + by
        while 0 <= index < len(self.rows) and self.rows[index].is_title:
            index += by
        if 0 <= index < len(self.rows):
            self.cursor = index
        elif by < 0:
            self.scroll_to(y=0, animate=False)

    def action_page(self, direction: int) -> None:
        """One screenful."""
        self.cursor = self._nearest(self.cursor + direction * max(1, self._body_height - 1))

    def action_edge(self, last: bool) -> None:
        """To the first or last row."""
        self.cursor = self._nearest(len(self.rows) - 1 if last else 0)

    def action_mark(self) -> None:
        """Mark or unmark the row, and go on to the next."""
        if self._can_mark and self.key is not None:
            self.marked ^= {self.key}
            self.refresh()
            self.action_move(1)

    def unmark(self) -> None:
        """Forget all marks."""
        self.marked = frozenset()
        self.refresh()

    def _nearest(self, index: int) -> int:
        """A place near `index` that can hold the cursor."""
        last = max(0, len(self.rows) - 1)
        index = min(max(0, index), last)
        for candidate in chain(range(index, last + 1), range(index - 1, -1, -1)):
            if self.rows and not self.rows[candidate].is_title:
                return candidate
        return 0

    def watch_cursor(self, old: int, new: int) -> None:
        """Keep the cursor in view and tell; two lines are drawn anew."""
        before = self.scroll_offset
        self.scroll_to_region(Region(0, new, 1, 1 + self._head), animate=False, force=True)
        if self.scroll_offset != before:
            self.refresh()
        else:
            self._refresh_rows(old, new)
        if self.key is not None:
            self.post_message(self.Moved(self, self.key))

    # -- mouse -------------------------------------------------------------------------------------

    def _row_at(self, y: int) -> int | None:
        index = y - self._head + self.scroll_offset.y
        return index if y >= self._head and index < len(self.rows) and not self.rows[index].is_title else None

    def on_click(self, event: events.Click) -> None:
        """The cursor goes where the mouse points; a double click chooses."""
        index = self._row_at(event.y)
        if index is not None:
            self.cursor = index
            if event.chain == 2:  # noqa: PLR2004  a double click
                self.post_message(self.Chosen(self, self.rows[index].key))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A faint line shows what a click would take."""
        self._hover(self._row_at(event.y))

    def on_leave(self) -> None:
        """No row is pointed at any more."""
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            former, self._hovered = self._hovered, index
            self._refresh_rows(*(row for row in (former, index) if row is not None))

    def _refresh_rows(self, *rows: int) -> None:
        top = self.scroll_offset.y
        self.refresh(*(Region(0, row - top + self._head, self.size.width, 1) for row in rows))

    # -- drawing -----------------------------------------------------------------------------------

    @property
    def _body_height(self) -> int:
        return max(1, self.scrollable_content_region.height - self._head)

    def on_resize(self) -> None:
        """Columns share the new width."""
        self._measure()

    def _measure(self) -> None:
        available = self.scrollable_content_region.width or self.size.width
        kept = [heading for heading in self.headings if available >= heading.needs]
        spare = available - 2 - sum(heading.width + GAP for heading in kept) + GAP
        shares = sum(heading.share for heading in kept)
        widths = []
        for heading in self.headings:
            if heading not in kept:
                widths.append(0)
                continue
            extra = spare * heading.share // shares if shares and heading.share else 0
            widths.append(max(1 if heading.share else heading.width, heading.width + extra))
        self._widths = tuple(widths)
        self.virtual_size = Size(available, len(self.rows) + self._head)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; their common style is looked up once."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the headings, then rows."""
        width = self.size.width
        base = self._base
        if y < self._head:
            return self._line(
                tuple(Cell(heading.title) for heading in self.headings),
                base + ink(self, "listing--heading"),
                width,
            )
        index = y - self._head + self.scroll_offset.y
        if index >= len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[index]
        if row.is_title:
            role = row.cells[0].role if row.cells else "plain"
            style = base + ink(self, f"listing--{'muted' if role == 'plain' else role}")
            text = fit("".join(cell.text for cell in row.cells), width)
            return Strip([Segment(text, style)], width)
        return self._line(row.cells, self._row_style(index, row, base), width, keep=index == self.cursor)

    def _row_style(self, index: int, row: Row, base: Style) -> Style:
        if index == self.cursor:
            name = "listing--cursor" if self._is_lit else "listing--cursor-blurred"
            return ground(self, name)
        if row.key in self.marked:
            return ground(self, "listing--marked")
        if index == self._hovered:
            return ground(self, "listing--hover")
        return base

    def _line(self, cells: tuple[Cell, ...], style: Style, width: int, *, keep: bool = False) -> Strip:
        segments = [Segment(" ", style)]
        for cell, heading, cell_width in zip(cells, self.headings, self._widths, strict=False):
            if cell_width <= 0:
                continue
            paint = style
            # Under the cursor one colour for all: a role's colour may not show on its background.
            if cell.role != "plain" and not (keep and self._is_lit):
                paint = style + ink(self, f"listing--{cell.role}")
            segments.append(Segment(fit(cell.text, cell_width, right=heading.right), paint))
            segments.append(Segment(" " * GAP, style))
        return Strip(segments).adjust_cell_length(width, style)
