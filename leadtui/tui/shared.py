"""Commands that mean the same on every screen; no screen gives their keys another meaning."""

from __future__ import annotations

from typing import Final

from leadtui.tui.command import Command
from leadtui.tui.walk import Step

SHARED: Final[tuple[Command, ...]] = (
    Command("undo", "u", "Undo", "Take back the last decision, without limit", rank=70),
    Command("redo", "z", "Redo", "Take the last undone decision again"),
    Command("inspect", "i", "Details", "Show or hide the pane with the details", rank=75),
    Command(
        "next",
        "right_square_bracket,greater_than_sign",
        "Next",
        "Go on to the next step that needs a decision; settled ones are passed",
        rank=80,
    ),
    Command("back", "left_square_bracket,less_than_sign", "Back", "Go back one step", rank=78),
    Command("help", "question_mark,f1", "Help", "What can be done here, and with which key", rank=90),
    Command("leave", "q", "Quit", "Leave; your decisions are kept for the next time", rank=95),
    Command("palette", "ctrl+p,colon", "Commands", "Find a command by its name"),
    Command("copy", "y", "Copy", "Copy what is under the cursor, or the command line"),
    Command("find", "slash", "Find", "Find a text"),
    Command("find_next", "n", "Find next", "Go to the next place where the text occurs"),
    Command("find_previous", "N", "Find previous", "Go to the place before"),
    Command("cancel", "escape", "Cancel", "Stop the work that is going on"),
    *(Command(f"go({step.value})", str(step.value), f"{step.label}", f"Go to step {step.value}") for step in Step),
)

MOVING: Final[tuple[tuple[str, str], ...]] = (
    ("↑ ↓  k j", "up and down"),
    ("← →  h l", "left and right, in a grid"),
    ("PgUp PgDn  ^u ^d", "a screenful"),
    ("g G  Home End", "first and last"),
    ("␣", "mark, to act on several at once"),
    ("⇥", "the next pane"),
)
"""Keys of lists and grids, for help."""
