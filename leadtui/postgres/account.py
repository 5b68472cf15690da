"""Who runs the embedded server: you; but Postgres refuses to run as root, so then an account without rights.

No account is created. A folder above the data that this account may not pass (`/root`) gets one
entry in its access list: this account may pass, not look. Where the file system has no access
lists, everybody may pass.
"""

from __future__ import annotations

import errno
import os
import pwd
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leadtui.errors import DatabaseError

_CANDIDATES: Final = ("postgres", "pgserver", "nobody")
_ACL: Final = "system.posix_acl_access"
_VERSION: Final = struct.pack("<I", 2)
_OWNER, _USER, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID: Final = 0xFFFFFFFF
_PASS: Final = 1


@dataclass(frozen=True, slots=True)
class Account:
    """A system user."""

    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        """Whether this process runs as it."""
        return self.uid == os.geteuid()

    def child_options(self) -> dict[str, Any]:
        """For `subprocess`: run the child as this account, away from our terminal's signals."""
        options: dict[str, Any] = {"start_new_session": True, "umask": 0o077}
        return options if self.is_me else {**options, "user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make the account the owner of `path`."""
        if not self.is_me:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def let_pass(self, path: Path) -> None:
        """Let the account reach `path`, changing only those folders above it that it may not pass."""
        if not self.is_me:
            for folder in reversed(path.parents):
                if not _may_pass(folder, self):
                    _grant_pass(folder, self)


def server_account(owned: Path) -> Account:
    """The account of the server whose data is `owned`; for new data, you, or one without rights if you are root.

    Raises:
        DatabaseError: the system knows no suitable account.
    """
    if os.geteuid() != 0:
        return _by_uid(os.geteuid())
    if owned.exists() and owned.stat().st_uid != 0:
        return _by_uid(owned.stat().st_uid)
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise DatabaseError(
        "the embedded Postgres cannot run as root, and there is no account to run it",
        "Run leadtui as an ordinary user, add a system user named postgres, or use --db URL.",
    )


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise DatabaseError(
            f"the embedded Postgres needs a named account, and user id {uid} has no name", "Use --db URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _may_pass(folder: Path, account: Account) -> bool:
    mode = folder.stat().st_mode
    entries = _access_list(folder)
    for tag, permissions, who in entries or []:
        if tag == _USER and who == account.uid:
            mask = next((allowed for kind, allowed, _ in entries or [] if kind == _MASK), _PASS)
            return bool(permissions & mask & _PASS)
    if folder.stat().st_uid == account.uid:
        return bool(mode & stat.S_IXUSR)
    if folder.stat().st_gid == account.gid:
        return bool(mode & stat.S_IXGRP)
    return bool(mode & stat.S_IXOTH)


def _grant_pass(folder: Path, account: Account) -> None:
    mode = stat.S_IMODE(folder.stat().st_mode)
    entries = _access_list(folder) or [
        (_OWNER, mode >> 6 & 7, _NO_ID),
        (_GROUP, mode >> 3 & 7, _NO_ID),
        (_OTHER, mode & 7, _NO_ID),
    ]
    kept = [entry for entry in entries if entry[0] != _MASK and entry[::2] != (_USER, account.uid)]
    mask = _PASS
    for tag, permissions, _ in kept:
        if tag not in {_OWNER, _OTHER}:
            mask |= permissions
    wanted = sorted([*kept, (_USER, _PASS, account.uid), (_MASK, mask, _NO_ID)], key=lambda entry: (entry[0], entry[2]))
    try:
        os.setxattr(folder, _ACL, _VERSION + b"".join(struct.pack("<HHI", *entry) for entry in wanted))
    except OSError as error:
        if error.errno not in {errno.ENOTSUP, errno.EINVAL}:
            raise
        folder.chmod(mode | stat.S_IXOTH)
    except AttributeError:  # macOS has no os.setxattr
        folder.chmod(mode | stat.S_IXOTH)


def _access_list(folder: Path) -> list[tuple[int, int, int]]:
    try:
        packed = os.getxattr(folder, _ACL)
    except (OSError, AttributeError):
        return []
    return [struct.unpack_from("<HHI", packed, at) for at in range(len(_VERSION), len(packed), 8)]
