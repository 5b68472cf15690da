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
    known = [module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")]
    for name in names or known:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(full=full)


run(sys.argv[1:])
