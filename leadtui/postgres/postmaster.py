"""The running embedded server as its own `postmaster.pid` tells, and the folder for its socket.

A `postmaster.pid` outlives kill -9 and a power cut. The server clears it away by itself, unless the
process number now belongs to some other program of the same user: only that case is settled here.
"""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leadtui.errors import DatabaseError
from leadtui.postgres.account import Account

_LONGEST_SOCKET: Final = 100
"""Bytes; the systems allow 104 to 108, the closing zero included."""
_SOCKET: Final = ".s.PGSQL.5432"
_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A server that takes connections."""

    pid: int
    socket_folder: Path


def read(cluster: Path) -> Postmaster | None:
    """The server of `cluster`, if it is ready and answers at its socket."""
    try:
        lines = [line.strip() for line in (cluster / "postmaster.pid").read_text().splitlines()]
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(lines) < _LINES or lines[7] != "ready":
        return None
    found = Postmaster(int(lines[0]), Path(lines[4]))
    return found if _answers(found.socket_folder / _SOCKET) else None


def remove_stale(cluster: Path) -> None:
    """Delete a `postmaster.pid` whose number belongs to a process that is no Postgres, or none any more."""
    file = cluster / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError):
        return
    if "postgres" not in _program(pid):
        file.unlink(missing_ok=True)


def socket_folder(folder: Path, account: Account) -> Path:
    """A folder 0700 of the server's account, with a path short enough for a socket."""
    preferred = folder / "socket"
    # libpq takes a comma for the end of one host and the beginning of the next.
    if len(os.fsencode(preferred / _SOCKET)) <= _LONGEST_SOCKET and "," not in str(preferred):
        chosen = preferred
    else:
        mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        chosen = Path("/tmp") / f"leadtui-{os.geteuid()}-{mark}"  # noqa: S108  made private and checked below
    chosen.mkdir(mode=0o700, exist_ok=True)
    found = chosen.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
        raise DatabaseError(f"{chosen} belongs to somebody else", "Remove it, or set XDG_DATA_HOME to a shorter path.")
    chosen.chmod(0o700)
    account.give(chosen)
    account.let_pass(chosen)
    return chosen


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _program(pid: int) -> str:
    """The name of the program that runs under `pid`; nothing for a dead process nobody has asked after."""
    if Path("/proc/self/stat").exists():
        try:
            name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        except OSError:
            return ""
        return "" if rest.split()[0] in {"Z", "X"} else name
    listed = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "" if listed.stdout.startswith("Z") else listed.stdout
