"""Names of mappings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.errors import UsageError
from leadtui.store import check_name, suggest_name

HOSTILE = [
    "", ".", "..", "../../x", "..\\x", "/etc/passwd", "~", "con", "nul", "com1", "a/b", "a\0b", "a\nb", "a b",
    "x" * 300, "x" * 65, "-rf", "--help", "A", "ü", "a.yaml", "a\x1b[2J", "._", "_a",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_refused_with_one_that_works(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_name(name)
    assert refused.value.hint
    assert len(refused.value.message) < 300
    assert "\x1b" not in str(refused.value)
    assert "\n" not in refused.value.message


@pytest.mark.parametrize("name", ["a", "tx-hhsc", "source1", "2026_may", "x" * 64])
def test_plain_names_are_taken(name: str) -> None:
    assert check_name(name) == name


@given(st.text(max_size=400))
def test_a_suggested_name_is_always_a_name(text: str) -> None:
    assert check_name(suggest_name(text))
