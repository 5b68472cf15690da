"""Step 1, File: how the file is read, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui.model.dialect import Dialect
from leadtui.model.profile import ColumnProfile, Profile
from leadtui.model.source import Format
from leadtui.model.table import Column, RawTable
from leadtui.tui import about, layouts
from leadtui.tui.cells import shown, width
from leadtui.tui.command import Command
from leadtui.tui.guide import Guide
from leadtui.tui.marks import Marks
from leadtui.tui.rows import FrameRows
from leadtui.tui.screens.reread import RereadScreen
from leadtui.tui.screens.step import Check
from leadtui.tui.sieve import HasIssue
from leadtui.tui.sifting import Sifting
from leadtui.tui.walk import Walk
from leadtui.tui.widgets.grid import Grid, GridColumn, NoRows
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import bar, delimiter, plural, size

_NARROWEST, _WIDEST = 10, 30
_DOUBT = 0.6
"""Below this confidence the layout is said to be a guess."""


class FileScreen(RereadScreen):
    """The grid of the file."""

    CSS_PATH = "file.tcss"
    PURPOSE = (
        "The file as it was read: every row with its line number, every column with what it holds.\n"
        "If a guess is wrong (encoding, delimiter, header), change it here; u takes it back."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        *RereadScreen.OWN,
        Command("find", "slash", "Find", "Find a text in the whole file", rank=40),
        Command("filter", "f", "Filter", "Show only rows with a text in this column", rank=41),
        Command("problem", "exclamation_mark", "Next issue", "Go to the next row with an issue", rank=12),
        Command("only_issues", "b", "Bad rows", "Show only rows with an issue, or all rows again", rank=14),
        Command("facet", "F", "Values", "How often each value of this column comes; take one to see its rows", rank=42),
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        self._shown_raw: RawTable | None = None
        self._shown_profile: Profile | None = None
        self._rows: FrameRows | None = None
        self._marked: pl.DataFrame | None = None
        """The issues that the margin shows."""
        self._marks = Marks()
        self._sifting = Sifting(self, self._show_rows)

    def compose_body(self) -> ComposeResult:
        """Facts on top, grid, and the column under the cursor at the right."""
        yield Static(id="facts")
        yield Static(id="known")
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Grid()
            yield Side()

    def draw(self, walk: Walk) -> None:
        """Facts and grid."""
        tried = self.guide.tried
        raw = tried.preview if tried else walk.raw
        self.query_one("#facts", Static).update(Content.assemble(*_facts(walk, raw)))
        sieve = self._sifting.sieve
        sifted = sieve and self._rows and (sieve.words, self._rows.row_count, raw.row_count if raw else 0)
        about_file = _sifted(*sifted) if sifted else (*_known(walk), *_notes(raw))
        self.query_one("#known", Static).update(Content.assemble(*about_file))
        profile = None if tried else walk.profile
        if raw is not self._shown_raw or profile is not self._shown_profile:
            is_other = raw is not self._shown_raw
            self._shown_raw, self._shown_profile = raw, profile
            if is_other or self._rows is None:
                self._rows = FrameRows(raw) if raw else None
            self.query_one(Grid).show(self._grid_columns(raw, profile) if raw else (), self._rows or NoRows())
            if is_other and tried is None and raw:
                self._sifting.again(raw)
        self._draw_marks(walk, raw)
        self._draw_side()

    def place(self) -> str:
        """Row and column."""
        grid, raw, rows = self.query_one(Grid), self._shown_raw, self._rows
        if raw is None or rows is None:
            return ""
        return f"row {grid.row + 1:,} of {rows.row_count:,} · column {grid.column + 1} of {len(raw.columns)}"

    @on(Grid.Moved)
    def _moved(self) -> None:
        self._draw_side()
        self.redraw_progress()

    def _draw_side(self) -> None:
        profile, grid = self.walk.profile, self.query_one(Grid)
        if profile is None or self.guide.tried is not None or grid.column >= len(profile.columns):
            self.query_one(Side).show()
            return
        row = grid.cell()
        column, line = list(about.column(profile.columns[grid.column])), list[Part]()
        if row is not None and grid.column < len(row.values):
            value = row.values[grid.column]
            line = [about.title(f"Line {row.line}"), ("NULL" if value is None else shown(value), ""), "\n"]
            line += about.issues(issues := self._marks.issues(row.line))
            # What is wrong with the line comes first.
            column = [*line, "\n", *column] if issues else [*column, "\n", *line]
        self.query_one(Side).show(*column)

    def abilities(self) -> dict[str, Check]:
        """Nothing to look for before there is a file."""
        return {
            **super().abilities(),
            **dict.fromkeys(("find", "filter", "facet", "copy"), lambda: self.walk.raw is not None),
            **dict.fromkeys(("problem", "only_issues"), lambda: self._marks.line_count > 0),
        }

    def advice(self, walk: Walk) -> str:
        """What there is to do."""
        if walk.review is None:
            return ""
        return "] goes on; nothing has been written yet"

    def copied(self) -> str | None:
        """The value under the cursor."""
        grid = self.query_one(Grid)
        return self._rows.value(grid.row, grid.column) if self._rows else None

    def find(self, text: str, *, backwards: bool) -> None:
        """Search the whole file, in a thread."""
        grid, rows = self.query_one(Grid), self._rows
        grid.highlight(text)
        if rows is None:
            return
        row = grid.row
        self.run_worker(
            lambda: self._search(rows, text, row, backwards=backwards), thread=True, group="find", exclusive=True
        )

    def _search(self, rows: FrameRows, text: str, row: int, *, backwards: bool) -> None:
        self.app.call_from_thread(self._go_to, rows.find(text, row, backwards=backwards), text)

    def _go_to(self, place: tuple[int, int] | None, text: str) -> None:
        if place is None:
            self.guide.say(f"{text!r} does not occur", "warn")
        else:
            self.query_one(Grid).go(*place)
            self.refresh_keys()

    # -- fewer rows, and what is wrong with them -----------------------------------------------------

    def action_filter(self) -> None:
        """Ask what the rows must have in the column under the cursor."""
        if (column := self._column()) and self._shown_raw:
            self._sifting.ask(self._shown_raw, column)

    def action_facet(self) -> None:
        """Count the values of the column under the cursor."""
        if (column := self._column()) and self._shown_raw:
            self._sifting.count(self._shown_raw, column)

    def action_only_issues(self) -> None:
        """Show only rows with issues, or all again."""
        if self._shown_raw is not None:
            self._sifting.toggle_issues(self._shown_raw, HasIssue(self._marks.lines))

    def _show_rows(self, raw: RawTable, rows: FrameRows | None) -> None:
        """Draw the rows that passed a sieve, or all of them."""
        if raw is self._shown_raw:
            self._rows = rows or FrameRows(raw)
            self.query_one(Grid).show(self._grid_columns(raw, self._shown_profile), self._rows)
            self.redraw()

    def action_problem(self) -> None:
        """Go to the next row with an issue."""
        row, rows = self.query_one(Grid).cell(), self._rows
        line = self._marks.next(row.line or 0) if row else None
        if line is not None and rows is not None:
            self.run_worker(lambda: self._look_for(rows, line), thread=True, group="find", exclusive=True)

    def _look_for(self, rows: FrameRows, line: int) -> None:
        self.app.call_from_thread(self.query_one(Grid).go, rows.place_of(line))

    def _draw_marks(self, walk: Walk, raw: RawTable | None) -> None:
        """The margin shows what reading noticed, and, once there was a check, what that says."""
        checked = walk.checked if raw is walk.raw else None
        issues = checked.issues if checked else raw.issues if raw else None
        if issues is not self._marked:
            self._marked, self._marks = issues, Marks(issues)
            self.query_one(Grid).mark(self._marks.at)

    def _column(self) -> Column | None:
        grid, raw = self.query_one(Grid), self._shown_raw
        return raw.columns[grid.column] if raw and grid.column < len(raw.columns) else None

    def _grid_columns(self, raw: RawTable, profile: Profile | None) -> Sequence[GridColumn]:
        return _columns(raw, profile, is_tall=self.size.height >= 30)  # noqa: PLR2004  as in the breakpoints


def _facts(walk: Walk, raw: RawTable | None) -> Iterator[Part]:
    if raw is None or walk.source is None:
        yield (f"reading {shown(walk.file_name)} …", about.QUIET)
        return
    dialect = raw.dialect
    more = "first " if raw.is_partial else ""
    is_text = walk.source.format is Format.CSV
    words = [
        f"{more}{plural(raw.row_count, 'row')}",
        plural(len(raw.columns), "column"),
        *((dialect.encoding, _delimiting(dialect)) if is_text else (walk.source.format.value,)),
        *((str(walk.source.packing),) if walk.source.packing else ()),
        f"header in line {dialect.header_row}" if dialect.header_row else "no header",
        *((f"to line {dialect.last_row}",) if dialect.last_row else ()),
        size(walk.source.size),
    ]
    if dialect.sheet:
        words.insert(2, f"sheet {shown(dialect.sheet, 40)}")
    for number, word in enumerate(words):
        yield ("  ·  " if number else "", about.QUIET)
        yield (word, "bold" if number < 2 else "")  # noqa: PLR2004  rows and columns stand out
    if walk.detection and walk.detection.confidence < _DOUBT:
        least = min(walk.detection.reasons, key=lambda reason: reason.confidence)
        yield (f"   ! {least.setting.replace('_', ' ')} is a guess: {shown(least.because, 80)}", "$text-warning")


def _delimiting(dialect: Dialect) -> str:
    return "fixed width" if dialect.cuts else delimiter(dialect.delimiter)


def _sifted(words: str, count: int, total: int) -> Iterator[Part]:
    yield ("only rows where ", about.QUIET)
    yield (words, "$text-warning")
    yield (f"  ·  {count:,} of {total:,}  ·  f changes it", about.QUIET)


def _known(walk: Walk) -> Iterator[Part]:
    if walk.recall is not None:
        mapping, drift = walk.recall.mapping, walk.recall.drift
        name = f"mapping {mapping.name} v{mapping.version}"
        counts = [(len(drift.of("renamed")), "renamed"), (len(drift.of("new")), "new")]
        counts += [(len(drift.of("gone")), "gone"), (len(drift.of("changed")), "with other values")]
        if drift.is_none:
            yield (f"{name} fits", "$text-success")
            yield (", every column as before", about.QUIET)
        else:
            yield (name, "")
        for number, (count, word) in enumerate((count, word) for count, word in counts if count):
            yield (f"{', ' if number else ': '}{count} {word}", "$text-warning")
    elif walk.review is not None:
        yield ("no saved mapping fits; columns are proposed by their names and values", about.QUIET)
    elif walk.raw is not None:
        yield ("looking what the columns are …", about.QUIET)


def _notes(raw: RawTable | None) -> Iterator[Part]:
    if notes := layouts.noted(raw):
        yield ("  ·  ", about.QUIET)
        yield (f"R shows {plural(len(notes), 'note')} on the reading", "$text-warning")


def _columns(raw: RawTable, profile: Profile | None, *, is_tall: bool) -> list[GridColumn]:
    if profile is None or len(profile.columns) != len(raw.columns):
        return [GridColumn(column.name, _fitting(column.name, ())) for column in raw.columns]
    return [
        GridColumn(seen.column.name, _fitting(seen.column.name, seen.samples), tuple(_strip(seen, is_tall=is_tall)))
        for seen in profile.columns
    ]


def _fitting(name: str, samples: tuple[str, ...]) -> int:
    longest = max((width(shown(sample, 60)) for sample in samples[:8]), default=12)
    return min(max(width(shown(name)), longest, _NARROWEST), _WIDEST)


def _strip(seen: ColumnProfile, *, is_tall: bool) -> Iterator[str]:
    kind = seen.kinds[0] if seen.kinds else None
    yield kind.kind.replace("_", " ") if kind else "text"
    yield f"{bar(seen.filled_share, 5)} {100 * seen.filled_share:.0f}%"
    if is_tall:
        yield f"{seen.distinct_count:,} distinct"
        yield seen.top_pattern
