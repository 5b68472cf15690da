"""Whatever keys are pressed, in whatever order, on whatever file and at whatever size: the screens stand."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

import pytest

import leadtui
from leadtui.model.wish import Wish
from leadtui.tui.app import LeadtuiApp
from leadtui.tui.walk import Walk

_DATA: Final = Path(leadtui.__file__).parent.parent / "data"
_SIZES: Final = [(120, 36), (80, 24), (200, 60), (40, 12)]
_KEYS: Final = [
    *"abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789[]{}<>()/?!&*+-=.,;:'\"#$%@^_`|~\\ ",
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("ctrl+p", "ctrl+r", "ctrl+d", "ctrl+u", "ctrl+f", "f1", "f5", "backspace", "delete", "space", "ctrl+home"),
]
_LIKELY: Final = ["enter", "]", "[", "down", "up", "right", "left", "escape", "escape", "u"]
_LEAVING: Final = frozenset({"q", "Q"})


def _odd_file(folder: Path, by: Random) -> Path:
    """A small file with what is hard to show."""
    cells = ["", "a" * 3_000, "é\u202eabc", "\x1b[2J", "漢字", "1/2/2024", "[red]x[/]", '"', "=1+1", "👩‍👩‍👧", "78701"]
    header = [
        by.choice(["Name", "", "Phone", "[b]", "zip", "Name", "e\u0301", "a" * 200]) for _ in range(by.randint(1, 40))
    ]
    lines = [header] + [[by.choice(cells).replace('"', '""') for _ in header] for _ in range(by.randint(0, 60))]
    path = folder / "odd.csv"
    path.write_text("".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines))
    return path


async def _press(file: Path, seed: int, count: int) -> None:
    by = Random(seed)
    app = LeadtuiApp(Walk(str(file), Wish(), "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"))
    pressed: list[str] = []
    try:
        async with app.run_test(size=by.choice(_SIZES)) as pilot:
            for number in range(count):
                key = by.choice(_LIKELY if by.random() < 0.4 else _KEYS)
                if number % 40 == 39:
                    await pilot.resize_terminal(*by.choice(_SIZES))
                pressed.append(key)
                await pilot.press(key)
                if not app.is_running:
                    break
    except Exception as error:
        error.add_note(f"seed {seed}, after {pressed}")
        raise
    finally:
        app.close()
    assert app.failure is None, (seed, pressed, app.failure)


@pytest.mark.parametrize("seed", [1, *[pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 100)]])
async def test_random_keys(tmp_path: Path, seed: int) -> None:
    file = _odd_file(tmp_path, Random(seed)) if seed % 3 else _DATA / f"source{1 + seed % 2}.csv"
    await _press(file, seed, 80)
