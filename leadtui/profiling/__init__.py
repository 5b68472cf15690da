"""What is in each column: how filled, how distinct, which shapes, and which kinds of the world.

`profile` looks at a table; `KINDS` are the recognisers, shared with matching.
"""

from leadtui.profiling.kinds import KIND_NAMES, KINDS, Kind, date_style, is_kind
from leadtui.profiling.profile import profile

__all__ = ["KINDS", "KIND_NAMES", "Kind", "date_style", "is_kind", "profile"]
