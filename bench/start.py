"""How long `leadtui --help` takes, against what importing click alone costs."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path


def _cpu_seconds(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def main(*, full: bool) -> None:
    """Interleaved rounds, medians."""
    floor, ours = [], []
    for _ in range(41 if full else 11):
        floor.append(_cpu_seconds([sys.executable, "-c", "import click"]))
        ours.append(_cpu_seconds([str(Path(sys.executable).with_name("leadtui")), "--help"]))
    ratio = statistics.median(ours) / statistics.median(floor)
    print(f"help: {1000 * statistics.median(ours):.0f} ms CPU, {ratio:.2f} x `import click` (goal: 1.30)")
