"""A command, declared once: its key binding, footer label, palette entry and help line all come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

_SHOWN = {
    "enter": "⏎",
    "escape": "Esc",
    "space": "␣",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "question_mark": "?",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "comma": ",",
    "quotation_mark": '"',
    "backslash": "\\",
    "colon": ":",
    "slash": "/",
    "tab": "⇥",
    "backspace": "⌫",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do here."""

    action: str
    """The Textual action it runs."""
    keys: str
    """Comma-separated names of keys, the one to show first."""
    label: str
    """One or two words, for the footer."""
    help: str
    """A sentence, for help and palette."""
    rank: int = 0
    """Place in the footer, 1 first; 0: help and palette only."""
    is_priority: bool = False
    """Works even while a dialog or an input has the focus."""

    @property
    def key(self) -> str:
        """The key as a person knows it.

        >>> Command("next", "right_square_bracket,greater_than_sign", "Next", "…").key
        ']'
        """
        return shown_key(self.keys.split(",")[0])

    @property
    def all_keys(self) -> str:
        """Every key, for help.

        >>> Command("next", "right_square_bracket,greater_than_sign", "Next", "…").all_keys
        '] >'
        """
        return " ".join(shown_key(key) for key in self.keys.split(","))

    def binding(self, owner: str) -> Binding:
        """The binding, with an id by which a keymap can change it."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=False,
            key_display=self.key,
            tooltip=self.help,
            id=f"{owner}.{self.action}",
            priority=self.is_priority,
        )


def bindings(owner: str, commands: Iterable[Command]) -> list[Binding]:
    """The bindings of these commands."""
    return [command.binding(owner) for command in commands]


def shown_key(key: str) -> str:
    """A key's name as printed on it.

    >>> shown_key("ctrl+s"), shown_key("L"), shown_key("left_square_bracket")
    ('^s', 'L', '[')
    """
    if key.startswith("ctrl+"):
        return f"^{shown_key(key.removeprefix('ctrl+'))}"
    return _SHOWN.get(key, key)
