"""Save the operator's decisions: only what differs from the general file, with every comment kept.

A mapping is saved where it came from. What came with the program is saved to `./mappings` if there is
such a folder, otherwise to the user's own; never to a folder where the next load would find another
file of the same name first.
"""

from __future__ import annotations

import os
from collections.abc import Mapping as Lookup
from pathlib import Path

from leadtui import paths
from leadtui.errors import BrokenPromiseError, ChangedError, UsageError
from leadtui.model.mapping import Mapping
from leadtui.store import effective, history, search
from leadtui.store.difference import Meanings, own_file
from leadtui.store.document import Document, parse, plain, read
from leadtui.store.edit import edited
from leadtui.store.effective import Effective
from leadtui.store.guarded import locked, refuse_symlink, remove_leftovers, replace_text, shown
from leadtui.store.shape import Shape, shape
from leadtui.store.slug import check_name


def save(
    mapping: Mapping,
    *,
    extends: str | None = None,
    evidence: Lookup[str, str] | None = None,
    note: str | None = None,
) -> Path:
    """Save a mapping and return its file; nothing is written when it says nothing new.

    `mapping.version` is the version the decisions began with: if the file has another one by now,
    somebody else saved it meanwhile. A mapping that was never saved has version 0, and is then
    refused if its name is taken.

    Args:
        mapping: the effective mapping, as it shall be.
        extends: the general mapping of a new file; found by the target's table by default.
        evidence: column → why it was confirmed, for the comment beside a new or changed column.
        note: the comment a new file begins with, such as who confirmed it and when.

    Raises:
        UsageError: it cannot be written there, or the ancestors have mistakes.
        ChangedError: somebody else saved it meanwhile.
    """
    path = destination(check_name(mapping.name))
    folder = prepared(path.parent)
    with locked(folder):
        remove_leftovers(folder, path.name)
        former = search.locate(mapping.name)
        document = read(former) if former else None
        _refuse_if_changed(mapping, document)
        current = document or _new(path, extends or _general(mapping), note)
        text = _text(mapping, current, path, evidence or {})
        if text is None:
            return former or path
        if document is not None:
            written = document.path.stat().st_mtime
            history.keep(mapping.name, document.version, document.text, folder, written=written)
        replace_text(path, text, mode=mode_of(path))
    return path


def with_current_names(mapping: Mapping) -> Mapping:
    """The mapping with the synonyms that the files say now: they are learnt and forgotten beside any decision."""
    if search.locate(mapping.name) is None:
        return mapping
    known = effective.effective(mapping.name).target.fields
    fields = {
        name: field.model_copy(update={"names": known[name].names, "not_names": known[name].not_names})
        if name in known
        else field
        for name, field in mapping.target.fields.items()
    }
    return mapping.model_copy(update={"target": mapping.target.model_copy(update={"fields": fields})})


def destination(name: str) -> Path:
    """The file a mapping of that name is saved to."""
    file = f"{name}{search.SUFFIX}"
    project, user = search.project_folder(), paths.user_mappings_folder()
    former = search.locate(name)
    if former is not None and former.parent == project and not _is_writable(project):
        raise UsageError(
            f"{shown(former)} cannot be replaced: its folder is read-only",
            "Make it writable, or start leadtui elsewhere: a copy in another folder would not be found from here.",
        )
    if former is not None and former.parent == user and _is_writable(user):
        return user / file
    return project / file if _is_writable(project) else user / file


def _is_writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def prepared(folder: Path) -> Path:
    """The folder mappings are saved to, made private if it is the user's own."""
    if folder != paths.user_mappings_folder():
        return folder
    refuse_symlink(paths.data_folder())
    refuse_symlink(folder)
    try:
        paths.make_private(paths.data_folder())
        return paths.make_private(folder)
    except OSError as error:
        raise UsageError(f"{shown(folder)} cannot be made: {error.strerror}") from error


def mode_of(path: Path) -> int:
    """The mode a saved file gets: private in the user's own folder, otherwise as it was."""
    if path.parent == paths.user_mappings_folder():
        return 0o600
    return path.stat().st_mode & 0o777 if path.exists() else 0o644


def _refuse_if_changed(mapping: Mapping, document: Document | None) -> None:
    if document is None or document.version == mapping.version:
        return
    if mapping.version == 0:
        raise UsageError(
            f"There is already a mapping {mapping.name!r}", "Choose another name, or open the file with it."
        )
    raise ChangedError(
        f"{mapping.name} was saved by somebody else meanwhile: it is v{document.version}, not v{mapping.version}",
        "Open the file again: it begins with what was saved, and your draft is kept.",
    )


def _general(mapping: Mapping) -> str:
    for name in search.names():
        found = read(search.find(name))
        if found.parent is None and plain(found.tree.at(("target",))) == mapping.target.table:
            return name
    raise UsageError(
        f"No general mapping has the target {mapping.target.table}", "Say which one the new mapping extends."
    )


def _new(path: Path, extends: str, note: str | None) -> Document:
    lines = [f"# {' '.join(note.split())}"] if note else []
    return parse("\n".join([*lines, "format: 1", f"extends: {extends}", "version: 0", ""]), path)


def _text(mapping: Mapping, document: Document, path: Path, evidence: Lookup[str, str]) -> str | None:
    now = effective.of_text(mapping.name, document.text, path)
    if document.parent is None:
        raise UsageError(f"{mapping.name} is a general mapping; a source needs a name of its own")
    wanted, before = _shape_of(mapping), _shape_of(now.mapping)
    if wanted == before and document.version > 0:
        return None
    parent = _shape_of(_parent(now).mapping)
    written = plain(document.tree)
    assert isinstance(written, dict)  # noqa: S101  a document is a map, checked when it was read
    own = own_file(written, Meanings(now=before, wanted=wanted, inherited=parent))
    own["version"] = max(document.version, history.newest(mapping.name, path.parent)) + 1
    text = edited(document, own, evidence)
    _refuse_if_wrong(mapping, text, path)
    return text


def _parent(child: Effective) -> Effective:
    return effective.of_chain(child.name, child.chain[:-1])


def _shape_of(mapping: Mapping) -> Shape:
    return shape(mapping.target, mapping.layout, mapping.columns, mapping.steps)


def _refuse_if_wrong(mapping: Mapping, text: str, path: Path) -> None:
    """A file is only replaced by one that is known to mean what was decided."""
    saved = effective.of_text(mapping.name, text, path).mapping
    if (saved.target, saved.layout, saved.columns, saved.steps) != (
        mapping.target,
        mapping.layout,
        mapping.columns,
        mapping.steps,
    ):
        raise BrokenPromiseError(f"{mapping.name} would not have been saved as decided; nothing was written")
