"""The name of a target table as a person writes it, taken apart strictly: `leads`, `sales."Mixed Case"`.

Nothing is folded behind anyone's back: Postgres would read `Leads` as `leads`, so an unquoted name
with capitals is refused and both spellings are offered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self

from psycopg import sql

from leadtui.errors import UsageError

_PART: Final = re.compile(r'"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>[^\W\d][\w$]*)')
_LONGEST: Final = 63
"""Bytes; Postgres cuts longer names silently."""
_OURS: Final = "leadtui"


@dataclass(frozen=True, slots=True)
class TableName:
    """A table, and the schema it is in where one was named."""

    schema: str | None
    table: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what a person wrote.

        Raises:
            UsageError: it is not the name of one table, or of one that is not for loading.

        >>> TableName.parse('sales."Mixed Case"')
        TableName(schema='sales', table='Mixed Case')
        """
        parts = _parts(text)
        if not 1 <= len(parts) <= 2:  # noqa: PLR2004  schema and table
            raise UsageError(f"{text!r} is not a table name", 'Write TABLE or SCHEMA.TABLE, with "…" around odd names.')
        schema = parts[0] if len(parts) == 2 else None  # noqa: PLR2004  as above
        if schema is not None and (schema.startswith("pg_") or schema in {"information_schema", _OURS}):
            raise UsageError(f"{text!r}: the schema {schema} is not for loading into")
        return cls(schema, parts[-1])

    @property
    def identifier(self) -> sql.Identifier:
        """Quoted for SQL."""
        return sql.Identifier(self.table) if self.schema is None else sql.Identifier(self.schema, self.table)

    def __str__(self) -> str:
        return ".".join(_written(part) for part in (self.schema, self.table) if part is not None)


def _parts(text: str) -> list[str]:
    parts = []
    at = 0
    while match := _PART.match(text, at):
        part = match["plain"] or match["quoted"].replace('""', '"')
        _refuse_odd(part, folded=match["plain"] is not None)
        parts.append(part)
        at = match.end()
        if at == len(text):
            return parts
        if text[at] != ".":
            break
        at += 1
    return []


def _refuse_odd(part: str, *, folded: bool) -> None:
    if folded and part != part.lower():
        raise UsageError(
            f"the table name {part} has capitals but no quotes",
            f'Write "{part}" for exactly that, or {part.lower()} for what Postgres would make of it.',
        )
    if len(part.encode()) > _LONGEST or "\0" in part:
        raise UsageError(f"{part[:20]!r}… cannot be a name in Postgres: at most {_LONGEST} bytes, none of them zero")


def _written(part: str) -> str:
    if re.fullmatch(r"[a-z_][a-z0-9_]*", part):
        return part
    doubled = part.replace('"', '""')
    return f'"{doubled}"'
