"""Commands as a person can type them here: called as this program was, and never with a secret in them."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Final

NAME: Final = "leadtui"
HIDDEN: Final = "…"
_PASSWORD: Final = re.compile(r"^(\w[\w+.-]*://[^:/?#@]*):.*@")
_SECRET: Final = re.compile(r"(?<=[?&])(?:ssl)?password=[^&]*&?", re.IGNORECASE)


def command(*words: str, db: str | None = None, file: str | None = None) -> str:
    """A command line of this program, quoted for a shell; `db` as it was given, but for its password.

    >>> command("load", "--force", db="embedded", file="it is.csv")
    "leadtui load --force --db embedded 'it is.csv'"
    """
    address = [] if db is None else ["--db", without_password(db)]
    end = [] if file is None else [file]
    return " ".join(word if word == HIDDEN else shlex.quote(word) for word in (program(), *words, *address, *end))


def program() -> str:
    """What to type to start this program again: its name where the shell finds it, else its path.

    >>> program()
    'leadtui'
    """
    started = Path(sys.argv[0])
    if started.name != NAME or not started.is_file():
        return NAME
    found = shutil.which(NAME)
    if found is not None and Path(found).samefile(started):
        return NAME
    folder = Path.cwd()
    path = started if started.is_absolute() else folder / started
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def without_password(db: str) -> str:
    """The address of a database without its password, which then comes from the environment or a password file.

    >>> without_password("postgresql://ada:s3cr@t@db1/leads?sslmode=require")
    'postgresql://ada@db1/leads?sslmode=require'
    >>> without_password("host=db1 password=x"), without_password("embedded")
    ('…', 'embedded')
    """
    plain = _SECRET.sub("", _PASSWORD.sub(r"\1@", db)).rstrip("?&")
    return HIDDEN if "password" in plain.casefold() else plain
