"""A table of a database as it is, seen from outside: what a target can be made of."""

from __future__ import annotations

from dataclasses import dataclass

from leadtui.model.target import FieldType


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers a column takes, from its CHECK: `>= 0`, `<= 100`."""

    operator: str
    number: str


@dataclass(frozen=True, slots=True)
class LiveField:
    """One column of a table in the database."""

    name: str
    type: FieldType | None
    """None for a type that no field can have (arrays, JSON, bytes …)."""
    stored_as: str
    """As SQL writes it: `character varying(40)`."""
    is_required: bool
    """NOT NULL."""
    default: str | None
    """The expression the server takes where nothing is given."""
    is_filled_by_server: bool
    """An identity, a generated column, or one numbered by a sequence."""
    comment: str | None
    choices: tuple[str, ...] = ()
    """All values it takes: the labels of an enum, or the list of a CHECK."""
    ranges: tuple[Range, ...] = ()
    refers_to: str | None = None
    """The table its values must be in."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table and what it demands of its rows."""

    name: str
    """Schema-qualified, quoted where Postgres needs it."""
    table: str
    """Without its schema and quotes."""
    comment: str | None
    columns: tuple[LiveField, ...]
    keys: tuple[tuple[str, ...], ...]
    """Columns that are unique together; the primary key first."""
