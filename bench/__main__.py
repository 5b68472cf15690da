"""Run every bench module, or those named: `python -m bench [NAME…]`."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import bench


def run(names: list[str]) -> None:
    """Call `main(full=…)` of each module in this package."""
    full = os.environ.get("BENCH") == "full"
    known = [name for _, name, is_package in pkgutil.iter_modules(bench.__path__) if not is_package]
    for name in names or [name for name in known if name != "__main__"]:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(full=full)


run(sys.argv[1:])
