"""What holds for any text: no cleaner raises, NULL stays NULL, and cleaning twice is cleaning once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui.cleaning.cleaners import DERIVATIONS, PARSERS, TEXT_CLEANERS
from leadtui.cleaning.combiners import COMBINERS
from leadtui.cleaning.splitters import SPLITTERS
from tests.cleaning.applied import Text, cleaned, combined, split

PIECES = st.sampled_from([
    "LLC", "O'NEIL", "MCDONALD", "dba", "&", " AND ", ",", ", ", ".", "-", " - ", "/", ";", "(", ")", "#", '"', "=",
    "\n", "  ", "\u00a0", "\u200b", "702-555-0100", "(702) 555 0100", "x12", "a@b.org", "mailto:", "www.x.com",
    "http://", "89027", "1569", "-1234", "NV", "Nevada", "12", "1,234", "12.5", "1/2/24", "2020-09-02", "Sep 5",
    "yrs", "months", "6 wks", "School", "Infants", "STE 5", "APT B", "PO BOX 1", "MAIN ST", "AVE", "LAS VEGAS", "N",
    "SMITH", "JOHN", "JR", "Dr.", "é", "ß", "İ", "日本", "🙂", "CLOSED", "7:30AM", "to", "Y", "no", "N/A", "#REF!",
    "\x00", "\x1b[2J", "\u202e", "٣", "½",
])  # fmt: skip
TEXTS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES, max_size=6).map(" ".join),
)
COLUMN = st.lists(TEXTS, min_size=1, max_size=25)
BRIEFLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("how", sorted(TEXT_CLEANERS))
@BRIEFLY
@given(values=COLUMN)
def test_cleaning_twice_is_cleaning_once(how: str, values: list[Text]) -> None:
    once = cleaned(how, cleaned("trim", values))
    assert cleaned(how, cleaned("trim", once)) == cleaned("trim", once)
    assert all(after is None for before, after in zip(values, once, strict=True) if before is None)


@pytest.mark.parametrize("how", sorted([*PARSERS, *DERIVATIONS]))
@BRIEFLY
@given(values=COLUMN)
def test_parsers_never_raise_and_keep_null(how: str, values: list[Text]) -> None:
    after = cleaned(how, values)
    assert all(value is None for text, value in zip(values, after, strict=True) if text is None)


@pytest.mark.parametrize("how", sorted(SPLITTERS))
@BRIEFLY
@given(values=COLUMN)
def test_splitters_never_raise_and_keep_null(how: str, values: list[Text]) -> None:
    known = {"cities": ("LAS VEGAS", "ST. LOUIS", "A (B")}
    for text, parts in zip(values, split(how, values, settings=known), strict=True):
        assert text is not None or set(parts) == {None}


@pytest.mark.parametrize("how", sorted(COMBINERS))
@BRIEFLY
@given(values=COLUMN)
def test_combiners_never_raise_and_keep_null(how: str, values: list[Text]) -> None:
    after, _ = combined(how, {"Mon": values, "Year Round": values[::-1]})
    assert all(
        value is None for value, first, last in zip(after, values, values[::-1], strict=True) if first is last is None
    )
