"""A saved mapping's golden sample: a file, and the rows and issues it must make, kept in `golden/` beside the mapping.

`golden/NAME.json` names the sample by a path from its own folder and says what is expected: how many records
are read, each kind of issue with its count, and some rows by the line they begin in, field by field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leadtui.errors import UsageError
from leadtui.store import search
from leadtui.store.guarded import decode, locked, read_bytes, replace_bytes, replace_text, shown
from leadtui.store.save import destination, prepared

LARGEST: Final = 16_000_000
FOLDER: Final = "golden"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Golden:
    """What a sample must come to."""

    sample: Path
    read: int
    issues: tuple[tuple[str, str | None, int], ...]
    """Code, field and count of each kind, sorted."""
    rows: Mapping[int, Row]
    """Line → the fields that are filled; not every row need be named."""


def golden(name: str) -> Golden:
    """The golden sample of a mapping.

    Raises:
        UsageError: it has none, or its files cannot be read.
    """
    path = search.find(name).parent / FOLDER / f"{name}.json"
    if not path.exists() and not path.is_symlink():
        hint = f"Try it on a file: leadtui mapping test {name} FILE   (--keep makes that file its sample)"
        raise UsageError(f"{name} has no golden sample ({shown(path)})", hint)
    try:
        content = json.loads(decode(read_bytes(path, at_most=LARGEST), path))
        found = Golden(
            sample=(path.parent / content["sample"]).resolve(),
            read=int(content["read"]),
            issues=tuple(sorted((code, field, int(count)) for code, field, count in content["issues"])),
            rows={int(line): dict(row) for line, row in content["rows"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{shown(path)} cannot be read as a golden sample ({type(error).__name__})") from error
    if not found.sample.is_file():
        message = f"the golden sample of {name} is not there: {shown(found.sample)}"
        raise UsageError(message, f"Try it on a file: leadtui mapping test {name} FILE")
    return found


def keep_golden(name: str, content: bytes, suffix: str, expected: Golden) -> Path:
    """Keep a file as the golden sample of a mapping; the path of what is expected.

    Raises:
        UsageError: the file is too large for a sample, or nothing can be written there.
    """
    if len(content) > LARGEST:
        raise UsageError(f"a golden sample has at most {LARGEST:,} bytes; take the first rows of the file")
    folder = prepared(destination(name).parent) / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{shown(folder)} cannot be made: {error.strerror}") from error
    sample, path = folder / f"{name}{suffix}", folder / f"{name}.json"
    written = {
        "sample": sample.name,
        "read": expected.read,
        "issues": [list(issue) for issue in expected.issues],
        "rows": {str(line): row for line, row in expected.rows.items()},
    }
    mode = 0o600 if destination(name).parent == search.user_folder() else 0o644
    with locked(folder):
        replace_bytes(sample, content, mode=mode)
        replace_text(path, json.dumps(written, indent=1, ensure_ascii=False) + "\n", mode=mode)
    return path
