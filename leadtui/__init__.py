"""leadtui: messy lead, contact and business files into Postgres.

For notebooks and pipelines the whole way is here as functions (see `leadtui.library`); they are imported when
they are first used, so that `import leadtui` costs nothing.

>>> import leadtui
>>> leadtui.check.__module__
'leadtui.library'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

__version__ = "0.1.0"
LIBRARY: Final = ("check", "load", "plan", "read", "suggest", "suggestions", "transform", "undo")


def __getattr__(name: str) -> Any:
    if name in LIBRARY:
        return getattr(import_module("leadtui.library"), name)
    raise AttributeError(f"module 'leadtui' has no attribute {name!r}")
