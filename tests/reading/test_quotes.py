"""Quotes that keep the rules: two ways to prove it, one answer."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from leadtui.reading.quotes import in_order, proof, taken_apart

TEXTS = st.text(alphabet='ab,"\n', max_size=24).map(lambda text: text + "\n")


@given(TEXTS)
def test_both_ways_give_the_same_answer(text: str) -> None:
    block = text.encode()
    apart = taken_apart(block, b",", b'"') is not None
    assert apart == bool(proof(",", '"', "\n", has_lone_return=False).match(block))
    assert apart == bool(proof(",", '"', "\r\n", has_lone_return=False).match(block))
    returned = block.replace(b"\n", b"\r\n")
    assert bool(in_order(returned, ",", '"', "\n", has_lone_return=False)) == apart
    turned = block.replace(b"\n", b"\r")
    assert bool(in_order(turned, ",", '"', "\r", has_lone_return=True)) == apart


@given(st.text(alphabet='ab,"\r\n', max_size=24))
def test_a_lone_carriage_return_outside_quotes_is_never_in_order(text: str) -> None:
    block = text.encode() + b"\n"
    if not in_order(block, ",", '"', "\n", has_lone_return=True):
        return
    outside = b"".join(block.split(b'"')[::2])
    assert b"\r" not in outside.replace(b"\r\n", b"")


@given(st.lists(st.lists(st.text(alphabet='ab,"\n ', max_size=8), min_size=2, max_size=4), min_size=1, max_size=6))
def test_whatever_is_written_by_the_book_is_in_order(rows: list[list[str]]) -> None:
    for quoting in (csv.QUOTE_ALL, csv.QUOTE_MINIMAL):
        for end in ("\n", "\r\n"):
            written = io.StringIO(newline="")
            csv.writer(written, quoting=quoting, lineterminator=end).writerows(rows)
            block = written.getvalue().encode()
            has_lone_return = b"\r" in block.replace(b"\r\n", b"")
            assert in_order(block, ",", '"', "\n", has_lone_return=has_lone_return)
