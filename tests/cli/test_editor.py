"""`o` on Check: a cell in the person's own editor, in a real terminal; what comes back is judged before it counts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.program import DATA, Program
from tests.cli.terminal import terminal

_SCRIPT = """#!/bin/sh
cp "$1" {seen}
sed -i '1s/.*/{answer}/' "$1"
"""


def editor(folder: Path, answer: str) -> Path:
    path = folder / "editor"
    path.write_text(_SCRIPT.format(seen=folder / "seen", answer=answer))
    path.chmod(0o700)
    return path


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no terminal to type into")
def test_a_cell_is_edited_in_the_persons_own_editor(program: Program) -> None:
    shutil.copy(DATA / "source2.csv", program.folder / "some.csv")
    environment = {**program.environment, "EDITOR": str(editor(program.folder, "desk@example.org"))}
    command = [sys.executable, "-m", "leadtui", "open", "some.csv"]
    with terminal(command, program.folder, environment) as session:
        session.wait_for("mapping source2")
        session.keys("4")
        session.wait_for("E-EMAIL")
        session.keys("Tab", "o")
        session.wait_for("What is email here?")
        assert "desk@example.org" in session.screen
        session.keys("Enter")
        session.wait_for("→ desk@example.org")
        seen = (program.folder / "seen").read_text().splitlines()
        assert seen[0] == "(405) 555-0170"
        assert "not read" in seen[1]
        assert any("COZY KITES" in line for line in seen)
        session.keys("C-q")
        assert session.wait_for_end() == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no terminal to type into")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/no/such/editor", "can't be run"),
        ("false", "ended with 1"),
        ("true", "nothing was changed"),
        ('"', "no command"),
    ],
)
def test_an_editor_that_fails_changes_nothing(program: Program, command: str, said: str) -> None:
    shutil.copy(DATA / "source2.csv", program.folder / "some.csv")
    environment = {**program.environment, "EDITOR": command}
    with terminal([sys.executable, "-m", "leadtui", "open", "some.csv"], program.folder, environment) as session:
        session.wait_for("mapping source2")
        session.keys("4")
        session.wait_for("E-EMAIL")
        session.keys("Tab", "o")
        session.wait_for(said)
        session.wait_for("11  of them fixed")
