"""Change a mapping file in place: what does not change keeps every byte, comments and alignment included.

The places of all values are those the YAML parser reports; each difference becomes one replaced
stretch of text. (A round-trip dump of the parser would set all alignment anew.)
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from leadtui.store.document import Document, plain
from leadtui.store.flow import flow_list
from leadtui.store.render import entry_lines, inline, key, section

Comments = Lookup[str, str]
"""Column → why it was confirmed."""
_COMMENT_COLUMN: Final = 53
_BLOCKS: Final = frozenset({"layout", "columns", "steps", "fields"})


def edited(document: Document, wanted: Lookup[str, Any], comments: Comments) -> str:
    """The document's text, changed so that it says what is wanted; comments go beside new columns."""
    change = _Change(document.text, comments)
    if document.root.flow_style:
        change.put(_span(document.root), inline(dict(wanted)))
    else:
        change.map(document.root, _entries(plain(document.tree)), wanted, ())
    return change.result()


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    text: str


class _Change:
    """The stretches found so far; those of one run never overlap."""

    def __init__(self, text: str, comments: Comments) -> None:
        self.text = text
        self.comments = comments
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.stretches: list[_Stretch] = []

    def result(self) -> str:
        parts, done = [], 0
        for stretch in sorted(self.stretches, key=lambda found: (found.start, found.end)):
            parts += [self.text[done : stretch.start], stretch.text]
            done = stretch.end
        return "".join([*parts, self.text[done:]])

    def put(self, span: tuple[int, int], text: str) -> None:
        self.stretches.append(_Stretch(*span, text))

    def map(self, node: MappingNode, old: Lookup[str, Any], new: Lookup[str, Any], above: tuple[str, ...]) -> None:
        """A block map: entries taken out, changed, put in."""
        nodes = {str(name.value): (name, value) for name, value in node.value}
        for name, (first, last) in nodes.items():
            if name not in new:
                self.put((self.line_start(first), self.next_line(_end(self.text, first, last))), "")
            elif old[name] != new[name]:
                self.entry(first, last, old[name], new[name], (*above, name))
        before: str | None = None
        for name, value in new.items():
            if name in nodes:
                before = name
            else:
                lines = self.lines(name, value, node, above)
                self.insert(lines, nodes[before] if before else None, node)

    def lines(self, name: str, value: object, node: MappingNode, above: tuple[str, ...]) -> list[str]:
        indent = node.start_mark.column
        if not above:
            lines = section(name, value, indent)
            return lines if name != "columns" else [lines[0], *self.explained(list(_entries(value)), lines[1:])]
        shown = key(name, is_column=above == ("columns",)).ljust(_width(node))
        lines = entry_lines(shown, value, indent)
        return self.explained([name], lines) if above == ("columns",) else lines

    def explained(self, names: list[str], lines: list[str]) -> list[str]:
        if len(names) != len(lines):  # an entry of several lines has no place beside it
            return lines
        return [self.with_comment(line, self.comments.get(name)) for name, line in zip(names, lines, strict=True)]

    def with_comment(self, line: str, comment: str | None) -> str:
        return f"{line.ljust(_COMMENT_COLUMN - 1)}  # {_one_line(comment)}" if comment else line

    def insert(self, lines: list[str], after: tuple[Node, Node] | None, node: MappingNode | SequenceNode) -> None:
        if after is None:
            start = self.line_start(node)
            self.put((start, start), "".join(line + self.newline for line in lines))
        else:
            end = self.line_end(_end(self.text, *after))
            self.put((end, end), "".join(self.newline + line for line in lines))

    def entry(self, name: Node, value: Node, old: object, new: object, place: tuple[str, ...]) -> None:
        is_block = not getattr(value, "flow_style", True)
        if is_block and isinstance(value, MappingNode) and isinstance(new, Lookup) and isinstance(old, Lookup) and new:
            self.map(value, old, new, place)
        elif is_block and isinstance(value, SequenceNode) and isinstance(new, list) and isinstance(old, list) and new:
            self.sequence(value, old, new)
        elif len(place) == 1 and place[0] in _BLOCKS and new:
            self.opened(name, value, new, place[0])
        else:
            self.replaced(name, value, old, new, place)

    def replaced(self, name: Node, value: Node, old: object, new: object, place: tuple[str, ...]) -> None:
        end = _end(self.text, name, value)
        start = _span(value)[0] if isinstance(value, ScalarNode) and value.value else self.after_colon(name)
        if isinstance(value, MappingNode | SequenceNode) and value.flow_style:
            start = _span(value)[0]
        shown = self.kept(value, old, new)
        blank = "" if self.text[start - 1 : start].isspace() else " "
        self.put((start, max(start, end)), blank + shown)
        if place[:1] == ("columns",) and len(place) == 2 and place[1] in self.comments:  # noqa: PLR2004  columns.NAME
            self.comment_beside(end, start + len(blank) + len(shown) - end, self.comments[place[1]])

    def kept(self, value: Node, old: object, new: object) -> str:
        """The new value on one line, with the parts that stay as they were written."""
        if old == new:
            return self.text[slice(*_span(value))]
        if isinstance(value, SequenceNode) and value.flow_style and isinstance(new, list) and isinstance(old, list):
            return flow_list(self.text, value, old, new)
        if not isinstance(value, MappingNode) or not isinstance(new, Lookup) or not isinstance(old, Lookup):
            return inline(new)
        nodes = {str(name.value): entry for name, entry in value.value} if value.flow_style else {}
        shown = {
            name: self.kept(nodes[name], old[name], entry) if name in nodes else inline(entry)
            for name, entry in new.items()
        }
        return "{" + ", ".join(f"{key(name)} {entry}" for name, entry in shown.items()) + "}"

    def comment_beside(self, end: int, growth: int, comment: str) -> None:
        """New evidence in front of what a person may have written there."""
        rest = self.text[end : self.line_end(end)]
        if rest.strip().startswith("#"):
            at = end + rest.index("#") + 1
            self.put((at, at), f" {_one_line(comment)}; before:")
        else:
            column = end - self.text.rfind("\n", 0, end) - 1 + growth
            at = self.line_end(end)
            self.put((at, at), " " * max(2, _COMMENT_COLUMN + 1 - column) + f"# {_one_line(comment)}")

    def opened(self, name: Node, value: Node, new: Any, word: str) -> None:
        """An empty or one-line section becomes a block, with one entry a line."""
        self.put((self.after_colon(name), max(self.after_colon(name), _end(self.text, name, value))), "")
        at = self.line_end(_end(self.text, name, value))
        lines = section(word, new, name.start_mark.column)[1:]
        self.put((at, at), "".join(self.newline + line for line in lines))

    def sequence(self, node: SequenceNode, old: list[Any], new: list[Any]) -> None:
        """A block list: items taken out and put in; those that stay are not touched."""
        margin = " " * node.start_mark.column
        matcher = difflib.SequenceMatcher(None, [inline(item) for item in old], [inline(item) for item in new])
        for _, old_start, old_end, new_start, new_end in (code for code in matcher.get_opcodes() if code[0] != "equal"):
            for item in node.value[old_start:old_end]:
                self.put((self.line_start(item), self.next_line(_end(self.text, item, item))), "")
            before = node.value[old_start - 1] if old_start else None
            lines = [f"{margin}- {inline(item)}" for item in new[new_start:new_end]]
            self.insert(lines, (before, before) if before else None, node)

    def line_start(self, node: Node) -> int:
        return self.text.rfind("\n", 0, _span(node)[0]) + 1

    def line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > place and self.text[end - 1] == "\r" else end

    def next_line(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end + 1

    def after_colon(self, name: Node) -> int:
        return self.text.index(":", _span(name)[1]) + 1


def _entries(value: object) -> Lookup[str, Any]:
    return value if isinstance(value, Lookup) else {}


def _span(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _end(text: str, name: Node, value: Node) -> int:
    """Where a value really ends: the parser puts the end of a block where the next one begins."""
    if isinstance(value, MappingNode | SequenceNode) and value.value and not value.flow_style:
        last = value.value[-1]
        return _end(text, *last) if isinstance(value, MappingNode) else _end(text, last, last)
    start, end = _span(value)
    if isinstance(value, ScalarNode) and value.style in {"|", ">"}:
        return start + len(text[start:end].rstrip())
    if not text[start:end].strip():  # nothing was written after the colon; the parser's mark is farther on
        return text.index(":", _span(name)[1]) + 1
    return end


def _width(node: MappingNode) -> int:
    """How wide the keys are, if their values are aligned."""
    columns = {value.start_mark.column for name, value in node.value if value.start_mark.line == name.start_mark.line}
    return columns.pop() - node.start_mark.column - 1 if len(columns) == 1 and len(node.value) > 1 else 0


def _one_line(comment: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in comment).split())
