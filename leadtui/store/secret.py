"""Passwords, tokens and keys that must not be in a file which is shared, versioned and put in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SECRETS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "a URL with a password",
        re.compile(r"[a-z][a-z0-9+.-]{1,30}://[^\s/:@\"']{0,200}:[^\s/@\"']{1,200}@", re.IGNORECASE),
    ),
    ("a password", re.compile(r"\b(?:password|passwd|pwd|passphrase)\s*=\s*[^\s\"'&]{3,}", re.IGNORECASE)),
    ("a private key", re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY")),
    (
        "an access key",
        re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}|\bxox[abprs]-[A-Za-z0-9-]{10,}"),
    ),
)
_SECRET_KEY: Final = re.compile(
    r"(?:^|_)(?:password|passwd|pwd|passphrase|secret|token|api_?key|credentials?)$", re.IGNORECASE
)


def secrets_in(text: str) -> Iterator[tuple[int, str]]:
    r"""The lines (1-based) that hold what looks like a secret, and what to do; the secret itself is not repeated.

    >>> list(secrets_in("a: 1\nurl: postgresql://me:hunter2@db/leads"))
    [(2, 'looks like a URL with a password; mapping files hold no secrets')]
    """
    for number, line in enumerate(text.split("\n"), start=1):
        for what, pattern in _SECRETS:
            if pattern.search(line):
                yield number, f"looks like {what}; mapping files hold no secrets"
                break


def is_secret_key(key: str) -> bool:
    """Whether a key of a mapping file asks for a secret (the header of a column may be called so).

    >>> is_secret_key("db_password"), is_secret_key("passwords_changed")
    (True, False)
    """
    return _SECRET_KEY.search(key) is not None
