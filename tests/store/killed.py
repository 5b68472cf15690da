"""Save in a loop, be killed at a random moment, look at what is left; run by `test_crash.py`.

A process of its own, because it forks: each child saves one of two states again and again until it
gets SIGKILL, and the file must then be one of the two, whole.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from leadtui import store
from leadtui.model.mapping import ColumnMap, Mapping

LONG = 20_000
DRAFT = store.Draft("f.csv", "x", "why", datetime(2026, 1, 1, tzinfo=UTC), ["a" * 200_000])


def state(mapping: Mapping, number: int) -> Mapping:
    """The mapping with one of two decisions, and enough text to take a while to write."""
    columns = {"Operation": ColumnMap(skip=str(number % 2)), "Long": ColumnMap(skip="x" * LONG)}
    return mapping.model_copy(update={"columns": columns})


def save_for_ever() -> None:
    """What the child does until it is killed."""
    number = 0
    while True:
        number += 1
        store.save(state(store.load("source"), number))
        store.drafts.save(DRAFT)


def main(rounds: int) -> None:
    """Kill `rounds` children; print what was found."""
    chance = random.Random(7)
    saved = store.save(state(store.load("source"), 0))
    started = time.monotonic()
    store.save(state(store.load("source"), 1))
    took = time.monotonic() - started
    versions, killed = [], 0
    for _ in range(rounds):
        child = os.fork()
        if child == 0:
            save_for_ever()
        time.sleep(chance.uniform(0, 5 * took))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        mapping = store.load("source")
        assert mapping.columns["Operation"].skip in {"0", "1"}
        assert len(mapping.columns["Long"].skip or "") == LONG
        draft = store.drafts.find("f.csv", "x")
        assert draft is None or draft == DRAFT
        versions.append(mapping.version)
    assert versions == sorted(versions)
    store.save(state(store.load("source"), store.load("source").version))
    store.drafts.save(DRAFT)
    leftovers = [
        path.name for folder in (saved.parent, Path(os.environ["XDG_STATE_HOME"])) for path in folder.rglob("*.tmp")
    ]
    sys.stdout.write(json.dumps({"killed": killed, "last": versions[-1], "leftovers": leftovers}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
