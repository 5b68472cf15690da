"""The pictures in the README, taken from the running program: `make pictures`.

Each screen is driven by keys, on the samples in `data/`, with an embedded server in a folder of its own.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = Path(__file__).parent / "pictures"
SIZE: Final = (120, 36)
_DATA: Final = ROOT / "data"
_LEADTUI: Final = (sys.executable, "-m", "leadtui")


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lt-", dir="/tmp") as home:
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        os.chdir(home)
        for number in (1, 2, 3):
            shutil.copy(_DATA / f"source{number}.csv", ".")
        shutil.copy(_DATA / "source3_next.csv", ".")
        drifted = Path("providers_october.csv")
        drifted.write_text(Path("source3.csv").read_text().replace("Phone", "Contact Tel", 1))
        subprocess.run([*_LEADTUI, "load", "--db", "embedded", "source3.csv"], check=True)
        try:
            asyncio.run(_take("file", Path("source1.csv"), "exclamation_mark"))
            asyncio.run(_take("map", drifted, "2"))
            asyncio.run(_take("check", Path("source2.csv"), "4"))
            asyncio.run(_take("plan", Path("source3_next.csv"), "5"))
        finally:
            subprocess.run([*_LEADTUI, "db", "stop"], check=True)


async def _take(name: str, file: Path, *keys: str) -> None:
    from leadtui.model.wish import Wish  # noqa: PLC0415  folders are set first
    from leadtui.tui.app import LeadtuiApp  # noqa: PLC0415
    from leadtui.tui.walk import Walk  # noqa: PLC0415

    app = LeadtuiApp(Walk(str(file), Wish(), "embedded"), theme="leadtui")
    async with app.run_test(size=SIZE) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            for _ in range(30):
                await pilot.pause(0.1)
        svg = app.export_screenshot(title=f"leadtui open {file.name}")
        await pilot.press("q")
    # No fonts from elsewhere: the reader's own are as good.
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    (FOLDER / f"{name}.svg").write_text(re.sub(r"terminal-\d+", "terminal", svg))


if __name__ == "__main__":
    main()
