"""Whatever a cell holds, it takes exactly the width it is given, and nothing of it is a command."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from leadtui.tui.cells import fit, hanging, shown, width

HOSTILE = (
    "\x1b]0;pwn\x07",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b[2J\x1b[H",
    "\x9b2J",
    "\x1bPq#0;2;0;0;0#0~~\x1b\\",
    "\x1b_Ga=T;AAAA\x1b\\",
    "\x1b[6n\x1b[c\x1b[21t",
    "one\rtwo\b\b\b\x0b\x0c",
    "[/]",
    "[/red]",
    "[b",
    "[@click=app.quit]x[/]",
    "[link=file:///etc/passwd]x[/link]",
    "\u202ertl\u2066iso\u200bzero",
    "e" + "\u0301" * 10_000,
    "👨\u200d👩\u200d👧\u200d👦" * 50,
    "=cmd|' /C calc'!A0",
    "\t@SUM(A1)",
    "\ud800lone",
    "\u0301starts with a mark",
    "漢字" * 300,
)


def is_drawable(text: str) -> bool:
    return all(unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("cells", [1, 2, 7, 30])
def test_hostile_text_is_cut_to_size_and_tamed(text: str, cells: int) -> None:
    drawn = fit(text, cells)
    assert cell_len(drawn) == cells
    assert is_drawable(drawn)


@given(st.text(), st.integers(0, 60), st.booleans())
def test_any_text_takes_exactly_its_width(text: str, cells: int, right: bool) -> None:
    drawn = fit(text, cells, right=right)
    assert width(drawn) == cells
    assert is_drawable(drawn)


@given(st.text(max_size=80))
def test_showing_again_changes_nothing(text: str) -> None:
    assert shown(shown(text)) == shown(text)


def test_markup_is_text() -> None:
    assert fit("[b]x[/b]", 10) == "[b]x[/b]  "


def test_a_pile_of_marks_keeps_its_letter() -> None:
    assert fit("e" + "\u0301" * 10_000 + "f", 6).startswith("e\u0301")


def test_joined_emoji_are_drawn_side_by_side_as_every_terminal_does() -> None:
    assert shown("👩\u200d👧") == "👩👧"
    assert shown("a\u200db") == "a⟨200D⟩b"


def test_a_megabyte_is_looked_at_only_at_its_beginning() -> None:
    assert shown("x" * 1_000_000) == "x" * 512 + "…"


def test_long_reasons_hang_under_their_first_word() -> None:
    assert hanging("a reason of some length", 18, 8) == "a reason\n        of some\n        length"
