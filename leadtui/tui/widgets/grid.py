"""The grid of a file's rows: any number of them, of which only those on the screen are ever held.

Drawn with the line API over `GridRows`, which gives out slices. The left margin shows the file's own line
numbers; under each header stands a strip that says what the column holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Literal, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from leadtui.tui.cells import fit
from leadtui.tui.widgets.paint import ground, ink

NULL = "∅"
"""How a value that is not there is shown; empty text is shown as nothing."""
GAP = 2
"""Cells between two columns."""
_CACHED_LINES = 1_000
_DOUBLE = 2


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as drawn."""

    line: int | None
    """The file's line number."""
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in the margin of a row."""

    sign: str
    role: Literal["warn", "bad"]


class GridRows(Protocol):
    """Where a grid's rows come from."""

    @property
    def row_count(self) -> int:
        """All rows there are."""

    @property
    def last_line(self) -> int:
        """The highest line number, for the width of the margin."""

    def rows(self, start: int, count: int) -> Sequence[GridRow]:
        """Some of them; fewer at the end."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column as drawn."""

    title: str
    width: int
    strip: tuple[str, ...] = ()
    """What stands under the title, line by line."""
    doubt: bool = False
    """The strip is to be looked at."""


class NoRows:
    """A grid before its file is there."""

    row_count = 0
    last_line = 0

    def rows(self, start: int, count: int) -> Sequence[GridRow]:
        """None at all."""
        del start, count
        return ()


