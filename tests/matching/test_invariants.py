"""What must not change a decision: the order of columns and rows, the case of headers, an empty column."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui import profiling, reading
from leadtui.matching import Memory, suggest
from leadtui.model.profile import ColumnProfile, Profile
from leadtui.model.table import Column
from leadtui.model.target import Target
from tests.matching.tables import PEOPLE, decided, profile_of, raw_of, with_columns, with_header

DATA = Path(__file__).parents[2] / "data"
NOTHING = Memory.of(())


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    """Tables of very different kinds."""
    found = [profile_of(PEOPLE)]
    for name in ("source1.csv", "source2.csv", "source3.csv"):
        source = reading.find(str(DATA / name))
        found.append(profiling.profile(reading.read(source, reading.detect(source), spool=None)))
    return found


def empty(header: str) -> ColumnProfile:
    return ColumnProfile(Column(0, header, header), 0, 0, 0, (), "", 0.0, (), 0, 0)


@settings(max_examples=25, deadline=None)
@given(which=st.integers(0, 3), order=st.randoms(use_true_random=False))
def test_the_order_of_columns(leads: Target, profiles: list[Profile], which: int, order: random.Random) -> None:
    columns = list(profiles[which].columns)
    order.shuffle(columns)
    shuffled = with_columns(profiles[which], columns)
    assert decided(suggest(shuffled, leads, NOTHING)) == decided(suggest(profiles[which], leads, NOTHING))


@settings(max_examples=12, deadline=None)
@given(which=st.integers(0, 3), change=st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_the_case_of_headers(leads: Target, profiles: list[Profile], which: int, change: Callable[[str], str]) -> None:
    before = suggest(profiles[which], leads, NOTHING)
    columns = [with_header(each, change(each.column.header)) for each in profiles[which].columns]
    after = suggest(with_columns(profiles[which], columns), leads, NOTHING)
    # MON and mon are one word; Address1 has no capitals inside to be split at.
    assert [each.decision and each.decision.fields for each in after] == [
        each.decision and each.decision.fields for each in before
    ]


@settings(max_examples=12, deadline=None)
@given(which=st.integers(0, 3), header=st.sampled_from(["", "column 99", "zzz"]), first=st.booleans())
def test_an_empty_column(leads: Target, profiles: list[Profile], which: int, header: str, first: bool) -> None:
    columns = list(profiles[which].columns)
    columns.insert(0 if first else len(columns), replace(empty(header), row_count=profiles[which].row_count))
    found = decided(suggest(with_columns(profiles[which], columns), leads, NOTHING))
    assert found.pop(header) is None
    assert found == decided(suggest(profiles[which], leads, NOTHING))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows(leads: Target, seed: int) -> None:
    raw = raw_of(PEOPLE)
    shuffled = replace(raw, frame=raw.frame.collect().sample(fraction=1, shuffle=True, seed=seed).lazy())
    before = suggest(profiling.profile(raw), leads, NOTHING)
    assert suggest(profiling.profile(shuffled), leads, NOTHING) == before


def test_the_same_table_twice(leads: Target, profiles: list[Profile]) -> None:
    for profile in profiles:
        assert suggest(profile, leads, NOTHING) == suggest(profile, leads, NOTHING)


def test_without_the_header_what_values_give_away_stays(leads: Target, profiles: list[Profile]) -> None:
    telling = {"email", "phone", "zip", "address1", "website_address"}
    for profile in profiles[1:]:  # the first has two columns of telephone numbers
        silent = [with_header(each, "") for each in profile.columns]
        before = suggest(profile, leads, NOTHING)
        after = suggest(with_columns(profile, silent), leads, NOTHING)
        for named, unnamed in zip(before, after, strict=True):
            if (
                named.decision
                and named.decision.how == "copy"
                and set(named.decision.fields) & telling
                and named.decision.confidence > 0.995
            ):
                assert unnamed.decision is not None, named.column.name
                assert unnamed.decision.fields == named.decision.fields


def test_no_field_of_a_copy_is_filled_twice(leads: Target, profiles: list[Profile]) -> None:
    for profile in profiles:
        copies = [
            each.decision.fields[0]
            for each in suggest(profile, leads, NOTHING)
            if each.decision and each.decision.how == "copy"
        ]
        assert len(set(copies)) == len(copies)


def test_confidence_orders_candidates_and_reasons_are_never_empty(leads: Target, profiles: list[Profile]) -> None:
    for profile in profiles:
        for each in suggest(profile, leads, NOTHING):
            shares = [candidate.confidence for candidate in each.candidates]
            assert shares == sorted(shares, reverse=True)
            assert all(0 < share < 1 for share in shares)
            assert each.decision is None or (each.decision in each.candidates and each.decision.evidence)
