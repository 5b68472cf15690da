"""How long `leadtui --help` takes against importing click alone, and how soon `leadtui open` shows something.

The second is measured in a pseudo-terminal: until the file's name and first lines stand there, and until its
rows do, against what importing the library of screens alone costs.
"""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import Final

_PROGRAM: Final = str(Path(sys.executable).with_name("leadtui"))
_SAMPLE: Final = str(Path(__file__).parents[1] / "data" / "source1.csv")
_FIRST: Final = b"Opening "
_ROWS: Final = b"header in line"
_PATIENCE: Final = 30.0
_LEAVE: Final = b"\x11"


def main(*, full: bool) -> None:
    """Interleaved rounds, medians."""
    rounds = 41 if full else 11
    click, ours = [], []
    for _ in range(rounds):
        click.append(_cpu_seconds([sys.executable, "-c", "import click"]))
        ours.append(_cpu_seconds([_PROGRAM, "--help"]))
    ratio = statistics.median(ours) / statistics.median(click)
    print(f"help: {1000 * statistics.median(ours):.0f} ms CPU, {ratio:.2f} x `import click` (goal: 1.30)")
    textual, first, rows = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds // 2):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
            textual.append(time.perf_counter() - start)
            seen = _seconds_until((_FIRST, _ROWS), Path(folder))
            first.append(seen[0])
            rows.append(seen[1])
    floor = statistics.median(textual)
    print(f"open: first picture after {1000 * statistics.median(first):.0f} ms (goal: 300), ", end="")
    print(f"rows after {1000 * statistics.median(rows):.0f} ms; `import textual.app` takes {1000 * floor:.0f} ms")


def _cpu_seconds(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def _seconds_until(marks: tuple[bytes, ...], folder: Path) -> list[float]:
    """When each of these texts came out of `leadtui open`, run by itself in a pseudo-terminal."""
    names = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
    # No server is started for this: there is none at that address.
    nowhere = f"postgresql:///none?host={folder}"
    environment = {**os.environ, **names, "TERM": "xterm-256color"}
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(_PROGRAM, [_PROGRAM, "open", _SAMPLE, "--db", nowhere], environment)  # noqa: S606  a terminal, no shell
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    came: list[float] = []
    text = b""
    try:
        while len(came) < len(marks) and time.perf_counter() - start < _PATIENCE:
            text += _read(terminal)
            while len(came) < len(marks) and marks[len(came)] in text:
                came.append(time.perf_counter() - start)
        os.write(terminal, _LEAVE)
        while _read(terminal):
            pass
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(terminal)
    return came


def _read(terminal: int) -> bytes:
    if not select.select([terminal], [], [], 1.0)[0]:
        return b""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""
