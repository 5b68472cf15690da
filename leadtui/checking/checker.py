"""One block of rows, cleaned and asked every condition: what is kept, what is lost, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from leadtui.checking.about import REJECTED, About
from leadtui.checking.condition import Condition, conditions_of_rows, conditions_of_values, repeated, unique_fields
from leadtui.checking.suggest import SUGGESTERS, Guess, Look, nothing, of_list
from leadtui.cleaning import BY_HAND, Prepared, Problem, Recipe
from leadtui.model.checked import REJECTED_SCHEMA
from leadtui.model.issue import Severity, issue_frame
from leadtui.model.step import Clean
from leadtui.model.table import LINE, LINE_COUNT, Column
from leadtui.model.target import FieldType


@dataclass(frozen=True, slots=True)
class Outcome:
    """One block, checked."""

    rows: pl.DataFrame
    issues: pl.DataFrame

    def rejected(self) -> pl.DataFrame:
        """`REJECTED_SCHEMA` of the rows that can't be kept."""
        lost = self.rows.filter(REJECTED).select(LINE, LINE_COUNT)
        return with_reasons(lost, self.issues)

    def fixed_count(self, repaired: pl.Series) -> int:
        """Good rows in which a rule, or the reading, put a value right."""
        right = pl.col("becomes").is_not_null() & pl.col("becomes").ne_missing(pl.col("value"))
        lines = pl.concat([self.issues.filter(right)["line"], repaired]).unique()
        return int(self.rows.select((pl.col(LINE).is_in(lines.implode()) & ~pl.col(REJECTED)).sum()).item())


