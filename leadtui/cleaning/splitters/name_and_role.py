"""A person and what they do there, one below the other or with a sign between them, whichever stands first."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Options, Parts, Scratch
from leadtui.cleaning.splitters.person_name import PARTS as NAMES
from leadtui.cleaning.splitters.person_name import person_name
from leadtui.cleaning.splitters.roles import ROLE, ROLE_ALONE

PARTS: Final = {**NAMES, "role": "job_title"}
LINES: Final = r"^\s*(?P<name>[^\r\n]*[^\s])\s*[\r\n]\s*(?P<role>[\s\S]*[^\s])\s*$"
BESIDE: Final = (
    r"(?i)^(?P<name>.*?[^\s,|/:–—-])(?:\s+[-–—|/]+\s*|\s*[-–—|]+\s+|\s*[,:|]\s*|\s*[(\[])"
    rf"(?P<role>{ROLE})[)\]]?\s*$"
)
ROLE_FIRST: Final = rf"(?i)^\s*(?P<role>{ROLE_ALONE})(?:\s*[:|–—-]+\s*|\s+)(?P<name>\p{{L}}\S*\s+\S.*)$"


def name_and_role(value: pl.Expr, scratch: Scratch, options: Options) -> Parts:
    """First line, or what stands before or after a known role, is the name."""
    lines = scratch.groups(value, LINES)
    single = scratch.where(lines["name"].is_null(), value)
    before = scratch.groups(single, ROLE_FIRST)
    beside = scratch.groups(scratch.where(before["name"].is_null(), single), BESIDE)
    name = scratch.keep(pl.coalesce(lines["name"], before["name"], beside["name"], value))
    role = scratch.keep(pl.coalesce(lines["role"], before["role"], beside["role"]))
    person = person_name(name, scratch, options)
    return Parts({**person.values, "role": role}, person.findings)
