"""Decisions about bad cells: values read otherwise, single cells, rows and rules. Each is one undo.

All of them are settings of a field, so they are part of the mapping once it is saved, and the next file needs nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from leadtui.model.step import CellFix
from leadtui.model.target import Field, Target
from leadtui.review.edit import with_fields
from leadtui.review.review import Review

Verdict = Literal["ignore", "reject"]

_MEANS: Final[dict[Verdict, str]] = {
    "reject": "its rows are rejected in every file of this source, and count against max_rejects",
    "ignore": "ignored for this source",
}


def fix_values(review: Review, values: Mapping[str, Mapping[str, str]], told: str) -> Review:
    """Read these values (field → as received → wanted) otherwise, in every row that has them."""
    fields = review.target.fields
    return with_fields(
        review, told, {name: {"values": {**fields[name].values, **more}} for name, more in values.items()}
    )


def fix_cell(review: Review, name: str, fix: CellFix) -> Review:
    """Read one cell otherwise, or reject its row; an earlier decision about the same cell gives way."""
    kept = [other for other in review.target.fields[name].cells if (other.key, other.was) != (fix.key, fix.was)]
    told = f"{name}: row rejected" if fix.reject else f"{name}: {fix.was or 'empty'} → {fix.to or 'empty'}"
    cells = [made.model_dump() for made in (*kept, fix)]
    return with_fields(review, told, {name: {"cells": cells}})


def judge(review: Review, name: str, code: str, verdict: Verdict) -> Review:
    """Let an issue of a field cost the row, or count for nothing; the same verdict again takes it back."""
    issues = dict(review.target.fields[name].issues)
    if issues.get(code) == verdict:
        del issues[code]
        told = f"{code} of {name} counts as usual"
    else:
        issues[code] = verdict
        told = f"{code} of {name}: {_MEANS[verdict]}"
    return with_fields(review, told, {name: {"issues": issues}})


def clean_with(review: Review, name: str, cleaner: str) -> Review:
    """Let a cleaner put right all of a kind, next month's values included."""
    field = review.target.fields[name]
    if cleaner in field.clean:
        return review
    return with_fields(review, f"{name}: {cleaner}", {name: {"clean": (*field.clean, cleaner)}})


def key_of(target: Target, said: Mapping[str, str | None], name: str) -> dict[str, str]:
    """The fields by which a row is found again: the first key that is complete without the field itself, or none.

    >>> target = Target.model_validate({"target": "t", "load": {"key": [["no"], ["tel", "zip"]]},
    ...                                 "fields": {"no": {}, "tel": {}, "zip": {}}})
    >>> key_of(target, {"no": " ", "tel": "1", "zip": "2"}, "no")
    {'tel': '1', 'zip': '2'}
    """
    for names in target.load.key:
        found = {other: (said.get(other) or "").strip() for other in names}
        if name not in names and all(found.values()):
            return found
    return {}


def mended(field: Field) -> str:
    """What a field's decisions amount to, in a few words; empty if there are none.

    >>> mended(Field(values={"a": "b"}, issues={"W-ZIP": "ignore"}))
    '1 value, W-ZIP ignored'
    """
    counted = ((len(field.values), "value"), (len(field.cells), "cell"))
    words = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counted if count]
    words += [f"{code} {'rejects' if verdict == 'reject' else 'ignored'}" for code, verdict in field.issues.items()]
    return ", ".join([*words, *field.clean])
