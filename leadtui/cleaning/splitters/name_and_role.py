"""A person and what they do there, one below the other or with a sign between them, whichever stands first."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Options, Parts, Scratch
from leadtui.cleaning.splitters.nobody import HINT_OF_OFFICE, ONLY_ROLE
from leadtui.cleaning.splitters.person_name import PARTS as NAMES
from leadtui.cleaning.splitters.person_name import person_name
from leadtui.cleaning.splitters.roles import ROLE_ALONE, beside_role

PARTS: Final = {**NAMES, "role": "job_title"}
LINES: Final = r"^\s*(?P<name>[^\r\n]*[^\s])\s*[\r\n]\s*(?P<role>[\s\S]*[^\s])\s*$"

# Each of two people with a role of their own.
OWN_ROLE: Final = rf"(?i)[(\[]\s*({ROLE_ALONE})\s*[)\]].*[(\[]"
ROLE_AND_OTHER: Final = (
    rf"(?i)^(?P<role>{ROLE_ALONE})\s*(?:&|;|/|\band\b)\s*(?P<other>\p{{L}}\S*\s+\p{{L}}.*?)"
    rf"(?:\s*,|\s+[-–—]+)\s*{ROLE_ALONE}$"
)


def name_and_role(value: pl.Expr, scratch: Scratch, options: Options) -> Parts:
    """First line, or what stands before or after a known role, is the name; a role alone is only that."""
    lines = scratch.groups(value, LINES)
    single = scratch.where(lines["name"].is_null(), value)
    beside = beside_role(single, scratch)
    alone = scratch.where(beside.name.is_null() & single.str.contains(HINT_OF_OFFICE), single)
    only = scratch.keep(pl.when(alone.str.contains(ONLY_ROLE)).then(alone.str.strip_chars()))
    own = scratch.where(beside.role.is_not_null(), single).str.extract(OWN_ROLE, 1)
    two = scratch.groups(beside.role, ROLE_AND_OTHER)
    both = pl.concat_str(beside.name, pl.lit(" & "), two["other"])
    name = scratch.keep(pl.coalesce(lines["name"], both, beside.name, value))
    role = scratch.keep(pl.coalesce(lines["role"], own, two["role"], beside.role, only))
    person = person_name(name, scratch, options)
    return Parts({**person.values, "role": role}, person.findings)
