"""What people are called by their work, as pieces of regular expressions."""

from __future__ import annotations

from typing import Final

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
