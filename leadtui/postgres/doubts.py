"""What a person should look at before a load, read off the decided merge; some of it refuses a headless load."""

from __future__ import annotations

from leadtui.model.plan import Counts, Doubt, LoadRequest
from leadtui.postgres.differ import kept_edits
from leadtui.postgres.merge import Merge
from leadtui.postgres.past import Past

_NAMED = 3


def too_many_rejects(merge: Merge, counts: Counts, unforeseen: int) -> Doubt | None:
    """More records can't be kept than the mapping allows; `unforeseen` are those nobody rejected by hand."""
    limit = merge.rules.max_rejects
    if limit.allows(unforeseen, counts.read):
        return None
    return Doubt(
        "max_rejects", f"{unforeseen:,} of {counts.read:,} rows are rejected; the limit is {limit}", refuses=True
    )


def too_many_vanished(merge: Merge, counts: Counts) -> Doubt | None:
    """So many known rows are missing that the file may be cut off."""
    if not counts.vanished or merge.rules.vanished == "keep":
        return None
    limit = merge.rules.max_vanished
    current = merge.count("SELECT count(*) FROM {known} WHERE b.source = {source} AND b.is_current")
    if limit.allows(counts.vanished, current):
        return None
    return Doubt(
        "max_vanished",
        f"{counts.vanished:,} of {current:,} known rows are not in the file; the limit is {limit}",
        refuses=True,
    )


def older_file(request: LoadRequest, past: Past) -> Doubt | None:
    """The same bytes were loaded before, and another file has been loaded over them."""
    if past.older is None:
        return None
    return Doubt(
        "older_file",
        f"this file was loaded before, as run {past.older.run}, and run {past.latest} has loaded another one since",
        refuses=not request.force,
    )


def ambiguous_keys(merge: Merge) -> Doubt | None:
    """Known rows that fit a file row which was matched to another known row."""
    rows = merge.rows("SELECT line, own, key FROM pg_temp.spared ORDER BY line, key LIMIT {named}", named=_NAMED)
    if not rows:
        return None
    count = merge.count("SELECT count(*) FROM pg_temp.spared")
    examples = "; ".join(f"line {line} ({own}) could also be {key}" for line, own, key in rows)
    return Doubt(
        "ambiguous_key", f"{count:,} known rows are left as they are, though they fit a row: {examples}", refuses=False
    )


def held_by_rejects(merge: Merge) -> Doubt | None:
    """Known rows that stay as they are, because their rows of the file are rejected."""
    rows = merge.rows("SELECT key, line FROM pg_temp.held ORDER BY line, key LIMIT {named}", named=_NAMED)
    if not rows:
        return None
    count = merge.count("SELECT count(*) FROM pg_temp.held")
    stay = "1 known row stays as it is" if count == 1 else f"{count:,} known rows stay as they are"
    examples = "; ".join(f"{key} (line {line})" for key, line in rows)
    return Doubt("rejected_known", f"{stay}, because the file's row for it is rejected: {examples}", refuses=False)


def kept_by_hand(merge: Merge) -> Doubt | None:
    """Values changed by hand in the table that the file would have overwritten."""
    kept = kept_edits(merge)
    if not kept:
        return None
    examples = "; ".join(f"{field} of {key}" for key, field in kept[:_NAMED])
    return Doubt("edited", f"{len(kept):,} values changed by hand in the table stay: {examples}", refuses=False)


def unequal_duplicates(merge: Merge) -> Doubt | None:
    """Rows of one key and different values, of which only one can be stored."""
    count = merge.count("SELECT count(*) FROM pg_temp.lost l WHERE l.kept IS NOT NULL AND NOT l.is_equal")
    if not count:
        return None
    have = "1 row has" if count == 1 else f"{count:,} rows have"
    return Doubt("duplicate_key", f"{have} the key of another row and other values", refuses=False)
