"""What every cleaned row must meet: the target's rules, its required fields, and one complete key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import polars as pl
from polars.exceptions import PolarsError

from leadtui.checking.plausible import CHECKS, MESSAGES
from leadtui.cleaning import DTYPES, expression
from leadtui.errors import UsageError
from leadtui.model.issue import Severity
from leadtui.model.target import FieldType, Rule, Target

Bounds = tuple[float | date | None, float | date | None]
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
    choices: tuple[str, ...] = ()
    """The values there are, where the rule is a list."""


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
            holds, message = _holds(rule, name, target, schema)
            condition = Condition(
                code=rule.code,
                severity=_severity(rule),
                message=rule.message or message,
                field=name,
                fails=~holds,
                effect=rule.on_failure,
                choices=rule.one_of or (),
            )
            yield _as_decided(condition, field.issues.get(rule.code))


def _as_decided(condition: Condition, said: str | None) -> Condition:
    """The condition as a person wants it: told in passing and without effect, or at the cost of the row."""
    if said == "ignore":
        return replace(condition, severity=Severity.INFO, effect="keep")
    return replace(condition, severity=Severity.ERROR, effect="reject") if said == "reject" else condition


def repeated(name: str) -> str:
    """The column that says which values of a field have occurred before."""
    return f"repeated:{name}"


def unique_fields(target: Target) -> tuple[str, ...]:
    """Those whose values must not repeat themselves."""
    return tuple(name for name, field in target.fields.items() if any(rule.unique for rule in field.rules))


def _holds(rule: Rule, name: str, target: Target, schema: dict[str, pl.DataType]) -> tuple[pl.Expr, str]:
    """What is true for good rows, and what to say of the others; the empty field is never at fault."""
    place, value, text = f"rule {rule.code} of {name}", pl.col(name), pl.col(name).cast(pl.String)
    if rule.expr is not None:
        holds = expression(rule.expr, schema, place).cast(pl.Boolean, strict=False)
        return holds, f"{name} does not meet the rule: {rule.expr}"
    if rule.between is not None:
        return _between(rule.between, value, place, schema[name]), f"{name} is not between {_bounds(rule.between)}"
    if rule.pattern is not None:
        return text.str.contains(_compiled(rule.pattern, place)), f"{name} is not written as {rule.pattern}"
    if rule.one_of is not None:
        return text.is_in(rule.one_of), f"{name} is none of {', '.join(rule.one_of)}"
    if rule.unique:
        return ~pl.col(repeated(name)), f"{name} has occurred in an earlier row"
    kinds, check = CHECKS[str(rule.check)]
    others = [next((other for other, field in target.fields.items() if field.kind == kind), None) for kind in kinds]
    if None in others:
        raise UsageError(f"{place}: {rule.check} needs a field of kind {', '.join(kinds)}, and the target has none")
    return check(value, *(pl.col(str(other)) for other in others)), f"{name}: {MESSAGES[str(rule.check)]}"


def _between(bounds: Bounds, value: pl.Expr, place: str, kind: pl.DataType) -> pl.Expr:
    low, high = bounds
    if any(bound is not None and isinstance(bound, date) != kind.is_temporal() for bound in bounds) or not (
        kind.is_numeric() or kind.is_temporal()
    ):
        raise UsageError(f"{place}: `between` does not fit the type of the field", "It is for numbers and dates.")
    above = pl.lit(value=True) if low is None else value >= low
    return above & (pl.lit(value=True) if high is None else value <= high)


def _bounds(bounds: Bounds) -> str:
    return " and ".join("anything" if bound is None else f"{bound:g}" if isinstance(bound, float) else str(bound)
                        for bound in bounds)  # fmt: skip


def _compiled(pattern: str, place: str) -> str:
    """A pattern for the whole text, in an engine whose time grows with the text alone."""
    whole = f"^(?:{pattern})$"
    try:
        pl.Series([""]).str.contains(whole)
    except PolarsError as error:
        raise UsageError(f"{place}: {pattern!r} is no regular expression: {str(error).splitlines()[0]}") from error
    return whole


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
