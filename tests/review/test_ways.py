"""The choices offered are those that a mapping can name."""

from __future__ import annotations

from leadtui.cleaning.splitters import SPLITTERS
from leadtui.review import ways
from tests.review.samples import TARGET


def test_every_splitter_is_offered_with_a_word_and_the_fields_it_is_made_for() -> None:
    offered = {way.name: way for way in ways(TARGET).splitters}
    assert set(offered) == set(SPLITTERS)
    assert all(way.description for way in offered.values())
    assert offered["us_address"].fields == ("zip",)  # the only field of the sample with a kind of an address


def test_every_combiner_and_cleaner_says_what_it_is_for() -> None:
    offered = ways(TARGET)
    assert all(way.description for way in (*offered.combiners, *offered.cleaners, *offered.kinds))