class Grid(ScrollView, can_focus=True):
    """Rows and columns with a cursor on one cell."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--title",
        "grid--title-cursor",
        "grid--strip",
        "grid--doubt",
        "grid--margin",
        "grid--margin-cursor",
        "grid--row",
        "grid--column",
        "grid--cursor",
        "grid--null",
        "grid--found",
        "grid--warn",
        "grid--bad",
    }
    DEFAULT_CSS = """
    Grid {
        background: $surface;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        & .grid--title { color: $foreground; background: $panel; text-style: bold; }
        & .grid--title-cursor { color: $text-primary; background: $panel; text-style: bold underline; }
        & .grid--strip { color: $text-muted; background: $panel; }
        & .grid--doubt { color: $text-warning; background: $panel; }
        & .grid--margin { color: $text-muted; }
        & .grid--margin-cursor { color: $text-primary; text-style: bold; }
        & .grid--row { background: $foreground 7%; }
        & .grid--column { background: $foreground 3%; }
        & .grid--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & .grid--null { color: $text-muted; }
        & .grid--found { color: $text-accent; text-style: bold; }
        & .grid--warn { color: $text-warning; text-style: bold; }
        & .grid--bad { color: $text-error; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1,0)", "Down", show=False),
        Binding("up,k", "move(-1,0)", "Up", show=False),
        Binding("right,l", "move(0,1)", "Right", show=False),
        Binding("left,h", "move(0,-1)", "Left", show=False),
        Binding("pagedown,ctrl+d,ctrl+f", "page(1)", "Page down", show=False),
        Binding("pageup,ctrl+u,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("g,ctrl+home", "edge_row(False)", "First row", show=False),
        Binding("G,ctrl+end", "edge_row(True)", "Last row", show=False),
        Binding("home", "edge_column(False)", "First column", show=False),
        Binding("end", "edge_column(True)", "Last column", show=False),
    ]

    row: reactive[int] = reactive(0, init=False)
    column: reactive[int] = reactive(0, init=False)

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

        grid: Grid
        row: int
        column: int

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    @dataclass
    class Chosen(Message):
        """A cell was double-clicked."""

        grid: Grid

        @property
        def control(self) -> Grid:
            """The grid."""
            return self.grid

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.columns: tuple[GridColumn, ...] = ()
        self._source: GridRows = NoRows()
        self._starts: tuple[int, ...] = (0,)
        self._margin = 0
        self._lines: LRUCache[object, Strip] = LRUCache(_CACHED_LINES)
        self._needle = ""
        self._mark: Callable[[int | None], Mark | None] = lambda line: None  # noqa: ARG005
        self._base = Style.null()

    # -- what is shown -------------------------------------------------------------------------------

    def show(self, columns: Sequence[GridColumn], source: GridRows) -> None:
        """Draw these rows; the cursor stays where it is, as far as there still is such a place."""
        self.columns = tuple(columns)
        self._source = source
        self._starts = tuple(accumulate((column.width + GAP for column in self.columns), initial=0))
        self._margin = max(4, len(str(source.last_line)) + 1) + GAP
        self.virtual_size = Size(self._margin + self._starts[-1], source.row_count + self.head_height)
        self.set_reactive(Grid.row, min(self.row, max(0, source.row_count - 1)))
        self.set_reactive(Grid.column, min(self.column, max(0, len(self.columns) - 1)))
        self._forget()

    def highlight(self, needle: str) -> None:
        """Show where this text occurs."""
        self._needle = needle.casefold()
        self._forget()

    def mark(self, of: Callable[[int | None], Mark | None]) -> None:
        """Show the marks of lines in the margin."""
        self._mark = of
        self._forget()

    def cell(self) -> GridRow | None:
        """The row under the cursor."""
        rows = self._source.rows(self.row, 1)
        return rows[0] if rows else None

    @property
    def head_height(self) -> int:
        """Lines of title and strip."""
        return 1 + max((len(column.strip) for column in self.columns), default=0)

    def notify_style_update(self) -> None:
        """Another theme: everything is drawn anew."""
        super().notify_style_update()
        self._lines.clear()

    def _forget(self) -> None:
        self._lines.clear()
        self.refresh()

    # -- moving --------------------------------------------------------------------------------------

    def go(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a cell."""
        self.row = min(max(0, row), max(0, self._source.row_count - 1))
        if column is not None:
            self.column = min(max(0, column), max(0, len(self.columns) - 1))

    def action_move(self, rows: int, columns: int) -> None:
        """One cell in a direction."""
        self.go(self.row + rows, self.column + columns)

    def action_page(self, direction: int) -> None:
        """One screenful of rows."""
        page = max(1, self.scrollable_content_region.height - self.head_height - 1)
        self.go(self.row + direction * page)

    def action_edge_row(self, last: bool) -> None:
        """To the first or last row."""
        self.go(self._source.row_count if last else 0)

    def action_edge_column(self, last: bool) -> None:
        """To the first or last column."""
        self.go(self.row, len(self.columns) if last else 0)

    def watch_row(self, old: int, new: int) -> None:
        """Keep the cursor in view and tell; two lines are drawn anew."""
        if not self._follow():
            self.refresh_rows(old, new)
        self.post_message(self.Moved(self, self.row, self.column))

    def watch_column(self) -> None:
        """Keep the cursor in view and tell."""
        self._follow()
        self.refresh()
        self.post_message(self.Moved(self, self.row, self.column))

    def _follow(self) -> bool:
        """Scroll to the cursor; whether that was needed."""
        view = self.scrollable_content_region
        top, left = self.scroll_offset.y, self.scroll_offset.x
        height, width = view.height - self.head_height, view.width - self._margin
        y = min(max(top, self.row - height + 1), self.row)
        start, end = self._starts[self.column], self._starts[min(self.column + 1, len(self._starts) - 1)]
        x = start if start < left or end - start > width else max(left, end - width)
        if (x, y) == (left, top):
            return False
        self.scroll_to(x, y, animate=False, force=True)
        self.refresh()
        return True

    # -- mouse ---------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """The cursor goes where the mouse points."""
        row = self.scroll_offset.y + event.y - self.head_height
        column = bisect_right(self._starts, self.scroll_offset.x + max(0, event.x - self._margin)) - 1
        if event.y < self.head_height:
            row = self.row
        if row < self._source.row_count and column < len(self.columns):
            self.go(row, column)
            if event.chain == _DOUBLE:
                self.post_message(self.Chosen(self))

    # -- drawing -------------------------------------------------------------------------------------

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Everything but the margin moves."""
        super().watch_scroll_x(old_value, new_value)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Everything but the head moves."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    def refresh_rows(self, *rows: int) -> None:
        """Draw some rows again."""
        top = self.scroll_offset.y
        self.refresh(*(Region(0, row - top + self.head_height, self.size.width, 1) for row in rows))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; their common style is looked up once."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: head, then rows."""
        width, left = self.size.width, self.scroll_offset.x
        head = self.head_height
        if y < head:
            return self._cached(("head", y, left, width, self.column), lambda: self._head(y, left, width))
        index = y - head + self.scroll_offset.y
        if index >= self._source.row_count:
            return Strip.blank(width, self._base)
        here = self.column if index == self.row else None
        key = (index, left, width, self.column, here is not None, self.has_focus)
        return self._cached(key, lambda: self._row(index, left, width, is_cursor=here is not None))

    def _cached(self, key: object, draw: Callable[[], Strip]) -> Strip:
        strip = self._lines.get(key)
        if strip is None:
            strip = draw()
            self._lines.set(key, strip)
        return strip

    def _visible_columns(self, left: int, width: int) -> range:
        first = max(0, bisect_right(self._starts, left) - 1)
        last = bisect_right(self._starts, left + max(0, width - self._margin))
        return range(first, min(last, len(self.columns)))

    def _head(self, y: int, left: int, width: int) -> Strip:
        strip_style = ground(self, "grid--strip")
        margin = [Segment(fit("line" if y == 0 else "", self._margin - GAP, right=True) + " " * GAP, strip_style)]
        body: list[Segment] = []
        for index in (visible := self._visible_columns(left, width)):
            column = self.columns[index]
            if y == 0:
                text = column.title
                style = ground(self, "grid--title-cursor" if index == self.column else "grid--title")
            else:
                text = column.strip[y - 1] if y <= len(column.strip) else ""
                style = ground(self, "grid--doubt" if column.doubt and y == 1 else "grid--strip")
            body += [Segment(fit(text, column.width), style), Segment(" " * GAP, strip_style)]
        return self._joined(margin, body, self._hidden(visible, left), strip_style)

    def _row(self, index: int, left: int, width: int, *, is_cursor: bool) -> Strip:
        rows = self._source.rows(index, 1)
        base = ground(self, "grid--row") if is_cursor else self._base
        if not rows:
            return Strip.blank(width, base)
        number = "" if rows[0].line is None else str(rows[0].line)
        margin = base + ink(self, "grid--margin-cursor" if is_cursor else "grid--margin")
        mark = self._mark(rows[0].line)
        first = [
            Segment(fit(number, self._margin - GAP, right=True), margin),
            Segment(fit(mark.sign if mark else "", GAP), base + ink(self, f"grid--{mark.role}") if mark else base),
        ]
        body: list[Segment] = []
        for place in (visible := self._visible_columns(left, width)):
            value = rows[0].values[place]
            style = self._cell_style(place, value, base, is_cursor=is_cursor)
            cells = self.columns[place].width
            body.append(Segment(fit(NULL if value is None else value, cells), style))
            body.append(Segment(" " * GAP, base))
        return self._joined(first, body, self._hidden(visible, left), base)

    def _cell_style(self, place: int, value: str | None, base: Style, *, is_cursor: bool) -> Style:
        if place == self.column and is_cursor and self.has_focus:
            return ground(self, "grid--cursor")
        style = base
        if place == self.column and not is_cursor:
            style = ground(self, "grid--column")
        if value is None:
            return style + ink(self, "grid--null")
        if self._needle and self._needle in value.casefold():
            return style + ink(self, "grid--found")
        return style

    def _joined(self, margin: list[Segment], body: list[Segment], hidden: int, style: Style) -> Strip:
        """Margin and columns on one line; `hidden` cells of the first column are scrolled away."""
        width = self.size.width
        right = Strip(body).crop(hidden).adjust_cell_length(max(0, width - self._margin), style)
        return Strip([*margin, *right]).adjust_cell_length(width, style)

    def _hidden(self, visible: range, left: int) -> int:
        return left - self._starts[visible.start] if visible else 0
