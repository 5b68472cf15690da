"""The rounds of `leadtui watch`: each file that has arrived is loaded, put where it belongs, and told of."""

from __future__ import annotations

import contextlib
import shlex
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from leadtui import waiting
from leadtui.cli.alerting import alert
from leadtui.cli.outcome import Outcome, load_files
from leadtui.cli.talk import say
from leadtui.config import Settings
from leadtui.errors import UsageError
from leadtui.model.wish import Wish
from leadtui.store.inbox import Inbox, Shelf

_REFUSED, _PERSON, _DOWN, _LOCKED, _INTERRUPTED = 4, 5, 6, 7, 130
_SHELVES: Final = {0: Shelf.DONE, 3: Shelf.DONE, _REFUSED: Shelf.PERSON, _PERSON: Shelf.PERSON}
_LATER: Final = frozenset({_DOWN, _LOCKED})
"""Not the file's fault: it stays, and its turn comes again."""
_LONGEST_PAUSE: Final = 60.0


@dataclass(slots=True)
class Watch:
    """One folder, watched by this process and perhaps by others."""

    inbox: Inbox
    db: str | None
    wish: Wish
    settings: Settings
    interval: float
    """Seconds between two looks."""
    _pause: float = 0.0
    """Seconds to leave the database alone after it could not be reached."""
    _said: dict[Path, str] = field(default_factory=dict)
    """Of the folder or a file, what trouble with the database was said last."""
    _returned: set[Path] = field(default_factory=set)
    """Files of rejects that were told of."""
    _put_off: dict[Path, int] = field(default_factory=dict)
    """Files whose turn comes again, and the code that put them off."""

    def rounds(self, *, once: bool) -> Iterator[Outcome]:
        """What each file comes to, for ever; with `once`, until every file that lies there had its turn."""
        while True:
            self.inbox.open()
            self._let_back()
            self._tell_returned()
            self._put_off.clear()
            for path in self.inbox.settled(time.monotonic()):
                outcome = self._turn_of(path)
                if outcome is not None:
                    yield outcome
                if self._pause:
                    break  # the next file would only find the same
            if once and (self._pause or not set(self.inbox.arrived()) - set(self._put_off)):
                return
            time.sleep(self._pause or self.interval)

    def _tell_returned(self) -> None:
        """Corrected rejects belong to a run, which a person has to name; one that stays is told once."""
        for path in self.inbox.returned():
            if path not in self._returned:
                hint = f"leadtui rejects RUN --reload {shlex.quote(str(path))}"
                say(f"{path.name} holds rejects of an earlier load; load it with: {hint}")
            self._returned.add(path)

    def _turn_of(self, path: Path) -> Outcome | None:
        with self.inbox.claimed(path) as is_ours:
            if not is_ours:
                self._put_off[path] = _LOCKED
                return None
            before = self.inbox.stamp(path)
            outcome = load_files((str(path),), self.db, self.wish, writes=True, quiet=True)[0]
            if outcome.code == _INTERRUPTED:
                raise KeyboardInterrupt
            if isinstance(outcome.failure, UsageError):
                alert([outcome], self.settings)
                raise outcome.failure  # a mistake of the set-up is no file's fault: all stay where they are
            self._pause = min(_LONGEST_PAUSE, max(self.interval, 2 * self._pause)) if _is_unreachable(outcome) else 0.0
            if outcome.code in _LATER:
                self._put_off[path] = outcome.code
            elif self.inbox.stamp(path) == before:
                self._put_away(path, outcome)
            else:
                say(f"{path.name} changed while it was being loaded; what lies there now has its own turn")
        if not self._is_news(path, outcome):
            return None
        alert([outcome], self.settings)
        return outcome

    def _put_away(self, path: Path, outcome: Outcome) -> None:
        shelf, failure, raw = _SHELVES.get(outcome.code, Shelf.FAILED), outcome.failure, outcome.raw
        is_waiting = shelf is Shelf.PERSON
        try:
            goal = self.inbox.put(path, shelf, is_taken=is_waiting and waiting.is_taken(path, raw))
        except UsageError as error:
            say(f"leadtui: {error.message}")
            self._put_off[path] = outcome.code
            return
        if failure is not None:
            failure.hint = (failure.hint or "").replace(shlex.quote(str(path)), shlex.quote(str(goal)))
            self.inbox.note(goal, f"{failure.message}\n{failure.hint}".rstrip())
            if is_waiting:
                recalled = outcome.recalled
                waiting.wait_at(goal, path, raw, recalled.mapping.name if recalled else None, failure)
        if outcome.rejects_file and Path(outcome.rejects_file).parent == path.parent:
            with contextlib.suppress(UsageError):
                outcome.rejects_file = str(self.inbox.put(Path(outcome.rejects_file), shelf))

    def _let_back(self) -> None:
        """Files that waited, and wait no more, arrive again: to be loaded, or found loaded already."""
        awaited = waiting.awaited()
        for path in self.inbox.waiting():
            if str(path.absolute()) not in awaited:
                with self.inbox.claimed(path) as is_ours:  # somebody may just be putting it there
                    if is_ours:
                        self.inbox.back(path)

    def _is_news(self, path: Path, outcome: Outcome) -> bool:
        """Whether it was not said before: not that another load is at work, and of each trouble once."""
        if outcome.code == _LOCKED:
            return False
        if outcome.failure is None or outcome.code != _DOWN:
            self._said.pop(path, None)
            self._said.pop(self.inbox.folder, None)
            return True
        about = self.inbox.folder if _is_unreachable(outcome) else path
        is_new = self._said.get(about) != outcome.failure.message
        self._said[about] = outcome.failure.message
        return is_new


def _is_unreachable(outcome: Outcome) -> bool:
    """Whether the database could not even be asked, so that no other file will fare better."""
    return outcome.code == _DOWN and outcome.raw is None
