"""Reading against bare Polars on the same clean file, and a profile of 40 columns: time and memory.

Every measurement is a process of its own, so that memory is its own; the floor is `pl.read_csv` with
everything as text.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parents[1] / "data" / "make.py"
_SHARED: Final = """
import resource, sys, time
from pathlib import Path
path, folder = sys.argv[1:]
def tell(seconds, cpu):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(seconds, cpu, peak)
"""
_TASKS: Final = {
    "polars": """
import polars as pl
start, cpu = time.perf_counter(), time.process_time()
pl.read_csv(path, infer_schema=False)
tell(time.perf_counter() - start, time.process_time() - cpu)
""",
    "read": """
from leadtui import reading
source = reading.find(path)
detection = reading.detect(source)
start, cpu = time.perf_counter(), time.process_time()
reading.read(source, detection, spool=None)
tell(time.perf_counter() - start, time.process_time() - cpu)
""",
    "read, spooled": """
from leadtui import reading
source = reading.find(path)
detection = reading.detect(source)
start, cpu = time.perf_counter(), time.process_time()
reading.read(source, detection, spool=Path(folder))
tell(time.perf_counter() - start, time.process_time() - cpu)
""",
    "find, detect, preview": """
from leadtui import reading
start, cpu = time.perf_counter(), time.process_time()
source = reading.find(path)
reading.preview(source, reading.detect(source))
tell(time.perf_counter() - start, time.process_time() - cpu)
""",
    "profile": """
from leadtui import profiling, reading
source = reading.find(path)
table = reading.read(source, reading.detect(source), spool=Path(folder))
start, cpu = time.perf_counter(), time.process_time()
profiling.profile(table)
tell(time.perf_counter() - start, time.process_time() - cpu)
""",
}


def main(*, full: bool) -> None:
    """Print one line per task and size, as ratios to bare Polars."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (100_000, 1_000_000, 5_000_000) if full else (10_000, 100_000):
            path = Path(folder) / f"{count}.csv"
            subprocess.run(
                [sys.executable, DATA, "--layout", "source3", "--rows", str(count), "--to", path], check=True
            )
            print(f"{count:,} rows of 20 columns, {path.stat().st_size >> 20} MB")
            floor = None
            for name, task in _TASKS.items():
                seconds, cpu, peak = min(_measure(task, path) for _ in range(3))
                floor = floor or (seconds, cpu)
                ratio = f"{seconds / floor[0]:5.2f} × wall, {cpu / floor[1]:5.2f} × CPU"
                print(f"  {name:24} {1000 * seconds:8.0f} ms  {ratio}  {peak:6.0f} MB")
            path.unlink()


def _measure(task: str, path: Path) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [sys.executable, "-c", _SHARED + task, path, folder], check=True, capture_output=True, text=True
        )
    seconds, cpu, peak = map(float, answer.stdout.split())
    return seconds, cpu, peak
