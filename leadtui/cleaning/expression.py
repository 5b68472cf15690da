"""Polars SQL expressions written by people, confined to the columns of one row.

The text is parsed by Polars and the tree that comes back is compared with a closed list: no query, no
aggregate, no window, no clock, nothing that repeats text without bound, no cast that would raise.
Regular expressions run in Polars' linear-time engine.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from polars.exceptions import PolarsError

from leadtui.cleaning.known import known
from leadtui.errors import UsageError

LONGEST: Final = 4000
"""Characters of an expression."""
# Replacing can multiply a text; twice, by something short, is as far as it goes.
DEEPEST, LONGEST_GIVEN = 2, 200
_NODES: Final = {"Column", "Literal", "BinaryExpr", "Ternary", "Cast", "Function"}
_STRINGS: Final = {
    "Uppercase", "Lowercase", "Titlecase", "LenChars", "LenBytes", "Slice", "Head", "Tail", "StartsWith", "EndsWith",
    "Contains", "Find", "Replace", "ReplaceMany", "StripChars", "StripCharsStart", "StripCharsEnd", "StripPrefix",
    "StripSuffix", "ConcatHorizontal", "Split", "Reverse", "Extract", "CountMatches",
}  # fmt: skip
_TEMPORALS: Final = {
    "Year", "Quarter", "Month", "Week", "WeekDay", "Day", "OrdinalDay", "Hour", "Minute", "Second", "IsoYear", "Date",
}  # fmt: skip
_PLAIN: Final = {
    "Abs", "Coalesce", "FillNull", "MaxHorizontal", "MinHorizontal", "Negate", "Floor", "Ceil", "Sign", "AsStruct",
}  # fmt: skip
_BOOLEANS: Final = {"IsNull", "IsNotNull", "Not", "IsIn", "IsBetween", "AllHorizontal", "AnyHorizontal"}
_SQL: Final = {"IsIn", "Round", "Floor", "Ceil"}
_LISTS: Final = {"Get"}
_FAMILIES: Final = {
    "StringExpr": _STRINGS, "TemporalExpr": _TEMPORALS, "Boolean": _BOOLEANS, "Sql": _SQL, "ListExpr": _LISTS,
    "Round": {"decimals", "mode"},
}  # fmt: skip
_SAFE_STRICT: Final = {"String", "Boolean"}


def expression(text: str, schema: Mapping[str, pl.DataType], place: str) -> pl.Expr:
    """The expression that `text` says, over columns of these names and types.

    Raises:
        UsageError: it can't be read, uses something not on the list or a name that is not there, or does not
            fit the types.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"capacity": [12, 9000]})
    >>> frame.select(expression("capacity BETWEEN 1 AND 5000", frame.schema, "the rule")).to_series().to_list()
    [True, False]
    """
    if len(text) > LONGEST:
        raise UsageError(f"{place}: an expression of {len(text):,} characters is too long (at most {LONGEST:,})")
    clock = _CLOCK.search(_QUOTED.sub("", text))
    if clock:
        raise _refused(clock.group().upper(), text, place)
    try:
        parsed = pl.sql_expr(text)
        tree = json.loads(parsed.meta.serialize(format="json"))
    except (PolarsError, ValueError) as error:
        raise UsageError(f"{place}: can't read {text!r}: {str(error).splitlines()[0]}", _HINT) from error
    _refuse_unlisted(tree, text, place)
    for name in parsed.meta.root_names():
        known(name, schema, f"name in {place}")
    _try_out(parsed, schema, text, place)
    return parsed


def renamed(parsed: pl.Expr, names: Mapping[str, str]) -> pl.Expr:
    """The same expression over columns that are called otherwise.

    >>> import polars as pl
    >>> renamed(pl.col("a") + pl.col("b"), {"a": "work:1"}).meta.root_names()
    ['work:1', 'b']
    """

    def rename(node: Any) -> Any:
        if isinstance(node, dict):
            if set(node) == {"Column"}:
                return {"Column": names.get(node["Column"], node["Column"])}
            return {key: rename(inside) for key, inside in node.items()}
        return [rename(inside) for inside in node] if isinstance(node, list) else node

    tree = rename(json.loads(parsed.meta.serialize(format="json")))
    return pl.Expr.deserialize(io.StringIO(json.dumps(tree)), format="json")


def _try_out(parsed: pl.Expr, schema: Mapping[str, pl.DataType], text: str, place: str) -> None:
    """Types that don't fit and patterns that don't compile show on the first row, so they are asked before it."""
    sample = {name: [None, ""] if kind == pl.String else [None, None] for name, kind in schema.items()}
    try:
        pl.DataFrame(sample, schema=dict(schema)).lazy().select(parsed.alias("tried")).collect()
    except (PolarsError, ValueError) as error:
        raise UsageError(f"{place}: {text!r} does not fit the row: {str(error).splitlines()[0]}", _HINT) from error


_QUOTED: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_CLOCK: Final = re.compile(r"(?i)\b(?:now|today|current_[a-z]+|local(?:time|timestamp)|[a-z]+_timestamp|getdate)\b")
_HINT: Final = (
    "An expression may use the fields of the row, comparisons, CASE, and plain functions of text and numbers."
)


def _refuse_unlisted(node: Any, text: str, place: str) -> None:
    """Walk the tree; whatever is not on the list is refused by its name."""
    waiting = [(node, 0)]
    while waiting:
        here, depth = waiting.pop()
        if not isinstance(here, dict) or len(here) != 1 or next(iter(here)) not in _NODES:
            raise _refused(_name(here), text, place)
        kind, inside = next(iter(here.items()))
        if kind == "BinaryExpr":
            waiting += [(inside[side], depth) for side in ("left", "right")]
        elif kind == "Ternary":
            waiting += [(inside[part], depth) for part in ("predicate", "truthy", "falsy")]
        elif kind == "Cast":
            kept = inside["dtype"].get("Literal") if isinstance(inside["dtype"], dict) else None
            if inside["options"] != "NonStrict" and kept not in _SAFE_STRICT:
                raise _refused("CAST that fails on bad values (TRY_CAST gives NULL instead)", text, place)
            waiting.append((inside["expr"], depth))
        elif kind == "Function":
            _refuse_function(inside["function"], text, place)
            grows = "Replace" in str(inside["function"])
            if grows and (depth >= DEEPEST or any(len(str(given)) > LONGEST_GIVEN for given in inside["input"][1:])):
                raise _refused("REPLACE inside REPLACE inside REPLACE, or by a long text", text, place)
            waiting += [(given, depth + grows) for given in inside["input"]]


def _refuse_function(function: Any, text: str, place: str) -> None:
    if isinstance(function, str):
        if function not in _PLAIN:
            raise _refused(function, text, place)
        return
    family, member = next(iter(function.items()))
    name = member if isinstance(member, str) else next(iter(member), "") if isinstance(member, dict) else str(member)
    if family not in _FAMILIES or name not in _FAMILIES[family]:
        raise _refused(f"{name or family}", text, place)


def _refused(what: str, text: str, place: str) -> UsageError:
    return UsageError(f"{place}: {text!r} uses {what}, which is not allowed in an expression", _HINT)


def _name(node: Any) -> str:
    return str(next(iter(node))) if isinstance(node, dict) and node else str(node)
