"""A pseudo-terminal: what the program really writes, byte by byte, and which of it a terminal would obey."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

_PATIENCE: Final = 40.0
_PRESS_AGAIN: Final = 3.0
_OURS: Final = re.compile(
    rb"\x1b\]22;[a-z]*\x07|"  # the shape of the mouse's pointer
    rb"\x1b\[(?:"
    rb"[0-9;:]*m"  # colours
    rb"|[0-9;]*H|[0-9]*[ABCD]"  # the cursor, from place to place
    rb"|[02]?[JK]"  # the first picture begins on an empty screen
    rb"|\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048)(?:[hl]|\$p)"  # modes of the terminal
    rb"|[<>=]?[0-9]*u"  # the keyboard's protocol
    rb"|\?u"
    rb")"
)
"""Every sequence that leadtui and its screens' library produce."""


def foreign(output: bytes) -> list[bytes]:
    r"""The control characters in an output that leadtui didn't mean, each with what follows it.

    >>> foreign(b"\x1b[1mbold\x1b[0m\r\n")
    []
    >>> foreign(b"a\x1b]0;pwn\x07")
    [b'\x1b]0;pwn\x07', b'\x07']
    """
    rest = _OURS.sub(b"", output)
    text = rest.decode("utf-8", "replace")
    places = [place for place, letter in enumerate(text) if _is_control(letter)]
    return [text[place : place + 24].encode() for place in places]


def _is_control(letter: str) -> bool:
    return (letter < " " and letter not in "\r\n\t") or "\x7f" <= letter <= "\x9f"


@dataclass(slots=True)
class PseudoTerminal:
    """A program on a terminal of its own; use it as a context."""

    command: Sequence[str]
    folder: Path
    environment: dict[str, str]
    size: tuple[int, int] = (120, 36)
    output: bytearray = field(default_factory=bytearray)
    _seen: int = 0
    _fd: int = -1
    _process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._fd, inner = pty.openpty()
        columns, lines = self.size
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "leadtui", *self.command],
            cwd=self.folder,
            env={**self.environment, "TERM": "xterm-256color"},
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        if self._fd >= 0:
            os.close(self._fd)

    def hang_up(self) -> int:
        """Close the terminal without a signal to anybody; the exit code."""
        assert self._process is not None
        os.close(self._fd)
        self._fd = -1
        return self._process.wait(_PATIENCE)

    def keys(self, text: str) -> None:
        """Type; what is waited for from now on must be written after this."""
        self._drain()
        self._seen = len(self.output)
        os.write(self._fd, text.encode())

    def press(self, keys: str, seen: str) -> None:
        """Type until something is seen, as a person does whose key came while a dialog was closing."""
        until = time.monotonic() + _PATIENCE
        self.keys(keys)
        while not self._has(seen):
            assert time.monotonic() < until, f"{seen!r} never came: {bytes(self.output[-2000:])!r}"
            again = time.monotonic() + _PRESS_AGAIN
            while time.monotonic() < again and not self._has(seen):
                self._drain(0.1)
            if not self._has(seen):
                os.write(self._fd, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read on until this has been written since the last keys, colours and moves of the cursor left out."""
        self._read_until(lambda: self._has(text), f"{text!r} never came")

    def _has(self, text: str) -> bool:
        return text.encode() in _OURS.sub(b"", bytes(self.output[self._seen :]))

    def wait_for_end(self) -> int:
        """Read to the end; the exit code."""
        process = self._process
        assert process is not None
        self._read_until(lambda: process.poll() is not None, "it never ended")
        self._drain()
        return process.returncode

    def _read_until(self, is_so: Callable[[], bool], complaint: str) -> None:
        until = time.monotonic() + _PATIENCE
        while not is_so():
            assert time.monotonic() < until, f"{complaint}: {bytes(self.output[-2000:])!r}"
            self._drain(0.1)

    def _drain(self, seconds: float = 0.0) -> None:
        while select.select([self._fd], [], [], seconds)[0]:
            try:
                piece = os.read(self._fd, 1 << 16)
            except OSError:  # the other side has closed
                return
            if not piece:
                return
            self.output += piece
            seconds = 0.0
