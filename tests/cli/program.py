"""The program as a person starts it, in folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

CHECKOUT = Path(__file__).parents[2]
DATA = CHECKOUT / "data"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of the program came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote to stdout, as one JSON document."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Program:
    """leadtui, started in `folder` with XDG folders of its own."""

    folder: Path
    url: str
    environment: dict[str, str] = field(repr=False)

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        """Run it to the end; no run takes a minute unless it hangs."""
        done = subprocess.run(
            [sys.executable, "-m", "leadtui", *map(str, arguments)],
            cwd=self.folder,
            env={**self.environment, **environment},
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in result.err
        return result

    def rows(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode(), arguments).fetchall()


def environment_in(folder: Path, **more: str) -> dict[str, str]:
    """This environment with XDG folders under `folder` and no database of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LEADTUI_", "XDG_"))}
    for name in ("DATABASE_URL", "COLUMNS", "LINES"):
        kept.pop(name, None)
    folders = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "STATE", "CONFIG", "CACHE")}
    return {**kept, **folders, "HOME": str(folder), **more}
