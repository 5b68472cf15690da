"""The operator's walk in a real terminal: by keys from a file to loaded rows, and next month without a screen."""

from __future__ import annotations

import json
import shutil
import sys

import pytest

from tests.cli.program import DATA, Program
from tests.cli.terminal import terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
TRUTH = json.loads((DATA / "truth.json").read_text())


def test_three_sources_by_keys_then_their_next_months_headless(program: Program) -> None:
    for source in ("source1", "source2", "source3"):
        command = [sys.executable, "-m", "leadtui", "open", str(DATA / f"{source}.csv")]
        with terminal(command, program.folder, program.environment) as window:
            window.wait_for(source)
            window.wait_for(f"{TRUTH[source]['rows']} rows")
            window.keys("]")
            window.wait_for("L loads exactly this")
            window.keys("L")
            window.wait_for("run ")
            window.keys("q")
            assert window.wait_for_end() == 0
        [(loaded,)] = program.rows("SELECT count(*) FROM public.leads WHERE source = %s AND is_current", source)
        assert loaded == TRUTH[source]["rows"]
    for source in ("source1", "source2", "source3"):
        planted = TRUTH[f"{source}_next"]
        result = program.start("load", "--saved-mapping", source, "--json", DATA / f"{source}_next.csv")
        rows = result.json["loaded"]["rows"]
        found = (rows["inserted"], rows["updated"], rows["unchanged"], rows["vanished"])
        assert found == (planted["net_new"], planted["changed"], planted["unchanged"], planted["vanished"])


def test_a_file_from_a_pipe_is_opened_and_its_keys_come_from_the_terminal(program: Program) -> None:
    piped = f"cat {DATA / 'source3.csv'} | {sys.executable} -m leadtui open -"
    with terminal(["sh", "-c", piped], program.folder, program.environment) as window:
        window.wait_for(f"{TRUTH['source3']['rows']} rows")
        window.keys("]")
        window.wait_for("L loads exactly this")
        window.keys("q")
        assert window.wait_for_end() == 0
