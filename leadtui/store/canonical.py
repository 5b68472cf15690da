"""The one text of an effective mapping: everything merged, no comment, always in the same order.

It is kept with each run, so that the run can be explained and repeated without the files of that day.
"""

from __future__ import annotations

from pathlib import Path

from leadtui.model.mapping import Mapping
from leadtui.store.effective import of_text
from leadtui.store.render import section
from leadtui.store.shape import shape


def canonical(mapping: Mapping) -> str:
    """The effective mapping as a document that needs no other."""
    sections = shape(mapping.target, mapping.layout, mapping.columns, mapping.steps)
    lines = [f"# {mapping.name}, complete", "format: 1", f"version: {mapping.version}"]
    for name, value in sections.items():
        lines += section(name, value)
    return "\n".join([*lines, ""])


def from_canonical(name: str, text: str) -> Mapping:
    """The mapping that `canonical` wrote down."""
    return of_text(name, text, Path(f"{name}.yaml")).mapping
