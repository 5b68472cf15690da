"""`make bench` runs each module of its package, so each must be a bench."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

import bench

MODULES = [
    name for _, name, is_package in pkgutil.iter_modules(bench.__path__) if not is_package and name != "__main__"
]


@pytest.mark.parametrize("name", MODULES)
def test_each_module_is_a_bench(name: str) -> None:
    assert list(inspect.signature(importlib.import_module(f"bench.{name}").main).parameters) == ["full"]
