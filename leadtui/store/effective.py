"""What a mapping means: its chain of files (`extends`) merged, checked as a whole, and made into models."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from leadtui.errors import UsageError
from leadtui.model.mapping import Mapping, MappingDocument
from leadtui.model.target import Target
from leadtui.store import search
from leadtui.store.check import mistakes, mistakes_of_format
from leadtui.store.document import Document, Placed, parse, plain, read
from leadtui.store.guarded import shown
from leadtui.store.merge import merged
from leadtui.store.mistake import Mistake, refuse
from leadtui.store.synonym import Verdict, settle_synonyms


@dataclass(frozen=True, slots=True)
class Effective:
    """A mapping with everything it inherits, and where each part of it was written."""

    name: str
    chain: tuple[Document, ...]
    """The most general first, the mapping's own file last."""
    tree: Placed
    target: Target
    document: MappingDocument

    @property
    def path(self) -> Path:
        """The mapping's own file."""
        return self.chain[-1].path

    @property
    def is_general(self) -> bool:
        """Whether it is a target, and not the mapping of one source."""
        return len(self.chain) == 1

    @property
    def mapping(self) -> Mapping:
        """As the other rooms want it."""
        return Mapping(
            name=self.name,
            version=self.chain[-1].version,
            target=self.target,
            layout=self.document.layout,
            columns=self.document.columns,
            steps=self.document.steps,
        )


def effective(name: str) -> Effective:
    """The mapping of that name; a `UsageError` names all its mistakes at once."""
    return of_chain(name, _chain(name, read(search.find(name))))


def of_text(name: str, text: str, path: Path) -> Effective:
    """The mapping a text would be if it were saved at `path`."""
    return of_chain(name, _chain(name, parse(text, path)))


def of_chain(name: str, chain: tuple[Document, ...]) -> Effective:
    """The mapping that these files make together, the most general first; merged once for equal texts."""
    return _made(_Chain(name, chain))


class _Chain:
    """A chain of files; equal when names and texts are."""

    def __init__(self, name: str, documents: tuple[Document, ...]) -> None:
        self.name, self.documents = name, documents
        self._texts = (name, *((document.path, document.text) for document in documents))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Chain) and self._texts == other._texts

    def __hash__(self) -> int:
        return hash(self._texts)


@lru_cache(maxsize=512)
def _made(of: _Chain) -> Effective:
    name, chain = of.name, of.documents
    tree = merged([document.tree for document in chain])
    verdict = settle_synonyms(tree, tuple(document.path for document in chain))
    of_files = [mistake for document in chain for mistake in mistakes_of_format(document.tree)]
    refuse([*of_files, *_nothing_to_unset(chain), *mistakes(tree), *verdict.conflicts])
    content = plain(tree)
    assert isinstance(content, dict)  # noqa: S101  checked by `parse`
    document = MappingDocument.model_validate({**content, "format": 1})
    written = {key: content[key] for key in ("target", "load", "drift", "fields") if key in content}
    return Effective(name, chain, tree, _decided(Target.model_validate(written), verdict), document)


def _decided(target: Target, verdict: Verdict) -> Target:
    changed = {
        name: field.model_copy(
            update={
                "names": tuple(word for word in field.names if word not in verdict.lost.get(name, ())),
                "not_names": (*field.not_names, *verdict.denied.get(name, ())),
            }
        )
        for name, field in target.fields.items()
        if name in verdict.lost or name in verdict.denied
    }
    return target.model_copy(update={"fields": {**target.fields, **changed}}) if changed else target


def _chain(name: str, own: Document) -> tuple[Document, ...]:
    chain, seen = [own], [name]
    while (parent := chain[0].parent) is not None:
        if parent in seen:
            circle = " extends ".join([*seen[seen.index(parent) :], parent])
            raise UsageError(f"{shown(chain[0].path)}: the mappings extend each other in a circle: {circle}")
        chain.insert(0, _parent(chain[0], parent))
        seen.append(parent)
    return tuple(chain)


def _parent(child: Document, name: str) -> Document:
    place = child.tree.at(("extends",)).place
    if not search.is_name(name) or search.locate(name) is None:
        near = difflib.get_close_matches(name, search.names(), n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(search.names()) or 'none'}"
        raise UsageError(f"{place}: extends: there is no mapping {name[:80]!r}", hint)
    return read(search.find(name))


def _nothing_to_unset(chain: tuple[Document, ...]) -> Iterator[Mistake]:
    known: set[str] = set()
    for document in chain:
        fields = document.tree.at(("fields",)).value
        for name, entry in fields.items() if isinstance(fields, dict) and fields is not document.tree.value else ():
            if entry.value is None and name not in known:
                message = f"there is no such field to unset; a field with nothing special is written `{name}: {{}}`"
                yield Mistake(entry.place, f"fields.{name}", message)
            known.add(name)
