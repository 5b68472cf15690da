"""One value spelled in several ways in a column of categories or places: which of them is meant.

Found from the counts of the whole column. The same letters in another case or with other punctuation are one
value; the same words in another order, the same pairs of letters, or a slip of the keyboard may be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from leadtui.checking.suggest import Choice
from leadtui.checking.suggest.nearest import SHORT, slips, squeezed
from leadtui.cleaning import BETWEEN
from leadtui.model.issue import ISSUE_SCHEMA, Severity, issue_frame
from leadtui.model.table import LINE, Column
from leadtui.model.target import FieldType, Target

CODE: Final = "W-SPELLING"
CATEGORIES, PLACES = frozenset({"category", "job_title"}), frozenset({"city", "us_county"})
"""Kinds whose values recur. Names of people and businesses may be alike and are not the same."""
MOST: Final = 5000
"""Distinct values of a column that are counted; a column with more holds no categories."""
MOST_COMPARED: Final = 1000
"""Distinct values up to which each is compared with each for slips."""
TIMES: Final = {True: 20, False: 10}
"""How many times as often the usual spelling stands there before a slip is suspected: for places, for others."""


@dataclass(slots=True)
class Tally:
    """How often each value of the fields that may have spellings occurs; small, however long the file is."""

    target: Target
    counts: dict[str, pl.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wanted = {
            name for name, declared in self.target.fields.items()
            if declared.kind in CATEGORIES | PLACES and declared.type is FieldType.TEXT
            and declared.issues.get(CODE) != "ignore"
        }  # fmt: skip
        empty = pl.DataFrame(schema={"value": pl.String(), "count": pl.UInt32()})
        self.counts = dict.fromkeys(sorted(wanted), empty)

    def add(self, rows: pl.DataFrame) -> None:
        """Count these rows, too."""
        for name, known in list(self.counts.items()):
            here = rows[name].drop_nulls().value_counts(name="count").rename({name: "value"})
            summed = pl.concat([known, here]).group_by("value").agg(pl.col("count").sum())
            if summed.height > MOST:
                del self.counts[name]
            else:
                self.counts[name] = summed

    def clusters(self) -> dict[str, dict[str, Choice]]:
        """Field → spelling → the one that is meant."""
        found = {
            name: clusters(dict(counted.iter_rows()), are_places=self.target.fields[name].kind in PLACES)
            for name, counted in self.counts.items()
        }
        return {name: choices for name, choices in found.items() if choices}


def clusters(counts: Mapping[str, int], *, are_places: bool = False) -> dict[str, Choice]:
    """Which spellings are another spelling of a commoner value.

    >>> clusters({"Full Permit": 40, "full  permit": 3, "Full Permitt": 1, "Initial": 9})["full  permit"].text
    'Full Permit'
    """
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    found: dict[str, Choice] = {}
    for key, is_safe in ((squeezed, True), (_sorted_words, False), (_pairs, False)):
        first: dict[object, str] = {}
        for value in ordered:
            usual = first.setdefault(key(value), value)
            if usual != value and value not in found and key(value):
                # Of two spellings that are equally frequent, neither is the usual one.
                found[value] = Choice(usual, is_safe=is_safe and counts[usual] > counts[value])
    if len(ordered) <= MOST_COMPARED:
        found |= _slipped([value for value in ordered if value not in found], counts, TIMES[are_places])
    return {value: Choice(_root(choice.text, found), choice.is_safe) for value, choice in found.items()}


def _slipped(ordered: list[str], counts: Mapping[str, int], times: int) -> dict[str, Choice]:
    found: dict[str, Choice] = {}
    for place, value in enumerate(ordered):
        for usual in ordered[:place]:
            if counts[usual] < times * counts[value]:
                break
            if usual not in found and _is_slip(value, usual):
                found[value] = Choice(usual, is_safe=False)
                break
    return found


def _is_slip(value: str, usual: str) -> bool:
    """Whether just one word differs, by a slip, and begins the same."""
    ours, theirs = value.casefold().split(), usual.casefold().split()
    differing = [(one, other) for one, other in zip(ours, theirs, strict=False) if one != other]
    if len(ours) != len(theirs) or len(differing) != 1:
        return False
    one, other = differing[0]
    return min(len(one), len(other)) >= SHORT and one[0] == other[0] and slips(one, other) is not None


def _root(text: str, found: Mapping[str, Choice]) -> str:
    while text in found:
        text = found[text].text
    return text


def _sorted_words(text: str) -> object:
    words = sorted(re.findall(r"\w+", text.casefold()))
    return tuple(words) if len(words) > 1 else None


def _pairs(text: str) -> object:
    """The pairs of neighbouring letters, whatever their order and number."""
    plain = squeezed(text)
    pairs = frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
    return (pairs, re.sub(r"\D+", " ", text)) if len(plain) >= 2 * SHORT else None


def spelling_issues(
    raw: pl.LazyFrame,
    good: pl.LazyFrame,
    found: Mapping[str, Mapping[str, Choice]],
    made_of: Mapping[str, tuple[Column, ...]],
) -> pl.DataFrame:
    """An issue for each row with an unusual spelling, in `ISSUE_SCHEMA`; `raw` says what was received."""
    frames = [_issues(raw, good, name, choices, made_of.get(name, ())) for name, choices in found.items()]
    return pl.concat([issue_frame(), *frames])


def _issues(
    raw: pl.LazyFrame,
    good: pl.LazyFrame,
    name: str,
    choices: Mapping[str, Choice],
    columns: tuple[Column, ...],
) -> pl.DataFrame:
    unusual = good.select(LINE, name).filter(pl.col(name).is_in(list(choices))).collect(engine="streaming")
    keys = [column.key for column in columns]
    lines = pl.col(LINE).is_in(unusual[LINE].implode())
    received = raw.select(LINE, *keys).filter(lines).collect(engine="streaming")
    rows = unusual.join(received, on=LINE, how="left", maintain_order="left")
    cell = pl.concat_str(keys, separator=BETWEEN, ignore_nulls=True) if keys else pl.lit(None, pl.String)
    usual = pl.col(name).replace_strict({value: choice.text for value, choice in choices.items()})
    issue = {
        "code": pl.lit(CODE),
        "severity": pl.lit(Severity.WARN.value),
        "line": pl.col(LINE),
        "column": pl.lit(", ".join(column.name for column in columns) or None),
        "field": pl.lit(name),
        "value": cell,
        "becomes": pl.col(name),
        "message": pl.concat_str(pl.lit("Most rows spell it "), usual),
        "rejects": pl.lit(value=False),
        "confidence": pl.lit(None),
        "suggestion": usual,
        "is_safe": pl.col(name).is_in([value for value, choice in choices.items() if choice.is_safe]),
    }
    return rows.select(made.cast(ISSUE_SCHEMA[key]).alias(key) for key, made in issue.items())
