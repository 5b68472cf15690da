"""Hostile text on the bytes a terminal receives: shown everywhere, obeyed nowhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.program import DATA, Program
from tests.cli.pseudo_terminal import PseudoTerminal, foreign

HOSTILE = (
    "\x1b]0;pwn\x07",
    "\x1b]52;c;cHdu\x07",
    "\x1b[2J\x1b[H",
    "\x9b2J",
    "\x1bPq#0\x1b\\",
    "\x1b_Gf=100\x1b\\",
    "\x1b[6n\x1b[c\x1b[21t",
    "over\rwritten",
    "back\b\b\b\bspace",
    "\v\f",
    "[/]",
    "[/red]",
    "[b",
    "[@click=app.quit]x[/]",
    "[link=file://x]y[/link]",
    "[bold red]x",
    "\u202eabc",
    "\u200bzero",
)
ESCAPE = "\x1b[27u"
"""As terminals send it that tell it from the beginning of another key."""
_SEEN = "␛]0;pwn␇"
"""What a person sees instead of the first of them."""


@pytest.fixture
def hostile_file(program: Program) -> Path:
    """Its name, a header and cells in every column are hostile; a row of it can be kept."""
    path = program.folder / "\x1b]0;pwn\x07[red].csv"
    header = ["Company", "License Number", "Phone", "Zip", *HOSTILE]
    rows = [
        [f"{text} {number} Care", f"L{number}{text}", text, text, *(f"{cell}{number}" for cell in HOSTILE)]
        for number, text in enumerate(HOSTILE)
    ]
    with path.open("w", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return path


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_no_screen_lets_a_sequence_through(program: Program, hostile_file: Path, size: tuple[int, int]) -> None:
    columns = 4 + len(HOSTILE)
    with PseudoTerminal(["open", hostile_file.name], program.folder, program.environment, size) as terminal:
        terminal.wait_for(_SEEN)
        terminal.wait_for(f"{len(HOSTILE)} rows")
        for keys, seen in (
            ("jjj" + "l" * columns, f"column {columns} of"),
            ("2", "things to decide"),
            ("jjjjj", "field"),
            ("e", "ype to narrow down"),
            (ESCAPE, "Leave out"),
            ("4", "as received"),
            ("j", "as received"),
            ("5", "What the load"),
            ("\x10", "earch"),
            (ESCAPE, "What the load"),
            ("?", "Help"),
            (ESCAPE, "What the load"),
        ):
            terminal.press(keys, seen)
        terminal.keys("\x11")
        assert terminal.wait_for_end() == 0
    assert foreign(bytes(terminal.output)) == []


def test_a_terminal_that_is_gone_ends_the_program_without_any_signal(program: Program) -> None:
    with PseudoTerminal(["open", str(DATA / "source1.csv")], program.folder, program.environment) as terminal:
        terminal.wait_for("70 rows")
        assert terminal.hang_up() == 130


@pytest.mark.parametrize("verb", ["map", "check", "plan", "load", "tidy"])
def test_no_verb_lets_a_sequence_through(program: Program, hostile_file: Path, verb: str) -> None:
    more = ["--to", "out"] if verb == "tidy" else []
    with PseudoTerminal([verb, hostile_file.name, *more], program.folder, program.environment) as terminal:
        terminal.wait_for_end()
    assert b"pwn" in terminal.output
    assert foreign(bytes(terminal.output)) == []


@pytest.mark.parametrize(
    "command",
    [
        ["load", "--saved-mapping", HOSTILE[0], "x.csv"],
        ["load", "--mode", HOSTILE[0], "x.csv"],
        ["plan", "x.csv", "--db", f"postgresql://{HOSTILE[0]}@127.0.0.1:1/x"],
        [HOSTILE[0]],
        ["db", HOSTILE[2]],
        ["report", HOSTILE[0]],
    ],
)
def test_what_is_typed_is_shown_and_not_obeyed(program: Program, command: list[str]) -> None:
    with PseudoTerminal(command, program.folder, program.environment) as terminal:
        assert terminal.wait_for_end() == 2
    assert foreign(bytes(terminal.output)) == []
