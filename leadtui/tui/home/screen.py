"""The one screen of the start: five groups in one list, what is under the cursor at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from leadtui import desk
from leadtui.desk import Here
from leadtui.errors import LeadtuiError
from leadtui.model.plan import LoadReport
from leadtui.store import Draft, Overview, Recent
from leadtui.tui import about
from leadtui.tui.cells import shown
from leadtui.tui.clipboard import copy
from leadtui.tui.command import Command, bindings
from leadtui.tui.dialogs.ask import Ask
from leadtui.tui.dialogs.help import Help
from leadtui.tui.dialogs.read import Read
from leadtui.tui.home import entries
from leadtui.tui.home.entries import Entry
from leadtui.tui.home.taking_back import TakingBack
from leadtui.tui.home.wanted import Wanted
from leadtui.tui.widgets.keybar import KeyBar
from leadtui.tui.widgets.listing import Listing, Role, Row
from leadtui.tui.widgets.side import Part, Side
from leadtui.tui.widgets.statusline import StatusLine
from leadtui.tui.widgets.too_small import TooSmall

_PURPOSE: Final = (
    "Where a day begins: files that wait for you, those you had open, what is in this folder,\n"
    "the saved mappings and the last loads. Enter opens what is under the cursor."
)


class HomeScreen(Screen[None]):
    """What can be opened."""

    CSS_PATH = "home.tcss"
    OWN: ClassVar[tuple[Command, ...]] = (
        Command("confirm", "enter", "Open", "Open what is under the cursor", rank=1),
        Command("undo_load", "U", "Undo load", "Take back this load, after a look at what that does", rank=10),
        Command("up", "backspace", "Folder above", "Look into the folder above this one", rank=20),
        Command("find", "slash", "Find", "Find a name", rank=30),
        Command("find_next", "n", "Find next", "Go to the next place where the text occurs"),
        Command("find_previous", "N", "Find previous", "Go to the place before"),
        Command("copy", "y", "Copy command", "Copy the command that does the same without a screen", rank=40),
        Command("retry", "r", "Look again", "Look at everything again", rank=50),
        Command("inspect", "i", "Details", "Show or hide the pane with the details", rank=75),
        Command("help", "question_mark,f1", "Help", "What can be done here, and with which key", rank=90),
        Command("leave", "q", "Quit", "Leave", rank=95),
        Command("palette", "ctrl+p,colon", "Commands", "Find a command by its name"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("start", OWN)]

    def __init__(self, folder: Path, url: str | None, said: str = "") -> None:
        super().__init__()
        self._folder, self._url = folder, url
        self._said: tuple[str, Role] = (said, "bad") if said else ("", "muted")
        self._entries: dict[str, Entry] = {}
        self._database, self._loads, self._trouble = "", None, ""
        self._known: _Known | None = None
        self._taking_back = TakingBack(self, url, self._ask_ledger)
        self._glimpse: tuple[Path | None, tuple[Part, ...]] = (None, ())
        self._needle = ""

    _loads: tuple[LoadReport, ...] | None

    # -- drawing -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """A line on top, the list, what is beside it, and the foot that all screens have."""
        yield Static(id="home")
        with Horizontal(classes="desk"):
            with Vertical(classes="main"):
                yield Listing(*entries.HEADINGS)
            yield Side()
        with Vertical(classes="foot"):
            yield StatusLine()
            yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """The folder is there at once; what has to be read comes from threads."""
        self.query_one(Listing).focus()
        self._look_around()

    def _look_around(self) -> None:
        self.redraw()
        self.run_worker(self._read_shelves, thread=True, group="shelves", exclusive=True, exit_on_error=False)
        self.run_worker(self._ask_ledger, thread=True, group="ledger", exclusive=True, exit_on_error=False)

    def _read_shelves(self) -> None:
        known = _Known(desk.waiting(), desk.recent(), desk.mappings())
        self.app.call_from_thread(self._read, known)

    def _read(self, known: _Known) -> None:
        is_first, self._known = self._known is None, known
        self.redraw()
        if is_first:
            self.query_one(Listing).action_edge(False)  # noqa: FBT003  what waits is what one came for

    def redraw(self) -> None:
        """The whole list."""
        rows: list[Row] = []
        self._entries = {}
        for heading, found, empty in self._groups():
            rows.append(heading)
            listed = list(found)
            rows += [entry.row for entry in listed] or [empty]
            self._entries |= {entry.key: entry for entry in listed}
            rows.append(Row(f"blank:{heading.key}", (), is_title=True))
        self.query_one(Listing).show(rows[:-1])
        database = f"db {self._database}" if self._database else ""
        top = Content.assemble(("leadtui", "bold $text-primary"), "  ", (database, about.QUIET))
        self.query_one("#home", Static).update(top)
        self._draw_side()
        self.refresh_keys()

    def _groups(self) -> Iterator[tuple[Row, Iterator[Entry], Row]]:
        known = self._known
        if known and known.waiting:
            yield entries.title("waiting", "WAITING FOR YOU"), entries.waiting(known.waiting), _nothing()
        if known and known.recent:
            yield entries.title("recent", "RECENT FILES"), entries.recent(known.recent), _nothing()
        yield entries.title("here", f"FILES IN {shown(str(self._folder), 80)}"), self._here(), _nothing()
        none = entries.note("mappings", "  none yet: the first load saves one" if known else "  reading them …")
        yield entries.title("mappings", "SAVED MAPPINGS"), entries.mappings(known.mappings if known else ()), none
        yield entries.title("loads", "LAST LOADS"), entries.loads(self._loads or ()), self._no_loads()

    def _here(self) -> Iterator[Entry]:
        try:
            found = desk.here(self._folder)
        except OSError as error:
            self._said = (f"{self._folder}: {error.strerror}", "bad")
            found = ()
        return entries.here(self._folder, found)

    def _no_loads(self) -> Row:
        if self._trouble:
            return entries.note("loads", f"  {self._trouble}", is_bad=True)
        words = "  asking the database …" if self._loads is None else "  none yet: Enter on a file begins one"
        return entries.note("loads", words)

    @on(Listing.Moved)
    def _moved(self) -> None:
        self._draw_side()
        self.refresh_keys()

    def _draw_side(self) -> None:
        entry = self._entry()
        if entry is None:
            self.query_one(Side).show()
            return
        path = entries.file_of(entry.thing)
        parts = self._glimpse[1] if path is not None and self._glimpse[0] == path else ()
        self.query_one(Side).show(*entries.beside(entry.thing), *parts)
        if path is not None and self._glimpse[0] != path:
            self.run_worker(lambda: self._look_at(path), thread=True, group="glimpse", exclusive=True)

    def _look_at(self, path: Path) -> None:
        parts: tuple[Part, ...]
        try:
            source, raw = desk.glimpse(path)
        except LeadtuiError as error:
            parts = (("\n", ""), (f"{shown(error.message, 400)}\n", "$text-error"))
        except Exception as error:  # noqa: BLE001  a preview must not end the program
            parts = (("\n", ""), (f"it can't be looked at ({type(error).__name__})\n", "$text-error"))
        else:
            parts = tuple(about.first_rows(source, raw))
        self.app.call_from_thread(self._looked, path, parts)

    def _looked(self, path: Path, parts: tuple[Part, ...]) -> None:
        self._glimpse = (path, parts)
        entry = self._entry()
        if entry is not None and entries.file_of(entry.thing) == path:
            self._draw_side()

    def _ask_ledger(self) -> None:
        try:
            database, found = desk.loads(self._url)
        except LeadtuiError as error:
            self.app.call_from_thread(self._told, "", (), error.message)
        else:
            self.app.call_from_thread(self._told, database, found, "")

    def _told(self, database: str, found: tuple[LoadReport, ...], trouble: str) -> None:
        self._database, self._loads, self._trouble = database, found, trouble
        self.redraw()

    def say(self, text: str, role: Role = "muted") -> None:
        """Put a sentence into the status line."""
        self._said = (text, role)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """The footer shows what works now."""
        text, role = self._said
        entry = self._entry()
        advice = "Enter opens what is under the cursor; nothing is written before you say so"
        if entry is not None and isinstance(entry.thing, LoadReport):
            advice = "U shows what taking this load back would do, and asks"
        self.query_one(StatusLine).show(text or advice, role)
        self.query_one(KeyBar).show(self.available())
        self.refresh_bindings()

    # -- commands ------------------------------------------------------------------------------------

    def _entry(self) -> Entry | None:
        return self._entries.get(self.query_one(Listing).key or "")

    def available(self) -> list[Command]:
        """The commands that do something now."""
        return [command for command in self.OWN if self._can(command.action)]

    def _can(self, action: str) -> bool:
        entry = self._entry()
        checks: dict[str, Callable[[], bool]] = {
            "confirm": lambda: entry is not None and not isinstance(entry.thing, LoadReport),
            "undo_load": lambda: (
                entry is not None and isinstance(entry.thing, LoadReport) and entry.thing.state == "loaded"
            ),
            "copy": lambda: entry is not None and entries.typed(entry.thing, self._url) is not None,
            "up": lambda: self._folder.parent != self._folder,
            "find_next": lambda: bool(self._needle),
            "find_previous": lambda: bool(self._needle),
        }
        return checks[action]() if action in checks else True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key whose command does nothing now is not taken."""
        del parameters
        return self._can(action) if any(command.action == action for command in self.OWN) else True

    @on(KeyBar.Pressed)
    async def _key_clicked(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.command.action)

    @on(Listing.Chosen)
    def _double_clicked(self) -> None:
        self.action_confirm()

    def action_confirm(self) -> None:
        """Open it."""
        entry = self._entry()
        match entry.thing if entry else None:
            case Draft(file=file, mapping=mapping):
                if file == "-" or not Path(file).exists():
                    self.say("the file is not there any more", "bad")
                else:
                    self.app.exit(Wanted(file, mapping, self._folder))
            case Recent(file=path):
                self.app.exit(Wanted(str(path), None, self._folder))
            case Here(path=path, is_folder=True):
                self._enter(path)
            case Here(path=path):
                self.app.exit(Wanted(str(path), None, self._folder))
            case Overview(name=name):
                self._show_mapping(name)

    def action_up(self) -> None:
        """The folder above."""
        self._enter(self._folder.parent)

    def _enter(self, folder: Path) -> None:
        came_from = self._folder
        self._folder, self._said = folder, ("", "muted")
        self.redraw()
        listing = self.query_one(Listing)
        listing.go(f"here:{came_from}" if came_from.parent == folder else "here:..")

    def _show_mapping(self, name: str) -> None:
        try:
            self.app.push_screen(Read(f"{name}, as it is written", desk.written(name)))
        except LeadtuiError as error:
            self.say(error.message, "bad")

    def action_undo_load(self) -> None:
        """Look what taking it back would do, and ask."""
        entry = self._entry()
        if entry is not None and isinstance(entry.thing, LoadReport):
            self._taking_back.begin(entry.thing.run)

    def action_copy(self) -> None:
        """The command that does the same."""
        entry = self._entry()
        text = entries.typed(entry.thing, self._url) if entry else None
        if text is not None:
            self.say(f"{text}   {copy(self.app, text)}", "good")

    def action_retry(self) -> None:
        """Look at everything again."""
        self._said, self._loads, self._glimpse = ("", "muted"), None, (None, ())
        self._look_around()

    def action_find(self) -> None:
        """Ask for a text and go to it."""
        self.app.push_screen(Ask("Find", value=self._needle, placeholder="a part of a name"), self._found)

    def _found(self, text: str | None) -> None:
        if text:
            self._needle = text
            self.action_find_next()

    def action_find_next(self) -> None:
        """On to the next place."""
        if not self.query_one(Listing).find(self._needle):
            self.say(f"{self._needle!r} does not occur in this list", "warn")

    def action_find_previous(self) -> None:
        """Back to the place before."""
        self.query_one(Listing).find(self._needle, backwards=True)

    def action_inspect(self) -> None:
        """Show or hide the side pane."""
        self.toggle_class("-inspecting")

    def action_help(self) -> None:
        """What can be done here."""
        self.app.push_screen(Help("Start", _PURPOSE, self.OWN, self.available()))

    def action_palette(self) -> None:
        """Find a command by name."""
        self.app.action_command_palette()

    def action_leave(self) -> None:
        """Go."""
        self.app.exit(None)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read from our own folders."""

    waiting: tuple[Draft, ...]
    recent: tuple[Recent, ...]
    mappings: tuple[Overview, ...]


def _nothing() -> Row:
    return entries.note("here", "  nothing here")
