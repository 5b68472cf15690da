"""From cleaned rows to rows that can be loaded: the target's rules, and every problem with its place.

`check` runs a recipe over a whole table, `as_typed` over one text that a person types;
`CODES` says what each code means and what to do about it.
"""

from leadtui.checking.as_typed import Typed, as_typed
from leadtui.checking.check import check
from leadtui.checking.codes import CODES, Code
from leadtui.checking.reject import reject
from leadtui.checking.suggest import MENDERS

__all__ = ["CODES", "MENDERS", "Code", "Typed", "as_typed", "check", "reject"]
