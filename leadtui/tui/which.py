"""Where only a few names can be meant, the person is asked for one instead of being told to start again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from leadtui.tui.dialogs.pick import Option, Pick

if TYPE_CHECKING:
    from textual.app import App

    from leadtui.errors import NeedsChoiceError

_ASKED: Final = {
    "saved_mapping": "Several saved mappings fit this file. Whose is it?",
    "table": "Which table shall this file fill?",
}


def ask_which(app: App[int], needed: NeedsChoiceError, wish: Callable[..., None]) -> None:
    """Ask, and go on with what was said."""

    def chosen(keys: tuple[str, ...] | None) -> None:
        if keys:
            wish(**{needed.about: keys[0]})

    app.push_screen(Pick(_ASKED[needed.about], [Option(name, name) for name in needed.names]), chosen)
