"""One piece of work for each of many items, in several processes; the death of one is the failure of one item."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import FrameType
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_WORKER: Final = 50
"""So many small files take as long as starting a worker."""


def side_by_side(
    work: Callable[[Item], Result], items: Sequence[Item], workers: int, *, died: Callable[[Item], Result]
) -> Iterator[Result]:
    """The results in the order of the items; `died` makes the one of an item whose process was killed.

    With one worker everything happens in this process. `work` and the items are pickled otherwise.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    done = 0
    with _pool(workers) as pool:
        futures = [pool.submit(_busy, work, item) for item in items]
        for future in futures:
            try:
                result = future.result()
            except BrokenProcessPool:
                break
            yield result
            done += 1
    # Nobody knows which item it was, so those that were left are asked one by one.
    for item, future in zip(items[done:], futures[done:], strict=True):
        yield _finished(future) or _alone(work, item, died=died)


def workers_for(count: int, wanted: int | None) -> int:
    """How many processes so many files are worth, or as many as a person wants."""
    most = wanted or min(os.cpu_count() or 1, count // WORTH_A_WORKER)
    return max(1, min(most, count))


def _finished(future: Future[Result]) -> Result | None:
    return future.result() if future.done() and not future.cancelled() and future.exception() is None else None


def _alone(work: Callable[[Item], Result], item: Item, *, died: Callable[[Item], Result]) -> Result:
    with _pool(1) as pool:
        try:
            return pool.submit(_busy, work, item).result()
        except BrokenProcessPool:
            return died(item)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    # Forking a process in which Polars has started its threads can hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)
    try:
        yield pool
    except BaseException:
        for child in multiprocessing.active_children():
            if child.pid is not None:
                os.kill(child.pid, signal.SIGINT)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """What a worker process knows about itself."""

    is_busy = False
    is_stopped = False


def _busy(work: Callable[[Item], Result], item: Item) -> Result:
    if _Worker.is_stopped:
        raise KeyboardInterrupt
    _Worker.is_busy = True
    try:
        return work(item)
    finally:
        _Worker.is_busy = False


def _prepare() -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Give up the work at hand, and clean up after it; nothing else may be broken off, because locks are held."""
    _Worker.is_stopped = True
    if _Worker.is_busy:
        raise KeyboardInterrupt


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
