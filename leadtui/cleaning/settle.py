"""Decide what needs a whole column, from counts taken in a streaming pass; the column is never held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from leadtui.cleaning.build import build
from leadtui.cleaning.plan import Plan, Question
from leadtui.cleaning.probes import MOST_TOWNS, PROBES, Verdict
from leadtui.cleaning.recipe import Decision, Recipe
from leadtui.model.table import RawTable

MOST_COUNTED: Final = MOST_TOWNS


def settle(recipe: Recipe, raw: RawTable) -> Recipe:
    """The same recipe with its decisions, each with its evidence."""
    plan = build(replace(recipe, decisions=()))
    measured = [question for question in plan.questions if not PROBES[question.how].counts]
    counted = [question for question in plan.questions if PROBES[question.how].counts]
    answers = dict(zip(map(id, measured), _measure(plan, measured, raw.frame), strict=True))
    answers |= {id(question): _count(plan, question, raw.frame) for question in counted}
    found = [
        (question, verdict)
        for question in plan.questions
        for verdict in PROBES[question.how].decide(answers[id(question)])
    ]
    decisions = [
        Decision(
            step=question.step,
            field=question.field,
            columns=tuple(column.name for column in question.columns),
            setting=verdict.setting,
            value=verdict.value,
            evidence=verdict.evidence,
            is_certain=verdict.is_certain,
        )
        for question, verdict in _agreed(found)
    ]
    return replace(recipe, decisions=tuple(decisions))


def _agreed(found: list[tuple[Question, Verdict]]) -> Iterator[tuple[Question, Verdict]]:
    """A column that proves nothing follows the columns of the same file which all prove the same."""
    for question, verdict in found:
        proofs = [other for _, other in found if other.setting == verdict.setting and other.is_proven]
        if not verdict.is_proven and proofs and len({proof.value for proof in proofs}) == 1:
            proof = proofs[0]
            evidence = f"nothing in this column proves it, but another one of the file does: {proof.evidence}"
            yield question, replace(verdict, value=proof.value, evidence=evidence, is_certain=proof.is_certain)
        else:
            yield question, verdict


def _measure(plan: Plan, questions: list[Question], frame: pl.LazyFrame) -> list[Mapping[str, Any]]:
    """The aggregates of all questions, in one pass."""
    if not questions:
        return []
    asked = [PROBES[question.how].measures(question.input, plan.scratch) for question in questions]
    wanted = [made.alias(f"{place}:{name}") for place, measures in enumerate(asked) for name, made in measures.items()]
    row = _layered(frame, plan).select(wanted).collect(engine="streaming").row(0, named=True)
    return [{name: row[f"{place}:{name}"] for name in measures} for place, measures in enumerate(asked)]


def _count(plan: Plan, question: Question, frame: pl.LazyFrame) -> Mapping[str, Any]:
    """What recurs among the values of one question."""
    value = PROBES[question.how].measures(question.input, plan.scratch)["value"]
    counted = (
        _layered(frame, plan)
        .select(value=value)
        .drop_nulls()
        .group_by("value")
        .agg(count=pl.len())
        .filter(pl.col("count") > 1)
        .sort("count", "value", descending=[True, False])
        .head(MOST_COUNTED)
        .collect(engine="streaming")
    )
    return dict(counted.iter_rows())


def _layered(frame: pl.LazyFrame, plan: Plan) -> pl.LazyFrame:
    for layer in plan.layers():
        frame = frame.with_columns(layer)
    return frame
