"""The confirmed decision how a file's columns fill a target's fields; saved and versioned.

`MappingDocument` is one file as a person writes it; `Mapping` is what it means after its ancestors
(`extends`) are merged under it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping as Lookup
from functools import cached_property
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, PlainSerializer, field_validator, model_validator
from pydantic import Field as Declared

from leadtui.model.dialect import Dialect
from leadtui.model.step import Step
from leadtui.model.target import DriftRules, LoadRules, Target
from leadtui.model.written import Written


class ColumnMap(Written):
    """What becomes of one column of the file."""

    to: tuple[str, ...] = ()
    """The fields it feeds; empty when it is skipped or only used by a step."""
    split: str | None = None
    """How, when it feeds several fields."""
    skip: str | None = None
    """Why it is not loaded."""
    was: tuple[str, ...] = ()
    """Names the publisher gave the column before."""
    format: str | None = None
    """For dates, the strptime format of this column."""

    @field_validator("to", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.to and self.skip is not None:
            raise ValueError("a column is either mapped (to) or skipped (skip), not both")
        if len(self.to) > 1 and self.split is None:
            raise ValueError("a column that feeds several fields needs `split: HOW`")
        return self


def _share(value: object) -> object:
    """A share as people write it: `99.8%`."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)%", value) if isinstance(value, str) else None
    return round(float(match[1]) / 100, 6) if match else value


Share = Annotated[
    float, Declared(ge=0, le=1), BeforeValidator(_share), PlainSerializer(lambda share: f"{100 * share:.4g}%")
]
"""0 to 1, written as a percentage."""


class Seen(Written):
    """What a column held when it was confirmed: enough to notice that it means something else by now."""

    filled: Share = 1.0
    """Of the rows."""
    kind: str | None = None
    """What nearly all its values were recognised as: `us_zip`, `date`, `word` …"""
    of: Share = 1.0
    """How many of the values were of that kind."""
    like: str | None = None
    """The shape nearly all had, where a number is not counted but names something: `AA-99999`."""
    only: tuple[str, ...] = ()
    """All values, where there were only a few again and again."""


class Layout(Dialect):
    """How a file of this source is recognised and read."""

    columns: int | None = None
    """How many columns the file had."""
    fingerprint: str | None = None
    """Of the header names in any order; see `fingerprint()`."""
    seen: dict[str, Seen] = Declared(default_factory=dict)
    """Column → what it held; columns confirmed without a file are not in it."""


def folded(text: str) -> str:
    """The same for all ways to write a header that differ in case and blanks only.

    >>> folded("  Zip  CODE ")
    'zip code'
    """
    return " ".join(text.split()).casefold()


def fingerprint(names: tuple[str, ...]) -> str:
    """Eight hex digits that are equal for equal sets of header names, whatever their order or case.

    >>> fingerprint(("Name", "Zip")) == fingerprint(("ZIP", "name"))
    True
    """
    return hashlib.sha256("\x1f".join(sorted(map(folded, names))).encode("utf-8", "surrogatepass")).hexdigest()[:8]


_SINCE_THE_FIRST: Final = ("cells", "issues")
"""Settings of a field that were added later, and say nothing when they are empty."""


class MappingDocument(Written):
    """One mapping file after merging, as it must look; see `Mapping` for what it means."""

    format: Literal[1]
    extends: str | None = None
    version: int = 1
    target: str
    load: LoadRules = LoadRules()
    drift: DriftRules = DriftRules()
    layout: Layout | None = None
    fields: dict[str, Any] = Declared(default_factory=dict)
    columns: dict[str, ColumnMap] = Declared(default_factory=dict)
    steps: tuple[Step, ...] = ()


class Mapping(Written):
    """The effective mapping of one source."""

    name: str
    """The file's stem, and the value of `source` in its rows."""
    version: int
    target: Target
    layout: Layout | None = None
    columns: dict[str, ColumnMap]
    """By column name, in file order."""
    steps: tuple[Step, ...] = ()

    def model_copy(self, *, update: Lookup[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some parts replaced; its hash is worked out anew."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("sha256", None)  # pydantic copies what `cached_property` kept
        return copied

    @cached_property
    def sha256(self) -> str:
        """Of the effective content: equal exactly when two mappings load every file the same way.

        Neither synonyms nor the order of columns count; but where several columns copy to one field, the
        first filled one does.
        """
        fields = {name: {"names", "not_names", "description"} for name in self.target.fields}
        content = self.model_dump(
            mode="json", by_alias=True, exclude={"version": True, "layout": True, "target": {"fields": fields}}
        )
        for declared in content["target"]["fields"].values():
            for name in _SINCE_THE_FIRST:  # so that hashes of what doesn't use them stay what they were
                if not declared[name]:
                    del declared[name]
        fed: dict[str, list[str]] = {}
        for column, chosen in self.columns.items():
            for field in chosen.to:
                fed.setdefault(field, []).append(column)
        text = json.dumps([content, fed], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def load(self) -> LoadRules:
        """The rules of loading, the source's own merged over the target's."""
        return self.target.load
