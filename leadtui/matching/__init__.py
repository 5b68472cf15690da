"""Column → field: evidence, whole decisions, one-to-one; and which saved mapping a file was made for.

    suggest     a file nobody has seen: where each column goes, how sure that is, and why
    recall      a file of a known source: which saved mapping fits, and what drifted since
    drift       the same for a mapping given by name

Evidence has a place for each kind: names (`by_name`, `from_name`, `scale`, `lexicon`, `knowledge`), values
(`by_values`, `fits`), siblings (`habits`, `context`, `whose`, `combines`,
`address_parts`, `splits`), saved mappings (`memory`). Each piece
is a `Clue` with a weight; a decision is their sum, so that it can be explained and tuned. `assign` gives each
field one column, `also` lets a second one of the same meaning fill its gaps.
"""

from __future__ import annotations

from leadtui.matching.drift import drift
from leadtui.matching.memory import Memory, worth_sharing
from leadtui.matching.recall import IN_COMMON, Recall, fitting, recall
from leadtui.matching.seen import remember
from leadtui.matching.suggest import suggest

__all__ = ["IN_COMMON", "Memory", "Recall", "drift", "fitting", "recall", "remember", "suggest", "worth_sharing"]
