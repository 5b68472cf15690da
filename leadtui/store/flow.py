"""Change a list that is written in brackets, so that what stays keeps its quotes, its line and its comments."""

from __future__ import annotations

import difflib
import re
from typing import Any, Final

from ruamel.yaml.nodes import SequenceNode

from leadtui.store.render import inline

_LONGEST_LINE: Final = 110


def flow_list(text: str, node: SequenceNode, old: list[Any], new: list[Any]) -> str:
    """The list `node` of a document's text, saying `new` instead of `old`."""
    start, end = node.start_mark.index, node.end_mark.index
    spans = [(item.start_mark.index, item.end_mark.index) for item in node.value]
    if not spans or not new:
        return inline(new)
    starts = [start, *(last for _, last in spans)]
    gaps = [text[before:first] for before, (first, _) in zip(starts, spans, strict=False)]
    wrap = next((gap for gap in gaps[1:] if re.fullmatch(r",\s*\n\s*", gap)), None)
    shown = gaps[0]
    matcher = difflib.SequenceMatcher(None, [inline(item) for item in old], [inline(item) for item in new])
    is_first = True
    for what, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        stays = what == "equal"
        count = old_end - old_start if stays else new_end - new_start
        for number in range(count):
            item = text[slice(*spans[old_start + number])] if stays else inline(new[new_start + number])
            gap = gaps[old_start + number] if stays and old_start + number else ", "
            if not is_first:
                shown += gap if stays else _gap(text, start, shown, item, wrap)
            shown += item
            is_first = False
    return shown + text[spans[-1][1] : end]


def _gap(text: str, start: int, shown: str, item: str, wrap: str | None) -> str:
    """What stands before a new item: a new line where the list has several and this one is full."""
    line = (text[:start] + shown).rpartition("\n")[2]
    return wrap if wrap and len(line) + len(item) + len(", ,") > _LONGEST_LINE else ", "
