"""One loader of the chaos test: a process that loads file after file until it is ended, and tells what it was told.

`python -m tests.faults.chaos URL SEED LOG`. A line of the log is a run that was reported as done.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path
from typing import Final, NoReturn

from leadtui.errors import InterruptedLoadError, LeadtuiError
from leadtui.model.plan import LoadReport, LoadRequest
from leadtui.postgres import choose, open_database
from tests.postgres.loads import Row, request

SOURCES: Final = 4
MONTHS: Final = 12
_ROWS: Final = 400
_LOCK_WAIT: Final = 20.0


def month(source: int, number: int) -> LoadRequest:
    """The file of a source in a month: some leads go, some come, some change, some are there twice."""
    by = random.Random(1_000 * source + number)
    rows: list[Row] = [
        {
            "company": f"C{source}-{lead}",
            "license_number": f"L{lead}",
            "capacity": by.randrange(3),
            "city": by.choice(["Austin", "Waco", None]),
        }
        for lead in range(10 * number, 10 * number + _ROWS)
        if by.random() > 0.05
    ]
    return request([*rows, by.choice(rows)], source=f"s{source}", lock_wait=_LOCK_WAIT, force=True)


def main(url: str, seed: int, log: Path) -> None:
    """Load for ever; what fails is tried again by loading something else."""
    by = random.Random(seed)
    while True:
        try:
            with open_database(choose(url)) as database:
                while True:
                    report = database.load(month(by.randrange(SOURCES), by.randrange(MONTHS)))
                    _note(log, report)
        except InterruptedLoadError as error:
            if error.report is not None:
                _note(log, error.report)
            raise KeyboardInterrupt from error
        except LeadtuiError:
            time.sleep(0.2)


def _note(log: Path, report: LoadReport) -> None:
    with log.open("a") as file:
        file.write(f"{report.run}\n")


def _end(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    try:
        main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    except KeyboardInterrupt:
        sys.exit(130)
