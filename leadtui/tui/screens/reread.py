"""Reading the file another way: each decision about its layout with its reason, a choice and a live preview."""

from __future__ import annotations

from typing import ClassVar, Final

from leadtui.model.dialect import Dialect
from leadtui.model.source import Format
from leadtui.tui import layouts
from leadtui.tui.command import Command
from leadtui.tui.dialogs.pick import Option, Pick
from leadtui.tui.screens.step import Check, StepScreen
from leadtui.tui.walk import Step

_ACTIONS: Final = {
    "encoding": "encoding",
    "delimiter": "delimiter",
    "quote": "quote",
    "escape": "escape",
    "header_row": "header",
    "header_rows": "header",
    "first_row": "first",
    "last_row": "last",
    "sheet": "sheet",
}
"""What changes a decision."""


class RereadScreen(StepScreen):
    """The keys that change how the file is read."""

    STEP = Step.FILE
    PURPOSE = ""
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("header", "H", "Header", "Which line holds the column names, or none", rank=20),
        Command("encoding", "E", "Encoding", "How characters are written down", rank=21),
        Command("delimiter", "comma", "Delimiter", "What stands between two columns", rank=22),
        Command("sheet", "S", "Sheet", "Which sheet of the workbook", rank=23),
        Command("quote", "quotation_mark", "Quote", "What encloses a value that holds a delimiter"),
        Command("escape", "backslash", "Escape", "How quotes inside a value are written"),
        Command("first", "T", "First row", "Where a table without header begins"),
        Command("last", "B", "Last row", "Where the table ends; what stands below is not read"),
        Command("why", "R", "Reading", "Every decision about the layout, with its reason", rank=24),
    )

    def abilities(self) -> dict[str, Check]:
        """Nothing to change before there is a file; in a workbook other things than in text."""
        return {
            **super().abilities(),
            **dict.fromkeys(("header", "first", "last"), self._has_lines),
            **dict.fromkeys(("encoding", "delimiter", "quote", "escape"), lambda: self._is_of(Format.CSV)),
            "why": lambda: self.walk.detection is not None,
            "sheet": lambda: len(self.walk.sheets) > 1,
        }

    def _has_lines(self) -> bool:
        source = self.walk.source
        return (
            self.walk.raw is not None and source is not None and (self._is_of(Format.CSV) or source.format.has_sheets)
        )

    def _is_of(self, form: Format) -> bool:
        return self.walk.source is not None and self.walk.source.format is form

    def action_header(self) -> None:
        """Choose the header line."""
        dialect = self._dialect()
        if dialect and self.walk.raw:
            self._choose("Which line holds the column names?", layouts.headers(self.walk.raw), layouts.with_header)

    def action_first(self) -> None:
        """Choose where a table without header begins."""
        if self.walk.raw:
            options = layouts.first_rows(self.walk.raw)
            self._choose("No header: in which line does the table begin?", options, layouts.with_first_row)

    def action_last(self) -> None:
        """Choose where the table ends."""
        if self.walk.raw:
            self._choose("In which line does the table end?", layouts.last_rows(self.walk.raw), layouts.with_last_row)

    def action_escape(self) -> None:
        """Choose the escape character."""
        dialect = self._dialect()
        if dialect:
            self._choose("How are quotes inside a value written?", layouts.escapes(dialect), layouts.with_escape)

    def action_why(self) -> None:
        """Every decision with its reason; taking one opens its choice."""
        detection = self.walk.detection
        if detection is None:
            return

        def chosen(keys: tuple[str, ...] | None) -> None:
            action = _ACTIONS.get(keys[0]) if keys else None
            if action is not None and self.checks.get(action, lambda: True)():
                self.call_later(getattr(self, f"action_{action}"))

        question = "How the file is read, and why; take one to change it"
        self.app.push_screen(Pick(question, layouts.decisions(detection, self.walk.raw), wide=True), chosen)

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
