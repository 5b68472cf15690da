"""Reading and replacing small files of ours: whole or not at all, and never through a symlink.

A replaced file is written beside the old one, flushed to disk and renamed over it, so that whoever
dies in between leaves either the old text or the new one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from leadtui.errors import UsageError


def read_text(path: Path, *, at_most: int) -> str:
    """The text of a regular file in UTF-8; a `UsageError` for anything else."""
    return decode(read_bytes(path, at_most=at_most), path)


def read_bytes(path: Path, *, at_most: int) -> bytes:
    """The bytes of a regular file that is not a symlink and not larger than `at_most`."""
    try:
        # O_NONBLOCK: opening a FIFO must not wait for a writer.
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UsageError(f"{shown(path)} does not exist") from None
    except OSError as error:
        if path.is_symlink():
            raise UsageError(
                f"{shown(path)} is a symlink, which is not followed", "Put the file itself there."
            ) from None
        raise UsageError(f"{shown(path)} cannot be read: {error.strerror}") from None
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise UsageError(f"{shown(path)} is not a regular file")
        with os.fdopen(opened, "rb", closefd=False) as file:
            content = file.read(at_most + 1)
    finally:
        os.close(opened)
    if len(content) > at_most:
        raise UsageError(f"{shown(path)} is larger than {at_most:,} bytes, which is more than such a file needs")
    return content


def decode(content: bytes, path: Path) -> str:
    """Text from UTF-8, or a `UsageError` that names the line which is not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{shown(path)}:{line}: not valid UTF-8", "Save the file as UTF-8.") from None


def replace_text(path: Path, text: str, *, mode: int) -> None:
    """Put `text` at `path`, whole or not at all, with this mode whatever the umask."""
    replace_bytes(path, text.encode("utf-8"), mode=mode)


def replace_bytes(path: Path, content: bytes, *, mode: int) -> None:
    """The same for bytes."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{shown(path)} is not a regular file, so it is not replaced")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            os.fchmod(opened, mode)
            file.flush()
            os.fsync(opened)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(f"{shown(path)} cannot be written: {error.strerror}") from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path, name: str = "*") -> None:
    """Delete what a process that died while replacing a file left beside it; call it under `locked`."""
    for leftover in folder.glob(f".{name}.*.tmp"):
        leftover.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a loss of power."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process (and one thread) at a time may change files in `folder`; the lock dies with its holder."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def refuse_symlink(folder: Path) -> Path:
    """The folder itself; a `UsageError` when something else stands in its place."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{shown(folder)} is not a folder of its own, so nothing is kept in it")
    return folder


def shown(path: Path) -> str:
    """How messages call a file: short where it is near."""
    for base, prefix in ((Path.cwd(), ""), (Path.home(), "~/")):
        with contextlib.suppress(ValueError):
            return prefix + str(path.relative_to(base))
    return str(path)
