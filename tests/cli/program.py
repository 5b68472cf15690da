"""The program as a person starts it, in folders of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg

from leadtui.cli.main import run

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
        """Type a command, run in this process: the same entry point without two seconds of imports each time."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with (
            _environment({**self.environment, **environment}),
            chdir(self.folder),
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run([str(argument) for argument in arguments])
        return _result(code, _bytes(out), _bytes(err))

    def start(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        """Start it as a process and wait for its end; no run takes a minute unless it hangs."""
        done = subprocess.run(
            [sys.executable, "-m", "leadtui", *map(str, arguments)],
            cwd=self.folder,
            env={**self.environment, **environment},
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return _result(done.returncode, done.stdout, done.stderr)

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


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    with mock.patch.dict(os.environ, variables, clear=True):
        yield


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def _result(code: int, out: bytes, err: bytes) -> Result:
    result = Result(code, out.decode(), err.decode())
    assert "Traceback" not in result.err
    return result
