"""The table we fill, as data: its fields, their names in the wild, how a load behaves."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, PlainSerializer, field_validator, model_validator
from pydantic import Field as Declared

from leadtui.model.step import CellFix
from leadtui.model.written import Written


class FieldType(StrEnum):
    """The types a field can have in Postgres."""

    TEXT = "text"
    INTEGER = "integer"
    NUMERIC = "numeric"
    DATE = "date"
    BOOLEAN = "boolean"
    TIMESTAMP = "timestamp"


class Mode(StrEnum):
    """What a load does with rows the table already knows."""

    APPEND = "append"
    UPSERT = "upsert"
    REPLACE_SOURCE = "replace_source"
    HISTORY = "history"


class Limit(Written):
    """A number of rows (`12`) or a share of the rows read (`1%`)."""

    rows: int | None = None
    share: float | None = None
    """0 to 1."""

    @classmethod
    def parse(cls, text: object) -> object:
        """From what people write; anything else is left for pydantic to refuse."""
        if isinstance(text, bool) or not isinstance(text, int | float | str):
            return text
        match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*", str(text))
        if match is None:
            raise ValueError(f"{text!r} is neither a number of rows (12) nor a share (1%)")
        number, percent = match.groups()
        if percent:
            return cls(share=float(number) / 100)
        if not number.isdigit():
            raise ValueError(f"{text!r}: a number of rows is whole; a share ends in %")
        return cls(rows=int(number))

    def allows(self, count: int, of: int) -> bool:
        """Whether `count` rows of `of` stay within the limit."""
        if self.share is not None:
            return count <= self.share * of
        return count <= (self.rows or 0)

    def __str__(self) -> str:
        return f"{self.share * 100:g}%" if self.share is not None else str(self.rows or 0)


def _plain(limit: Limit) -> int | str:
    return str(limit) if limit.share is not None else limit.rows or 0


RowLimit = Annotated[Limit, BeforeValidator(Limit.parse), PlainSerializer(_plain)]


class LoadRules(Written):
    """How a load of this target, or of this source, behaves."""

    mode: Mode = Mode.UPSERT
    key: tuple[tuple[str, ...], ...] = ()
    """Alternatives in order; the first whose fields are all filled identifies the row."""
    max_rejects: RowLimit = Limit(rows=0)
    max_vanished: RowLimit = Limit(share=0.2)
    blanks: Literal["keep", "erase"] = "keep"
    """Whether an empty cell may erase a known value."""
    edited: Literal["keep", "overwrite"] = "keep"
    """Whether a value changed by hand in the table may be overwritten."""
    vanished: Literal["mark_not_current", "keep", "delete"] = "mark_not_current"
    duplicates: Literal["last", "first", "reject"] = "last"
    """Which of several rows of a file with the same key is loaded; with `reject`, none of those that differ."""
    require_approval: bool = False
    """Whether a person has to look at the plan before a headless load does anything."""


class DriftRules(Written):
    """What a headless load does about columns that came or went."""

    new: Literal["review", "ignore"] = "review"
    gone: Literal["review", "null"] = "review"


RULE_CODES: Final = {
    "expr": "W-RULE", "between": "W-RANGE", "pattern": "W-PATTERN", "in": "W-LIST", "unique": "W-UNIQUE",
    "check": "W-CHECK",
}  # fmt: skip
"""Each kind of condition, and the code of rules that have none of their own."""


class Rule(Written):
    """A condition every row should meet; it says one of `expr`, `between`, `pattern`, `in`, `unique` and `check`."""

    code: str = Declared(pattern=r"^[EWI]-[A-Z0-9]+(-[A-Z0-9]+)*$")
    """One of its own, or left out for the code of its kind (`W-RANGE` …)."""
    expr: str | None = None
    """A Polars SQL expression over the row's fields that is true for good rows."""
    between: tuple[float | date | None, float | date | None] | None = None
    """The least and the greatest value; null for none."""
    pattern: str | None = None
    """A regular expression that the whole text matches."""
    one_of: tuple[str, ...] | None = Declared(default=None, alias="in")
    """The values there are."""
    unique: Literal[True] | None = None
    """No value occurs twice in a file; the first one is good."""
    check: Literal["zip_fits_state", "phone_area"] | None = None
    """A fact of the world, by name."""
    severity: Literal["error", "warn", "info"] = "error"
    on_failure: Literal["reject", "null", "keep"] = "keep"
    message: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _has_one_condition(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            return written
        said = [kind for kind in RULE_CODES if written.get(kind) is not None]
        if len(said) != 1:
            raise ValueError(f"a rule says exactly one of {', '.join(RULE_CODES)}; this one says {len(said)} of them")
        return {"code": RULE_CODES[said[0]], **written}


UNDENIABLE: Final = frozenset({"E-KEY", "E-REQUIRED", "E-LONG", "E-HAND"})
"""Codes of issues that cost a row, or a key, whatever anybody thinks of them."""


class Field(Written):
    """One field of the target."""

    type: FieldType = FieldType.TEXT
    kind: str | None = None
    """What the values are in the world: `us_phone`, `us_zip`, `email`, `person_first` …; picks the cleaner."""
    description: str | None = None
    """For people choosing a target for a column."""
    names: tuple[str, ...] = ()
    """What publishers call it; the field's own name is always one of them."""
    not_names: tuple[str, ...] = ()
    """Headers which look like it and are not it."""
    required: bool = False
    clean: tuple[str, ...] = ()
    """Cleaners before the kind's own, in order."""
    overflow: str | None = None
    """The field that takes a second value found in the same cell."""
    derived_from: str | None = None
    """The field it is worked out from where no column fills it; its kind says how (`min_age_months`)."""
    format: str | None = None
    """For dates, the strptime format, when it is known for all sources."""
    region: Literal["US", "CA", "GB", "AU", "DE", "FR", "ES"] | None = None
    """For telephone numbers, whose they are when they have no calling code; found from the whole column when absent."""
    values: dict[str, str] = Declared(default_factory=dict)
    """Spellings to be replaced."""
    cells: tuple[CellFix, ...] = ()
    """Cells of single rows that a person put right, or whose rows are not to be loaded."""
    issues: dict[str, Literal["ignore", "reject"]] = Declared(default_factory=dict)
    """Code of an issue → what becomes of rows that have it: told in passing only, or not loaded."""
    update: Literal["overwrite", "if_blank", "newest", "never"] = "overwrite"
    """What the file may do to the value of a known row: replace it; fill it where it is blank; replace it, but
    only fill blanks when an older file is loaded once more; nothing."""
    constant: str | None = None
    """The same value in every row."""
    rules: tuple[Rule, ...] = ()

    @field_validator("issues")
    @classmethod
    def _can_be_ignored(cls, issues: dict[str, str]) -> dict[str, str]:
        for code in sorted(UNDENIABLE & {code for code, verdict in issues.items() if verdict == "ignore"}):
            raise ValueError(f"{code} can't be ignored: without it the row can't be kept, or a person said so")
        return issues


class Target(Written):
    """A table and everything known about filling it."""

    table: str = Declared(alias="target")
    """Schema-qualified: `public.leads`."""
    load: LoadRules = LoadRules()
    drift: DriftRules = DriftRules()
    fields: dict[str, Field]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        used = {name for alternative in self.load.key for name in alternative}
        used |= {field.overflow for field in self.fields.values() if field.overflow}
        used |= {field.derived_from for field in self.fields.values() if field.derived_from}
        for name in sorted(used - set(self.fields)):
            raise ValueError(f"{name!r} is used in load.key, overflow or derived_from, but is not a field")
        return self
