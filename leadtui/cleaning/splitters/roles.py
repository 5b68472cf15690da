"""What people are called by their work, and the name beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Scratch

NOUN: Final = (
    r"(?:co-?)?(?:director|directress|owner|administrator|manager|principal|teacher|caregiver|care giver|operator|"
    r"coordinator|co-ordinator|provider|president|supervisor|licensee|contact|officer|educator|founder|superintendent|"
    r"ceo|cfo|coo|secretary|treasurer|chair(?:man|woman|person)|assistant|aide|specialist|proprietor|"
    r"registrar|bookkeeper|receptionist|consultant|representative|designee|person in charge|"
    r"directora?|gerente|dueñ[oa]|directeur|directrice|gérante?|leiter(?:in)?|inhaber(?:in)?|geschäftsführer(?:in)?)"
)
_BEFORE: Final = (
    r"(?:assistant|asst\.?|associate|executive|exec\.?|interim|acting|site|program|center|centre|lead|primary|vice|"
    r"office|school|general|regional|area|senior|deputy|head|business|human resources|hr|managing|education|"
    r"educational|child care|childcare|day care|daycare|family|home|facility|licensed|licensing|operations|project|"
    r"nursery|preschool|early|childhood|academic|branch|district|community|health|on-?site|chief|main|co-?)"
)
ROLE: Final = rf"(?:{_BEFORE}[\s/]+)*(?:{NOUN}|head)\b[^()\[\]]*"
"""A role, and what follows it: `Executive Director of Operations`."""
ROLE_ALONE: Final = rf"(?:{_BEFORE}[\s/]+)*{NOUN}(?:\s*[/&]\s*(?:{_BEFORE}\s+)*{NOUN})*"
"""A role and nothing else."""
HINT_OF_ROLE: Final = rf"(?i)\b(?:{NOUN}|head)\b"
IN_BRACKETS: Final = rf"(?i)\s*[(\[]\s*{ROLE_ALONE}\s*[)\]]"
BESIDE: Final = (
    r"(?i)^(?P<name>.*?[^\s,|/:–—-])(?:\s+[-–—|/]+\s*|\s*[-–—|]+\s+|\s*[,:|]\s*|\s*[(\[])"
    rf"(?P<role>{ROLE})[)\]]?\s*$"
)
ROLE_FIRST: Final = rf"(?i)^\s*(?P<role>{ROLE_ALONE})(?:\s*[:|–—,/&-]+\s*|\s+)(?P<name>\p{{L}}\S*\s+\S.*)$"
ROLE_LABEL: Final = rf"(?i)^\s*(?P<role>{ROLE_ALONE})\s*:\s*(?P<name>\S+)$"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands before or after a known role; both NULL where there is none."""

    name: pl.Expr
    role: pl.Expr


def beside_role(text: pl.Expr, scratch: Scratch) -> Beside:
    """`Jane Doe (Director)`, `Director: Jane Doe`."""
    rest = scratch.where(text.str.contains(HINT_OF_ROLE), text)
    ways = []
    for pattern in (ROLE_FIRST, ROLE_LABEL, BESIDE):
        ways.append(scratch.groups(rest, pattern))
        rest = scratch.where(ways[-1]["name"].is_null(), rest)
    return Beside(*(scratch.keep(pl.coalesce(*(way[part] for way in ways))) for part in ("name", "role")))
