"""What every cleaned row must meet: the target's rules, its required fields, and one complete key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from leadtui.cleaning import DTYPES, expression
from leadtui.model.issue import Severity
from leadtui.model.target import FieldType, Rule, Target

LONGEST_KEY: Final = 500
"""Bytes a field of a key may have; a Postgres index row ends at about 2,700."""
LONG: Final = 1000
"""Bytes from which a text is doubted."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a cleaned row."""

    code: str
    severity: Severity
    message: str
    field: str | None
    """None when it is about the row as a whole."""
    fails: pl.Expr
    """Boolean over the fields; NULL counts as no."""
    effect: Literal["keep", "null", "reject"]


def conditions_of_values(target: Target) -> tuple[Condition, ...]:
    """Those that look at values, and may empty them.

    Raises:
        UsageError: a rule's expression can't be used.
    """
    return (*_rules(target), *_lengths(target))


def conditions_of_rows(target: Target) -> tuple[Condition, ...]:
    """Those that decide whether a row can be kept; asked when the values are final."""
    return (*_required(target), *_key(target))


def _rules(target: Target) -> Iterator[Condition]:
    schema = {name: DTYPES[field.type] for name, field in target.fields.items()}
    for name, field in target.fields.items():
        for rule in field.rules:
            holds = expression(rule.expr, schema, f"rule {rule.code} of {name}").cast(pl.Boolean, strict=False)
            yield Condition(
                code=rule.code,
                severity=_severity(rule),
                message=rule.message or f"{name} does not meet the rule: {rule.expr}",
                field=name,
                fails=~holds,
                effect=rule.on_failure,
            )


def _severity(rule: Rule) -> Severity:
    """What costs the row is an error, whatever the rule calls it."""
    return Severity.ERROR if rule.on_failure == "reject" else Severity(rule.severity)


def _lengths(target: Target) -> Iterator[Condition]:
    in_key = {name for alternative in target.load.key for name in alternative}
    for name, field in target.fields.items():
        if field.type != FieldType.TEXT:
            continue
        length = pl.col(name).str.len_bytes()
        if name in in_key:
            message = f"Longer than {LONGEST_KEY} bytes, which no key can be"
            yield Condition("E-LONG", Severity.ERROR, message, name, length > LONGEST_KEY, "null")
        else:
            message = f"Longer than {LONG:,} bytes"
            yield Condition("W-LONG", Severity.WARN, message, name, length > LONG, "keep")


def _required(target: Target) -> Iterator[Condition]:
    for name, field in target.fields.items():
        if field.required:
            message = f"{name} is required, and the row has none"
            yield Condition("E-REQUIRED", Severity.ERROR, message, name, pl.col(name).is_null(), "reject")


def _key(target: Target) -> Iterator[Condition]:
    if not target.load.key:
        return
    complete = [pl.all_horizontal(pl.col(name).is_not_null() for name in names) for names in target.load.key]
    wanted = " or ".join(" with ".join(names) for names in target.load.key)
    message = f"Nothing identifies the row; it needs {wanted}"
    yield Condition("E-KEY", Severity.ERROR, message, None, ~pl.any_horizontal(complete), "reject")
