"""A small target and a review of a file never seen, to decide about."""

from __future__ import annotations

from leadtui.model.suggestion import Candidate, Evidence, How, Suggestion, Tier
from leadtui.model.table import Column
from leadtui.model.target import Target

TARGET = Target.model_validate(
    {
        "target": "public.leads",
        "load": {"key": [["license_number"], ["phone", "zip"]]},
        "fields": {
            "company": {"required": True},
            "license_number": {},
            "phone": {"kind": "us_phone", "overflow": "phone2"},
            "phone2": {},
            "zip": {"kind": "us_zip"},
            "city": {},
            "address1": {},
            "state": {},
            "ages_served": {},
            "license_issued": {"type": "date"},
        },
    }
)


def suggestion(
    index: int,
    name: str,
    *fields: str,
    confidence: float = 0.99,
    tier: Tier = Tier.SURE,
    how: How = "copy",
    method: str | None = None,
) -> Suggestion:
    """A suggestion as matching makes it."""
    reason = (Evidence("name", f"{name} is a known name"),)
    best = Candidate(fields, how, method, confidence, reason) if fields else None
    return Suggestion(
        column=Column(index=index, header=name, name=name),
        decision=best,
        tier=tier if best else Tier.NONE,
        candidates=(best,) if best else (),
    )


SUGGESTIONS = (
    suggestion(0, "Name", "company"),
    suggestion(1, "License", "license_number"),
    suggestion(2, "Address", "address1", "city", "state", "zip", how="split", method="us_address", confidence=0.97),
    suggestion(3, "Phone", "phone", confidence=0.8, tier=Tier.REVIEW),
    suggestion(4, "Infant", "ages_served", how="combine", method="flags", confidence=0.97),
    suggestion(5, "Toddler", "ages_served", how="combine", method="flags", confidence=0.97),
    suggestion(6, "Stars"),
)
