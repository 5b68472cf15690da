"""The colours: high contrast is one, and what is chosen on screen is there again in the next session."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from leadtui import paths
from leadtui.tui.home.app import HomeApp
from leadtui.tui.theme import CONTRAST, DARK
from tests.tui.test_file_screen import NOWHERE

_AAA = 7.0


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2 counts it."""

    def light(code: str) -> float:
        parts = [part / 255 for part in Color.parse(code).rgb]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["primary", "secondary", "accent", "success", "warning", "error", "foreground"])
def test_every_colour_stands_out(name: str) -> None:
    for ground in (CONTRAST.background, CONTRAST.surface, CONTRAST.panel):
        assert ground is not None
        assert ratio(getattr(CONTRAST, name), ground) >= _AAA
    cursor = CONTRAST.variables
    assert ratio(cursor["block-cursor-foreground"], cursor["block-cursor-background"]) >= _AAA


async def test_a_theme_that_is_chosen_stays(private_folders: Path) -> None:
    async def worn(change: str | None = None, **settings: str) -> str:
        app = HomeApp(private_folders, NOWHERE, **settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            found = app.theme
            if change is not None:
                app.theme = change
                await pilot.pause()
        return found

    assert await worn(CONTRAST.name) == DARK.name
    assert await worn() == CONTRAST.name
    assert await worn(theme="leadtui-light") == "leadtui-light"  # what the settings say comes first
    assert await worn() == CONTRAST.name
    (paths.state_folder() / "theme").write_bytes(b"\xff no such theme")
    assert await worn() == DARK.name
