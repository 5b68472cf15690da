"""Reading against bare Polars and `wc -l`, and a profile: time and memory, in interleaved rounds, medians.

The floor does what reading does and nothing more: `pl.read_csv` with every cell as text where rows are held in
memory, `pl.scan_csv(…).sink_ipc` where they are spooled. Every measurement is a process of its own, and memory is
the most it held above what it held when the work began: what is imported, and what was made ready, is not counted
(where the system can't tell, the peak of the whole process). `python -m bench reading`; `BENCH=full` for
1,000,000 and 5,000,000 rows.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).parents[1] / "data" / "make.py"
_START: Final = """
import resource, subprocess, sys, time
from pathlib import Path
import polars as pl
from leadtui import profiling, reading
path, folder = sys.argv[1:]
def look():
    source = reading.find(path)
    return source, reading.detect(source)
def before():
    return look()
"""
_MEASURE: Final = """
def resident(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
given = before()
floor = 0.0
try:
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    floor = resident("VmRSS")
except OSError:
    pass
start, cpu = time.perf_counter(), time.process_time()
work(given)
wall, cpu = time.perf_counter() - start, time.process_time() - cpu
child = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = resident("VmHWM") - floor if floor else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(wall, cpu + child.ru_utime + child.ru_stime, peak)
"""
_SPOOLED: Final = "before = lambda: reading.read(*look(), spool=Path(folder))\n"
_TASKS: Final = {
    "wc -l": "work = lambda _: subprocess.run(['wc', '-l', path], stdout=subprocess.DEVNULL)",
    "polars, held": "work = lambda _: pl.read_csv(path, infer_schema=False)",
    "read, held": "work = lambda given: reading.read(*given, spool=None)",
    "polars, spooled": "work = lambda _: pl.scan_csv(path, infer_schema=False).sink_ipc(folder + '/floor.arrow')",
    "read, spooled": "work = lambda given: reading.read(*given, spool=Path(folder))",
    "find, detect, preview": "work = lambda _: reading.preview(*look())",
    "40 rows anywhere": _SPOOLED + "work = lambda table: table.frame.slice(table.row_count * 2 // 3, 40).collect()",
    "profile": _SPOOLED + "work = lambda table: profiling.profile(table)",
}
_FLOORS: Final = {"read, held": "polars, held", "read, spooled": "polars, spooled"}
_GOAL: Final = "(goal: 1.30)"
_OTHERS: Final = ("read, held", "polars, held")
"""What is asked of files written in other ways."""


class _Cost(NamedTuple):
    wall: float
    cpu: float
    peak: float
    """Megabytes above those before the work."""


def main(*, full: bool) -> None:
    """Print one line per task and size."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (100_000, 1_000_000, 5_000_000) if full else (10_000, 100_000):
            path = Path(folder) / f"{count}.csv"
            subprocess.run(
                [sys.executable, DATA, "--layout", "source3", "--rows", str(count), "--to", path], check=True
            )
            print(f"{count:,} rows of 20 columns, {path.stat().st_size >> 20} MB", flush=True)
            # The longer it takes, the less one round differs from another.
            rounds = 1 if count > 1_000_000 else 3
            _tell(_measured(tuple(_TASKS), path, rounds))
            if count == 100_000:
                for name, other in _others(path):
                    print(f"the same, {name}")
                    _tell(_measured(_OTHERS, other, rounds))
            path.unlink()


def _others(path: Path) -> Iterator[tuple[str, Path]]:
    """The same table written in other ways, some of which Polars can't read, or not wholly."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    damaged = [row[:-1] if place % 100 == 50 else row for place, row in enumerate(rows)]
    accented = [[cell.replace("e", "é") for cell in row] for row in rows]
    ways = (
        ("every cell quoted", rows, "utf-8", True),
        ("1 % of the rows short", damaged, "utf-8", False),
        ("accents", accented, "utf-8", False),
        ("cp1252", accented, "cp1252", False),
        ("utf-16", accented, "utf-16", False),
    )
    other = path.with_name("other.csv")
    for name, content, encoding, is_quoted in ways:
        with other.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL).writerows(content)
        yield name, other
    other.unlink()


def _measured(names: tuple[str, ...], path: Path, rounds: int) -> dict[str, _Cost]:
    costs: dict[str, list[_Cost]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            cost = _measure(_TASKS[name], path)
            if cost is not None:
                costs[name].append(cost)
    return {
        name: _Cost(*(statistics.median(values) for values in zip(*found, strict=True)))
        for name, found in costs.items()
        if found
    }


def _tell(costs: dict[str, _Cost]) -> None:
    for name, cost in costs.items():
        floor = costs.get(_FLOORS.get(name, ""))
        ratio = f"{cost.cpu / floor.cpu:5.2f} x the CPU of Polars {_GOAL}" if floor else ""
        print(
            f"  {name:24} {1000 * cost.wall:8.0f} ms  {1000 * cost.cpu:8.0f} ms CPU  {cost.peak:+6.0f} MB  {ratio}",
            flush=True,
        )


def _measure(task: str, path: Path) -> _Cost | None:
    """None if Polars can't read the file at all."""
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [sys.executable, "-c", f"{_START}{task}\n{_MEASURE}", path, folder],
            check=False,
            capture_output=True,
            text=True,
        )
    if answer.returncode:
        assert task == _TASKS["polars, held"], answer.stderr
        return None
    return _Cost(*map(float, answer.stdout.split()))
