"""F18: little memory is enough, and a process that was killed over a load is told of by the next one."""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import pytest

from tests.cli.program import DATA, Program

_ADDRESSES = 1_500 << 20
_REPEATED = 400


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is kept by Linux only")
def test_a_limited_address_space_is_enough(program: Program) -> None:
    """Each thread of a library reserves 64 MB, were it not told otherwise."""
    limited = subprocess.run(
        [sys.executable, "-m", "leadtui", "load", "--json", DATA / "source3.csv"],
        cwd=program.folder,
        env=program.environment,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES)),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert limited.returncode == 0, limited.stderr
    assert program.rows("SELECT count(*) FROM public.leads") == [(120,)]


def test_a_load_that_was_killed_is_told_of_by_the_next_one(program: Program) -> None:
    header, *rows = (DATA / "source3.csv").read_text().splitlines()
    (program.folder / "big.csv").write_text("\n".join([header, *(_REPEATED * rows), ""]))
    command = [sys.executable, "-m", "leadtui", "load", "big.csv"]
    with subprocess.Popen(command, cwd=program.folder, env=program.environment, stderr=subprocess.DEVNULL) as killed:
        errands = program.folder / "cache" / "leadtui"
        while killed.poll() is None and not list(errands.glob("spool-*/errand")):
            time.sleep(0.01)
        killed.kill()
    assert program.rows("SELECT count(*) FROM leadtui.runs") == [(0,)]
    result = program("load", DATA / "source3.csv")
    assert (result.code, "An earlier load of big.csv was killed" in result.err) == (0, True), result.err
    assert "killed" not in program("load", DATA / "source3.csv").err
