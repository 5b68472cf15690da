"""One named transform. The set is closed: a mapping can say these things and no others.

The short forms of a mapping file (`to`, `split`, `clean`, `values`, `cells`, `constant`) are sugar for these;
`cleaning.canonical_steps` says a mapping as nothing but steps.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field as Declared
from pydantic import model_validator

from leadtui.model.written import Written


class Copy(Written):
    """A field takes a column as it is."""

    op: Literal["copy"] = "copy"
    column: str = Declared(alias="in")
    field: str = Declared(alias="out")


class Split(Written):
    """One column feeds several fields."""

    op: Literal["split"] = "split"
    column: str = Declared(alias="in")
    fields: tuple[str, ...] = Declared(alias="out")
    how: str
    """Name of a splitter: `us_address`, `us_street_unit`, `person_name`, `name_and_role`, `type_and_number`,
    `company_dba`."""


class Combine(Written):
    """Several columns make one field."""

    op: Literal["combine"] = "combine"
    columns: tuple[str, ...] = Declared(alias="in", min_length=1)
    field: str = Declared(alias="out")
    how: str
    """Name of a combiner: `flags`, `join`, `lines`, `ages`, `schedule`, `first`."""
    separator: str = " "
    """Between the parts, for `join`."""
    labels: dict[str, str] | None = None
    """What to call each column in the result; its name by default."""


class Derive(Written):
    """A field worked out from another one, where no column fills it."""

    op: Literal["derive"] = "derive"
    source: str = Declared(alias="in")
    """The field it is worked out from, as received."""
    field: str = Declared(alias="out")
    how: str
    """Name of a derivation: `min_age_months`, `max_age_months`."""


class Constant(Written):
    """A field gets the same value in every row."""

    op: Literal["constant"] = "constant"
    field: str = Declared(alias="out")
    value: str


class Clean(Written):
    """A named cleaner, applied to a field."""

    op: Literal["clean"] = "clean"
    field: str
    how: str
    """Name of a cleaner: `trim`, `us_phone`, `date`, `title_case_if_shouting` …"""
    format: str | None = None
    """For `date`: the strptime format; found from the whole column when absent."""
    region: str | None = None
    """For telephone numbers without a calling code: whose they are (`US`, `GB`, `AU`, `DE`, `FR`, `ES`)."""
    overflow: str | None = None
    """For cleaners that can find a second value: the field which takes it."""


class Values(Written):
    """Known spellings replaced by the value wanted; others kept."""

    op: Literal["values"] = "values"
    field: str
    map: dict[str, str]


class CellFix(Written):
    """A decision about the cell of one row, found again by what the row says and not by where it stands."""

    key: dict[str, str] = Declared(default_factory=dict)
    """Fields that name the row, and what the file says in them; none: every row with this cell."""
    was: str | None = None
    """The cell as received; null: an empty one."""
    to: str | None = None
    """What is read instead; null: nothing."""
    reject: bool = False
    """The row is not loaded."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.reject and self.to is not None:
            raise ValueError("a cell is either read otherwise (to) or its row is rejected (reject), not both")
        if not self.key and self.was is None:
            raise ValueError("without a key, `was` says which cells are meant")
        return self


class Cells(Written):
    """Cells of single rows read as a person said."""

    op: Literal["cells"] = "cells"
    field: str
    fixes: tuple[CellFix, ...]


class Expression(Written):
    """A field computed by a Polars SQL expression over the row's fields."""

    op: Literal["expr"] = "expr"
    field: str = Declared(alias="out")
    expr: str


Step = Annotated[
    Copy | Split | Combine | Derive | Constant | Clean | Values | Cells | Expression,
    Declared(discriminator="op"),
]
