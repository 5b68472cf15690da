"""A person and what they do there, one below the other or with a dash, comma or brackets between them."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Options, Parts, Scratch
from leadtui.cleaning.splitters.person_name import PARTS as NAMES
from leadtui.cleaning.splitters.person_name import person_name

PARTS: Final = {**NAMES, "role": "job_title"}
LINES: Final = r"^\s*(?P<name>[^\r\n]*[^\s])\s*[\r\n]\s*(?P<role>[\s\S]*[^\s])\s*$"
ROLE: Final = (
    r"(?:co-?|assistant\s|associate\s|executive\s|interim\s|acting\s|site\s|program\s|center\s|lead\s|primary\s|vice\s)*"
    r"(?:director|owner|administrator|manager|principal|teacher|caregiver|operator|coordinator|provider|president|"
    r"supervisor|licensee|contact|officer|educator|head|founder|superintendent|ceo|person in charge)\b[^()]*"
)
BESIDE: Final = rf"(?i)^(?P<name>.*[^\s,–—-])(?:\s+[-–—]+\s*|\s*[-–—]+\s+|\s*,\s*|\s*\()(?P<role>{ROLE})\)?\s*$"


def name_and_role(value: pl.Expr, scratch: Scratch, options: Options) -> Parts:
    """First line, or what stands before a known role, is the name."""
    lines = scratch.groups(value, LINES)
    beside = scratch.groups(scratch.where(lines["name"].is_null(), value), BESIDE)
    name = scratch.keep(pl.coalesce(lines["name"], beside["name"], value))
    role = scratch.keep(pl.coalesce(lines["role"], beside["role"]))
    person = person_name(name, scratch, options)
    return Parts({**person.values, "role": role}, person.findings)
