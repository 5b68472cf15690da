"""Step 1, File: how the file is read, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui.model.dialect import Dialect
from leadtui.model.profile import ColumnProfile, Profile
from leadtui.model.source import Format
from leadtui.model.table import RawTable
from leadtui.tui import about, layouts
from leadtui.tui.cells import shown, width
from leadtui.tui.command import Command
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.guide import Guide
from leadtui.tui.rows import FrameRows
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.grid import Grid, GridColumn, NoRows
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.words import bar, delimiter, plural, size

_NARROWEST, _WIDEST = 10, 30
_DOUBT = 0.6
"""Below this confidence the layout is said to be a guess."""


class FileScreen(StepScreen):
    """The grid of the file."""

    STEP = Step.FILE
    CSS_PATH = "file.tcss"
    PURPOSE = (
        "The file as it was read: every row with its line number, every column with what it holds.\n"
        "If a guess is wrong (encoding, delimiter, header), change it here; u takes it back."
    )
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("header", "H", "Header", "Which line holds the column names, or none", rank=20),
        Command("encoding", "E", "Encoding", "How characters are written down", rank=21),
        Command("delimiter", "comma", "Delimiter", "What stands between two columns", rank=22),
        Command("sheet", "S", "Sheet", "Which sheet of the workbook", rank=23),
        Command("quote", "quotation_mark", "Quote", "What encloses a value that holds a delimiter"),
        Command("find", "slash", "Find", "Find a text in the whole file", rank=40),
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(guide)
        self._shown_raw: RawTable | None = None
        self._shown_profile: Profile | None = None
        self._rows: FrameRows | None = None

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
        self.query_one("#known", Static).update(Content.assemble(*_known(walk)))
        profile = None if tried else walk.profile
        if raw is not self._shown_raw or profile is not self._shown_profile:
            self._shown_raw, self._shown_profile = raw, profile
            self._rows = FrameRows(raw) if raw else None
            columns = _columns(raw, profile, is_tall=self.size.height >= 30) if raw else ()  # noqa: PLR2004  as in the breakpoints
            self.query_one(Grid).show(columns, self._rows or NoRows())
        self._draw_side()

    def place(self) -> str:
        """Row and column."""
        grid, raw = self.query_one(Grid), self._shown_raw
        return (
            f"row {grid.row + 1:,} of {raw.row_count:,} · column {grid.column + 1} of {len(raw.columns)}" if raw else ""
        )

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
        parts: list[Part] = list(about.column(profile.columns[grid.column]))
        if row is not None and grid.column < len(row.values):
            value = row.values[grid.column]
            parts += ["\n", about.title(f"Line {row.line}"), ("NULL" if value is None else shown(value), "")]
        self.query_one(Side).show(*parts)

    def abilities(self) -> dict[str, Check]:
        """Nothing to change before there is a file; in a workbook other things than in text."""
        return {
            **super().abilities(),
            **dict.fromkeys(("header", "find", "copy"), lambda: self.walk.raw is not None),
            **dict.fromkeys(("encoding", "delimiter", "quote"), lambda: self._is_of(Format.CSV)),
            "sheet": lambda: len(self.walk.sheets) > 1,
        }

    def _is_of(self, form: Format) -> bool:
        return self.walk.source is not None and self.walk.source.format is form

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

    # -- reading it another way ----------------------------------------------------------------------

    def action_header(self) -> None:
        """Choose the header line."""
        dialect = self._dialect()
        if dialect and self.walk.raw:
            self._choose("Which line holds the column names?", layouts.headers(self.walk.raw), layouts.with_header)

    def action_encoding(self) -> None:
        """Choose the encoding."""
        dialect = self._dialect()
        if dialect:
            self._choose("How are the characters written down?", layouts.encodings(dialect), layouts.with_encoding)

    def action_delimiter(self) -> None:
        """Choose the delimiter."""
        dialect = self._dialect()
        if dialect:
            self._choose("What stands between two columns?", layouts.delimiters(dialect), layouts.with_delimiter)

    def action_sheet(self) -> None:
        """Choose the sheet."""
        dialect = self._dialect()
        if dialect:
            self._choose("Which sheet holds the table?", layouts.sheets(self.walk.sheets, dialect), layouts.with_sheet)

    def action_quote(self) -> None:
        """Choose the quote character."""
        dialect = self._dialect()
        if dialect:
            self._choose("What encloses a value?", layouts.quotes(dialect), layouts.with_quote)

    def _dialect(self) -> Dialect | None:
        return self.walk.detection.dialect if self.walk.detection else None

    def _choose(self, question: str, options: list[Option], change: layouts.Change) -> None:
        detection = self.walk.detection
        if detection is None:
            return

        def preview(key: str) -> None:
            self.guide.try_layout(change(detection.dialect, key))

        def chosen(keys: tuple[str, ...] | None) -> None:
            if keys is None:
                self.guide.untry()
            else:
                self.guide.read_as(layouts.said(detection, change(detection.dialect, keys[0])))

        start = next((option.key for option in options if option.note), None)
        self.app.push_screen(Pick(question, options, start=start, preview=preview, aside=True), chosen)


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
        *((dialect.encoding, delimiter(dialect.delimiter)) if is_text else (walk.source.format.value,)),
        f"header in line {dialect.header_row}" if dialect.header_row else "no header",
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


def _known(walk: Walk) -> Iterator[Part]:
    if walk.recall is not None:
        mapping, drift = walk.recall.mapping, walk.recall.drift
        yield (f"mapping {mapping.name} v{mapping.version} fits", "$text-success")
        if drift.is_none:
            yield (", every column as before", about.QUIET)
        counts = [(len(drift.of("renamed")), "renamed"), (len(drift.of("new")), "new")]
        counts += [(len(drift.of("gone")), "gone"), (len(drift.of("changed")), "with other values")]
        for count, word in counts:
            if count:
                yield (f", {count} {word}", "$text-warning")
    elif walk.review is not None:
        yield ("no saved mapping fits this layout: the columns are proposed by their names and values", about.QUIET)
    elif walk.raw is not None:
        yield ("looking what the columns are …", about.QUIET)


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
