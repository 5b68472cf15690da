"""Tables to match, made of a few columns, and what the other rooms see in them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import polars as pl

from leadtui import profiling
from leadtui.matching import Memory, suggest
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.mapping import Mapping
from leadtui.model.profile import ColumnProfile, Profile
from leadtui.model.source import Format, Source
from leadtui.model.suggestion import Suggestion
from leadtui.model.table import LINE, LINE_COUNT, Column, RawTable
from leadtui.model.target import Field, Target

Content = dict[str, list[str]]

PEOPLE: Content = {
    "Contact": ["Ana Ruiz", "Bo Lindqvist", "Cy Young", "Dee Snider", "Eve Moneypenny", "Flo Jo",
                "Gus Grissom", "Hal Ford"],
    "E-mail": [f"{name}@example.org" for name in ("ana", "bo", "cy", "dee", "eve", "flo", "gus", "hal")],
    "Telephone": [f"(512) 555-01{number:02}" for number in range(8)],
    "Fax": [f"512-555-02{number:02}" for number in range(8)],
    "Business": ["Ruiz Child Care", "Little Oaks Academy", "Sunny Day Care LLC", "Acorn Preschool", "Bright Kids Inc",
                 "Rainbow Learning Center", "Tiny Steps Nursery", "Happy Hours Day Care"],
    "Mailing Address": [f"{number} Main St, Austin, TX 7870{number % 10}" for number in range(101, 109)],
    "Country": ["USA"] * 8,
    "Created Date": [f"2024-03-{day:02}" for day in range(1, 9)],
    "Latitude": [f"30.2{number}417" for number in range(8)],
    "#": [str(number) for number in range(1, 9)],
}  # fmt: skip


def raw_of(content: Content) -> RawTable:
    """The table as reading would give it."""
    columns = tuple(Column(place, header, header or f"column {place + 1}") for place, header in enumerate(content))
    frame = pl.DataFrame(
        {f"raw:{place}": pl.Series(values, dtype=pl.String) for place, values in enumerate(content.values())}
    )
    height = frame.height
    frame = frame.with_columns(
        pl.int_range(2, height + 2, dtype=pl.Int64).alias(LINE), pl.lit(1, pl.Int64).alias(LINE_COUNT)
    )
    source = Source(Path("table.csv"), "table.csv", Format.CSV, 1)
    return RawTable(source, Detection(Dialect()), columns, frame.lazy(), height, "0" * 64)


def profile_of(content: Content) -> Profile:
    """What profiling sees in it."""
    return profiling.profile(raw_of(content))


def with_columns(profile: Profile, columns: list[ColumnProfile]) -> Profile:
    """The profile with other columns, numbered anew."""
    placed = tuple(replace(each, column=replace(each.column, index=place)) for place, each in enumerate(columns))
    return replace(profile, columns=placed)


def with_header(each: ColumnProfile, header: str) -> ColumnProfile:
    """The column under another header."""
    return replace(each, column=replace(each.column, header=header, name=header or each.column.name))


def decided(suggestions: tuple[Suggestion, ...]) -> dict[str, tuple[str, ...] | None]:
    """Column → fields, None for no home."""
    return {each.column.name: each.decision.fields if each.decision else None for each in suggestions}


def suggested(content: Content, target: Target, *mappings: Mapping) -> dict[str, Suggestion]:
    """Column → suggestion."""
    return {each.column.name: each for each in suggest(profile_of(content), target, Memory.of(mappings))}


def target_of(**fields: Field) -> Target:
    """A target with these fields."""
    return Target(table="public.things", fields=fields)


@lru_cache
def plain_target() -> Target:
    """A table nobody has described: column names and types only, as they come from Postgres."""
    types = {"birth_date": "date", "is_member": "boolean", "credit_limit": "numeric", "employees": "integer"}
    names = [
        "given_name",
        "surname",
        "email",
        "phone",
        "street",
        "city",
        "province",
        "postcode",
        "country",
        "fax",
        "notes",
    ]
    return target_of(**{name: Field(type=types.get(name, "text")) for name in (*names, *types)})
