"""Files that wait for a person: left by whoever could not decide, found again by `leadtui open` and `review`.

Part of the corridor, beside the flow: both doors leave files here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from leadtui import review, store
from leadtui.errors import LeadtuiError, NeedsPersonError
from leadtui.model.mapping import fingerprint
from leadtui.model.source import STDIN
from leadtui.model.table import RawTable
from leadtui.review import Review


def keep(raw: RawTable, state: Review, reason: str = "") -> None:
    """Leave the decisions where the next `leadtui open` of this file finds them."""
    _save(raw, state.names, reason, review.dump(state), state.recalled.name if state.recalled else None)


def keep_undecided(raw: RawTable, needed: NeedsPersonError) -> None:
    """Let the file wait without any decision, unless it waits already."""
    names = names_of(raw)
    if store.drafts.find(raw.source.name, fingerprint(names)) is None:
        _save(raw, names, f"{needed.message}. {needed.hint or ''}".rstrip())


def ask_person(raw: RawTable, begun: Review, reason: str) -> None:
    """Let the file wait, unless it waits already with decisions of a person."""
    if is_taken(raw.source.path, raw):
        return
    waiting = resume(raw, begun)
    if waiting is None or not (waiting.past or waiting.future):
        keep(raw, begun, reason)


def ask_approval(raw: RawTable, mapping: str, reason: str) -> None:
    """Let the file wait until a person has looked at what a load would do, unless it waits already."""
    names = names_of(raw)
    if store.drafts.find(raw.source.name, fingerprint(names)) is None:
        _save(raw, names, reason, mapping=mapping)


def is_taken(file: Path, raw: RawTable | None) -> bool:
    """Whether another file that is still there waits under the same name and layout."""
    draft = store.drafts.find(file.name, fingerprint(_names(raw)))
    return draft is not None and draft.file != str(file.absolute()) and Path(draft.file).exists()


def wait_at(file: Path, was: Path, raw: RawTable | None, mapping: str | None, failure: LeadtuiError) -> None:
    """Let a file that was moved wait in its new place, with what was left for it in the old one."""
    store.drafts.moved(was.absolute(), file.absolute())
    if str(file.absolute()) not in awaited():
        reason = f"{failure.message}. {failure.hint or ''}".rstrip()
        layout = fingerprint(_names(raw))
        store.drafts.save(store.Draft(str(file.absolute()), layout, reason, datetime.now(UTC), None, mapping))


def awaited() -> frozenset[str]:
    """The files that wait, as absolute paths."""
    return frozenset(draft.file for draft in store.drafts.waiting(on_mistake=lambda _path, _error: None))


def settled(raw: RawTable) -> None:
    """The file was loaded: it waits no more, but for decisions that a person left off with."""
    draft = store.drafts.find(raw.source.name, fingerprint(names_of(raw)))
    if draft is not None and draft.reason:
        store.drafts.delete(draft.key)


def drop(raw: RawTable, state: Review) -> None:
    """The file waits no more: its decisions are saved, or not wanted."""
    draft = store.drafts.find(raw.source.name, fingerprint(state.names))
    if draft is not None:
        store.drafts.delete(draft.key)


def resume(raw: RawTable, fresh: Review) -> Review | None:
    """The decisions that wait for this file, laid over a fresh review; None when there are none."""
    draft = store.drafts.find(raw.source.name, fingerprint(fresh.names))
    if draft is None or draft.content is None:
        return None
    return review.restore(str(draft.content), fresh)


def names_of(raw: RawTable) -> tuple[str, ...]:
    """What the columns are called, in the order of the file."""
    return tuple(column.name for column in raw.columns)


def _names(raw: RawTable | None) -> tuple[str, ...]:
    return names_of(raw) if raw is not None else ()


def _save(
    raw: RawTable, names: tuple[str, ...], reason: str, content: str | None = None, mapping: str | None = None
) -> None:
    file = str(raw.source.path.absolute()) if raw.source.name != STDIN else STDIN
    store.drafts.save(store.Draft(file, fingerprint(names), reason, datetime.now(UTC), content, mapping))
