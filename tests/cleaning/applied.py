"""One cleaner, splitter or combiner, run on a few values as `transform` would run it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from leadtui.cleaning.cleaners import DERIVATIONS, PARSERS, TEXT_CLEANERS
from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.outcome import Finding, Options, Scratch
from leadtui.cleaning.splitters import SPLITTERS

Text = str | None


def cleaned(how: str, values: Sequence[Text], **options: Any) -> list[Any]:
    """What becomes of each value."""
    return _cleaned(how, values, Options(**options))["value"].to_list()


def codes(how: str, values: Sequence[Text], **options: Any) -> list[list[str]]:
    """The codes of each value's problems."""
    return _codes(_cleaned(how, values, Options(**options)))


def overflow(how: str, values: Sequence[Text]) -> list[Text]:
    """The second value found in each cell."""
    return _cleaned(how, values, Options())["overflow"].to_list()


def messages(how: str, value: str, **options: Any) -> list[str]:
    """What is said about one value."""
    row = _cleaned(how, [value], Options(**options)).row(0, named=True)
    return [text for name, text in row.items() if name.startswith("problem:") and text]


def _cleaned(how: str, values: Sequence[Text], options: Options) -> pl.DataFrame:
    cleaner = {**TEXT_CLEANERS, **PARSERS, **DERIVATIONS}[how]
    scratch = Scratch()
    outcome = cleaner(pl.col("received"), scratch, options)
    second = pl.lit(None) if outcome.overflow is None else outcome.overflow
    made = {"value": outcome.value, "overflow": second}
    return _run({"received": values}, scratch, made, outcome.findings)


def split(
    how: str, values: Sequence[Text], wanted: tuple[str, ...] | None = None, **options: Any
) -> list[tuple[Any, ...]]:
    """The parts of each value, in the splitter's own order."""
    return [row[:-1] for row in _split(how, values, wanted, options)]


def split_codes(
    how: str, values: Sequence[Text], wanted: tuple[str, ...] | None = None, **options: Any
) -> list[list[str]]:
    """The codes of each value's problems."""
    return [row[-1] for row in _split(how, values, wanted, options)]


def _split(
    how: str, values: Sequence[Text], wanted: tuple[str, ...] | None, options: dict[str, Any]
) -> list[tuple[Any, ...]]:
    splitter = SPLITTERS[how]
    scratch = Scratch()
    parts = splitter.split(pl.col("received"), scratch, Options(wanted=wanted or tuple(splitter.parts), **options))
    frame = _run({"received": values}, scratch, parts.values, parts.findings)
    return [(*row, found) for row, found in zip(frame.select(list(parts.values)).rows(), _codes(frame), strict=True)]


def combined(how: str, columns: Mapping[str, Sequence[Text]], **options: Any) -> tuple[list[Any], list[list[str]]]:
    """What becomes of each row of these columns, and the codes of its problems."""
    scratch = Scratch()
    inputs = {f"received {place}": values for place, values in enumerate(columns.values())}
    outcome = COMBINERS[how]([pl.col(name) for name in inputs], scratch, Options(labels=tuple(columns), **options))
    frame = _run(inputs, scratch, {"value": outcome.value}, outcome.findings)
    return frame["value"].to_list(), _codes(frame)


def _run(
    columns: Mapping[str, Sequence[Text]], scratch: Scratch, made: dict[str, pl.Expr], findings: tuple[Finding, ...]
) -> pl.DataFrame:
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).lazy()
    for name, expression in scratch.columns.items():
        frame = frame.with_columns(expression.alias(name))
    problems = [
        pl.when(found.when)
        .then(pl.lit(found.message) if isinstance(found.message, str) else found.message)
        .alias(f"problem:{place}:{found.code}")
        for place, found in enumerate(findings)
    ]
    return frame.select(*(value.alias(name) for name, value in made.items()), *problems).collect()


def _codes(frame: pl.DataFrame) -> list[list[str]]:
    names = [name for name in frame.columns if name.startswith("problem:")]
    return [
        [name.split(":")[2] for name, said in zip(names, row, strict=True) if said]
        for row in (frame.select(names).rows() if names else [()] * frame.height)
    ]
