"""Messages to the app, from workers and from the screens' own parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from leadtui.tui.walk import TaskKind

if TYPE_CHECKING:
    from leadtui.tui.facts import Fact


@dataclass
class Imported(Message):
    """Everything heavy is imported; the guide can begin."""


@dataclass
class ImportFailed(Message):
    """The program itself is damaged."""

    error: Exception


@dataclass
class Reported(Message):
    """A worker found something out."""

    kind: TaskKind
    basis: object
    fact: Fact

    def can_replace(self, message: Message) -> bool:
        """Of several reports of progress only the newest counts."""
        return (
            isinstance(message, Reported)
            and type(self.fact).__name__ == type(message.fact).__name__ == "Progressed"
            and self.kind == message.kind
        )