class Checker:
    """Everything that is the same for all blocks."""

    def __init__(self, prepared: Prepared, recipe: Recipe) -> None:
        target = recipe.target
        self.recipe = recipe
        self.prepared = prepared
        self.fields = list(target.fields)
        self.of_values = conditions_of_values(target)
        self.of_rows = conditions_of_rows(target)
        self.made_of = prepared.made_of
        self.seen = {name: pl.Series([], dtype=pl.UInt64) for name in unique_fields(target)}
        """Hashes of the values so far, of the fields whose values must not repeat themselves."""

    def check(self, block: pl.DataFrame) -> Outcome:
        """Clean the block, ask every condition, and write down what fails."""
        cleaned = self.prepared.clean(block)
        cleaned = cleaned.with_columns(self._repeated(cleaned))
        cleaned = cleaned.with_columns(_fails(self.of_values, 0))
        cleaned = cleaned.with_columns(self._emptied())
        cleaned = cleaned.with_columns(_fails(self.of_rows, len(self.of_values)))
        rejecting = [pl.col(_name(place)) for place, condition in self._conditions() if condition.effect == "reject"]
        rejecting += [_has(problem) for problem in self.prepared.problems if self._rejects(problem)]
        cleaned = cleaned.with_columns(pl.any_horizontal(pl.lit(value=False), *rejecting).alias(REJECTED))
        rows = cleaned.select(LINE, LINE_COUNT, *self.fields, REJECTED)
        return Outcome(rows, self._issues(cleaned))

    def _repeated(self, cleaned: pl.DataFrame) -> list[pl.Series]:
        """Which values of unique fields have occurred before, in this block or an earlier one."""
        found = []
        for name, seen in self.seen.items():
            hashes = cleaned[name].hash()
            is_again = (hashes.is_in(seen.implode()) | ~hashes.is_first_distinct()) & cleaned[name].is_not_null()
            self.seen[name] = pl.concat([seen, hashes.filter(~is_again & cleaned[name].is_not_null())])
            found.append(is_again.alias(repeated(name)))
        return found

    def _conditions(self) -> Iterator[tuple[int, Condition]]:
        return enumerate((*self.of_values, *self.of_rows))

    def _emptied(self) -> list[pl.Expr]:
        """The fields whose value a condition takes away."""
        failing: dict[str, list[str]] = {}
        for place, condition in enumerate(self.of_values):
            if condition.effect == "null" and condition.field is not None:
                failing.setdefault(condition.field, []).append(_name(place))
        return [pl.when(~pl.any_horizontal(names)).then(pl.col(name)).alias(name) for name, names in failing.items()]

    def _issues(self, cleaned: pl.DataFrame) -> pl.DataFrame:
        found = [self._of_problem(problem, cleaned) for problem in self.prepared.problems]
        found += [self._of_condition(place, condition, cleaned) for place, condition in self._conditions()]
        issues = [frame for frame in found if frame is not None]
        return pl.concat(issues).sort("line", maintain_order=True) if issues else issue_frame()

    def _of_problem(self, problem: Problem, cleaned: pl.DataFrame) -> pl.DataFrame | None:
        column = cleaned[problem.key]
        has = column.is_not_null() if problem.message is None else column
        if not has.any():
            return None
        about = About(
            code=problem.code,
            severity=self._severity(problem),
            columns=problem.columns,
            field=problem.field,
            message=pl.col(problem.key) if problem.message is None else pl.lit(problem.message),
            rejects=self._rejects(problem),
            has_value=not problem.is_unused,
            guess=self._guess(problem),
        )
        return about.issues(cleaned.select(about.needs).filter(has))

    def _decided(self, problem: Problem) -> str | None:
        """What a person said about problems of this code and field."""
        return self.recipe.target.fields[problem.field].issues.get(problem.code)

    def _rejects(self, problem: Problem) -> bool:
        return problem.code == BY_HAND or self._decided(problem) == "reject"

    def _severity(self, problem: Problem) -> Severity:
        if self._rejects(problem):
            return Severity.ERROR
        return Severity.INFO if self._decided(problem) == "ignore" else problem.severity

    def _guess(self, problem: Problem) -> Guess:
        """What the cells may have meant; only where the whole cell is the field's value can it be put in its place."""
        suggester = SUGGESTERS.get(problem.code)
        if suggester is None or not problem.is_copied:
            return nothing()
        return suggester(self._look(problem.field, problem.columns))

    def _look(self, name: str, columns: tuple[Column, ...]) -> Look:
        fields = self.recipe.target.fields
        steps = [bound.step for bound in self.recipe.steps]
        formats = (step.format for step in steps if isinstance(step, Clean) and step.field == name and step.format)
        return Look(
            value=pl.col(columns[0].key).str.strip_chars(),
            cleaned=pl.col(name).cast(pl.String),
            format=next(formats, None),
            settings={made.setting: made.value for made in self.recipe.decisions if made.field == name},
            neighbours={str(fields[other].kind): pl.col(other) for other in reversed(fields) if other != name
                        and fields[other].type is FieldType.TEXT},
        )  # fmt: skip

    def _of_condition(self, place: int, condition: Condition, cleaned: pl.DataFrame) -> pl.DataFrame | None:
        has = cleaned[_name(place)]
        if not has.any():
            return None
        columns = self.made_of.get(condition.field or "", ())
        about = About(
            code=condition.code,
            severity=condition.severity,
            columns=columns,
            field=condition.field,
            message=pl.lit(condition.message),
            rejects=condition.effect == "reject",
            guess=self._nearest(condition),
        )
        return about.issues(cleaned.select(about.needs).filter(has))

    def _nearest(self, condition: Condition) -> Guess:
        """Of a list of values, the one that is meant."""
        if condition.field is None or not condition.choices:
            return nothing()
        name, columns = condition.field, self.made_of.get(condition.field, ())
        if name not in self.prepared.copied:
            return nothing()
        return of_list(self._look(name, columns).value, {choice: choice for choice in condition.choices})


def _fails(conditions: tuple[Condition, ...], first: int) -> list[pl.Expr]:
    return [made.fails.fill_null(value=False).alias(_name(place)) for place, made in enumerate(conditions, first)]


def _has(problem: Problem) -> pl.Expr:
    """The rows that have a problem."""
    return pl.col(problem.key) if problem.message is not None else pl.col(problem.key).is_not_null()


def _name(place: int) -> str:
    return f"check:{place}"


def with_reasons(lost: pl.DataFrame, issues: pl.DataFrame) -> pl.DataFrame:
    """Each lost record with all codes that cost it, and why in words."""
    reasons = (
        issues.filter("rejects")
        .group_by("line", maintain_order=True)
        .agg(
            code=pl.col("code").unique(maintain_order=True).str.join(" "),
            reason=pl.col("message").unique(maintain_order=True).str.join("; "),
        )
    )
    joined = lost.join(reasons, left_on=LINE, right_on="line", how="left", maintain_order="left")
    return joined.select(pl.col(name).cast(kind) for name, kind in REJECTED_SCHEMA.items())
