"""The process's own room on the disk."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from leadtui import pipeline
from leadtui.cli.talk import say


def workspace(errand: str = "") -> AbstractContextManager[Path]:
    """A private folder for spools; loads of processes that were killed, and left theirs behind, are told.

    `errand` is what this process loads, to be told should it be killed.
    """
    return pipeline.workspace(errand, _say_killed)


def _say_killed(files: str) -> None:
    say(f"An earlier load of {files} was killed before it ended (out of memory?).")
    say("  What it had not finished is rolled back; what it had is listed by: leadtui runs")
