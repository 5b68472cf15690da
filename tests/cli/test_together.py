"""Loads that are started at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.program import DATA, Program


def _with_capacity(program: Program, capacity: int) -> Path:
    """The third sample with another capacity in every row, so that each file changes what the others wrote."""
    header, *rows = (DATA / "source3.csv").read_text().splitlines()
    place = header.split(",").index("Capacity")
    path = program.folder / f"capacity{capacity}.csv"
    changed = [",".join([*row.split(",")[:place], str(capacity), *row.split(",")[place + 1 :]]) for row in rows]
    path.write_text("\n".join([header, *(row for row in changed if '"' not in row)]) + "\n")
    return path


def test_files_of_one_source_wait_for_each_other_and_none_is_refused(program: Program) -> None:
    files = [_with_capacity(program, capacity) for capacity in (11, 12, 13)]
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "leadtui",
                "load",
                "--json",
                "--lock-wait",
                "50",
                "--saved-mapping",
                "source3",
                file,
            ],
            cwd=program.folder,
            env=program.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for file in files
    ]
    documents = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    for document in documents:
        rows = document["loaded"]["rows"]
        assert rows == {name: document["plan"][name] for name in rows}
    by_run = sorted(documents, key=lambda document: document["run"])
    last = int(by_run[-1]["file"]["name"].removeprefix("capacity").removesuffix(".csv"))
    assert program.rows("SELECT DISTINCT capacity FROM public.leads WHERE is_current") == [(last,)]
    assert by_run[0]["loaded"]["rows"]["inserted"] > 50
    assert by_run[1]["loaded"]["rows"]["updated"] == by_run[0]["loaded"]["rows"]["inserted"]
